import type { Role } from '#access/domain/role.ts';
import type { Tx } from '#platform/db/sql.ts';
import type { Values } from '../domain/fields.ts';
import type { SheetState } from '../domain/sheet-facts.ts';
import type { Rival, Sheet } from '../domain/slot.ts';

/** One contest at one station, whatever the round. */
export type SlotKey = {
  readonly kabId: number;
  readonly contestNo: number;
  readonly village: string;
  readonly station: number;
};

export function slotText(key: SlotKey): string {
  return `${key.contestNo} ${key.village} ${key.station}`;
}

/** The columns of many slot keys, for `unnest`. */
export function keyColumns(keys: readonly SlotKey[]) {
  return {
    kabIds: keys.map((key) => key.kabId),
    contestNos: keys.map((key) => key.contestNo),
    villages: keys.map((key) => key.village),
    stations: keys.map((key) => key.station),
  };
}

/**
 * Reads the sheets of all rounds at the named slots, with their open rivals. Authors and photos are read only when an
 * act needs them (`forJudging`), because most batches are first submissions.
 */
export async function readSlots(
  tx: Tx,
  keys: readonly SlotKey[],
  forJudging: boolean,
): Promise<Map<string, Map<string, Sheet>>> {
  const slots = new Map<string, Map<string, Sheet>>(keys.map((key) => [slotText(key), new Map()]));
  const { kabIds, contestNos, villages, stations } = keyColumns(keys);
  const rows = await tx<SheetRow[]>`
    select s.kab_id, s.contest_no, s.village, s.station, s.round, s.state, s.revision, s.errors, s.warnings, r.figures,
      encode(r.content_hash, 'hex') as content_hash, r.author_id, r.author_role
    from unnest(${kabIds}::int[], ${contestNos}::int[], ${villages}::text[], ${stations}::smallint[]) as key (kab_id, contest_no, village, station)
    join sheet s using (kab_id, contest_no, village, station)
    join sheet_revision r using (kab_id, contest_no, village, station, round, revision)`;
  if (rows.length === 0) return slots;
  const found = rows.map(slotKeyOf);
  const [rivals, requests, authors, photos] = await Promise.all([
    readRivals(tx, found),
    readVoidRequests(tx, found),
    forJudging ? readAuthors(tx, found) : new Map<string, Set<string>>(),
    forJudging ? readPhotographed(tx, found) : new Set<string>(),
  ]);
  for (const row of rows) {
    const id = `${slotText(slotKeyOf(row))} ${row.round}`;
    const own = rivals.get(id) ?? [];
    slots.get(slotText(slotKeyOf(row)))?.set(row.round, {
      state: row.state,
      revision: row.revision,
      contentHash: row.content_hash,
      author: { id: row.author_id, role: row.author_role },
      values: row.figures,
      errors: row.errors,
      warnings: row.warnings,
      rivals: own.filter((rival) => rival.open),
      lastRival: Math.max(0, ...own.map((rival) => rival.rival)),
      voidRequest: requests.get(id) ?? null,
      authors: authors.get(id) ?? new Set(),
      hasPhoto: photos.has(id),
    });
  }
  return slots;
}

function slotKeyOf(row: { kab_id: number; contest_no: number; village: string; station: number }): SlotKey {
  return { kabId: row.kab_id, contestNo: row.contest_no, village: row.village, station: row.station };
}

function sheetText(row: {
  kab_id: number;
  contest_no: number;
  village: string;
  station: number;
  round: string;
}): string {
  return `${slotText(slotKeyOf(row))} ${row.round}`;
}

async function readRivals(tx: Tx, keys: readonly SlotKey[]): Promise<Map<string, (Rival & { open: boolean })[]>> {
  const { kabIds, contestNos, villages, stations } = keyColumns(keys);
  const rows = await tx<RivalRow[]>`
    select kab_id, contest_no, village, station, round, rival, author_id, author_role, figures, encode(content_hash, 'hex') as content_hash,
      reason, note, entered_at, closed_as
    from sheet_rival join (select distinct * from unnest(${kabIds}::int[], ${contestNos}::int[], ${villages}::text[], ${stations}::smallint[])
      as key (kab_id, contest_no, village, station)) as key using (kab_id, contest_no, village, station)
    order by rival`;
  return Map.groupBy(
    rows.map((row) => ({ ...rivalFrom(row), sheet: sheetText(row) })),
    (rival) => rival.sheet,
  );
}

