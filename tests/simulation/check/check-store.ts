import type { ReceiptAnswer } from '#results/contract/intake.ts';
import type { Ledger } from './ledger.ts';
import { type ContentRow, keyOf, type State } from './read-state.ts';

/** I1: what was acknowledged is in the store, with the content that was acknowledged. */
export function missingReceipts(state: State, { receipts, sent }: Ledger): string[] {
  const faults: string[] = [];
  for (const [id, receipt] of receipts) {
    const submission = sent.get(id);
    const act = state.acts.get(id);
    if (!submission || !act) {
      faults.push(`I1: ${id} has the receipt ${receipt.outcome} and is not in the store`);
      continue;
    }
    const { figures, contentHash } = submission;
    const isSame =
      act.outcome === receipt.outcome && act.revision === receipt.revision && receipt.contentHash === contentHash;
    if (
      !isSame ||
      !isStored(state, keyOf(act), receipt, { hash: contentHash, figures: JSON.stringify(sorted(figures)) })
    )
      faults.push(`I1: ${id} was answered ${receipt.outcome} revision ${receipt.revision}; the store holds another`);
  }
  return faults;
}

type Content = { readonly hash: string; readonly figures: string };

function isStored(state: State, key: string, receipt: ReceiptAnswer, content: Content): boolean {
  const { submission, revision, rival, outcome } = receipt;
  const holds = (row: ContentRow | undefined) =>
    row?.hash === content.hash && JSON.stringify(sorted(row.figures)) === content.figures;
  const revisions = state.revisions.get(key) ?? [];
  if (outcome === 'accepted' || outcome === 'corrected') {
    const row = revisions.find(({ no }) => no === revision);
    return row?.act === submission && holds(row);
  }
  if (outcome === 'unchanged') return holds(revisions.find(({ no }) => no === revision));
  if (outcome === 'conflict') return holds((state.rivals.get(key) ?? []).find(({ no }) => no === rival));
  return outcome === 'held' && state.held.has(submission);
}

function sorted(figures: Readonly<Record<string, number>>): [string, number][] {
  return Object.entries(figures).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** I2 and I4: one current revision per sheet, the last of 1, 2, 3 …; at most one counting sheet per station and contest. */
export function brokenSheets(state: State): string[] {
  const faults: string[] = [];
  for (const [key, sheet] of state.sheets) {
    const numbers = (state.revisions.get(key) ?? []).map(({ no }) => no);
    if (numbers.some((no, at) => no !== at + 1)) faults.push(`I4: sheet ${key} has revisions ${numbers}`);
    if (numbers.at(-1) !== sheet.revision)
      faults.push(`I2: sheet ${key} stands at revision ${sheet.revision} of ${numbers.length}`);
    const open = (state.rivals.get(key) ?? []).filter(({ closed }) => closed === null).length;
    if (open !== sheet.open_rivals) faults.push(`I2: sheet ${key} counts ${sheet.open_rivals} rivals of ${open}`);
  }
  for (const key of state.revisions.keys())
    if (!state.sheets.has(key)) faults.push(`I2: revisions without sheet ${key}`);
  return [...faults, ...countedTwice(state)];
}

function countedTwice(state: State): string[] {
  const live = new Map<string, Set<number>>();
  for (const { contest_no, village, station, state: is } of state.sheets.values()) {
    const key = `${contest_no} ${village}`;
    const stations = live.get(key) ?? new Set();
    if (is !== 'void') stations.add(station);
    live.set(key, stations);
  }
  return [...new Set([...live.keys(), ...state.counted.keys()])].flatMap((key) => {
    const [stations, counted] = [live.get(key)?.size ?? 0, state.counted.get(key) ?? 0];
    return stations === counted
      ? []
      : [`I2: ${counted} sheets count in ${key}, which has ${stations} stations with one`];
  });
}
