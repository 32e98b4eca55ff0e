import type { Values } from '#results/domain/fields.ts';
import type { MovePlace, Paper } from '#results/web/phone/form/types.ts';

export const GOOD: Values;
export const PAPERS: Readonly<Record<'fresh' | 'second' | 'returned' | 'conflict', Paper['task']>>;
export const PLACES: readonly MovePlace[];
export function paperOf(task: Paper['task']): Paper;
