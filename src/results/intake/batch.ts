import { openedRounds } from '#elections/domain/election.ts';
import { ancestorAt, type RegionCode } from '#kernel/region-code.ts';
import { invariant } from '#kernel/result.ts';
import type { AuditHeads, AuditRow } from '#platform/audit/audit-log.ts';
import type { OutboxEvent } from '#platform/events/outbox-events.ts';
import { contributionOf, EMPTY_SHEET, type Sheet } from '../domain/slot.ts';
import { addSheet, type Contribution, emptySums, type SumLayout, sumLayout } from '../domain/totals.ts';
import type { ActRow } from '../store/acts.ts';
import type { AreaTotal } from '../store/area-totals.ts';
import type { Held } from '../store/held.ts';
import type { changeVoidRequests, closeRivals, insertRevisions, insertRivals } from '../store/sheets.ts';
import { type SlotKey, slotText } from '../store/slots.ts';
import type { ActRequest } from './act-request.ts';

type Rows<Insert extends (...args: never[]) => unknown> = Parameters<Insert>[2] extends readonly (infer Row)[]
  ? Row[]
  : never;
type ClosingRow = Parameters<typeof closeRivals>[1][number];

type OpenSlot = {
  readonly request: ActRequest;
  readonly key: SlotKey;
  readonly before: Contribution | null;
  readonly sheets: Map<string, Sheet>;
  touched: Set<string>;
};

/** The state of one transaction in memory: what was read, what the acts made of it, and what is to be written. */
export type Batch = {
  readonly at: Date;
  readonly heads: AuditHeads;
  readonly slots: Map<string, OpenSlot>;
  readonly revisions: Rows<typeof insertRevisions>;
  readonly rivals: Rows<typeof insertRivals>;
  readonly closings: ClosingRow[];
  readonly voidChanges: Rows<typeof changeVoidRequests>;
  readonly acts: ActRow[];
  readonly held: Held[];
  readonly audit: AuditRow[];
};

export function openBatch(at: Date, heads: AuditHeads): Batch {
  return {
    at,
    heads,
    slots: new Map(),
    revisions: [],
    rivals: [],
    closings: [],
    voidChanges: [],
    acts: [],
    held: [],
    audit: [],
  };
}

export function slotKeyOf(request: ActRequest): SlotKey {
  return {
    kabId: request.kabId,
    contestNo: request.contest.contestNo,
    village: request.key.region,
    station: request.key.station,
  };
}

/** Takes the sheets read from the store into the batch and remembers what they brought to the totals. */
export function enterSlot(batch: Batch, request: ActRequest, sheets: Map<string, Sheet>): void {
  const key = slotKeyOf(request);
  const text = slotText(key);
  if (batch.slots.has(text)) return;
  const before = contributionOf(sheets, roundsOf(request));
  batch.slots.set(text, { request, key, before, sheets, touched: new Set() });
}

export function sheetOf(batch: Batch, request: ActRequest): Sheet {
  return batch.slots.get(slotText(slotKeyOf(request)))?.sheets.get(request.key.round) ?? EMPTY_SHEET;
}

export function putSheet(batch: Batch, request: ActRequest, sheet: Sheet): void {
  const slot = batch.slots.get(slotText(slotKeyOf(request)));
  invariant(slot, 'an act belongs to a slot of its batch');
  slot.sheets.set(request.key.round, sheet);
  slot.touched.add(request.key.round);
}

export function touchedSheets(batch: Batch): (SlotKey & { round: string; sheet: Sheet })[] {
  return [...batch.slots.values()].flatMap((slot) =>
    [...slot.touched].map((round) => ({ ...slot.key, round, sheet: slot.sheets.get(round) as Sheet })),
  );
}

/** The regions above a station whose totals are stored. */
export function storedRegions(village: string): readonly RegionCode[] {
  const code = village as RegionCode;
  return [code, ancestorAt(code, 'district') as RegionCode, ancestorAt(code, 'regency') as RegionCode];
}

/** Adds new − old of every touched slot to the rows above it; returns the rows that changed. */
export function adjustTotals(batch: Batch, stored: readonly AreaTotal[]): AreaTotal[] {
  const rows = new Map(stored.map((row) => [`${row.contestNo} ${row.region}`, row]));
  const changed = new Map<string, AreaTotal>();
  const layouts = new Map<number, SumLayout>();
  for (const slot of batch.slots.values()) {
    const after = contributionOf(slot.sheets, roundsOf(slot.request));
    if (slot.touched.size === 0 || isSame(slot.before, after)) continue;
    const { contest } = slot.request;
    const layout = layouts.get(contest.contestNo) ?? sumLayout(contest.candidates.map((candidate) => candidate.number));
    layouts.set(contest.contestNo, layout);
    for (const region of storedRegions(slot.key.village)) {
      const id = `${contest.contestNo} ${region}`;
      const row = changed.get(id) ?? {
        kabId: slot.key.kabId,
        contestNo: contest.contestNo,
        region,
        sums: rows.get(id)?.sums ?? emptySums(layout),
        changedAt: batch.at,
      };
      if (slot.before) addSheet(row.sums, layout, slot.before, -1);
      if (after) addSheet(row.sums, layout, after, 1);
      changed.set(id, row);
    }
  }
  return [...changed.values()];
}

/** One event per contest and village of the batch: which stations changed. */
export function eventsOf(batch: Batch): OutboxEvent[] {
  const events = new Map<string, OutboxEvent & { subject: { stations: number[] } }>();
  for (const { key, request, touched } of batch.slots.values()) {
    if (touched.size === 0) continue;
    const id = `${key.contestNo} ${key.village}`;
    const subject = {
      election: request.election.id,
      contest: request.contest.id,
      region: key.village,
      stations: [] as number[],
    };
    const event = events.get(id) ?? {
      kabId: key.kabId,
      electionNo: request.election.electionNo,
      topic: 'results.sheets-changed',
      subject,
    };
    event.subject.stations.push(key.station);
    events.set(id, event);
  }
  return [...events.values()];
}

function roundsOf(request: ActRequest): readonly string[] {
  return openedRounds(request.contest, request.key.region, request.key.station);
}

function isSame(a: Contribution | null, b: Contribution | null): boolean {
  if (a === null || b === null) return a === b;
  return a.state === b.state && a.hasOpenError === b.hasOpenError && a.hasRival === b.hasRival && a.values === b.values;
}
