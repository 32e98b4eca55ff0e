import { text } from '#platform/web/language.ts';

/** Sentences of activation and log-in that only the phone has. */
export const PHONE_ACCESS_TEXTS = {
  logInTitle: text('Masuk', 'Log in'),
  logInLead: text(
    'Masuk sekali saat ada sinyal. Sesudah itu C.Hasil dapat diisi tanpa sinyal.',
    'Log in once with a signal. After that sheets can be entered without one.',
  ),
  activateTitle: text('Aktivasi', 'Activation'),
  activateLead: text(
    'Kode ada di kartu dari desk. Kode hanya dapat dipakai sekali.',
    'The code is on the card from the desk. It works once.',
  ),
  fromCard: text('Kode dari kartu sudah terbaca.', 'The code of the card has been read.'),
  logInInstead: text('Sudah punya kata sandi? Masuk', 'Have a password? Log in'),
  activateInstead: text('Punya kartu dengan kode? Aktivasi', 'Have a card with a code? Activate'),
  offline: text(
    'Tidak ada sambungan ke server Desk. Coba lagi saat ada sinyal. Yang sudah tersimpan di HP ini tetap ada.',
    'No connection to the Desk server. Try again with a signal. What is saved on this phone stays.',
  ),
} as const;
