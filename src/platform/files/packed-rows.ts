import { CELL_KINDS, type Cell, type CellKind, EMPTY_CELL, type TableRow } from './table.ts';

/**
 * Rows held as text, about as large as their characters; as objects a full sheet would take ten times as much.
 * The separators are control characters, which XML 1.0 forbids in every text.
 */
export type PackedRows = {
  readonly add: (row: TableRow) => void;
  readonly characters: () => number;
  readonly rows: Iterable<TableRow>;
};

const ROW_END = '\x1e';
const CELL_END = '\x1f';
const ROWS_PER_BLOCK = 2000;
const MARK_OF_KIND: Readonly<Record<CellKind, string>> = {
  text: 't',
  number: 'n',
  formula: 'f',
  date: 'd',
  boolean: 'b',
  error: 'e',
};
const KIND_OF_MARK: ReadonlyMap<string, CellKind> = new Map(CELL_KINDS.map((kind) => [MARK_OF_KIND[kind], kind]));

export function packRows(): PackedRows {
  const blocks: string[] = [];
  let open: string[] = [];
  let characters = 0;
  return {
    add({ line, cells }) {
      const row = `${line}${CELL_END}${cells.map(packCell).join(CELL_END)}`;
      characters += row.length;
      open.push(row);
      if (open.length < ROWS_PER_BLOCK) return;
      blocks.push(open.join(ROW_END));
      open = [];
    },
    characters: () => characters,
    rows: {
      *[Symbol.iterator]() {
        for (const block of blocks) yield* block.split(ROW_END).map(unpackRow);
        yield* open.map(unpackRow);
      },
    },
  };
}

function packCell({ text, kind }: Cell): string {
  return text === '' && kind === 'text' ? '' : MARK_OF_KIND[kind] + text;
}

function unpackRow(row: string): TableRow {
  const [line, ...cells] = row.split(CELL_END);
  return { line: Number(line), cells: cells.map(unpackCell) };
}

function unpackCell(packed: string): Cell {
  return packed === '' ? EMPTY_CELL : { text: packed.slice(1), kind: KIND_OF_MARK.get(packed.charAt(0)) ?? 'text' };
}
