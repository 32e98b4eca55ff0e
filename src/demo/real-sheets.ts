/** A published file that the demo shows as it is: its name, and what a reader should know of it. */
export type RealSheetsFile = {
  readonly regency: string;
  readonly election: string;
  readonly file: URL;
  readonly rows: number;
  readonly villages: number;
};

const FOLDER = new URL('../../data/reference/demo/', import.meta.url);

/**
 * The real half of the demo: the presidential sheets of 14 February 2024 as Sirekap published them, with what machine reading got
 * wrong and without the stations that it never showed. They are brought in by the same conversion and import as any such file.
 */
export function realSheetsFiles(): readonly RealSheetsFile[] {
  return [
    {
      regency: '64.09',
      election: 'ppwp-2024-64.09',
      file: new URL('pilpres2024_tps_6409_penajam_paser_utara.csv.gz', FOLDER),
      rows: 542,
      villages: 54,
    },
    {
      regency: '64.71',
      election: 'ppwp-2024-64.71',
      file: new URL('pilpres2024_tps_6471_balikpapan.csv.gz', FOLDER),
      rows: 2047,
      villages: 34,
    },
  ];
}
