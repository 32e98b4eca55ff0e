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

/** What somebody said of a paper beside its figures. */
export const NOTE_TEXTS = {
  title: text('Catatan pengisi', 'Note of who entered it'),
  asWritten: text('Kertasnya memang begitu', 'The paper itself says so'),
  event: text('Kejadian khusus', 'Special event'),
  signatures: text('Tanda tangan', 'Signatures'),
  other: text('Catatan', 'Note'),
  crew: {
    complete: text('KPPS lengkap', 'crew (KPPS) complete'),
    incomplete: text('KPPS tidak lengkap', 'crew (KPPS) incomplete'),
  },
  witnesses: {
    complete: text('saksi lengkap', 'witnesses complete'),
    incomplete: text('saksi tidak lengkap', 'witnesses incomplete'),
    absent: text('tidak ada saksi', 'no witnesses'),
  },
} as const;

export const PHOTO_TEXTS = {
  photos: text('Foto C.Hasil', 'Photos of the paper'),
  photosHint: text('klik untuk memperbesar', 'click to enlarge'),
  photoOf: text(
    'Foto C.Hasil TPS {station} {village}, halaman {page}',
    'Photo of station {station} {village}, page {page}',
  ),
  taken: text('Halaman {page} · {by}, {moment}', 'Page {page} · {by}, {moment}'),
  before: text('Sebelumnya', 'Previous'),
  after: text('Berikutnya', 'Next'),
  near: text('Perbesar', 'Zoom in'),
  whole: text('Tampilkan utuh', 'Show whole'),
  close: text('Tutup', 'Close'),
} as const;

export const RETURN_TEXTS = {
  title: text('Kembalikan ke pengisi', 'Return to those who entered it'),
  lead: text(
    'Angkanya tetap dihitung dalam “Semua” sampai diperbaiki.',
    'Its figures stay in “All” until they are corrected.',
  ),
  open: text('Kembalikan', 'Return'),
  reason: text('Alasan', 'Reason'),
  hint: text(
    'Ditampilkan di HP pengisi. Sebut baris dan angkanya, misalnya: “V.A tertulis 384, jumlah pasangan 348; lihat lagi halaman 2.”',
    'Shown on the phone of those who entered it. Name the row and the figures.',
  ),
  send: text('Kembalikan lembar ini', 'Return this sheet'),
  cancel: text('Batal', 'Cancel'),
  unreachable: text(
    'Server tidak menjawab; lembar belum tentu dikembalikan. Kirim lagi: tidak akan tercatat dua kali.',
    'The server does not answer; the sheet may not be returned yet. Send again: it will not be recorded twice.',
  ),
} as const;

export const CONFLICT_TEXTS = {
  title: text('Kedua isian berdampingan', 'Both entries side by side'),
  open: text('Buka kedua isian berdampingan', 'Open both entries side by side'),
  backToSheet: text('Kembali ke lembar', 'Back to the sheet'),
  none: text('Tidak ada isian lain yang menunggu keputusan.', 'No other entry waits for a decision.'),
  differing: text('{count} kotak berbeda', '{count} boxes differ'),
  onlyDifferent: text('Hanya yang berbeda', 'Only those that differ'),
  waits: text(
    'Yang berlaku tetap dihitung sampai diputuskan; tidak ada isian yang hilang.',
    'The current one counts until a decision; no entry is lost.',
  ),
  current: text('Berlaku', 'Current'),
  rival: text('Isian {number}', 'Entry {number}'),
  sent: text('diterima {moment}', 'received {moment}'),
  entered: text('diisi di HP {moment}', 'entered on the phone {moment}'),
  reason: text('Alasan: {reason}', 'Reason: {reason}'),
  row: text('No.', 'No.'),
  box: text('Uraian', 'Row'),
  differs: text('berbeda', 'differs'),
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
  leader: text('pimpinan', 'leader'),
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
