import type { RegionCode } from '#kernel/region-code.ts';
import { invariant } from '#kernel/result.ts';
import type { RegionKind, RegionRow } from './region.ts';

const HEADER = 'code,kind,name,other_names,editions';

/** Reads the list of regions as the product ships it; the file is ours, so a fault in it is a defect and throws. */
export function parseRegionRows(csv: string): RegionRow[] {
  invariant(csv.startsWith(`${HEADER}\n`), `the list of regions starts with ${HEADER}`);
  const rows: RegionRow[] = [];
  let start = HEADER.length + 1;
  while (start < csv.length) {
    const end = csv.indexOf('\n', start);
    invariant(end > 0, 'the list of regions ends with a line break');
    rows.push(parseRow(csv.slice(start, end)));
    start = end + 1;
  }
  return rows;
}

function parseRow(line: string): RegionRow {
  const cells = splitCsvLine(line);
  if (cells.length !== 5) throw new Error(`broken invariant: five cells in the line ${line}`);
  const [code, kind, name, otherNames, editions] = cells as [string, string, string, string, string];
  // The casts rest on the tests of the shipped file, which read every line of it with the strict parser.
  return { code: code as RegionCode, kind: kind as RegionKind, name, otherNames, editions: Number(editions) };
}

/** Splits one CSV line without line breaks in its cells; almost no line has quotes, and those take the quick way. */
export function splitCsvLine(line: string): string[] {
  if (!line.includes('"')) return line.split(',');
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
  );
}
