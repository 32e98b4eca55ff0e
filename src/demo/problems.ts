import { problemCatalogue } from '#kernel/problem.ts';

export const demoProblem = problemCatalogue('demo', {
  'desk-in-use': {
    status: 409,
    id: 'Folder data ini sudah berisi pemilihan sungguhan ({election}); peragaan tidak dicampur dengannya. Pilih folder lain dengan --data.',
    en: 'This data folder already holds a real election ({election}); the demo is not mixed with it. Choose another folder with --data.',
  },
});
