import type { RegionKind } from './region.ts';

/** A name made comparable: small letters and digits only. */
export type NameKey = {
  /** A space before each word, so that a text which starts with a space is found where words begin. */
  readonly words: string;
  readonly compact: string;
  /** Which letters occur, one bit each. */
  readonly letters: number;
};

/** Words that people write before a name, and the kinds that they mean by them. */
const KIND_WORDS: Readonly<Record<string, readonly RegionKind[]>> = {
  provinsi: ['provinsi'],
  prov: ['provinsi'],
  propinsi: ['provinsi'],
  kabupaten: ['kabupaten'],
  kab: ['kabupaten'],
  kota: ['kota'],
  kotamadya: ['kota'],
  kecamatan: ['kecamatan'],
  kec: ['kecamatan'],
  distrik: ['kecamatan'],
  kelurahan: ['kelurahan'],
  kel: ['kelurahan'],
  desa: ['desa', 'desa_adat'],
  ds: ['desa', 'desa_adat'],
  kampung: ['desa', 'desa_adat'],
};

export function nameKey(text: string): NameKey {
  const words = comparable(text);
  const compact = words.replaceAll(' ', '');
  return { words: ` ${words}`, compact, letters: letterMarks(compact) };
}

/** The name without the word for its own kind: "Kabupaten Paser" is found as "paser". */
export function ownNameKey(name: string, kind: RegionKind): NameKey {
  if (kind !== 'kabupaten' && kind !== 'kota') return nameKey(name);
  const split = splitKindWord(comparable(name));
  return nameKey(split?.kinds.includes(kind) ? split.rest : name);
}

/** Splits "kab penajam" into the kinds meant and the rest; null where no such word stands in front or nothing follows. */
export function splitKindWord(words: string): { readonly kinds: readonly RegionKind[]; readonly rest: string } | null {
  const space = words.indexOf(' ');
  if (space < 0) return null;
  const kinds = Object.hasOwn(KIND_WORDS, words.slice(0, space)) ? KIND_WORDS[words.slice(0, space)] : undefined;
  return kinds === undefined ? null : { kinds, rest: words.slice(space + 1) };
}

function comparable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII itself
  const plain = /^[\x00-\x7f]*$/.test(text) ? text : text.normalize('NFD').replace(/\p{M}/gu, '');
  // An apostrophe stands inside a word (Ma'rang), every other sign between two.
  return plain
    .toLowerCase()
    .replace(/['’`]/g, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

/** One bit per letter and six for the digits; a text inside another has no bit that the other lacks. */
function letterMarks(compact: string): number {
  let marks = 0;
  for (let i = 0; i < compact.length; i++) {
    const unit = compact.charCodeAt(i);
    marks |= unit >= 97 ? 1 << (unit - 97) : 1 << (26 + ((unit - 48) % 6));
  }
  return marks;
}

export function countMarks(marks: number): number {
  let count = 0;
  for (let rest = marks; rest !== 0; rest &= rest - 1) count++;
  return count;
}
