import { text } from '#platform/web/language.ts';

/** The sentences of what comes after the boxes: review, photos, the two sides of a conflict. They load later. */
export const REVIEW_TEXTS = {
  zeros: text('Sisanya nol?', 'Are the rest zero?'),
  zerosBody: text(
    'Kotak ini masih kosong. Kalau di kertas tertulis 0 atau garis, pilih nol. Kalau di kertas memang kosong, biarkan kosong.',
    'These boxes are empty. Where the paper says 0 or has a dash, choose zero. Where the paper is empty, leave them empty.',
  ),

  review: text('Periksa, lalu simpan', 'Check, then save'),
  figures: text('Suara yang Anda salin', 'The votes that you copied'),
  sumsAgree: text('Semua hitungan di kertas ini cocok.', 'All sums of this paper agree.'),
  paperSaysSo: text('Kertasnya memang begitu', 'The paper really says so'),
  paperSaysSoHelp: text(
    'Tulis keadaannya dan lampirkan foto kertasnya, maka lembar ini dapat disimpan seperti tertulis.',
    'Say how it is and attach a photo of the paper; then the sheet can be saved as written.',
  ),
  explanationNeeded: text(
    'Tulis dulu keadaan di kertas, atau betulkan angkanya.',
    'Say what the paper says first, or mend the figures.',
  ),
  photoNeeded: text(
    'Lembar yang tidak cocok perlu paling sedikit satu foto kertasnya.',
    'A sheet that does not agree needs at least one photo of the paper.',
  ),
  reason: text('Alasan perbaikan', 'Reason of the correction'),
  reasonHelp: text('Contoh: V.A salah salin, di kertas 348.', 'Example: V.A was miscopied, the paper says 348.'),
  reasonNeeded: text('Tulis dulu alasan perbaikannya.', 'Write the reason of the correction first.'),
  empties: text('Tetap kosong: {count} kotak', 'Left empty: {count} boxes'),
  emptiesHelp: text(
    'Kosong berarti tidak tertulis di kertas, bukan nol.',
    'Empty means not written on the paper, not zero.',
  ),
  fillIn: text('Isi', 'Fill in'),
  textFull: text('Paling banyak {most} huruf; sisanya tidak ikut.', 'At most {most} characters; the rest is left out.'),
  event: text('Kejadian khusus', 'Special event'),
  eventHelp: text(
    'Boleh kosong. Tulis kalau ada di formulir kejadian khusus.',
    'May stay empty. Write what the special-event form says.',
  ),
  signatures: text('Tanda tangan di kertas', 'Signatures on the paper'),
  crew: text('KPPS', 'Crew (KPPS)'),
  witnesses: text('Saksi', 'Witnesses'),
  complete: text('lengkap', 'complete'),
  incomplete: text('tidak lengkap', 'incomplete'),
  absent: text('tidak ada', 'none'),
  move: text('Salah TPS? Pindahkan', 'Wrong station? Move it'),
  moveHelp: text(
    'Semua angka dan foto ikut pindah ke TPS yang dipilih.',
    'All figures and photos move to the station that you choose.',
  ),
  moveTo: text('Pindahkan ke TPS', 'Move to station'),
  moveChoose: text('pilih TPS', 'choose a station'),
  moveAct: text('Pindahkan', 'Move'),
  moveTaken: text('sudah ada draf', 'has a draft'),
  moveFilled: text('sudah diisi', 'filled in already'),

  photos: text('Foto C.Hasil', 'Photos of C.Hasil'),
  photosHelp: text(
    'Satu foto tiap lembar kertas, seluruh lembar terlihat.',
    'One photo per sheet of paper, all of it in sight.',
  ),
  photosAtServer: text('{count} foto sudah di server', '{count} photos are at the server already'),
  photoTake: text('Ambil foto', 'Take a photo'),
  photoChoose: text('Pilih dari galeri', 'Choose from gallery'),
  photoPage: text('Halaman {page}', 'Page {page}'),
  photoUp: text('Naikkan halaman {page}', 'Move page {page} up'),
  photoUpShort: text('Naikkan', 'Move up'),
  photoRemove: text('Hapus halaman {page}', 'Remove page {page}'),
  photoRemoveShort: text('Hapus', 'Remove'),
  photoShrinking: text('Mengecilkan foto …', 'Shrinking the photo …'),
  photoUnreadable: text(
    'Foto ini tidak terbaca. Ambil ulang dengan kamera, atau pilih berkas JPEG atau PNG.',
    'This photo cannot be read. Take it again, or choose a JPEG or PNG file.',
  ),
  photoTool: text(
    'Bagian untuk mengecilkan foto belum terunduh. Sambungkan HP sekali, lalu coba lagi. Angka tetap aman.',
    'The part that shrinks photos has not been loaded. Connect once and try again. Your figures are safe.',
  ),
  photoUnsaved: text(
    'Foto belum tersimpan: ruang HP tidak cukup. Kosongkan ruang, lalu ambil lagi.',
    'The photo is not saved: the phone is full. Free some space and take it again.',
  ),
  photoLow: text(
    'Ruang HP tinggal {bytes}: foto mungkin tidak tersimpan. Hapus video atau aplikasi lain dulu.',
    'Only {bytes} left on the phone: a photo may not be kept. Remove videos or other applications first.',
  ),
  photoMost: text('Paling banyak {most} halaman.', 'At most {most} pages.'),

  conflict: text('Dua isian yang berbeda', 'Two different entries'),
  conflictBody: text(
    '{boxes} kotak berbeda. Bandingkan dengan kertas.',
    '{boxes} boxes differ. Compare them with the paper.',
  ),
  mine: text('Isian saya', 'My entry'),
  theirs: text('Isian {by}', 'Entry of {by}'),
  current: text('yang berlaku', 'current'),
  waiting: text('menunggu keputusan', 'waits for a decision'),
  box: text('Kotak', 'Box'),
  empty: text('kosong', 'empty'),
  differs: text('berbeda', 'differs'),
  equalBoxes: text('Kotak yang sama: {count}', 'Boxes that agree: {count}'),
  iWasWrong: text('Angka saya salah', 'My figures are wrong'),
  iWasRight: text('Angka saya benar', 'My figures are right'),
  wrongWhy: text('Apa yang salah?', 'What was wrong?'),
  wrongHelp: text(
    'Angka saya diganti dengan isian {by}; Anda memeriksanya sekali lagi sebelum disimpan.',
    'My figures give way to the entry of {by}; you check them once more before saving.',
  ),
  wrongReason: text('Salah salin dari kertas', 'Miscopied from the paper'),
  goOn: text('Lanjut', 'Next'),
  rightBody: text(
    'Tidak ada yang perlu dikirim lagi. Desk yang memutuskan dengan melihat fotonya; angka Anda tetap tersimpan.',
    'Nothing more needs sending. The desk decides by the photo; your figures are kept.',
  ),
  notYours: text(
    'Kedua isian ini bukan dari Anda, jadi tidak ada yang perlu Anda lakukan. Desk yang memutuskan dengan melihat fotonya.',
    'Neither entry is yours, so there is nothing for you to do. The desk decides by the photo.',
  ),
  noSides: text('Tidak ada isian lain yang menunggu di lembar ini.', 'No other entry waits on this sheet.'),
} as const;
