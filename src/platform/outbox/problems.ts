import { problemCatalogue } from '#kernel/problem.ts';

/** What stands between a person and the server, or between a person and the storage of the phone. */
export const outboxProblem = problemCatalogue('outbox', {
  'no-answer': {
    status: 503,
    id: 'Server belum terjangkau. Kiriman aman di HP ini dan dikirim lagi sendiri.',
    en: 'The server cannot be reached yet. It is safe on this phone and will be sent again by itself.',
  },
  'log-in': {
    status: 401,
    id: 'Perlu masuk lagi. Kiriman aman di HP ini; masuk dengan akun yang sama agar terkirim.',
    en: 'Log in again. It is safe on this phone; log in with the same account to send it.',
  },
  'server-trouble': {
    status: 503,
    id: 'Server sedang sibuk atau bermasalah ({status}). Kiriman aman di HP ini dan dikirim lagi sendiri.',
    en: 'The server is busy or in trouble ({status}). It is safe on this phone and will be sent again by itself.',
  },
  'not-the-desk': {
    status: 502,
    id: 'Yang menjawab bukan server desk (mungkin halaman masuk Wi-Fi). Periksa jaringan; kiriman aman di HP ini.',
    en: 'Something else than the desk answered (perhaps the log-in page of a Wi-Fi). Check the network; it is safe here.',
  },
  refused: {
    status: 422,
    id: 'Ditolak server ({status}). Periksa isinya, lalu kirim lagi, atau hubungi desk.',
    en: 'The server refused it ({status}). Check it and send it again, or call the desk.',
  },
  'photo-missing': {
    status: 410,
    id: 'Berkas foto halaman {page} tidak ada lagi di HP ini. Foto ulang halaman itu.',
    en: 'The file of the photo of page {page} is no longer on this phone. Take it again.',
  },
  'store-missing': {
    status: 503,
    id: 'Browser ini tidak mengizinkan penyimpanan, misalnya karena jendela privat. Buka aplikasi di jendela biasa, lalu masuk lagi.',
    en: 'This browser allows no storage, perhaps because of a private window. Open the application in an ordinary one.',
  },
  'store-full': {
    status: 507,
    id: 'Belum tersimpan: penyimpanan HP penuh. Hapus foto atau aplikasi yang tidak dipakai, lalu simpan lagi.',
    en: 'Not saved: the storage of the phone is full. Remove unused photos or applications and save again.',
  },
  'store-newer': {
    status: 409,
    id: 'Aplikasi ini sudah diperbarui di tab lain. Muat ulang halaman ini, lalu simpan lagi.',
    en: 'This application was updated in another tab. Load this page again, then save again.',
  },
  'store-blocked': {
    status: 409,
    id: 'Tab lain masih memakai versi lama aplikasi ini. Tutup tab lain itu, lalu buka lagi halaman ini.',
    en: 'Another tab still uses the old version of this application. Close that tab and open this page again.',
  },
  'store-trouble': {
    status: 500,
    id: 'Belum tersimpan: penyimpanan HP bermasalah. Coba simpan lagi; bila tetap gagal, foto layar ini dan hubungi desk.',
    en: 'Not saved: the storage of the phone is in trouble. Save again; if it fails, photograph this screen and call the desk.',
  },
});
