import type { Actor } from '#access/domain/actor.ts';
import { isInScope } from '#access/domain/rights.ts';
import { type Area, isWithin } from '#kernel/region-code.ts';
import { type Contest, contestRegions, type Election } from './domain/election.ts';
import { type ElectionBook, electionBook } from './election-book.ts';

/** The elections as one person sees them: contests that touch the person's region; the others do not exist for them. */
export function scopedBook(book: ElectionBook, actor: Actor): ElectionBook {
  if (actor.region === 'national' && !actor.ended) return book;
  return electionBook(
    book.elections
      .map((election) => ({ ...election, contests: election.contests.filter((it) => isSeen(election, it, actor)) }))
      .filter((election) => election.contests.length > 0),
  );
}

function isSeen(election: Election, contest: Contest, actor: Actor): boolean {
  return contestRegions(election, contest).some((region) => isInScope(actor, region) || liesWithin(actor, region));
}

function liesWithin(actor: Actor, region: Area): boolean {
  return !actor.ended && isWithin(actor.region, region);
}
