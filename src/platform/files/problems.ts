import { problemCatalogue } from '#kernel/problem.ts';

/** Why a file is refused as a whole. What is wrong with a single row is for the import to say. */
export const fileProblem = problemCatalogue('files', {
  'not-found': {
    status: 404,
    id: 'Berkas {file} tidak ditemukan. Periksa lagi nama dan foldernya.',
    en: 'The file {file} was not found. Check its name and folder.',
  },
  unreadable: {
    status: 422,
    id: 'Berkas {file} tidak dapat dibaca ({reason}). Periksa izin berkas, atau salin ke folder lain dan coba lagi.',
    en: 'The file {file} cannot be read ({reason}). Check its permissions, or copy it to another folder and try again.',
  },
  unwritable: {
    status: 422,
    id: '{file} tidak dapat ditulis ({detail}). Periksa foldernya, izinnya, dan ruang disk, lalu ulangi.',
    en: '{file} cannot be written ({detail}). Check the folder, its permissions and the disk space, then repeat.',
  },
  'not-a-file': {
    status: 422,
    id: '{file} bukan berkas. Sebutkan berkas CSV atau Excel (.xlsx).',
    en: '{file} is not a file. Name a CSV or Excel (.xlsx) file.',
  },
  'too-large': {
    status: 413,
    id: 'Berkas lebih besar dari {limit} MB. Bagi menjadi beberapa berkas, atau tambahkan --large bila memang sebesar itu.',
    en: 'The file is larger than {limit} MB. Split it, or add --large if it is meant to be that large.',
  },
  'too-large-even-so': {
    status: 413,
    id: 'Berkas lebih besar dari {limit} MB, batas tertinggi. Bagi menjadi beberapa berkas.',
    en: 'The file is larger than {limit} MB, the highest limit. Split it into several files.',
  },
  'too-large-inside': {
    status: 413,
    id: 'Isi berkas Excel ini mengembang melewati batas aman. Hapus lembar, baris, dan format yang tidak dipakai lalu simpan ulang, atau simpan sebagai CSV.',
    en: 'The content of this Excel file inflates past the safe limit. Delete unused sheets, rows and formats and save it again, or save it as CSV.',
  },
  'not-text': {
    status: 422,
    id: 'Berkas ini {what}, bukan tabel. Kirim berkas CSV (teks UTF-8) atau Excel (.xlsx).',
    en: 'This file is {whatEnglish}, not a table. Send a CSV (UTF-8 text) or Excel (.xlsx) file.',
  },
  'locked-or-old-excel': {
    status: 422,
    id: 'Berkas Excel terkunci sandi atau format lama (.xls): simpan ulang sebagai .xlsx tanpa sandi.',
    en: 'The Excel file is locked by a password or in the old format (.xls): save it again as .xlsx without a password.',
  },
  'not-a-workbook': {
    status: 422,
    id: 'Berkas ini arsip ZIP, tetapi bukan buku kerja Excel (.xlsx). Buka di Excel lalu simpan sebagai .xlsx atau CSV.',
    en: 'This file is a ZIP archive but not an Excel workbook (.xlsx). Open it in Excel and save it as .xlsx or CSV.',
  },
  damaged: {
    status: 422,
    id: 'Berkas rusak atau terpotong ({where}). Salin atau unduh ulang, atau buka di Excel lalu simpan ulang.',
    en: 'The file is damaged or cut off ({where}). Copy or download it again, or open it in Excel and save it again.',
  },
  'invalid-characters': {
    status: 422,
    id: 'Baris {line}: ada huruf yang bukan {encoding}. Simpan ulang berkas sebagai “CSV UTF-8”.',
    en: 'Line {line}: there are characters that are not {encoding}. Save the file again as “CSV UTF-8”.',
  },
  'unclosed-quote': {
    status: 422,
    id: 'Baris {line}: tanda kutip (") dibuka tetapi tidak ditutup. Tutup, atau hapus tanda kutip itu.',
    en: 'Line {line}: a quotation mark (") is opened but never closed. Close it or delete it.',
  },
  'stray-quote': {
    status: 422,
    id: 'Baris {line}: sesudah tanda kutip penutup (") ada teks sebelum pemisah. Tanda kutip di dalam isi ditulis dua kali ("").',
    en: 'Line {line}: text follows a closing quotation mark (") before the separator. Write a mark inside a cell twice ("").',
  },
  'row-too-long': {
    status: 422,
    id: 'Baris {line} lebih panjang dari 1 MB. Periksa apakah pergantian baris hilang dari berkas ini.',
    en: 'Line {line} is longer than 1 MB. Check whether the line breaks were lost from this file.',
  },
  'no-header': {
    status: 422,
    id: 'Tidak ada baris judul kolom: baris pertama {place} harus memuat {columns}; yang tidak ada: {missing}.',
    en: 'There is no header: the first row of {placeEnglish} must hold {columns}; not found: {missing}.',
  },
  'column-missing': {
    status: 422,
    id: 'Kolom tidak ada: {columns}. Tambahkan pada baris judul.',
    en: 'Missing columns: {columns}. Add them to the header.',
  },
  'column-unknown': {
    status: 422,
    id: 'Kolom tidak dikenal: {columns}. Perbaiki namanya pada baris judul, atau hapus kolom itu.',
    en: 'Unknown columns: {columns}. Correct the names in the header, or delete the columns.',
  },
  'column-repeated': {
    status: 422,
    id: 'Kolom tertulis lebih dari sekali: {columns}. Sisakan satu.',
    en: 'Columns written more than once: {columns}. Keep one.',
  },
  'column-unnamed': {
    status: 422,
    id: 'Kolom ke-{columns} tidak bernama. Beri nama pada baris judul, atau hapus kolom itu.',
    en: 'Column number {columns} has no name. Name it in the header, or delete the column.',
  },
});
