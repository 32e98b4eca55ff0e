import type { Problem } from '#kernel/problem.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import { fileProblem } from './problems.ts';
import type { XlsxArchive } from './xlsx-archive.ts';
import { readXmlPart } from './xlsx-xml.ts';

const STRINGS_MAX = 2_000_000;

/** The texts that cells name by number. Runs of rich text are joined; reading aids for Asian scripts are left out. */
export async function readSharedStrings(
  archive: XlsxArchive,
  part: string,
): Promise<Result<readonly string[], Problem>> {
  const strings: string[] = [];
  let current = '';
  let isText = false;
  let isAid = false;
  const problem = await readXmlPart(archive, part, {
    open(name) {
      if (name === 'si') current = '';
      else if (name === 'rPh') isAid = true;
      else if (name === 't') isText = !isAid;
    },
    text(text) {
      if (isText) current += text;
    },
    close(name) {
      if (name === 't') isText = false;
      else if (name === 'rPh') isAid = false;
      else if (name === 'si') strings.push(decodeEscapes(current));
    },
    verdict() {
      return strings.length <= STRINGS_MAX ? null : fileProblem('too-large-inside');
    },
  });
  return problem ? refuse(problem) : accept(strings);
}

/** Excel writes characters that XML cannot hold as `_x000D_`; those that no text should hold become a replacement mark. */
export function decodeEscapes(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, digits: string) => {
    const code = Number.parseInt(digits, 16);
    const isPlain = code >= 0x20 ? code < 0xd800 || code > 0xdfff : code === 9 || code === 10 || code === 13;
    return isPlain ? String.fromCharCode(code) : '\ufffd';
  });
}
