import type { Actor } from '#access/domain/actor.ts';
import { openedRounds } from '#elections/domain/election.ts';
import { scopedBook } from '#elections/scoped-book.ts';
import type { Problem } from '#kernel/problem.ts';
import { regencyIdOf } from '#kernel/region-code.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import type { Desk } from '../desk.ts';
import type { SheetKey } from '../domain/submission.ts';
import { resultsProblem } from '../problems.ts';
import type { SheetAt } from '../store/sheets.ts';
import { findSlot } from './read-sheet.ts';

export type FoundSheet = { readonly key: SheetKey; readonly at: SheetAt };

/** The sheet that an address names, for acts on one round of it; what the actor may not see is answered like what is not there. */
export async function findSheet(
  desk: Pick<Desk, 'sql' | 'books'>,
  actor: Actor,
  id: string,
): Promise<Result<FoundSheet, Problem>> {
  const book = scopedBook(await desk.books.current(desk.sql), actor);
  const slot = await findSlot(desk.sql, book, id, actor);
  if (!slot.ok) return slot;
  const { election, contest, region, station } = slot.value;
  const round = id.split(':')[4] as string;
  if (!openedRounds(contest, region, station).includes(round))
    return refuse(resultsProblem('unknown-sheet', { sheet: id }));
  return accept({
    key: { election: election.id, contest: contest.id, region, station, round },
    at: {
      kabId: regencyIdOf(region) as number,
      contestNo: contest.contestNo,
      village: region,
      station,
      round,
    },
  });
}
