import { problemCatalogue } from '#kernel/problem.ts';

/** Every refusal of this room: what is wrong, and what to do next. */
export const accessProblem = problemCatalogue('access', {
  'log-in-needed': {
    status: 401,
    id: 'Anda belum masuk, atau sesi ini sudah berakhir. Masuk lagi; isian yang tersimpan di HP tidak hilang.',
    en: 'You are not logged in, or this session has ended. Log in again; what the phone has saved is not lost.',
  },
  'no-right': {
    status: 403,
    id: 'Peran Anda tidak memuat hak untuk ini. Bila memang tugas Anda, minta peran yang sesuai kepada desk kabupaten/kota atau provinsi.',
    en: 'Your role has no right to this. If it is your task, ask the desk of your regency or province for the role that has it.',
  },
  'machine-only': {
    status: 403,
    id: 'Alamat ini hanya untuk pengawas layanan di mesin server sendiri. Buka dari mesin itu (127.0.0.1), tanpa perantara.',
    en: "This address is for watching the service on the server's own machine. Open it from there (127.0.0.1), without a proxy.",
  },
  'foreign-origin': {
    status: 403,
    id: 'Permintaan ini dikirim oleh halaman dari situs lain, jadi ditolak. Buka halaman desk ini sendiri dan ulangi dari sana.',
    en: 'A page of another site sent this request, so it is refused. Open this desk itself and repeat it from there.',
  },
  'wrong-log-in': {
    status: 401,
    id: 'Nama pengguna atau kata sandi salah. Periksa lagi keduanya; bila lupa, minta kode aktivasi baru kepada desk Anda.',
    en: 'The user name or the password is wrong. Check both; if you have forgotten them, ask your desk for a new activation code.',
  },
  'wrong-code': {
    status: 401,
    id: 'Kode aktivasi ini tidak berlaku: salah tulis, sudah dipakai, atau lewat 14 hari. Bila Anda baru saja mengaktifkan, masuk saja dengan nama pengguna dan kata sandi baru Anda. Selain itu periksa kartu Anda, atau minta kode baru kepada desk.',
    en: 'This activation code does not hold: mistyped, used already, or older than 14 days. If you have just activated, log in with your user name and your new password. Otherwise check your card, or ask your desk for a new code.',
  },
  'weak-password': {
    status: 422,
    id: 'Kata sandi ini mudah ditebak. Pakai paling sedikit 10 huruf atau angka, bukan nama Anda, kode, wilayah, atau kata yang umum; misalnya tiga kata yang tidak berhubungan.',
    en: 'This password is easy to guess. Use at least 10 letters or digits, not your name, code, region or a common word; three unrelated words for example.',
  },
  wait: {
    status: 429,
    id: 'Terlalu banyak percobaan yang salah. Tunggu {seconds} detik, lalu coba lagi dengan tenang; data Anda aman.',
    en: 'Too many wrong tries. Wait {seconds} seconds, then try again calmly; your data is safe.',
  },
  busy: {
    status: 503,
    id: 'Banyak orang sedang masuk bersamaan. Tunggu beberapa detik, lalu coba lagi.',
    en: 'Many people are logging in at once. Wait a few seconds and try again.',
  },
  'unknown-account': {
    status: 404,
    id: 'Akun {account} tidak ada dalam wilayah Anda. Periksa lagi, atau cari orangnya dalam daftar akun.',
    en: 'There is no account {account} in your region. Check it again, or look the person up in the list of accounts.',
  },
  'unknown-session': {
    status: 404,
    id: 'Sesi {session} tidak ada atau sudah berakhir. Muat ulang daftar sesi.',
    en: 'There is no session {session}, or it has ended. Load the list of sessions again.',
  },
  'unknown-device': {
    status: 404,
    id: 'Perangkat {device} tidak ada dalam wilayah Anda atau sudah diakhiri. Muat ulang daftar perangkat.',
    en: 'There is no device {device} in your region, or it has ended. Load the list of devices again.',
  },
  'unknown-assignment': {
    status: 404,
    id: 'Peran nomor {no} tidak ada atau sudah berakhir. Muat ulang, lalu pilih dari daftar.',
    en: 'There is no role number {no}, or it has ended. Load again and choose from the list.',
  },
  'own-account': {
    status: 403,
    id: 'Peran dan akun sendiri tidak dapat diubah sendiri. Minta rekan atau desk di atas Anda melakukannya.',
    en: 'Nobody changes their own role or account. Ask a colleague or the desk above you to do it.',
  },
  'outside-own': {
    status: 403,
    id: 'Wilayah {region} di luar wilayah Anda ({own}). Tulis wilayah di dalamnya, atau minta desk di atas Anda melakukannya.',
    en: 'The region {region} is outside your own ({own}). Write one inside it, or ask the desk above you to do it.',
  },
  'not-yours-to-give': {
    status: 403,
    id: 'Peran ini di luar yang boleh Anda berikan atau cabut. Minta desk di atas Anda melakukannya.',
    en: 'This role is beyond what you may give or take. Ask the desk above you to do it.',
  },
  'wrong-level': {
    status: 422,
    id: 'Peran {word} tidak cocok untuk wilayah {region}. Operator: desa atau kecamatan; verifikator: kecamatan; desk: kabupaten/kota atau provinsi.',
    en: 'The role {role} does not fit the region {region}. Operators: village or district; verifiers: district; desks: regency or province.',
  },
  'account-ended': {
    status: 409,
    id: 'Akun ini sudah diakhiri dan tidak dibuka lagi. Buat akun baru untuk orang itu.',
    en: 'This account has ended and is not opened again. Make a new account for the person.',
  },
  'not-a-name': {
    status: 422,
    id: 'Nama kosong atau lebih dari 120 huruf. Tulis nama orangnya.',
    en: 'The name is empty or longer than 120 characters. Write the name of the person.',
  },
  'not-a-role': {
    status: 422,
    id: '“{value}” bukan peran. Yang dapat Anda berikan: {words}.',
    en: '“{value}” is not a role. You may give: {roles}.',
  },
  'same-row': {
    status: 422,
    id: 'Sama dengan baris {first}: nama, peran, dan wilayahnya. Hapus salah satunya bila bukan dua orang.',
    en: 'The same as row {first}: name, role and region. Delete one of them unless they are two people.',
  },
  'not-a-day': {
    status: 422,
    id: '“{value}” bukan tanggal. Tulis tahun-bulan-hari, misalnya 2024-12-31.',
    en: '“{value}” is not a day. Write year-month-day, for example 2024-12-31.',
  },
  'ends-before-it-begins': {
    status: 422,
    id: 'Hari terakhir {value} sebelum hari pertamanya. Betulkan salah satu tanggal.',
    en: 'The last day {value} is before the first one. Correct one of the days.',
  },
  'ended-already': {
    status: 422,
    id: 'Hari terakhir {value} sudah lewat. Tulis hari yang akan datang, atau kosongkan.',
    en: 'The last day {value} is over. Write a day to come, or leave it empty.',
  },
  'not-a-phone-number': {
    status: 422,
    id: '“{value}” bukan nomor telepon. Tulis misalnya 0812 3456 7890, atau kosongkan.',
    en: '“{value}” is not a phone number. Write for example 0812 3456 7890, or leave it empty.',
  },
  'phone-key-missing': {
    status: 503,
    id: 'Kunci nomor telepon tidak ada di {file}, padahal sudah ada nomor yang tersimpan. Kembalikan berkas kunci itu dari tempat simpanannya.',
    en: 'The key of the phone numbers is missing from {file} although numbers are stored. Bring that file back from where it is kept.',
  },
  'phone-key-unusable': {
    status: 503,
    id: 'Kunci nomor telepon di {file} rusak atau dapat dibaca orang lain. Kembalikan berkas yang benar dan batasi izinnya (chmod 600).',
    en: 'The key of the phone numbers in {file} is damaged or readable by others. Bring back the right file and restrict it (chmod 600).',
  },
  'phone-unreadable': {
    status: 503,
    id: 'Nomor telepon akun ini tidak dapat dibuka dengan kunci yang ada. Kembalikan berkas kunci yang dipakai ketika nomor disimpan.',
    en: 'The phone number of this account does not open with the key at hand. Bring back the key file with which it was stored.',
  },
  'bad-cursor': {
    status: 400,
    id: 'Penanda halaman tidak dikenal. Mulai lagi dari halaman pertama daftar.',
    en: 'The page mark is not known. Start again from the first page of the list.',
  },
  'too-many-rows': {
    status: 413,
    id: 'Berkas berisi lebih dari {limit} baris. Bagi menjadi beberapa berkas.',
    en: 'The file has more than {limit} rows. Split it into several files.',
  },
  'row-width': {
    status: 422,
    id: 'Ada {found} kolom, seharusnya {wanted}. Periksa tanda pemisah pada baris ini.',
    en: 'There are {found} columns instead of {wanted}. Check the separators of this row.',
  },
  formula: {
    status: 422,
    id: 'Ada rumus Excel pada baris ini. Tempel sebagai nilai, lalu ulangi.',
    en: 'This row holds an Excel formula. Paste it as a value and repeat.',
  },
  'unknown-user': {
    status: 404,
    id: 'Tidak ada akun dengan nama pengguna “{user}”. Lihat daftarnya dengan desk user list.',
    en: 'No account has the login name “{user}”. See the list with desk user list.',
  },
});
