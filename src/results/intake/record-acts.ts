import { listVersions } from '#elections/store/elections.ts';
import { listRegisters } from '#elections/store/stations.ts';
import type { Clock } from '#kernel/clock.ts';
import type { Problem } from '#kernel/problem.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import { appendAudit, lockRegencies, nextAuditRow } from '#platform/audit/audit-log.ts';
import type { Tx } from '#platform/db/sql.ts';
import { appendEvents } from '#platform/events/outbox-events.ts';
import { sheetId } from '../domain/submission.ts';
import { resultsProblem } from '../problems.ts';
import { insertActs, readActs } from '../store/acts.ts';
import { readAreaTotals, upsertAreaTotals } from '../store/area-totals.ts';
import { insertHeld } from '../store/held.ts';
import { changeVoidRequests, closeRivals, insertRevisions, insertRivals, upsertSheets } from '../store/sheets.ts';
import { readSlots, slotText } from '../store/slots.ts';
import type { ActAnswer, ActRequest } from './act-request.ts';
import { applyAct } from './apply-act.ts';
import {
  adjustTotals,
  type Batch,
  enterSlot,
  eventsOf,
  openBatch,
  slotKeyOf,
  storedRegions,
  touchedSheets,
} from './batch.ts';

/** The election changed between the preparation of a batch and its lock; it must be prepared again. */
export class DefinitionMoved extends Error {}

export type ActResult = Result<ActAnswer, Problem>;

/**
 * Carries out many acts in one transaction, in arrival order and each as if alone: lock the kabupaten, read, decide,
 * write sheets, revisions, totals, the record of changes and the events. Repeats of an id get the first answer again.
 */
export async function recordActs(tx: Tx, clock: Clock, requests: readonly ActRequest[]): Promise<readonly ActResult[]> {
  if (requests.length === 0) return [];
  const locked = lockRegencies(
    tx,
    requests.map((request) => request.kabId),
  );
  const versions = listVersions(tx);
  const slotKeys = [...new Map(requests.map((request) => [slotText(slotKeyOf(request)), slotKeyOf(request)])).values()];
  const judging = requests.some((request) => request.act.act !== 'submit');
  const [heads, current, earlier, registers, slots, totals] = await Promise.all([
    locked,
    versions,
    readActs(tx, requests),
    listRegisters(
      tx,
      requests.map(({ election, key }) => ({
        electionNo: election.electionNo,
        village: key.region,
        station: key.station,
      })),
    ),
    readSlots(tx, slotKeys, judging),
    readAreaTotals(tx, regionKeys(slotKeys)),
  ]);
  if (requests.some(({ election }) => current.get(election.electionNo) !== election.version))
    throw new DefinitionMoved();
  // Read under the lock: the times of a kabupaten's record never run against its numbers.
  const batch = openBatch(clock.now(), heads);
  const register = new Map(
    registers.map((row) => [`${row.electionNo} ${row.village} ${row.station}`, row.permanentVoters]),
  );
  const done = new Map<string, { requestHash: string; answer: unknown }>(earlier);
  const results = requests.map((request): ActResult => {
    const id = `${request.kabId} ${request.id}`;
    const first = done.get(id);
    if (first) return repeatAct(batch, request, first);
    const voters = register.get(`${request.election.electionNo} ${request.key.region} ${request.key.station}`);
    if (voters === undefined)
      return refuse(resultsProblem('unknown-station', { region: request.key.region, station: request.key.station }));
    enterSlot(batch, request, slots.get(slotText(slotKeyOf(request))) ?? new Map());
    const result = applyAct(batch, request, voters);
    if (result.ok) done.set(id, { requestHash: request.requestHash, answer: result.value });
    return result;
  });
  await writeBatch(tx, batch, totals);
  return results;
}

/** The same id again: the first answer, or a refusal when it stands for another request. */
function repeatAct(batch: Batch, request: ActRequest, first: { requestHash: string; answer: unknown }): ActResult {
  if (first.requestHash === request.requestHash) return accept(first.answer as ActAnswer);
  batch.audit.push(
    nextAuditRow(batch.heads, request.kabId, batch.at, {
      electionNo: request.election.electionNo,
      action: 'sheet.id-reused',
      subject: sheetId(request.key),
      actor: request.actor,
      act: request.id,
      reason: null,
      before: { requestHash: first.requestHash },
      after: { requestHash: request.requestHash },
    }),
  );
  return refuse(resultsProblem('submission-reused', { submission: request.id }));
}

function regionKeys(slots: readonly { kabId: number; contestNo: number; village: string }[]) {
  const keys = new Map<string, { kabId: number; contestNo: number; region: string }>();
  for (const { kabId, contestNo, village } of slots) {
    for (const region of storedRegions(village)) keys.set(`${contestNo} ${region}`, { kabId, contestNo, region });
  }
  return [...keys.values()];
}

async function writeBatch(tx: Tx, batch: Batch, totals: Parameters<typeof adjustTotals>[1]): Promise<void> {
  const { at } = batch;
  await Promise.all([
    upsertSheets(tx, at, touchedSheets(batch)),
    insertRevisions(tx, at, batch.revisions),
    insertRivals(tx, at, batch.rivals),
    closeRivals(tx, batch.closings),
    changeVoidRequests(tx, at, batch.voidChanges),
    insertActs(tx, at, batch.acts),
    insertHeld(tx, at, batch.held),
    upsertAreaTotals(tx, adjustTotals(batch, totals)),
    appendAudit(tx, at, batch.audit),
    appendEvents(tx, at, eventsOf(batch)),
  ]);
}