function rivalFrom(row: RivalRow): Rival & { open: boolean } {
  return {
    rival: row.rival,
    contentHash: row.content_hash,
    author: { id: row.author_id, role: row.author_role },
    values: row.figures,
    reason: row.reason,
    note: row.note,
    enteredAt: row.entered_at?.toISOString() ?? null,
    open: row.closed_as === null,
  };
}

async function readVoidRequests(
  tx: Tx,
  keys: readonly SlotKey[],
): Promise<Map<string, { by: string; revision: number }>> {
  const { kabIds, contestNos, villages, stations } = keyColumns(keys);
  const rows = await tx<(KeyRow & { requested_by: string; revision: number })[]>`
    select kab_id, contest_no, village, station, round, requested_by, revision
    from void_request join unnest(${kabIds}::int[], ${contestNos}::int[], ${villages}::text[], ${stations}::smallint[])
      as key (kab_id, contest_no, village, station) using (kab_id, contest_no, village, station)
    where closed_as is null`;
  return new Map(rows.map((row) => [sheetText(row), { by: row.requested_by, revision: row.revision }]));
}

/** Whoever made a revision or a rival, decided on a third content, or entered equal content. */
async function readAuthors(tx: Tx, keys: readonly SlotKey[]): Promise<Map<string, Set<string>>> {
  const { kabIds, contestNos, villages, stations } = keyColumns(keys);
  const key =
    () => tx`(select distinct * from unnest(${kabIds}::int[], ${contestNos}::int[], ${villages}::text[], ${stations}::smallint[])
    as key (kab_id, contest_no, village, station)) as key`;
  const found = await Promise.all([
    tx<AuthorRow[]>`
      select kab_id, contest_no, village, station, round, actor_id as author
      from ${key()} join sheet_act using (kab_id, contest_no, village, station)
      where act = 'submit' and outcome in ('accepted', 'corrected', 'unchanged', 'conflict')`,
    tx<AuthorRow[]>`
      select kab_id, contest_no, village, station, round, author_id as author
      from ${key()} join sheet_revision using (kab_id, contest_no, village, station)`,
    tx<AuthorRow[]>`
      select kab_id, contest_no, village, station, round, author_id as author
      from ${key()} join sheet_rival using (kab_id, contest_no, village, station)`,
  ]);
  const authors = new Map<string, Set<string>>();
  for (const row of found.flat()) {
    const sheet = sheetText(row);
    authors.set(sheet, (authors.get(sheet) ?? new Set()).add(row.author));
  }
  return authors;
}

/** A photo sent with a rival or a held submission shows the same paper, so it is one of the sheet too. */
async function readPhotographed(tx: Tx, keys: readonly SlotKey[]): Promise<Set<string>> {
  const { kabIds, contestNos, villages, stations } = keyColumns(keys);
  const rows = await tx<KeyRow[]>`
    select distinct kab_id, contest_no, village, station, round
    from photo join unnest(${kabIds}::int[], ${contestNos}::int[], ${villages}::text[], ${stations}::smallint[])
      as key (kab_id, contest_no, village, station) using (kab_id, contest_no, village, station)
    where completed_at is not null`;
  return new Set(rows.map(sheetText));
}

type KeyRow = { kab_id: number; contest_no: number; village: string; station: number; round: string };
type AuthorRow = KeyRow & { author: string };
type SheetRow = KeyRow & {
  state: SheetState;
  revision: number;
  errors: string[];
  warnings: string[];
  figures: Values;
  content_hash: string;
  author_id: string;
  author_role: Role;
};
type RivalRow = KeyRow & {
  rival: number;
  author_id: string;
  author_role: Role;
  figures: Values;
  content_hash: string;
  reason: string | null;
  note: string | null;
  entered_at: Date | null;
  closed_as: string | null;
};
