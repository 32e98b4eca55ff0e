/**
 * What a cell of a spreadsheet is. Every cell of a CSV file is `text`. The kinds differ because the same digits mean
 * different things: `12.0` is a whole number when Excel stores it as a number, and a doubt when somebody typed it.
 */
export const CELL_KINDS = ['text', 'number', 'formula', 'date', 'boolean', 'error'] as const;
export type CellKind = (typeof CELL_KINDS)[number];

export type Cell = { readonly text: string; readonly kind: CellKind };

/** `line` is where the row starts in the file, the first line being 1: what a person finds in an editor or in Excel. */
export type TableRow = { readonly line: number; readonly cells: readonly Cell[] };

/** `rows` may be walked several times; they are taken apart on the way, so that a large file is held once. */
export type Table = {
  readonly header: readonly string[];
  readonly rows: Iterable<TableRow>;
  readonly kind: 'csv' | 'xlsx';
};

export type ReadOptions = {
  /** Names that the header must hold; in Excel they decide which sheet is read. */
  readonly requiredColumns: readonly string[];
  /** Lifts the limit of 20 MB to 512 MB. */
  readonly allowLarge: boolean;
};

export const FILE_BYTES_MAX = 20 * 1024 * 1024;
export const LARGE_FILE_BYTES_MAX = 512 * 1024 * 1024;

/** Longest row in characters: far above any real form, and small enough that one endless line cannot fill the memory. */
export const ROW_CHARACTERS_MAX = 1024 * 1024;

/** Columns of the widest sheet that Excel knows. Of a wider CSV row one cell more is given, enough to see that it is too wide. */
export const COLUMNS_MAX = 16_384;

export const EMPTY_CELL: Cell = { text: '', kind: 'text' };
