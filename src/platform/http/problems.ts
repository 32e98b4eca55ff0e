import { problemCatalogue } from '#kernel/problem.ts';

export const httpProblem = problemCatalogue('http', {
  'not-found': {
    status: 404,
    id: 'Alamat {path} tidak ada di desk ini. Mulai lagi dari halaman utama.',
    en: 'There is nothing at {path} on this desk. Start again from the first page.',
  },
  'wrong-input': {
    status: 400,
    id: 'Permintaan tidak terbaca: {details}. Betulkan bagian itu, lalu kirim lagi.',
    en: 'The request cannot be read: {details}. Correct that part and send it again.',
  },
  'too-large': {
    status: 413,
    id: 'Kiriman terlalu besar. Bagi menjadi beberapa kiriman.',
    en: 'The request is too large. Split it into several.',
  },
  'foreign-host': {
    status: 403,
    id: 'Desk ini hanya dibuka dari mesinnya sendiri (http://127.0.0.1), sampai akun dan hak akses tersedia.',
    en: 'This desk is open on its own machine only (http://127.0.0.1), until accounts and rights exist.',
  },
  failed: {
    status: 500,
    id: 'Ada kesalahan di program (nomor {request}). Ulangi; bila tetap terjadi, laporkan nomor itu kepada pengelola desk.',
    en: 'The program failed (number {request}). Repeat; if it stays, report that number to the administrator.',
  },
  'loopback-only': {
    status: 400,
    id: 'Desk hanya boleh dibuka di 127.0.0.1 sampai akun dan hak akses tersedia; {host} ditolak. Hapus --host, atau pakai --host 127.0.0.1.',
    en: 'The desk may only listen on 127.0.0.1 until accounts and rights exist; {host} is refused. Leave out --host, or use --host 127.0.0.1.',
  },
  'port-taken': {
    status: 409,
    id: 'Port {port} sudah dipakai program lain. Tutup program itu, atau pilih port lain dengan --port (0 = bebas).',
    en: 'Port {port} is taken by another program. Close it, or choose another with --port (0 = any free one).',
  },
  'port-forbidden': {
    status: 403,
    id: 'Port {port} tidak boleh dipakai pengguna ini. Pilih port di atas 1023 dengan --port.',
    en: 'This user may not use port {port}. Choose one above 1023 with --port.',
  },
});
