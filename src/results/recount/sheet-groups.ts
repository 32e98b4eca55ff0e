import type { StoredSheet } from '../store/contest-sheets.ts';

/** Hands on streamed sheets in pieces that never divide a village, so that a station's rounds stay together. */
export async function* wholeVillages(
  stream: AsyncIterable<readonly StoredSheet[]>,
): AsyncGenerator<readonly StoredSheet[]> {
  let rest: StoredSheet[] = [];
  for await (const rows of stream) {
    const all = rest.concat(rows);
    const last = all.at(-1)?.village;
    const cut = all.findIndex((sheet) => sheet.village === last);
    if (cut > 0) yield all.slice(0, cut);
    rest = cut < 0 ? [] : all.slice(cut);
  }
  if (rest.length > 0) yield rest;
}
