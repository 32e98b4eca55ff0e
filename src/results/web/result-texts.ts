import { text } from '#platform/web/language.ts';
import type { Basis } from '../domain/totals.ts';

/** Every sentence of the panels on results. */
export const RESULT_TEXTS = {
  votes: text('Perolehan suara', 'Votes'),
  votesNotYours: text(
    'Jumlah suara per pasangan hanya tampil bagi desk kabupaten/kota, desk provinsi, pimpinan, dan auditor. Angka tiap lembar tetap dapat Anda buka.',
    'Votes per pair are shown to the desks of regencies and the province, to leaders and auditors. You can still open the figures of each sheet.',
  ),
  basis: text('Dihitung dari', 'Counted from'),
  ofStations: text('{sheets} dari {expected} TPS · {share}', '{sheets} of {expected} stations · {share}'),
  notTelling: text(
    'Baru {share} TPS terhitung di sini. Angkanya belum menggambarkan keseluruhan.',
    'Only {share} of the stations are counted here. The figures do not show the whole yet.',
  ),
  noVotes: text('Belum ada lembar pada dasar hitung ini.', 'No sheet on this basis yet.'),
  shareOf: text(
    'Persen = bagian dari jumlah suara pasangan, {sum}.',
    'Per cent = share of all votes for the pairs, {sum}.',
  ),
  pair: text('Pasangan calon', 'Pair'),
  pairVotes: text('Suara', 'Votes'),
  pairShare: text('Bagian', 'Share'),
  valid: text('Suara sah', 'Valid'),
  invalid: text('Tidak sah', 'Invalid'),
  total: text('Sah + tidak sah', 'Valid + invalid'),
  statedBy: text('tertulis di {sheets} TPS', 'stated by {sheets} stations'),
  turnout: text('Pengguna hak pilih', 'Turnout'),
  turnoutOf: text('{voters} dari {registered} pemilih DPT', '{voters} of {registered} registered'),
  turnoutBy: text('{sheets} TPS menyatakan keduanya', '{sheets} stations state both'),
  needsLook: text('Perlu diperiksa', 'Needs a look'),
  needsLookOrder: text('bentrok, dikembalikan, lalu ada selisih', 'in conflict, returned, then differing'),
  nothingToLook: text(
    'Anda melihat {scope}. Tidak ada lembar yang bentrok, dikembalikan, atau ada selisih di sini.',
    'You see {scope}. No sheet is in conflict, returned or differing here.',
  ),
  noneReported: text(
    'Anda melihat {scope}. Belum ada lembar yang masuk di sini.',
    'You see {scope}. No sheet has come from here yet.',
  ),
  open: text('Buka', 'Open'),
  openStation: text('Buka lembar TPS {station} {village}', 'Open the sheet of station {station} {village}'),
  more: text('Tampilkan {count} berikutnya', 'Show {count} more'),
  moreFailed: text('Daftar belum terbaca. Coba lagi', 'The list could not be read. Try again'),
  rivals: text('{count} isian lain menunggu keputusan', 'Other entries that wait for a decision: {count}'),
  others: text('+{count} hal lain', '+{count} more'),
  remote: text('terpencil', 'remote'),
  awaitsRound: text('menunggu PSU', 'awaits the revote'),
} as const;

export const BASIS_TEXTS: Readonly<Record<Basis, ReturnType<typeof text>>> = {
  all: text('Semua, seperti tertulis', 'All, as written'),
  clean: text('Tanpa selisih', 'Without differences'),
  verified: text('Sah', 'Verified'),
};
