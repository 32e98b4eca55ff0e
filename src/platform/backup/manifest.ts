import type { AppliedMigration } from './tables.ts';

/** What `backup` and `restore` answer: the bytes are those of the file. */
export type BackupCounts = {
  readonly tables: number;
  readonly rows: number;
  readonly files: number;
  readonly bytes: number;
};

/** The first frame of a backup. `electionNo` null = the whole desk. */
export type BackupHeader = {
  readonly madeAt: string;
  readonly electionNo: number | null;
  readonly migrations: readonly AppliedMigration[];
  readonly tables: readonly TableStart[];
};
export type TableStart = { readonly name: string; readonly columns: readonly string[] };
export type TableEnd = { readonly rows: number };
export type FileStart = { readonly path: string };
export type FileEnd = { readonly bytes: number; readonly sha256: string };
export type BackupEnd = Omit<BackupCounts, 'bytes'>;
