import { text } from '#platform/web/language.ts';

/** Every sentence of the queue's screen. */
export const QUEUE_TEXTS = {
  title: text('Kiriman', 'Outbox'),
  onlyHere: text('{count} kiriman hanya ada di HP ini', '{count} items are only on this phone'),
  onlyHereBytes: text('{bytes} termasuk foto. Terlama: {since}.', '{bytes} with photos. Oldest: {since}.'),
  nothing: text(
    'Tidak ada yang menunggu. Semua kiriman sudah sampai di server.',
    'Nothing waits. Everything has arrived.',
  ),
  empty: text('Belum ada kiriman dari HP ini.', 'Nothing has been sent from this phone yet.'),
  sendNow: text('Kirim sekarang', 'Send now'),
  sending: text('Mengirim …', 'Sending …'),
  sentNow: text('Terkirim {sent} kiriman, {photos} foto.', 'Sent: {sent} items, {photos} photos.'),
  unreachable: text(
    'Server belum terjangkau. Kiriman tetap tersimpan dan dicoba lagi sendiri.',
    'The server cannot be reached. Everything stays saved and is tried again by itself.',
  ),
  logInNeeded: text('Masuk lagi supaya kiriman dapat terkirim.', 'Log in again so that the items can be sent.'),
  storeBroke: text(
    'Penyimpanan HP bermasalah, jadi pengiriman terhenti. Tutup aplikasi, buka lagi, lalu tekan Kirim sekarang. Bila tetap begini, foto layar ini dan hubungi desk; jangan hapus aplikasi.',
    'The storage of the phone is in trouble, so sending stopped. Close the application, open it again and press Send now. If it stays so, photograph this screen and call the desk; do not remove the application.',
  ),
  otherTab: text('Tab lain sedang mengirim.', 'Another tab is sending.'),
  ofOthers: text(
    '{count} kiriman milik {name} menunggu {name} masuk lagi.',
    '{count} items of {name} wait for {name} to log in again.',
  ),
  somebody: text('orang lain', 'somebody else'),

  waiting: text('Di HP', 'On the phone'),
  refused: text('Ditolak', 'Refused'),
  done: text('Diterima', 'Received'),
  photosLeft: text('Angka diterima, foto menunggu', 'Figures received, photos wait'),
  photosRefused: text('Angka diterima, foto ditolak', 'Figures received, a photo refused'),
  saved: text('disimpan {since}', 'saved {since}'),
  tries: text('{tries} kali dicoba', 'tried {tries} times'),
  photo: text('Foto {page}: {state}', 'Photo {page}: {state}'),
  photoWaiting: text('{sent} dari {bytes}', '{sent} of {bytes}'),
  photoRefused: text('ditolak. {reason}', 'refused. {reason}'),
  photoDone: text('diterima', 'received'),

  mend: text('Perbaiki', 'Correct'),
  retry: text('Kirim lagi', 'Send again'),
  recall: text('Tarik kembali', 'Take back'),
  discard: text('Buang …', 'Discard …'),
  discardWhy: text('Alasan membuang', 'Reason for discarding'),
  discardHint: text(
    'Kiriman ini tidak ada di server. Setelah dibuang, angkanya hilang dari HP ini; alasannya dicatat.',
    'This item is not at the server. Once discarded its figures are gone from this phone; the reason is kept.',
  ),
  discardNow: text('Buang kiriman ini', 'Discard this item'),
  discardPhotoHint: text(
    'Angkanya sudah di server dan tidak ikut dibuang. Foto yang ditolak hilang dari HP ini; alasannya dicatat. Foto baru dilampirkan dengan membuka lagi lembarnya.',
    'The figures are at the server and stay. The refused photo goes from this phone; the reason is kept. A new photo is attached by opening the paper again.',
  ),
  discardPhotoNow: text('Buang foto yang ditolak', 'Discard the refused photo'),
  cancel: text('Batal', 'Cancel'),
  copy: text('Salin tanda terima', 'Copy the receipt'),
  copied: text('Tersalin', 'Copied'),
  failed: text('Belum berhasil; kiriman tetap ada.', 'It did not work; the item is still there.'),

  received: text('Sudah diterima', 'Received'),
  storage: text('Penyimpanan HP', 'Storage of the phone'),
  persisted: text(
    'Penyimpanan tetap: HP tidak menghapusnya sendiri.',
    'Persistent: the phone will not clear it by itself.',
  ),
  notPersisted: text(
    'Penyimpanan sementara: HP dapat menghapusnya saat penuh. Pasang aplikasi ini di layar utama, atau kirim secepatnya.',
    'Temporary: the phone may clear it when full. Install this application on the home screen, or send soon.',
  ),
  free: text('Ruang kosong: {bytes}.', 'Free space: {bytes}.'),
  low: text(
    'Ruang HP kurang dari 50 MB ({bytes}). Hapus video atau aplikasi lain supaya foto dapat disimpan.',
    'Less than 50 MB left ({bytes}). Remove videos or other applications so that photos can be kept.',
  ),
  exportAct: text('Simpan antrean sebagai berkas', 'Save the queue as a file'),
  exportHint: text(
    'Bila HP ini rusak atau tanpa sinyal lama, berkas ini dapat diserahkan ke desk lewat HP lain.',
    'If this phone breaks or stays without a signal, the file can be handed to the desk by another phone.',
  ),
} as const;
