import { text } from '#platform/web/language.ts';

/** Every sentence of the desk's page that is not about votes or one sheet. */
export const DESK_TEXTS = {
  title: text('Rekap TPS', 'Station returns'),
  notice: text(
    'Data cepat Desk, bukan hasil resmi. Hasil resmi ditetapkan KPU.',
    'Quick count data of the Desk, not an official result. Official results are set by KPU.',
  ),
  election: text('Pemilihan', 'Election'),
  contest: text('Kontes', 'Contest'),
  region: text('Wilayah', 'Region'),
  languages: text('Bahasa', 'Language'),
  keys: text('Pintasan (?)', 'Shortcuts (?)'),
  votingDay: text('pemungutan suara {day}', 'voting day {day}'),
  synthetic: text('GLADI · sintetis', 'REHEARSAL · synthetic'),
  real: text('Data nyata Feb 2024 · peragaan', 'Real data of Feb 2024 · demo'),
  updated: text('Diperbarui {clock} {zone} · {age}', 'Updated {clock} {zone} · {age}'),
  lost: text(
    'Terputus sejak {clock} {zone}, angka terakhir tetap ditampilkan.',
    'Disconnected since {clock} {zone}, the last figures stay shown.',
  ),
  asOf: text('perubahan terakhir {moment} {zone}', 'last change {moment} {zone}'),
  received: text('TPS masuk', 'Stations in'),
  ofExpected: text('dari {expected} · {share}', 'of {expected} · {share}'),
  missing: text('Belum melapor', 'Not reported'),
  missingShare: text('{share} dari semua TPS', '{share} of all stations'),
  flagged: text('Ada selisih', 'Differs'),
  flaggedSays: text('angka di kertas tidak cocok', 'figures on paper disagree'),
  conflict: text('Bentrok', 'In conflict'),
  conflictSays: text('dua isian, tunggu putusan', 'two entries, to be decided'),
  returned: text('Dikembalikan', 'Returned'),
  returnedSays: text('menunggu perbaikan', 'waits for correction'),
  behindFirst: text('yang paling tertinggal di atas', 'furthest behind first'),
  byName: text('menurut abjad', 'by name'),
  byNumber: text('menurut nomor', 'by number'),
  sortByName: text('Urutkan menurut abjad', 'Sort by name'),
  sortByNumber: text('Urutkan menurut nomor', 'Sort by number'),
  sortBehind: text('Urutkan yang tertinggal', 'Sort by behind'),
  name: text('Wilayah', 'Region'),
  in: text('Masuk', 'In'),
  left: text('Belum', 'Missing'),
  look: text('Periksa', 'Look'),
  lookTitle: text('Bentrok, dikembalikan, atau ada selisih', 'In conflict, returned or differing'),
  status: text('Keadaan', 'Status'),
  remote: text('terpencil', 'remote'),
  noChildren: text('Tidak ada TPS kontes ini di wilayah ini.', 'This contest has no station in this region.'),
  outsideOwn: text('{name}: di luar wilayah Anda', '{name}: outside your region'),
  map: text('TPS masuk per {part}', 'Stations in by {part}'),
  mapLabel: text(
    'Peta TPS masuk. Angkanya ada di tabel di bawah peta.',
    'Map of stations in. Its figures stand in the table below it.',
  ),
  mapTable: text('Sebagai tabel', 'As a table'),
  mapNone: text('Peta wilayah ini belum tersedia; pakai tabel.', 'No map of this region yet; use the table.'),
  mapPart: text('{name}: {received} dari {expected} TPS', '{name}: {received} of {expected} stations'),
  mapPartUnknown: text('{name}: tanpa TPS kontes ini', '{name}: no station of this contest'),
  loading: text('Membaca angka …', 'Reading the figures …'),
  gone: text('Server Desk tidak menjawab', 'The Desk server does not answer'),
  goneBody: text(
    'Halaman ini mencoba lagi sendiri setiap 5 detik. Bila tetap begini, jalankan ulang dengan npm start.',
    'This page tries again by itself every 5 seconds. If it stays so, start the desk again with npm start.',
  ),
  again: text('Coba sekarang', 'Try now'),
  none: text('Belum ada pemilihan', 'No election yet'),
  noneBody: text(
    'Muat definisinya dengan: npm run -s desk -- election apply BERKAS.json. Untuk melihat contoh: npm start -- --demo.',
    'Load its definition with: npm run -s desk -- election apply FILE.json. To see an example: npm start -- --demo.',
  ),
  noneHere: text(
    'Anda melihat {region}. Tidak ada pemilihan yang menyangkut wilayah ini.',
    'You see {region}. No election concerns this region.',
  ),
  unknown: text('Tidak ada di Desk ini', 'Not on this Desk'),
  unknownBody: text(
    'Alamat ini menyebut pemilihan atau kontes yang tidak ada di sini. Mungkin salah ketik, atau datanya belum dimuat.',
    'This address names an election or a contest that is not here. It may be mistyped, or its data is not loaded.',
  ),
  toStart: text('Ke awal', 'To the start'),
  refused: text('Wilayah ini tidak dapat ditampilkan', 'This region cannot be shown'),
  notInside: text(
    'Wilayah {region} tidak ada di dalam wilayah Anda ({own}).',
    'There is no region {region} inside your own ({own}).',
  ),
  toArea: text('Ke {area}', 'To {area}'),
} as const;

export const PART_TEXTS = {
  province: text('Provinsi', 'Provinces'),
  regency: text('Kabupaten/kota', 'Regencies and cities'),
  district: text('Kecamatan', 'Districts'),
  village: text('Desa/kelurahan', 'Villages'),
  station: text('TPS', 'Stations'),
} as const;

export const CONTEST_TEXTS = {
  governor: text('Gubernur', 'Governor'),
  regent: text('Bupati', 'Regent'),
  mayor: text('Wali Kota', 'Mayor'),
  president: text('Presiden', 'President'),
} as const;

export const KEY_TEXTS = {
  title: text('Pintasan papan ketik', 'Keyboard shortcuts'),
  help: text('daftar ini', 'this list'),
  up: text('naik satu wilayah', 'up one region'),
  table: text('ke tabel wilayah', 'to the table of regions'),
  look: text('ke “Perlu diperiksa”', 'to “Needs a look”'),
  basis: text('dasar hitung: semua, tanpa selisih, sah', 'basis: all, without differences, verified'),
  language: text('ganti bahasa', 'change the language'),
  back: text('tutup lembar TPS', 'close the sheet'),
  active: text('Pintasan huruf aktif', 'Letter shortcuts are on'),
  close: text('Tutup', 'Close'),
} as const;
