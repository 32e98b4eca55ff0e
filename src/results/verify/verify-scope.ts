/** What a clean answer of `audit verify` means; the same words for everybody who reads it. */
export const PROVES: readonly string[] = [
  'Setiap catatan perubahan utuh: isinya cocok dengan sidik jari SHA-256-nya, dengan tempatnya, dan nomor tiap kabupaten berurutan tanpa lubang.',
  'Setiap angka pada setiap revisi dan isi tandingan adalah angka yang dicatat saat masuk.',
  'Riwayat setiap lembar menyambung dari awal sampai keadaan sekarang, dan setiap tindakan tercatat tepat satu kali dengan pelaku, waktu dan alasannya.',
  'Setiap foto yang lengkap tercatat pada lembarnya, dan berkas aslinya serta salinan tayangnya masih berisi tepat yang dicatat saat foto itu tiba.',
];

/** What it cannot show as long as no one outside the desk keeps a copy of the record. */
export const CANNOT_PROVE: readonly string[] = [
  'Bahwa ujung catatan tidak dipotong: bila catatan terakhir suatu kabupaten dihapus bersama tindakan, revisi, lembar dan penghitungnya, sisanya tetap menyambung. “desk recount” menemukannya selama jumlahnya tidak ikut diubah.',
  'Bahwa catatan tidak ditulis ulang: bila catatan, sidik jari dan semua tabelnya diubah bersama-sama secara selaras, semuanya cocok lagi. “desk recount” menemukannya selama jumlahnya tidak ikut diubah.',
  'Catatan yang bukan tentang lembar (misalnya perubahan pemilihan): isinya hanya dibuktikan oleh sidik jarinya sendiri, yang dapat dihitung ulang oleh pengelola basis data; catatan seperti itu juga dapat ditambahkan di ujung.',
  'Bahwa basis data tidak dikembalikan ke cadangan yang lebih lama.',
  'Yang hanya tercatat lewat sidik permintaannya: keterangan (note), waktu pengisian di HP, dan dasar revisi. Yang belum tercatat: hasil pemeriksaan (E/W), yang dapat dihitung ulang dari angkanya.',
  'Ini menunggu log transparansi yang salinannya dipegang pihak lain; sampai saat itu simpan cadangan harian di luar server.',
];
