import type { TallyChild } from '#results/contract/sheets.ts';
import { missingOf, needsLookOf } from '#results/web/coverage.ts';

export const CHILD_ORDERS = ['behind', 'name'] as const;
export type ChildOrder = (typeof CHILD_ORDERS)[number];

/**
 * Behind first: the largest share of missing stations, then the most missing, then the most to look at. Regions without
 * any station of the contest owe nothing and come last.
 */
export function orderChildren(children: readonly TallyChild[], order: ChildOrder): readonly TallyChild[] {
  return [...children].sort((left, right) => (order === 'behind' ? byBehind(left, right) : 0) || byName(left, right));
}

function byBehind(left: TallyChild, right: TallyChild): number {
  return (
    missingShare(right) - missingShare(left) ||
    missingOf(right) - missingOf(left) ||
    needsLookOf(right) - needsLookOf(left)
  );
}

function missingShare(child: TallyChild): number {
  return child.expected === 0 ? -1 : missingOf(child) / child.expected;
}

function byName(left: TallyChild, right: TallyChild): number {
  return (left.station ?? 0) - (right.station ?? 0) || left.name.localeCompare(right.name, 'id');
}
