import type { Actor } from '#access/domain/actor.ts';
import type { Tx } from '#platform/db/sql.ts';
import type { SlotKey } from './slots.ts';

/** One thing somebody did to a sheet, with the answer he got. */
export type ActRow = SlotKey & {
  readonly id: string;
  readonly round: string;
  readonly act: string;
  readonly outcome: string;
  readonly revision: number | null;
  readonly actor: Actor;
  readonly reason: string | null;
  readonly requestHash: string;
  readonly answer: unknown;
};

export type EarlierAct = { readonly requestHash: string; readonly answer: unknown };

/** Acts that were recorded before under the same id and kabupaten, by `kabId id`. */
export async function readActs(
  tx: Tx,
  ids: readonly { readonly kabId: number; readonly id: string }[],
): Promise<Map<string, EarlierAct>> {
  const rows = await tx<{ kab_id: number; id: string; request_hash: string; answer: unknown }[]>`
    select kab_id, id::text, encode(request_hash, 'hex') as request_hash, answer
    from unnest(${ids.map((key) => key.kabId)}::int[], ${ids.map((key) => key.id)}::uuid[]) as key (kab_id, id)
    join sheet_act using (kab_id, id)`;
  return new Map(rows.map((row) => [`${row.kab_id} ${row.id}`, { requestHash: row.request_hash, answer: row.answer }]));
}

export async function insertActs(tx: Tx, at: Date, acts: readonly ActRow[]): Promise<void> {
  if (acts.length === 0) return;
  await tx`
    insert into sheet_act (kab_id, id, contest_no, village, station, round, act, outcome, revision, actor_id, actor_role, actor_region,
      device, channel, reason, request_hash, answer, recorded_at)
    select kab_id, id, contest_no, village, station, round, act, outcome, revision, actor_id, actor_role, actor_region, device, channel,
      reason, decode(request_hash, 'hex'), answer::jsonb, ${at}::timestamptz
    from unnest(${acts.map((act) => act.kabId)}::int[], ${acts.map((act) => act.id)}::uuid[], ${acts.map((act) => act.contestNo)}::int[],
      ${acts.map((act) => act.village)}::text[], ${acts.map((act) => act.station)}::smallint[], ${acts.map((act) => act.round)}::text[],
      ${acts.map((act) => act.act)}::text[], ${acts.map((act) => act.outcome)}::text[], ${acts.map((act) => act.revision)}::int[],
      ${acts.map((act) => act.actor.id)}::text[], ${acts.map((act) => act.actor.role)}::text[], ${acts.map((act) => act.actor.region)}::text[],
      ${acts.map((act) => act.actor.device)}::text[], ${acts.map((act) => act.actor.channel)}::text[], ${acts.map((act) => act.reason)}::text[],
      ${acts.map((act) => act.requestHash)}::text[], ${acts.map((act) => JSON.stringify(act.answer))}::text[])
      as row (kab_id, id, contest_no, village, station, round, act, outcome, revision, actor_id, actor_role, actor_region, device, channel,
        reason, request_hash, answer)`;
}

/**
 * The sheet that a person's own submission is about, in whichever of the kabupaten it was recorded. One that was held and
 * then refused is none any more.
 */
export async function findOwnSubmission(
  tx: Tx,
  { id, kabIds, author }: { readonly id: string; readonly kabIds: readonly number[]; readonly author: string },
): Promise<(SlotKey & { readonly round: string }) | null> {
  const [row] = await tx<{ kab_id: number; contest_no: number; village: string; station: number; round: string }[]>`
    select kab_id, contest_no, village, station, round
    from sheet_act a
    where kab_id = any(${kabIds as number[]}::int[]) and id = ${id} and act = 'submit' and actor_id = ${author}
      and not exists (select from held_submission h where h.kab_id = a.kab_id and h.id = a.id and fate = 'refused')
    order by kab_id limit 1`;
  if (!row) return null;
  const { kab_id, contest_no, village, station, round } = row;
  return { kabId: kab_id, contestNo: contest_no, village, station, round };
}
