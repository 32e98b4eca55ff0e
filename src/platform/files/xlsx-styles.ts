import type { Problem } from '#kernel/problem.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import type { XlsxArchive } from './xlsx-archive.ts';
import { readXmlPart } from './xlsx-xml.ts';

/** Formats that every Excel knows as dates or times without declaring them (ECMA-376 part 1, 18.8.30). @law unverified */
const BUILT_IN_DATE_RANGES = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
] as const;

/** @returns the style numbers whose cells show a date or a time, so that `5-12` turned into a date is not read as 45,996. */
export async function readDateStyles(
  archive: XlsxArchive,
  part: string,
): Promise<Result<ReadonlySet<number>, Problem>> {
  const ownFormats = new Map<number, boolean>();
  const dateStyles = new Set<number>();
  let style = -1;
  const problem = await readXmlPart(archive, part, {
    open(name, attributes) {
      if (name === 'numFmt') ownFormats.set(Number(attributes.numFmtId), showsDate(attributes.formatCode ?? ''));
      else if (name === 'cellXfs') style = 0;
      else if (name === 'xf' && style >= 0) {
        const format = Number(attributes.numFmtId ?? 0);
        if (ownFormats.get(format) ?? isBuiltInDate(format)) dateStyles.add(style);
        style += 1;
      }
    },
    close(name) {
      if (name === 'cellXfs') style = -1;
    },
  });
  return problem ? refuse(problem) : accept(dateStyles);
}

function isBuiltInDate(format: number): boolean {
  return BUILT_IN_DATE_RANGES.some(([first, last]) => format >= first && format <= last);
}

/** A format code shows a date when a letter of day, month, year, hour or second stands outside quotes and brackets. */
function showsDate(code: string): boolean {
  const bare = code.slice(0, 255).replace(/"[^"]*"|\[[^\]]*\]|[\\_*]./g, '');
  return /[dmyhs]/i.test(bare.replace(/general/gi, ''));
}
