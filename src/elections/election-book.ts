import type { Sql, Tx } from '#platform/db/sql.ts';
import type { Contest, Election } from './domain/election.ts';
import { listElections, listVersions } from './store/elections.ts';

/** The elections of the desk as one process knows them, and how they are found. */
export type ElectionBook = {
  readonly elections: readonly Election[];
  find(electionId: string): Election | null;
  byNo(electionNo: number): Election | null;
  contestByNo(contestNo: number): { readonly election: Election; readonly contest: Contest } | null;
};

/** Reads the book anew only when the database says that an election changed, so every process sees a change at once. */
export type BookKeeper = { current(sql: Sql | Tx): Promise<ElectionBook> };

export function bookKeeper(): BookKeeper {
  let book: ElectionBook | null = null;
  return {
    async current(sql) {
      const versions = await listVersions(sql);
      if (!book || !isCurrent(book, versions)) book = electionBook(await listElections(sql));
      return book;
    },
  };
}

export function electionBook(elections: readonly Election[]): ElectionBook {
  const byId = new Map(elections.map((election) => [election.id, election]));
  const byNo = new Map(elections.map((election) => [election.electionNo, election]));
  const contests = new Map(
    elections.flatMap((election) =>
      election.contests.map((contest) => [contest.contestNo, { election, contest }] as const),
    ),
  );
  return {
    elections,
    find: (id) => byId.get(id) ?? null,
    byNo: (no) => byNo.get(no) ?? null,
    contestByNo: (no) => contests.get(no) ?? null,
  };
}

function isCurrent(book: ElectionBook, versions: ReadonlyMap<number, number>): boolean {
  return (
    book.elections.length === versions.size &&
    book.elections.every((election) => versions.get(election.electionNo) === election.version)
  );
}
