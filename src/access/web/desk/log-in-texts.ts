import { text } from '#platform/web/language.ts';

/** Every sentence of logging in, activating and leaving. */
export const LOG_IN_TEXTS = {
  title: text('Masuk', 'Log in'),
  lead: text('Untuk petugas Desk Pilkada.', 'For the people of the Desk.'),
  user: text('Nama pengguna', 'User name'),
  password: text('Kata sandi', 'Password'),
  show: text('Tampilkan', 'Show'),
  hide: text('Sembunyikan', 'Hide'),
  enter: text('Masuk', 'Log in'),
  entering: text('Memeriksa …', 'Checking …'),
  haveCode: text('Punya kode aktivasi?', 'Do you have an activation code?'),
  havePassword: text('Sudah punya kata sandi?', 'Do you have a password already?'),
  forgot: text(
    'Lupa kata sandi? Minta kode baru kepada desk yang memberi akun Anda.',
    'Forgotten? Ask the desk that gave you the account for a new code.',
  ),
  activateTitle: text('Aktivasi akun', 'Activate the account'),
  activateLead: text(
    'Kodenya tercetak di kartu Anda dan hanya dapat dipakai sekali.',
    'The code is printed on your card and works once.',
  ),
  code: text('Kode aktivasi', 'Activation code'),
  codeHint: text('Contoh: 4K7M-9XQ2-TB3H', 'For example 4K7M-9XQ2-TB3H'),
  newPassword: text('Kata sandi baru', 'New password'),
  passwordRules: text(
    'Paling sedikit 10 karakter. Jangan nama atau kode Anda. Boleh ditempel.',
    'At least 10 characters. Not your name or code. Pasting is fine.',
  ),
  activate: text('Aktifkan', 'Activate'),
  wait: text('Coba lagi dalam {seconds} detik', 'Try again in {seconds} s'),
  unreachable: text(
    'Server Desk tidak menjawab. Periksa jaringan, lalu coba lagi.',
    'The Desk server does not answer. Check the network and try again.',
  ),
  lockedTitle: text('Masuk lagi untuk melanjutkan', 'Log in again to go on'),
  lockedLead: text(
    'Sesi Anda sudah berakhir. Tampilan ini tetap seperti semula setelah Anda masuk.',
    'Your session has ended. This view stays as it is and comes back after the log-in.',
  ),
  asking: text('Memeriksa siapa yang masuk …', 'Asking who is logged in …'),
  ended: text('Tugas Anda sudah berakhir', 'Your task has ended'),
  endedBody: text(
    'Tidak ada peran yang masih berlaku untuk akun ini. Bila ini keliru, hubungi desk yang memberi akun Anda.',
    'No role of this account holds any more. If that is wrong, ask the desk that gave you the account.',
  ),
  noView: text('Peran Anda tidak membuka angka', 'Your role does not open figures'),
  noViewBody: text(
    'Sebagai {role} Anda tidak melihat angka dan lembar TPS.',
    'As {role} you do not see figures or sheets of stations.',
  ),
  me: text('Akun saya', 'My account'),
  as: text('Masuk sebagai {name}', 'Logged in as {name}'),
  changeRole: text('Ganti peran', 'Change role'),
  changePassword: text('Ganti kata sandi', 'Change password'),
  currentPassword: text('Kata sandi sekarang', 'Current password'),
  save: text('Simpan', 'Save'),
  passwordChanged: text('Kata sandi sudah diganti.', 'The password has been changed.'),
  accounts: text('Akun', 'Accounts'),
  logOut: text('Keluar', 'Log out'),
  nation: text('Nasional', 'National'),
} as const;
