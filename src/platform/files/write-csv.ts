/**
 * One line of a CSV file (RFC 4180), with its line break. A text that a spreadsheet would take for a formula gets a leading
 * apostrophe; a number never does, so that `-5` stays a number. An absent value is an empty cell, never zero.
 */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: string | number | null): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
