import { text } from '#platform/web/language.ts';

/** Every sentence of the phone's shell. */
export const PHONE_TEXTS = {
  notice: text('Data cepat Desk, bukan hasil resmi', 'Fast count of the Desk, not the official result'),
  language: text('English', 'Bahasa Indonesia'),
  tasks: text('Tugas saya', 'My tasks'),
  queue: text('Kiriman', 'Outbox'),
  logInTitle: text('Masuk', 'Log in'),
  activateTitle: text('Aktivasi', 'Activation'),
  waitingCount: text('{count} menunggu', '{count} waiting'),
  opening: text('Membuka …', 'Opening …'),

  notLoaded: text(
    'Layar ini belum terambil ke HP. Coba lagi saat ada sinyal; yang sudah diisi tetap tersimpan.',
    'This screen is not on the phone yet. Try again with a signal; what you entered stays saved.',
  ),

  noStoreTitle: text('HP ini tidak dapat menyimpan', 'This phone cannot keep anything'),

  readAt: text('Diperbarui {since}', 'Updated {since}'),
  offlineAt: text('Tanpa sinyal · daftar dari {since}', 'No signal · list from {since}'),
  reading: text('Memperbarui daftar …', 'Updating the list …'),
  refresh: text('Perbarui', 'Update'),
  next: text('Lanjut: {task}', 'Next: {task}'),
  allDone: text('Semua TPS di daftar ini sudah diisi.', 'All stations of this list are entered.'),
  needsYou: text('Perlu tindakan Anda', 'Needs you'),
  election: text('Pemilihan', 'Election'),
  rehearsal: text('GLADI · data sintetis', 'REHEARSAL · synthetic data'),
  shown: text('Peragaan · data nyata', 'Demonstration · real data'),
  remote: text('terpencil', 'remote'),
  toDo: text('{open} belum', '{open} to do'),
  villageDone: text('selesai', 'done'),
  filledBy: text('sedang diisi oleh {name}', 'being filled by {name}'),
  returnedBecause: text('Dikembalikan oleh {name}: {reason}', 'Returned by {name}: {reason}'),
  mend: text('Perbaiki', 'Correct'),
  conflictBecause: text('{name} mengirim angka yang berbeda.', '{name} sent other figures.'),
  compare: text('Bandingkan', 'Compare'),
  refusedBecause: text('Ditolak: {reason}', 'Refused: {reason}'),
  seeQueue: text('Lihat kiriman', 'See the outbox'),
  photoBecause: text(
    'Angkanya sudah diterima, tetapi foto {page} ditolak. {reason}',
    'The figures were received, but photo {page} was refused. {reason}',
  ),
  enterAgain: text('Isi lagi', 'Enter again'),
  see: text('Lihat', 'See'),

  again: text('Coba lagi', 'Try again'),

  logInAgain: text(
    'Sesi Anda sudah berakhir. Isian tetap tersimpan di HP dan terkirim setelah Anda masuk lagi.',
    'Your session has ended. What you entered stays on the phone and is sent after you log in again.',
  ),
  logIn: text('Masuk lagi', 'Log in again'),

  savedOn: text(
    '{task} tersimpan di HP. Terkirim sendiri begitu ada sinyal.',
    '{task} is saved on the phone and will be sent by itself with the next signal.',
  ),
  back: text('Kembali', 'Back'),
} as const;
