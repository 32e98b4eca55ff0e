import type { Level, RegionCode } from '#kernel/region-code.ts';

/**
 * Editions of the code list, in the order of their bits in the shipped file: Kepmendagri 100.1.1-6117/2022, the tree of KPU
 * for the elections of 2024, Kepmendagri 300.2.2-2430/2025. A code is stored with its edition, because about 1,150 codes moved.
 */
export const EDITIONS = ['ed2022', 'kpu2024', 'ed2025'] as const;
export type Edition = (typeof EDITIONS)[number];

/** The edition of today, used where a question names none. */
export const EDITION_TODAY: Edition = 'ed2025';

export const REGION_KINDS = ['provinsi', 'kabupaten', 'kota', 'kecamatan', 'desa', 'kelurahan', 'desa_adat'] as const;
export type RegionKind = (typeof REGION_KINDS)[number];

export type Region = {
  readonly code: RegionCode;
  readonly level: Level;
  readonly kind: RegionKind;
  /** As the decree writes it, a kabupaten or kota with that word: "Kabupaten Penajam Paser Utara". */
  readonly name: string;
  /** Other spellings in use; a region is matched by its code, a name only finds it. */
  readonly otherNames: readonly string[];
  readonly editions: readonly Edition[];
};

/** One line of the shipped list; `editions` is a set of bits in the order of EDITIONS. */
export type RegionRow = {
  readonly code: RegionCode;
  readonly kind: RegionKind;
  readonly name: string;
  readonly otherNames: string;
  readonly editions: number;
};

export function isEdition(text: string): text is Edition {
  return (EDITIONS as readonly string[]).includes(text);
}
