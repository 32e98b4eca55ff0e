import { recountTotals } from '#results/recount/recount-totals.ts';
import { faultsOf } from '../../results/history-recount.ts';
import type { Phone } from '../phone/phone.ts';
import type { Ground } from '../world/ground.ts';
import { lostItems } from './check-phones.ts';
import { brokenRecord } from './check-record.ts';
import { brokenSheets, missingReceipts } from './check-store.ts';
import { followActs } from './follow-acts.ts';
import type { Ledger } from './ledger.ts';
import { NOTHING, readState, type State } from './read-state.ts';

/** Holds phones and server to the invariants; remembers the first step at which one was broken. */
export type Checker = {
  /** the tables as last read */
  state(): State;
  /** The server, or somebody beside it, may have changed the tables. */
  touch(): void;
  /** After each step: phones always, tables when they may have changed, totals and the record every twentieth time. */
  afterStep(phones: readonly Phone[]): Promise<void>;
  readTables(): Promise<void>;
  thoroughly(): Promise<void>;
  report(found: readonly string[]): void;
  broken(): readonly string[];
  /** how often each act of the life of a sheet came to each outcome */
  acts(): ReadonlyMap<string, number>;
};

const THOROUGH_STEPS = 20;

export function checker({ sql, election }: Ground, ledger: Ledger): Checker {
  const follower = followActs(ledger, election.id);
  const known = new Map<number, number>();
  const broken: string[] = [];
  let state: State = NOTHING;
  let touched = false;
  let changes = 0;

  async function readTables(): Promise<void> {
    touched = false;
    changes++;
    state = await readState(sql, known);
    for (const { kab_id, seq } of state.entries) known.set(kab_id, seq);
    report([...follower.follow(state), ...missingReceipts(state, ledger), ...brokenSheets(state)]);
  }

  async function thoroughly(): Promise<void> {
    changes = 0;
    report((await faultsOf(sql, election)).map((text) => `I3, I4, I5: ${text}`));
    report(await brokenRecord(sql));
    const { differences } = await recountTotals(sql, [election]);
    report(differences.map((difference) => `I3: ${JSON.stringify(difference)}`));
  }

  function report(found: readonly string[]): void {
    broken.push(...found);
  }

  return {
    state: () => state,
    touch: () => {
      touched = true;
    },
    async afterStep(phones) {
      if (touched) await readTables();
      report([...lostItems(phones, ledger, state), ...ledger.faults.splice(0)]);
      if (changes >= THOROUGH_STEPS) await thoroughly();
    },
    readTables,
    thoroughly,
    report,
    broken: () => broken,
    acts: () => follower.seen,
  };
}
