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
});
