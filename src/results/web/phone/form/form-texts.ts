import { text } from '#platform/web/language.ts';

/** The sentences of the paper form while it is being filled. */
export const FORM_TEXTS = {
  station: text('TPS {station} · {village}', 'TPS {station} · {village}'),
  draft: text('draf', 'draft'),
  notStarted: text('belum', 'not yet'),
  filledElsewhere: text(
    'Lembar ini diisi di jendela lain di HP ini. Muat ulang untuk melihat isian terakhir.',
    'This sheet was filled in another window of this phone. Reload to see what was entered last.',
  ),
  reload: text('Muat ulang', 'Reload'),
  notKept: text('belum tersimpan', 'not saved'),
  filled: text('{filled} dari {boxes} kotak terisi', '{filled} of {boxes} boxes filled'),
  men: text('L', 'M'),
  women: text('P', 'F'),
  both: text('Jml', 'All'),
  back: text('Kembali', 'Back'),
  next: text('Lanjut', 'Next'),
  save: text('Simpan', 'Save'),
  saveWithNote: text('Simpan dengan catatan', 'Save with a note'),
  savingNow: text('Menyimpan …', 'Saving …'),
  look: text('Lihat sekali lagi', 'Look once more'),

  returned: text('Dikembalikan oleh {by}, {moment}', 'Sent back by {by}, {moment}'),
  correcting: text(
    'Angka yang sudah terkirim terisi di bawah. Betulkan yang salah, lalu simpan dengan alasannya.',
    'The figures that were sent stand below. Mend what is wrong, then save with the reason.',
  ),
  second: text(
    'Lembar ini sudah diisi oleh {by}. Isi lagi dari kertas; kalau sama, keduanya saling menguatkan.',
    '{by} has filled this sheet already. Fill it again from the paper; equal figures confirm each other.',
  ),
  overtaken: text(
    'Sejak draf ini dimulai, isi di server sudah berubah. Periksa lagi; kiriman ini akan diperlakukan sebagai isian lain.',
    'The sheet has changed on the server since this draft was begun. Check again; this will count as another entry.',
  ),
  redefined: text(
    'Daftar pasangan calon berubah sejak draf ini dimulai. Periksa lagi semua angka.',
    'The list of pairs has changed since this draft was begun. Check every figure again.',
  ),
  nothingYet: text(
    'Belum ada angka. Isi dulu kotak pertama dari kertas.',
    'No figures yet. Fill in the first box from the paper.',
  ),
  faultFirst: text(
    'Ada isi yang bukan angka biasa. Betulkan dulu kotak yang ditandai.',
    'Something is not a plain number. Mend the marked box first.',
  ),
  draftFailed: text(
    'Draf belum tersimpan: penyimpanan HP menolak. Kosongkan ruang di HP, lalu coba lagi.',
    'The draft is not saved: the phone refused. Free some space, then try again.',
  ),
  saveFailed: text(
    'Belum tersimpan: penyimpanan HP menolak. Isian tetap di sini. Kosongkan ruang di HP, lalu simpan lagi.',
    'Not saved: the phone refused. Your figures stay here. Free some space, then save again.',
  ),
  again: text('Coba lagi', 'Try again'),

  allZero: text('Ya, semua nol', 'Yes, all zero'),
  leaveEmpty: text('Tidak, biarkan kosong', 'No, leave empty'),

  mend: text('Betulkan angka', 'Mend the figures'),
} as const;

/** The contests by kind, as the paper's head has them. */
export const CONTEST_WORDS = {
  governor: text('Gubernur', 'Governor'),
  regent: text('Bupati', 'Regent'),
  mayor: text('Wali Kota', 'Mayor'),
  president: text('Presiden', 'President'),
} as const;
