import { type Problem, problemCatalogue } from '#kernel/problem.ts';
import type { Edition } from './domain/region.ts';

/** Every refusal of this room: what is wrong, and what to do next. */
export const regionsProblem = problemCatalogue('regions', {
  'not-a-code': {
    status: 400,
    id: '“{region}” bukan kode wilayah. Tulis 2, 4, 6, atau 10 angka kode Kemendagri, dengan atau tanpa titik (contoh: 64.09.01.1001).',
    en: '“{region}” is not a region code. Write 2, 4, 6 or 10 digits of the Kemendagri code, with or without dots (example: 64.09.01.1001).',
  },
  unknown: {
    status: 404,
    id: 'Wilayah dengan kode {region} tidak ada dalam daftar wilayah {year}. Periksa lagi angkanya, atau cari wilayah itu dengan namanya.',
    en: 'No region has the code {region} in the list of regions of {year}. Check the digits again, or search for the region by its name.',
  },
  'not-a-village': {
    status: 422,
    id: '{name} ({region}) bukan desa/kelurahan. Tanda terpencil hanya untuk desa/kelurahan; tulis kode sepuluh angkanya.',
    en: '{name} ({region}) is not a village. Only villages can be marked remote; write its ten-digit code.',
  },
  'no-map': {
    status: 404,
    id: 'Peta wilayah {region} dengan rincian “{layer}” belum tersedia. Peta desa ada untuk provinsi dan kabupaten/kota di Kalimantan Tengah, Kalimantan Timur, dan Kalimantan Utara; gunakan tabel untuk wilayah lain.',
    en: 'There is no map of region {region} with the detail “{layer}”. Village maps exist for the provinces and regencies of Central, East and North Kalimantan; use the table for other regions.',
  },
});

/** A code that an edition does not hold, or that is answered as if it did not: people know a list by its year, not by our name for it. */
export function unknownRegion(region: string, edition: Edition): Problem {
  return regionsProblem('unknown', { region, edition, year: edition.slice(-4) });
}
