import { text } from '#platform/web/language.ts';

/** Sentences of the screens of the second file. */
export const LATER_TEXTS = {
  cannotOpenTitle: text('Lembar ini tidak ada di daftar Anda', 'This sheet is not in your list'),
  cannotOpenBody: text(
    'Mungkin tugasnya sudah dipindah, atau daftarnya belum lengkap terambil.',
    'The task may have been moved, or the list is not complete yet.',
  ),
  backToTasks: text('Kembali ke Tugas saya', 'Back to my tasks'),
  logOut: text('Keluar', 'Log out'),
  logOutWaiting: text(
    '{count} kiriman belum terkirim. Semuanya tetap di HP ini dan menunggu Anda masuk lagi. Tetap keluar?',
    '{count} items are not sent. They stay on this phone until you log in again. Log out anyway?',
  ),
  leaveNeedsSignal: text(
    'Keluar perlu sinyal, supaya sesinya juga berakhir di server. Coba lagi nanti.',
    'Logging out needs a signal, so that the session ends at the server too. Try again later.',
  ),
  loggedInAs: text('Masuk sebagai {name}', 'Logged in as {name}'),
  noTasksTitle: text('Tidak ada TPS di wilayah tugas Anda', 'No station in your region'),
  noTasksBody: text(
    'Wilayah tugas Anda: {region}. Tidak ada pemilihan dengan TPS di sana. Bila ini keliru, hubungi desk kabupaten/kota.',
    'Your region: {region}. No election has stations there. If that is wrong, ask the regency desk.',
  ),
  endedTitle: text('Tugas Anda sudah berakhir', 'Your task has ended'),
  endedBody: text(
    'Tidak ada TPS baru untuk diisi. Yang masih tersimpan di HP ini tetap dapat dikirim dari layar Kiriman.',
    'There are no more stations to enter. What is still on this phone can be sent from the outbox.',
  ),
  noRightTitle: text('Peran Anda tidak mengisi C.Hasil', 'Your role does not enter sheets'),
  noRightBody: text(
    'Halaman ini untuk operator desa dan kelurahan. Rekap ada di halaman Desk.',
    'This page is for village operators. The totals are on the Desk page.',
  ),
  toDesk: text('Buka Desk', 'Open the Desk'),
  firstTimeTitle: text('Daftar TPS belum ada di HP ini', 'The list of stations is not on this phone yet'),
  firstTimeBody: text(
    'Daftar diambil sekali saat ada sinyal; sesudah itu semua dapat diisi tanpa sinyal.',
    'It is fetched once with a signal; after that everything can be entered without.',
  ),
  heldElsewhere: text('Karantina di luar daftar ini', 'Held, outside this list'),
  narrow: text('Kode kecamatan atau desa', 'Code of a district or village'),
  narrowAct: text('Tampilkan', 'Show'),

  entered: text('Diisi oleh {name}, {moment}', 'Entered by {name}, {moment}'),
  me: text('Anda', 'you'),
  revision: text('revisi {revision}', 'revision {revision}'),
  photos: text('{count} foto di server', '{count} photos at the server'),
  note: text('Catatan:\n{note}', 'Note:\n{note}'),
  rowNumber: text('No.', 'No.'),
  row: text('Uraian', 'Row'),
  figure: text('Angka', 'Figure'),
  men: text('L', 'M'),
  women: text('P', 'F'),
  notStated: text('tidak tertulis', 'not stated'),
  correctOwn: text('Perbaiki angka', 'Correct the figures'),
  correctVerified: text('Ajukan perbaikan', 'Ask for a correction'),
  enterOther: text('Kirim angka saya yang berbeda', 'Send my own other figures'),
  onPhoneOnly: text(
    'Hanya ada di HP ini, disimpan {since}. Belum sampai di server.',
    'Only on this phone, saved {since}. Not at the server yet.',
  ),
  recall: text('Tarik kembali menjadi draf', 'Take back as a draft'),
  recallFailed: text(
    'Kiriman ini sudah dalam perjalanan dan tidak dapat ditarik. Perbaiki setelah terkirim.',
    'This item is already on its way. Correct it after it has been sent.',
  ),
} as const;
