import { type Problem, problemCatalogue } from '#kernel/problem.ts';

/** Every way in which the database can refuse: what, where, and how to mend it. */
export const databaseProblemOf = problemCatalogue('database', {
  'binaries-missing': {
    status: 503,
    id: 'Program PostgreSQL bawaan untuk {platform} tidak ada. Jalankan “npm ci” di folder program, atau pakai server sendiri dengan --database postgres://….',
    en: 'The bundled PostgreSQL for {platform} is missing. Run “npm ci” in the program folder, or use a server of your own with --database postgres://….',
  },
  'folder-not-writable': {
    status: 503,
    id: 'Folder data {path} tidak dapat ditulis oleh pengguna ini. Beri hak tulis, atau pilih folder lain dengan --data.',
    en: 'This user cannot write to the data folder {path}. Grant the right to write, or choose another folder with --data.',
  },
  'not-a-folder': {
    status: 503,
    id: '{path} bukan folder. Pilih folder untuk data dengan --data.',
    en: '{path} is not a folder. Choose a folder for the data with --data.',
  },
  'folder-not-enterable': {
    status: 503,
    id: 'PostgreSQL tidak boleh berjalan sebagai root, dan pengguna lain tidak dapat memasuki {path}. Pindahkan data dengan --data (misalnya /var/lib/desk), jalankan sebagai pengguna biasa, atau pakai --database URL.',
    en: 'PostgreSQL may not run as root, and no other user can enter {path}. Move the data with --data (for example /var/lib/desk), run as an ordinary user, or use --database URL.',
  },
  'foreign-owner': {
    status: 503,
    id: 'Basis data di {path} milik pengguna lain (uid {owner}). Jalankan sebagai pengguna itu atau root, atau pilih folder lain dengan --data.',
    en: 'The database in {path} belongs to another user (uid {owner}). Run as that user or as root, or choose another folder with --data.',
  },
  'folder-damaged': {
    status: 503,
    id: 'Folder {path} ada, tetapi bukan basis data yang utuh. Pulihkan dari cadangan, atau pilih folder lain dengan --data.',
    en: 'The folder {path} exists but is no complete database. Restore a backup, or choose another folder with --data.',
  },
  'other-version': {
    status: 503,
    id: 'Basis data di {path} dibuat oleh PostgreSQL {found}, sedangkan program ini membawa {expected}. Buat cadangan dengan versi lama, lalu pulihkan ke folder baru.',
    en: 'The database in {path} was made by PostgreSQL {found}, but this program brings {expected}. Back it up with the old version and restore it into a new folder.',
  },
  'start-failed': {
    status: 503,
    id: 'PostgreSQL bawaan tidak dapat dimulai: {detail}. Rinciannya ada di {log}.',
    en: 'The bundled PostgreSQL did not start: {detail}. Details are in {log}.',
  },
  busy: {
    status: 503,
    id: 'Proses lain masih memulai atau menghentikan basis data di {path}. Tunggu sebentar lalu coba lagi; bila tidak ada proses lain, hapus {lock}.',
    en: 'Another process is still starting or stopping the database in {path}. Wait and try again; if there is none, delete {lock}.',
  },
  'disk-full': {
    status: 507,
    id: 'Disk tempat basis data sudah penuh. Yang sudah diterima tetap aman; kosongkan ruang, lalu ulangi.',
    en: 'The disk that holds the database is full. What was accepted is safe; free some space and repeat.',
  },
  'url-invalid': {
    status: 400,
    id: 'Alamat --database tidak terbaca. Tulis seperti postgres://pengguna:sandi@host:5432/nama.',
    en: 'The --database address cannot be read. Write it like postgres://user:password@host:5432/name.',
  },
  unreachable: {
    status: 503,
    id: 'Basis data tidak dapat dihubungi ({detail}). Pastikan servernya berjalan dan alamatnya benar, lalu ulangi.',
    en: 'The database cannot be reached ({detail}). Make sure that its server runs and the address is right, then repeat.',
  },
  lost: {
    status: 503,
    id: 'Hubungan ke basis data terputus. Yang sudah diterima tetap aman; pastikan servernya berjalan, lalu ulangi.',
    en: 'The connection to the database was lost. What was accepted is safe; make sure that its server runs, then repeat.',
  },
  'login-refused': {
    status: 503,
    id: 'Basis data menolak nama pengguna atau sandinya. Periksa alamat --database, atau berkas sandi di folder data.',
    en: 'The database refused the user name or password. Check the --database address, or the password file in the data folder.',
  },
  'right-missing': {
    status: 503,
    id: 'Pengguna basis data tidak berhak atas tindakan ini ({detail}). Minta pengelola basis data memberi hak itu.',
    en: 'The database user has no right to do this ({detail}). Ask the administrator of the database to grant it.',
  },
  'not-found': {
    status: 503,
    id: 'Basis data dengan nama itu tidak ada di server. Buat dahulu (create database), atau betulkan alamat --database.',
    en: 'The server has no database of that name. Create it first (create database), or correct the --database address.',
  },
  'too-many-connections': {
    status: 503,
    id: 'Semua sambungan basis data sedang terpakai. Tunggu sebentar lalu ulangi, atau naikkan max_connections.',
    en: 'All connections of the database are taken. Wait and repeat, or raise max_connections.',
  },
  'out-of-memory': {
    status: 503,
    id: 'Server basis data kehabisan memori. Yang sudah diterima tetap aman; tutup program lain, lalu ulangi.',
    en: 'The database server ran out of memory. What was accepted is safe; close other programs and repeat.',
  },
  'read-only': {
    status: 503,
    id: 'Basis data ini hanya dapat dibaca (server cadangan). Arahkan --database ke server utama.',
    en: 'This database is read-only (a standby). Point --database to the primary server.',
  },
  'version-unsupported': {
    status: 503,
    id: 'PostgreSQL {found} tidak didukung. Pakai PostgreSQL 15 sampai 18.',
    en: 'PostgreSQL {found} is not supported. Use PostgreSQL 15 to 18.',
  },
  'encoding-unsupported': {
    status: 503,
    id: 'Pengodean basis data adalah {found}. Buat basis data baru dengan encoding UTF8.',
    en: 'The encoding of the database is {found}. Create a new database with encoding UTF8.',
  },
  'setting-unsafe': {
    status: 503,
    id: 'Setelan {setting} pada PostgreSQL bernilai {value}, sehingga hasil yang sudah diterima dapat hilang saat listrik padam. Nyalakan {setting}, lalu ulangi.',
    en: 'The PostgreSQL setting {setting} is {value}, so accepted results can be lost in a power cut. Switch {setting} on and repeat.',
  },
  'schema-newer': {
    status: 503,
    id: 'Basis data ini sudah dipakai program yang lebih baru (migrasi {name}). Perbarui program ini sebelum membukanya.',
    en: 'This database was used by a newer program (migration {name}). Update this program before opening it.',
  },
  'schema-changed': {
    status: 503,
    id: 'Migrasi {name} sudah diterapkan dengan isi yang berbeda. Kembalikan berkas itu, dan tulis perubahan sebagai migrasi baru.',
    en: 'Migration {name} was applied with other content. Restore that file and write the change as a new migration.',
  },
});

