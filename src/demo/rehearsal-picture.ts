import { ancestorAt, type RegionCode } from '#kernel/region-code.ts';
import { drawSheetImage } from './draw-sheet.ts';
import type { RehearsalContest } from './rehearsal-election.ts';
import { seededSheet } from './seeded-sheets.ts';
import type { DemoStation } from './spread-stations.ts';

const OFFICES: Readonly<Record<RehearsalContest['kind'], { readonly form: string; readonly contest: string }>> = {
  governor: { form: 'C.HASIL-KWK-GUBERNUR', contest: 'Pemilihan Gubernur dan Wakil Gubernur' },
  regent: { form: 'C.HASIL-KWK-BUPATI', contest: 'Pemilihan Bupati dan Wakil Bupati' },
  mayor: { form: 'C.HASIL-KWK-WALI KOTA', contest: 'Pemilihan Wali Kota dan Wakil Wali Kota' },
  president: { form: 'C.HASIL-PPWP', contest: 'Pemilihan Presiden dan Wakil Presiden' },
};

/**
 * The picture of one sheet of the rehearsal as SVG, from its true numbers and not from what was entered.
 * @param nameOf the name of a region in the election's edition
 */
export function rehearsalPicture(
  seed: string,
  contest: RehearsalContest,
  station: DemoStation,
  nameOf: (code: RegionCode) => string,
): string {
  const office = OFFICES[contest.kind];
  const nameAt = (level: 'province' | 'regency' | 'district'): string => {
    const code = ancestorAt(station.region, level);
    return code === null ? '' : nameOf(code);
  };
  return drawSheetImage({
    title: office.form,
    contest: `${office.contest} Tahun 2024`,
    regions: {
      province: nameAt('province'),
      regency: nameAt('regency'),
      district: nameAt('district'),
      village: nameOf(station.region),
    },
    station: station.station,
    candidates: contest.candidates,
    values: seededSheet(seed, contest, station).truth,
    seed: [seed, contest.id, station.region, station.station].join('|'),
  });
}
