import type { Text } from '#kernel/problem.ts';
import { text } from '#platform/web/language.ts';
import type { SheetStatus } from '../contract/sheets.ts';

/** Shape, word and colour of a status; each alone would do, so no status is told by colour only. */
export type StatusWords = { readonly shape: string; readonly word: Text; readonly tone: string };

export const STATUS_WORDS: Readonly<Record<SheetStatus, StatusWords>> = {
  verified: { shape: '■', word: text('Sah', 'Verified'), tone: 'sah' },
  submitted: { shape: '▪', word: text('Diperiksa', 'To verify'), tone: 'diperiksa' },
  flagged: { shape: '▲', word: text('Ada selisih', 'Differs'), tone: 'selisih' },
  returned: { shape: '↩', word: text('Dikembalikan', 'Returned'), tone: 'dikembalikan' },
  conflict: { shape: '◆', word: text('Bentrok', 'In conflict'), tone: 'bentrok' },
  missing: { shape: '○', word: text('Belum melapor', 'Not reported'), tone: 'belum' },
  void: { shape: '✕', word: text('Batal', 'Void'), tone: 'batal' },
  held: { shape: '⊘', word: text('Karantina', 'Held'), tone: 'karantina' },
};

/** What somebody must look at, in the order of urgency. */
export const NEEDS_LOOK: readonly SheetStatus[] = ['conflict', 'returned', 'flagged'];
