import { type Problem, problemCatalogue } from '#kernel/problem.ts';
import { databaseProblem } from '#platform/db/problems.ts';

/** Every way in which a backup or a restore can refuse: what, where, and how to mend it. */
export const backupProblemOf = problemCatalogue('backup', {
  'file-exists': {
    status: 409,
    id: 'Berkas {file} sudah ada. Pilih nama lain; cadangan tidak pernah ditimpa.',
    en: 'The file {file} exists. Choose another name; a backup is never overwritten.',
  },
  'file-busy': {
    status: 409,
    id: 'Cadangan ke {file} sedang dibuat, atau pernah terputus. Bila tidak ada proses lain, hapus {temporary} lalu ulangi.',
    en: 'A backup to {file} is being made, or was broken off. If no other process runs, delete {temporary} and repeat.',
  },
  'folder-missing': {
    status: 400,
    id: 'Folder untuk {file} tidak ada. Buat foldernya dahulu, atau betulkan namanya.',
    en: 'The folder for {file} does not exist. Create it first, or correct the name.',
  },
  'not-allowed': {
    status: 403,
    id: 'Pengguna ini tidak boleh membuka atau menulis {file}. Beri hak, atau pilih tempat lain.',
    en: 'This user may not open or write {file}. Grant the right, or choose another place.',
  },
  'disk-full': {
    status: 507,
    id: 'Disk untuk {file} penuh. Kosongkan ruang atau pilih disk lain, lalu ulangi; tidak ada yang berubah.',
    en: 'The disk for {file} is full. Free some space or choose another disk and repeat; nothing was changed.',
  },
  'disk-failed': {
    status: 507,
    id: 'Berkas {file} tidak dapat dibaca atau ditulis ({detail}). Periksa disknya, lalu ulangi; tidak ada yang berubah.',
    en: 'The file {file} cannot be read or written ({detail}). Check the disk and repeat; nothing was changed.',
  },
  'file-missing': {
    status: 404,
    id: 'Berkas {file} tidak ada. Betulkan namanya.',
    en: 'There is no file {file}. Correct the name.',
  },
  foreign: {
    status: 400,
    id: 'Berkas {file} bukan cadangan desk. Pilih berkas yang dibuat dengan “desk backup”.',
    en: 'The file {file} is no backup of a desk. Choose a file made by “desk backup”.',
  },
  damaged: {
    status: 400,
    id: 'Cadangan {file} rusak atau terpotong, sehingga tidak dipakai. Salin ulang dari tempat asalnya, atau pakai cadangan lain.',
    en: 'The backup {file} is damaged or cut short and was not used. Copy it again from its origin, or use another backup.',
  },
  'format-newer': {
    status: 400,
    id: 'Cadangan {file} dibuat oleh program yang lebih baru (bentuk {found}). Perbarui program ini, lalu ulangi.',
    en: 'The backup {file} was made by a newer program (format {found}). Update this program and repeat.',
  },
  'schema-newer': {
    status: 400,
    id: 'Cadangan {file} dibuat oleh program yang lebih baru (migrasi {name}). Perbarui program ini, lalu ulangi.',
    en: 'The backup {file} was made by a newer program (migration {name}). Update this program and repeat.',
  },
  'schema-older': {
    status: 400,
    id: 'Cadangan {file} dibuat oleh program yang lebih lama (sampai migrasi {name}). Pulihkan dengan program versi itu, lalu buka foldernya dengan program ini.',
    en: 'The backup {file} was made by an older program (up to migration {name}). Restore it with that version, then open its folder with this program.',
  },
  'schema-differs': {
    status: 400,
    id: 'Cadangan {file} berasal dari program dengan tabel yang berbeda (migrasi {name}). Pakai program yang membuatnya.',
    en: 'The backup {file} comes from a program with other tables (migration {name}). Use the program that made it.',
  },
  'desk-not-empty': {
    status: 409,
    id: 'Desk ini sudah berisi data (tabel {table}). Pulihkan ke folder baru dengan --data, atau ke basis data kosong dengan --database.',
    en: 'This desk already holds data (table {table}). Restore into a new folder with --data, or into an empty database with --database.',
  },
  'files-not-empty': {
    status: 409,
    id: 'Folder berkas {folder} sudah berisi. Pulihkan ke folder data yang baru.',
    en: 'The folder of files {folder} is not empty. Restore into a new data folder.',
  },
});

type Fault = { readonly code?: unknown; readonly message?: unknown; readonly path?: unknown };

/**
 * The one sentence for what a disk or the database refused; null for a defect of the program.
 * @param written what was being written, where it is not the backup itself
 */
export function backupProblem(error: unknown, backup: string, written = backup): Problem | null {
  const { code, message, path } = (error ?? {}) as Fault;
  const file = typeof path === 'string' ? path : backup;
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG')
    return backupProblemOf('disk-full', { file: written });
  if (code === 'ENOENT' || code === 'ENOTDIR') return backupProblemOf('folder-missing', { file });
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    if (typeof message === 'string' && message.startsWith('connect')) return databaseProblem(error);
    return backupProblemOf('not-allowed', { file });
  }
  if (code === 'EIO' || code === 'EISDIR' || code === 'ENAMETOOLONG' || code === 'EMFILE')
    return backupProblemOf('disk-failed', { file, detail: code });
  return databaseProblem(error);
}
