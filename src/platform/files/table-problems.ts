/** Codes with which a table that was sent as a file can be refused. */
export const TABLE_PROBLEMS = [
  'files.too-large-inside',
  'files.not-text',
  'files.locked-or-old-excel',
  'files.not-a-workbook',
  'files.damaged',
  'files.invalid-characters',
  'files.unclosed-quote',
  'files.stray-quote',
  'files.row-too-long',
  'files.no-header',
  'files.column-missing',
  'files.column-unknown',
  'files.column-repeated',
  'files.column-unnamed',
] as const;
