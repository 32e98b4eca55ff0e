import { candidateField } from '#results/domain/fields.ts';

/** A section of the paper: its heading and its rows, with the row numbers that the paper prints. */
export type FormSection = { readonly heading: string; readonly rows: readonly FormRow[] };

/**
 * One row of boxes. `sexes`: three groups of boxes (men, women, both) over the fields `…_m`, `…_f` and the field itself.
 * `words`: the number is repeated in words.
 */
export type FormRow = {
  readonly mark: string;
  readonly label: string;
  readonly field: string;
  readonly sexes?: true;
  readonly words?: true;
};

export type FormCandidate = { readonly number: number; readonly name: string };

/** The blocks before the votes, in the order of the 2024 paper (the copy of the form used in the presidential election). */
export const VOTER_SECTIONS: readonly FormSection[] = [
  {
    heading: 'I. DATA PEMILIH DAN PENGGUNA HAK PILIH',
    rows: [
      { mark: 'A', label: 'Pemilih dalam DPT', field: 'registered_permanent', sexes: true },
      { mark: 'B.1', label: 'Pengguna hak pilih dalam DPT', field: 'voted_permanent', sexes: true },
      { mark: 'B.2', label: 'Pengguna hak pilih pindahan', field: 'voted_transfer', sexes: true },
      { mark: 'B.3', label: 'Pengguna hak pilih tambahan (KTP-el)', field: 'voted_additional', sexes: true },
      { mark: 'B.4', label: 'Jumlah pengguna hak pilih (B.1+B.2+B.3)', field: 'voted_total', sexes: true },
    ],
  },
  {
    heading: 'II. DATA PENGGUNAAN SURAT SUARA',
    rows: [
      { mark: '1', label: 'Surat suara diterima, termasuk cadangan 2,5% dari DPT (2+3+4)', field: 'ballots_received' },
      { mark: '2', label: 'Surat suara digunakan', field: 'ballots_used' },
      { mark: '3', label: 'Surat suara dikembalikan karena rusak/keliru coblos', field: 'ballots_returned' },
      { mark: '4', label: 'Surat suara tidak digunakan, termasuk sisa cadangan', field: 'ballots_unused' },
    ],
  },
  {
    heading: 'III. DATA PEMILIH DISABILITAS',
    rows: [{ mark: '', label: 'Pemilih disabilitas yang memilih', field: 'disabled_voted', sexes: true }],
  },
];

export function voteSections(candidates: readonly FormCandidate[]): readonly FormSection[] {
  return [
    {
      heading: 'IV. PEROLEHAN SUARA PASANGAN CALON',
      rows: candidates.map(({ number, name }) => ({
        mark: String(number),
        label: name.toUpperCase(),
        field: candidateField(number),
        words: true,
      })),
    },
    {
      heading: 'V. SUARA SAH DAN TIDAK SAH',
      rows: [
        { mark: 'A', label: 'Jumlah seluruh suara sah (IV)', field: 'valid_votes', words: true },
        { mark: 'B', label: 'Jumlah suara tidak sah', field: 'invalid_votes', words: true },
        { mark: 'C', label: 'Jumlah suara sah dan tidak sah (A+B)', field: 'total_votes', words: true },
      ],
    },
  ];
}
