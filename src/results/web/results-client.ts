import { pathWith } from '#platform/web/read-json.ts';
import type { SheetItem } from '../contract/sheets.ts';
import type { Basis } from '../domain/totals.ts';

/** Where the figures of results are asked for; the shapes of the answers are those of the contract. */
export type Place = { readonly election: string; readonly contest: string; readonly region: string };
export type SheetPage = { readonly total: number; readonly sheets: readonly SheetItem[]; readonly next: string | null };

export const BASES_SHOWN: readonly Basis[] = ['all', 'clean', 'verified'];

export function tallyPath(place: Place): string {
  return pathWith('/api/v1/tally', { ...place, children: true });
}

export function sheetsPath(place: Place, options: { status?: string; cursor?: string | null; limit?: number }): string {
  return pathWith('/api/v1/sheets', { ...place, ...options });
}

export function sheetPath(id: string): string {
  return `/api/v1/sheets/${encodeURIComponent(id)}`;
}
