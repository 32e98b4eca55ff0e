import { found, type TableCheck } from './verify-row.ts';

/** What the entries tell and no row holds. Runs after all rows of the kabupaten. */
export function reportMissingRows(check: TableCheck): void {
  const { sheets, acts, revisions, rivals, voids, held, fates, photos } = check.history;
  for (const [subject, { digest, seq }] of sheets) {
    if (digest.revision === 0) continue;
    found(check, 'sheet-missing', { seq, subject }, `Lembar ${subject} hilang; catatan nomor ${seq} menyebutnya.`);
  }
  const parts = [
    ['act-missing', 'Tindakan', acts],
    ['revision-missing', 'Revisi', revisions],
    ['rival-missing', 'Isi tandingan', rivals],
    ['void-missing', 'Permintaan pembatalan', voids],
    ['held-missing', 'Kiriman karantina', held],
    ['held-missing', 'Kiriman karantina', fates],
    ['photo-missing', 'Foto', photos],
  ] as const;
  for (const [code, what, missing] of parts) {
    for (const [id, told] of missing)
      found(check, code, told, `${what} ${id} hilang; catatan nomor ${told.seq} menyebutnya.`);
  }
}
