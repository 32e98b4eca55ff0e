import { type Problem, problemCatalogue, type Text } from '#kernel/problem.ts';

export const httpProblem = problemCatalogue('http', {
  'not-found': {
    status: 404,
    id: 'Alamat {path} tidak ada di desk ini. Mulai lagi dari halaman utama.',
    en: 'There is nothing at {path} on this desk. Start again from the first page.',
  },
  'wrong-input': {
    status: 400,
    id: 'Permintaan tidak terbaca: {details}. Betulkan bagian itu, lalu kirim lagi.',
    en: 'The request cannot be read: {details_en}. Correct that part and send it again.',
  },
  'too-large': {
    status: 413,
    id: 'Kiriman terlalu besar. Bagi menjadi beberapa kiriman.',
    en: 'The request is too large. Split it into several.',
  },
  'too-many': {
    status: 429,
    id: 'Terlalu banyak permintaan dalam satu menit. Tunggu sebentar; yang tersimpan di HP akan terkirim sendiri.',
    en: 'Too many requests within a minute. Wait a moment; what is saved on the phone will be sent by itself.',
  },
  'foreign-host': {
    status: 403,
    id: 'Desk ini tidak dikenal dengan alamat itu. Buka alamat yang diberikan pengelola desk, atau http://127.0.0.1 di mesinnya sendiri.',
    en: 'This desk is not known by that address. Open the address that its administrator gave, or http://127.0.0.1 on its own machine.',
  },
  failed: {
    status: 500,
    id: 'Ada kesalahan di program (nomor {request}). Ulangi; bila tetap terjadi, laporkan nomor itu kepada pengelola desk.',
    en: 'The program failed (number {request}). Repeat; if it stays, report that number to the administrator.',
  },
  'loopback-only': {
    status: 400,
    id: 'Alamat {host} terbuka untuk mesin lain, jadi desk perlu tahu alamat https tempat orang membukanya: tambahkan --origin https://…, atau pakai --host 127.0.0.1.',
    en: 'The address {host} is open to other machines, so the desk must know the https address at which people open it: add --origin https://…, or use --host 127.0.0.1.',
  },
  'wrong-origin': {
    status: 400,
    id: '“{origin}” bukan alamat https tanpa jalur, misalnya https://desk.kabupaten.go.id. Kata sandi tidak boleh lewat sambungan tanpa sandi.',
    en: '“{origin}” is not an https address without a path, such as https://desk.kabupaten.go.id. Passwords must not travel over an open connection.',
  },
  'demo-stays-here': {
    status: 400,
    id: 'Peragaan memakai kata sandi yang diketahui umum, jadi hanya dibuka di mesin ini. Hapus --origin, atau jalankan tanpa --demo.',
    en: 'The demo has a password that everybody knows, so it opens on this machine only. Leave out --origin, or run without --demo.',
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

/** What cannot be read in a request, in both languages; long names of the sender's own are cut. */
export function wrongInput({ id, en }: Text): Problem {
  return httpProblem('wrong-input', { details: id.slice(0, DETAILS_MAX), details_en: en.slice(0, DETAILS_MAX) });
}

const DETAILS_MAX = 400;
