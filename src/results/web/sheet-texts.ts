import type { Text } from '#kernel/problem.ts';
import { text } from '#platform/web/language.ts';

/** Every sentence of one opened sheet. */
export const SHEET_TEXTS = {
  back: text('Kembali ke {region}', 'Back to {region}'),
  backShort: text('Kembali ke wilayah', 'Back to the region'),
  station: text('TPS {station} {village}', 'Station {station} {village}'),
  round: text('putaran {round}', 'round {round}'),
  notCounting: text('tidak dihitung', 'not counted'),
  revision: text('revisi {revision}', 'revision {revision}'),
  changed: text('berubah {moment}', 'changed {moment}'),
  figures: text('Angka di kertas', 'Figures of the paper'),
  noForm: text(
    'Susunan formulir ini belum dikenal halaman; muat ulang halaman.',
    'This page does not know the form yet; reload it.',
  ),
  rowNumber: text('No.', 'No.'),
  row: text('Uraian', 'Row'),
  men: text('L', 'M'),
  women: text('P', 'F'),
  both: text('Jml', 'All'),
  count: text('Angka', 'Figure'),
  notStated: text('tidak tertulis', 'not stated'),
  problems: text('Yang tidak cocok', 'What does not agree'),
  noProblems: text('Semua hitungan di kertas ini cocok.', 'All sums of this paper agree.'),
  error: text('Selisih', 'Difference'),
  remark: text('Perhatian', 'Remark'),
  rivals: text('Isian lain untuk lembar ini', 'Other entries for this sheet'),
  rivalsWait: text('Yang berlaku tetap dihitung sampai diputuskan.', 'The current one counts until a decision.'),
  box: text('Baris yang berbeda', 'Rows that differ'),
  current: text('Berlaku', 'Current'),
  rival: text('Isian {number}', 'Entry {number}'),
  difference: text('Beda', 'Gap'),
  by: text('oleh {author}, {moment}', 'by {author}, {moment}'),
  history: text('Riwayat', 'History'),
  acts: text('Tindakan', 'Acts'),
  revisionOf: text('Revisi {revision}', 'Revision {revision}'),
  reason: text('Alasan: {reason}', 'Reason: {reason}'),
  picture: text('Gambar C.Hasil', 'Picture of the sheet'),
  pictureOf: text('Gambar C.Hasil TPS {station} {village}', 'Picture of the sheet of station {station} {village}'),
  pictureOpen: text('Buka ukuran penuh', 'Open full size'),
  waiting: text('Membaca lembar …', 'Reading the sheet …'),
  gone: text('Lembar belum terbaca', 'The sheet could not be read'),
  goneBody: text(
    'Server tidak menjawab. Coba lagi sebentar lagi.',
    'The server does not answer. Try again in a moment.',
  ),
  unknown: text('Lembar tidak ditemukan', 'Sheet not found'),
  again: text('Coba lagi', 'Try again'),
} as const;

const ACT_WORDS: Readonly<Record<string, Text>> = {
  submit: text('Mengirim', 'Submitted'),
  verify: text('Mengesahkan', 'Verified'),
  return: text('Mengembalikan', 'Returned'),
  decide: text('Memutuskan', 'Decided'),
  reopen: text('Membuka lagi', 'Re-opened'),
  'request-void': text('Meminta pembatalan', 'Asked to void'),
  'confirm-void': text('Membatalkan', 'Voided'),
  'refuse-void': text('Menolak pembatalan', 'Refused to void'),
};

const OUTCOME_WORDS: Readonly<Record<string, Text>> = {
  accepted: text('diterima', 'accepted'),
  corrected: text('perbaikan', 'correction'),
  unchanged: text('sama dengan yang ada', 'same as before'),
  conflict: text('berbeda, menunggu keputusan', 'differs, waits for a decision'),
  held: text('dikarantina', 'held'),
};

const ROLE_WORDS: Readonly<Record<string, Text>> = {
  village_operator: text('operator desa', 'village operator'),
  district_verifier: text('kecamatan', 'district'),
  regency_desk: text('desk kabupaten/kota', 'regency desk'),
  province_desk: text('desk provinsi', 'province desk'),
  cli: text('impor berkas', 'file import'),
};

export function actWord(act: string): Text {
  return ACT_WORDS[act] ?? { id: act, en: act };
}

/** Empty where the act says it all. */
export function outcomeWord(outcome: string): Text {
  return OUTCOME_WORDS[outcome] ?? { id: '', en: '' };
}

export function roleWord(role: string): Text {
  return ROLE_WORDS[role] ?? { id: role, en: role };
}
