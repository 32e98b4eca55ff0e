import { SaxesParser } from 'saxes';
import type { Problem } from '#kernel/problem.ts';
import { fileProblem } from './problems.ts';
import { chooseDecoding, type TextDecoding } from './text-decoding.ts';
import { readPart, type XlsxArchive } from './xlsx-archive.ts';

export type Attributes = Readonly<Record<string, string>>;

/** Receives the elements of one part by their local names. */
export type XmlReader = {
  readonly open: (name: string, attributes: Attributes) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
  /** Asked after every piece: a problem or `enough` ends the reading. */
  readonly verdict?: () => Problem | 'enough' | null;
};

/** No mark or text of a workbook is longer; beyond it the parser would hoard what it cannot yet hand over. */
const SILENCE_CHARACTERS_MAX = 4 * 1024 * 1024;

/** Walks one XML part of a workbook; DOCTYPE (and with it every entity) is refused. */
export async function readXmlPart(archive: XlsxArchive, name: string, reader: XmlReader): Promise<Problem | null> {
  const damaged = fileProblem('damaged', { where: name });
  const parser = new SaxesParser({ xmlns: false, position: false, defaultXMLVersion: '1.0', forceXMLVersion: true });
  let isBroken = false;
  let silence = 0;
  parser.on('error', () => {
    isBroken = true;
  });
  parser.on('doctype', () => {
    isBroken = true;
  });
  parser.on('opentag', (tag) => {
    silence = 0;
    archive.elementsLeft -= 1;
    if (!isBroken) reader.open(localName(tag.name), tag.attributes);
  });
  parser.on('closetag', (tag) => {
    silence = 0;
    if (!isBroken) reader.close?.(localName(tag.name));
  });
  const onText = (text: string) => reader.text?.(text);
  parser.on('text', onText);
  parser.on('cdata', onText);

  let decoding: TextDecoding | null = null;
  let verdict: Problem | 'enough' | null = null;
  const take = (bytes: Buffer, isLast: boolean) => {
    if (decoding === null) {
      decoding = chooseDecoding(bytes);
      return feed(decoding, bytes.subarray(decoding.markBytes), isLast);
    }
    return feed(decoding, bytes, isLast);
  };
  const feed = (chosen: TextDecoding, bytes: Buffer, isLast: boolean) => {
    const { text, broken } = chosen.decode(bytes, isLast);
    silence += text.length;
    parser.write(text);
    if (isLast) parser.close();
    isBroken ||= broken || silence > SILENCE_CHARACTERS_MAX;
    verdict = archive.elementsLeft < 0 ? fileProblem('too-large-inside') : (reader.verdict?.() ?? null);
    return !isBroken && verdict === null;
  };
  const problem = await readPart(archive, name, (piece) => take(piece, false));
  if (problem) return problem;
  if (!isBroken && verdict === null) take(Buffer.alloc(0), true);
  if (verdict !== null) return verdict === 'enough' ? null : verdict;
  return isBroken ? damaged : null;
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}
