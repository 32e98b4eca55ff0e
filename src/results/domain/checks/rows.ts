import type { Text } from '#kernel/problem.ts';

/** A row of the paper: its own number and its words. */
export type Row = { readonly row: string; readonly text: Text };

/**
 * The rows of the 2024 forms, in words that hold under every label profile: what one election calls DPPh another calls
 * DPTb, but "pindahan" is understood under both. Screens show the exact label from the form profile.
 */
const ROWS: Readonly<Record<string, Row>> = {
  registered_permanent: row('I.A', 'pemilih dalam DPT', 'voters on the permanent list'),
  voted_permanent: row('I.B.1', 'pengguna hak pilih dalam DPT', 'voters from the permanent list'),
  voted_transfer: row('I.B.2', 'pengguna hak pilih pindahan', 'transferred voters'),
  voted_additional: row('I.B.3', 'pengguna hak pilih tambahan', 'additional voters'),
  voted_total: row('I.B.4', 'jumlah pengguna hak pilih', 'all who voted'),
  ballots_received: row('II.1', 'surat suara diterima', 'ballots received'),
  ballots_used: row('II.2', 'surat suara digunakan', 'ballots used'),
  ballots_returned: row('II.3', 'surat suara dikembalikan', 'ballots returned'),
  ballots_unused: row('II.4', 'surat suara tidak digunakan', 'ballots not used'),
  disabled_voted: row('III', 'pemilih disabilitas yang memilih', 'disabled voters who voted'),
  valid_votes: row('V.A', 'suara sah', 'valid votes'),
  invalid_votes: row('V.B', 'suara tidak sah', 'invalid votes'),
  total_votes: row('V.C', 'suara sah dan tidak sah', 'valid and invalid votes'),
};

/** The row of a field; men's and women's boxes stand on the row of their total, candidates under IV by their number. */
export function rowOf(field: string): Row {
  const candidate = /^candidate_([0-9]+)$/.exec(field)?.[1];
  if (candidate !== undefined)
    return row(`IV.${candidate}`, `suara pasangan ${candidate}`, `votes of pair ${candidate}`);
  return ROWS[field.replace(/_[mf]$/, '')] ?? row('–', field, field);
}

/** `IV` for the candidates together, `II.2, II.3` for some rows, each once. */
export function rowNumbers(fields: readonly string[]): string {
  return [...new Set(fields.map((field) => rowOf(field).row))].join(', ');
}

function row(number: string, id: string, en: string): Row {
  return { row: number, text: { id, en } };
}
