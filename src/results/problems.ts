import { problemCatalogue } from '#kernel/problem.ts';

/** Every refusal of this room: what is wrong, and what to do next. */
export const resultsProblem = /* @__PURE__ */ problemCatalogue('results', {
  'not-in-this-state': {
    status: 409,
    id: 'Lembar ini berstatus “{state}”; tindakan “{act}” tidak berlaku untuk status itu. Muat ulang halaman dan lihat tindakan yang tersedia.',
    en: 'This sheet is “{state}”; the act “{act}” does not apply to that state. Reload the page and see which acts are open.',
  },
  stale: {
    status: 409,
    id: 'Anda melihat revisi {seen}, sedangkan sekarang revisi {current} atau daftar tandingannya sudah berubah. Muat ulang, lalu putuskan lagi.',
    en: 'You saw revision {seen}, but revision {current} is current now, or its rivals have changed. Reload and decide again.',
  },
  'no-right': {
    status: 403,
    id: 'Peran {role} tidak berhak melakukan “{act}”. Mintalah desk kecamatan, kabupaten/kota, atau provinsi sesuai jenjangnya.',
    en: 'The role {role} has no right to “{act}”. Ask the district, regency or province desk, whichever is next above.',
  },
  'not-above': {
    status: 403,
    id: 'Isi ini dibuat oleh jenjang yang setara atau lebih tinggi. Yang memutuskan harus satu jenjang di atas pembuatnya.',
    en: 'This content was made at your own level or above. It must be decided one level above its author.',
  },
  'own-work': {
    status: 403,
    id: 'Anda ikut mengisi lembar ini, jadi orang lain yang harus memeriksanya.',
    en: 'You took part in filling this sheet, so another person must check it.',
  },
  'rivals-waiting': {
    status: 409,
    id: 'Ada {rivals} isi tandingan yang menunggu. Putuskan dulu bentrokannya, baru lembar ini dapat disahkan.',
    en: '{rivals} rival contents are waiting. Decide the conflict first, then this sheet can be verified.',
  },
  'photo-needed': {
    status: 409,
    id: 'Belum ada foto C.Hasil untuk lembar ini. Minta operator mengirim fotonya dulu.',
    en: 'There is no photo of this C.Hasil yet. Ask the operator to send it first.',
  },
  'errors-open': {
    status: 409,
    id: 'Angka di lembar ini masih berselisih. Kembalikan kepada pengisi, atau sahkan “seperti tertulis” bila kertasnya memang begitu.',
    en: 'The figures of this sheet still contradict each other. Return it, or verify it “as written” if the paper really says so.',
  },
  'reason-needed': {
    status: 422,
    id: 'Tulis alasannya: tindakan “{act}” selalu disertai alasan yang dapat dibaca orang lain.',
    en: 'Write the reason: “{act}” always carries a reason that others can read.',
  },
  'second-person': {
    status: 403,
    id: 'Permintaan batal harus diputuskan oleh orang lain, bukan oleh yang memintanya.',
    en: 'A request to void must be decided by another person than the one who asked.',
  },
  'submission-reused': {
    status: 409,
    id: 'Nomor kiriman {submission} sudah dipakai untuk isi yang berbeda. Kirim ulang sebagai kiriman baru.',
    en: 'Submission {submission} was already used for another content. Send it again as a new submission.',
  },
  'unknown-election': {
    status: 404,
    id: 'Pemilihan “{election}” tidak ada di desk ini. Lihat daftarnya, atau pasang dulu definisinya.',
    en: 'There is no election “{election}” on this desk. See the list, or apply its definition first.',
  },
  'unknown-contest': {
    status: 404,
    id: 'Kontes “{contest}” tidak ada di pemilihan ini. Yang ada: {known}.',
    en: 'There is no contest “{contest}” in this election. There are: {known}.',
  },
  'election-needed': {
    status: 400,
    id: 'Sebutkan pemilihannya: ada beberapa di desk ini ({known}).',
    en: 'Name the election: there are several on this desk ({known}).',
  },
  'unknown-station': {
    status: 404,
    id: 'TPS {station} di {region} tidak terdaftar untuk kontes ini. Periksa kode desa dan nomor TPS, atau impor daftar TPS lebih dulu.',
    en: 'Station {station} in {region} is not on the register of this contest. Check the village code and number, or import the stations first.',
  },
  'unknown-sheet': {
    status: 404,
    id: 'Lembar {sheet} tidak ada.',
    en: 'There is no sheet {sheet}.',
  },
  'unknown-round': {
    status: 422,
    id: 'Putaran “{round}” tidak dikenal. Yang dikenal: regular, revote, revote-2, continued, postponed.',
    en: 'The round “{round}” is not known. Known are: regular, revote, revote-2, continued, postponed.',
  },
  'round-not-opened': {
    status: 409,
    id: 'Putaran “{round}” belum dibuka untuk TPS {station} di {region}. Tambahkan putaran itu di definisi pemilihan lebih dulu.',
    en: 'The round “{round}” is not opened for station {station} in {region}. Add it to the election definition first.',
  },
  'older-definition': {
    status: 409,
    id: 'Lembar diisi dengan definisi kontes yang sudah diganti, jadi ditahan untuk diperiksa jenjang di atas.',
    en: 'The sheet was filled with an older definition of the contest and is held for the level above.',
  },
  'wrong-form': {
    status: 422,
    id: 'Kolom “{field}” tidak ada di formulir kontes ini. Periksa formulir yang dipakai.',
    en: 'The field “{field}” is not on the form of this contest. Check which form was used.',
  },
  'not-a-count': {
    status: 422,
    id: 'Isi “{field}” harus bilangan bulat 0 sampai 9.999.999; tertulis {value}.',
    en: '“{field}” must be a whole number from 0 to 9,999,999; it says {value}.',
  },
  'unreadable-submission': {
    status: 422,
    id: 'Kiriman tidak dapat dibaca: isian “{field}” tidak berbentuk semestinya. Perbarui aplikasi, lalu kirim ulang sebagai kiriman baru.',
    en: 'The submission cannot be read: “{field}” has not the shape it should have. Update the app, then send it as a new submission.',
  },
  'unreadable-act': {
    status: 400,
    id: 'Permintaan tidak dapat dibaca: isian “{field}” tidak berbentuk semestinya. Perbarui aplikasi, lalu ulangi.',
    en: 'The request cannot be read: “{field}” has not the shape it should have. Update the app, then repeat.',
  },
  'too-many-tasks': {
    status: 422,
    id: 'Ada {tasks} lembar tugas di wilayah ini, lebih dari {most}. Pilih wilayah yang lebih kecil (region), misalnya satu kecamatan.',
    en: 'There are {tasks} tasks in this region, more than {most}. Choose a smaller region, for example one district.',
  },
  'third-needed': {
    status: 422,
    id: 'Tulis angka ketiga yang Anda baca di kertas, atau pilih salah satu dari isi yang bertentangan.',
    en: 'Write the third figures that you read on the paper, or choose one of the contents in conflict.',
  },
  'outside-contest': {
    status: 404,
    id: 'Wilayah {region} tidak termasuk kontes {contest}. Pilih wilayah di dalam {area}.',
    en: 'Region {region} is not part of contest {contest}. Choose a region within {area}.',
  },
  'no-picture': {
    status: 404,
    id: 'Belum ada gambar C.Hasil untuk lembar {sheet}. Foto dapat dikirim setelah akun petugas tersedia.',
    en: 'There is no picture of C.Hasil for sheet {sheet} yet. Photos can be sent once accounts exist.',
  },
  'unknown-held': {
    status: 404,
    id: 'Kiriman karantina {submission} tidak ada atau sudah diputuskan.',
    en: 'There is no held submission {submission}, or it has been decided already.',
  },
  'unknown-status': {
    status: 400,
    id: 'Status “{status}” tidak dikenal. Pakai: {known}.',
    en: 'The status “{status}” is not known. Use: {known}.',
  },
  'bad-cursor': {
    status: 400,
    id: 'Penanda halaman tidak terbaca. Mulai lagi dari halaman pertama.',
    en: 'The page marker cannot be read. Start again from the first page.',
  },
  'demo-file': {
    status: 409,
    id: 'Berkas ini berasal dari desk peragaan (kolom “demo”), sedangkan {election} bukan peragaan. Berkas peragaan tidak boleh masuk ke desk sungguhan.',
    en: 'This file comes from a demo desk (column “demo”), but {election} is no demo. Demo files may not enter a real desk.',
  },
  'sirekap-width': {
    status: 422,
    id: 'Baris {row}: ada {cells} kolom, seharusnya {columns} seperti baris judul. Unduh ulang berkasnya, atau betulkan baris itu.',
    en: 'Line {row} has {cells} columns instead of the {columns} of the header. Download the file again, or correct that line.',
  },
  'sirekap-no-village': {
    status: 422,
    id: 'Tidak ada kode desa/kelurahan yang terbaca di kolom kode_kel. Periksa apakah ini berkas Sirekap per TPS.',
    en: 'No village code can be read in the column kode_kel. Check whether this is a Sirekap file per station.',
  },
  'import-broken': {
    status: 503,
    id: 'Impor terputus: {stand} dari {total} baris sudah tersimpan dan tetap berlaku. {cause}. Ulangi perintah yang sama; yang sudah tersimpan akan terhitung “unchanged”.',
    en: 'The import broke off: {stand} of {total} rows are stored and stand. {cause}. Repeat the same command; stored rows will count as “unchanged”.',
  },
  busy: {
    status: 503,
    id: 'Antrean penerimaan sedang penuh. Kiriman tetap aman di HP; coba lagi sebentar.',
    en: 'The intake queue is full. The submission is safe on the phone; try again shortly.',
  },
  'unknown-submission': {
    status: 404,
    id: 'Kiriman {submission} tidak ada, jadi fotonya belum dapat diterima. Kirim dulu angkanya, lalu fotonya.',
    en: 'There is no submission {submission}, so its photo cannot be taken yet. Send the figures first, then the photo.',
  },
  'too-many-photos': {
    status: 409,
    id: 'Foto untuk {what} sudah {count}, dan paling banyak {max}. Yang sudah terkirim tetap tersimpan; jangan kirim foto yang sama lagi.',
    en: 'There are already {count} photos for this {what_en}, and at most {max}. What was sent is kept; do not send the same photo again.',
  },
  'unknown-photo': {
    status: 404,
    id: 'Foto {photo} tidak ada. Muat ulang daftar fotonya; bila foto ini masih ada di HP, kirim lagi dari awal.',
    en: 'There is no photo {photo}. Reload the list of photos; if it is still on the phone, send it again from the start.',
  },
  'wrong-offset': {
    status: 409,
    id: 'Potongan foto tidak menyambung: server sudah menerima {offset} dari {length} byte. Lanjutkan dari {offset}.',
    en: 'The piece does not follow on: the server holds {offset} of {length} bytes. Go on from {offset}.',
  },
  'photo-too-long': {
    status: 400,
    id: 'Potongan ini melewati akhir foto: panjangnya dinyatakan {length} byte. Kirim lagi foto itu dari awal.',
    en: 'This piece runs past the end of the photo, which was announced as {length} bytes. Send the photo again from the start.',
  },
  // Not 409: that is a wrong offset, which the phone mends by itself; the same bytes would be sent again for ever.
  'photo-differs': {
    status: 422,
    id: 'Foto yang sampai berbeda dari yang diumumkan (rusak di jalan), jadi tidak disimpan. Kirim lagi dari awal.',
    en: 'What arrived is not the photo that was announced (damaged on the way), so nothing was kept. Send it again from the start.',
  },
  'no-photo': {
    status: 422,
    id: 'Berkas ini bukan foto yang dapat dibaca. Yang diterima: satu gambar JPEG, PNG, atau WebP yang utuh, paling besar {megapixels} megapiksel. Foto ulang kertasnya, lalu kirim foto yang baru.',
    en: 'This file is no photo that can be read. What is taken: one whole JPEG, PNG or WebP picture of at most {megapixels} megapixels. Take the photo again and send the new one.',
  },
  'photo-not-stored': {
    status: 503,
    id: 'Server belum dapat menyimpan foto ini: penyimpanannya penuh atau terganggu. Foto tetap aman di HP; coba lagi nanti.',
    en: 'The server cannot store this photo yet: its disk is full or failing. The photo is safe on the phone; try again later.',
  },
  'photo-lost': {
    status: 404,
    id: 'Berkas foto {photo} hilang dari penyimpanan server. Laporkan kepada pengelola desk; ia dapat memulihkannya dari cadangan.',
    en: 'The file of photo {photo} is missing on the server. Tell the administrator, who can bring it back from a backup.',
  },
});
