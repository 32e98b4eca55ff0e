import { problemCatalogue } from '#kernel/problem.ts';

export const electionsProblem = problemCatalogue('elections', {
  'not-json': {
    status: 400,
    id: 'Berkas {file} bukan JSON yang utuh ({detail}). Periksa tanda kurung dan koma, lalu ulangi.',
    en: 'The file {file} is not complete JSON ({detail}). Check brackets and commas, then repeat.',
  },
  'wrong-shape': {
    status: 422,
    id: 'Definisi pemilihan belum sesuai. {details}. Betulkan bagian itu, lalu ulangi.',
    en: 'The election definition does not fit. {details}. Correct that part, then repeat.',
  },
  'contest-has-sheets': {
    status: 409,
    id: 'Kontes {contest} sudah mempunyai lembar hasil; {what} tidak boleh diubah lagi. Pasang sebagai pemilihan baru, atau kembalikan seperti semula.',
    en: 'Contest {contest} already has result sheets; its {what} may not change any more. Apply it as a new election, or put it back.',
  },
  'stations-outside': {
    status: 409,
    id: 'Ada {count} TPS terdaftar di luar wilayah yang baru (contoh: {example}). Wilayah pemilihan tidak boleh menyempit setelah TPS-nya diimpor.',
    en: '{count} registered stations lie outside the new regions (example: {example}). The regions may not shrink after their stations were imported.',
  },
  'unknown-election': {
    status: 404,
    id: 'Pemilihan “{election}” tidak ada di desk ini. Yang ada: {known}.',
    en: 'There is no election “{election}” on this desk. There are: {known}.',
  },
  'election-needed': {
    status: 400,
    id: 'Ada beberapa pemilihan di desk ini; sebutkan dengan --election. Yang ada: {known}.',
    en: 'There are several elections on this desk; name one with --election. There are: {known}.',
  },
  none: {
    status: 404,
    id: 'Belum ada pemilihan di desk ini. Pasang dulu definisinya: desk election apply BERKAS.json.',
    en: 'There is no election on this desk yet. Apply its definition first: desk election apply FILE.json.',
  },
});