type Fault = { readonly code?: unknown; readonly syscall?: unknown; readonly message?: unknown };

/** The one sentence for an error that the database or the way to it raised; null for anything else (a defect). */
export function databaseProblem(error: unknown): Problem | null {
  if (typeof error !== 'object' || error === null) return null;
  const { code, syscall, message } = error as Fault;
  if (typeof code !== 'string') return firstProblemOf(error);
  const detail = typeof message === 'string' && message !== '' ? message : code;
  if (
    CONNECT_FAILED.has(code) ||
    (code === 'ENOENT' && syscall === 'connect') ||
    (code === 'EACCES' && syscall === 'connect')
  ) {
    return databaseProblemOf('unreachable', { detail: code });
  }
  if (CONNECTION_LOST.has(code) || code.startsWith('57P0') || code.startsWith('08')) return databaseProblemOf('lost');
  if (code === '53100' || (code === '58030' && /no space left/i.test(detail))) return databaseProblemOf('disk-full');
  if (code === '53200') return databaseProblemOf('out-of-memory');
  if (code === '53300') return databaseProblemOf('too-many-connections');
  if (code.startsWith('28')) return databaseProblemOf('login-refused');
  if (code === '3D000') return databaseProblemOf('not-found');
  if (code === '25006') return databaseProblemOf('read-only');
  if (code === '42501') return databaseProblemOf('right-missing', { detail });
  return null;
}

const CONNECT_FAILED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'CONNECT_TIMEOUT',
]);
const CONNECTION_LOST = new Set([
  'ECONNRESET',
  'EPIPE',
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
]);

/** Node gathers the failures of one host name with several addresses into an AggregateError. */
function firstProblemOf(error: object): Problem | null {
  if (!(error instanceof AggregateError)) return null;
  for (const part of error.errors) {
    const problem = databaseProblem(part);
    if (problem) return problem;
  }
  return null;
}
