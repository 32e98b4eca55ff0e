import type { Sql } from '#platform/db/sql.ts';

type At = { readonly contest_no: number; readonly village: string; readonly station: number; readonly round: string };
export type SheetRow = At & { readonly state: string; readonly revision: number; readonly open_rivals: number };
export type ContentRow = At & {
  readonly no: number;
  readonly act: string;
  readonly author: string;
  readonly figures: Readonly<Record<string, number>>;
  readonly hash: string;
  /** rivals only */
  readonly closed: string | null;
};
export type ActRow = At & {
  readonly kab_id: number;
  readonly id: string;
  readonly act: string;
  readonly outcome: string;
  readonly revision: number | null;
  readonly actor: string;
  readonly role: string;
  readonly region: string;
  readonly answer: { readonly state: string; readonly rival?: number; readonly contentHash: string | null };
};
export type HeldRow = At & {
  readonly kab_id: number;
  readonly id: string;
  readonly fate: string | null;
  readonly submission: unknown;
};
export type EntryRow = {
  readonly kab_id: number;
  readonly seq: number;
  readonly action: string;
  readonly subject: string;
  readonly act: string | null;
};
export type PhotoRow = At & { readonly complete: boolean; readonly submission: string; readonly sha256: string };

/** The tables as they stand, in the checker's own words. */
export type State = {
  readonly sheets: ReadonlyMap<string, SheetRow>;
  readonly revisions: ReadonlyMap<string, readonly ContentRow[]>;
  readonly rivals: ReadonlyMap<string, readonly ContentRow[]>;
  readonly acts: ReadonlyMap<string, ActRow>;
  readonly held: ReadonlyMap<string, HeldRow>;
  /** entries of the record after the ones asked for */
  readonly entries: readonly EntryRow[];
  /** sheets with a whole photo */
  readonly photographed: ReadonlySet<string>;
  /** whole photos, as submission and content */
  readonly photos: ReadonlySet<string>;
  /** sheets that count, by contest and village, as the totals have it */
  readonly counted: ReadonlyMap<string, number>;
};

export const NOTHING: State = {
  sheets: new Map(),
  revisions: new Map(),
  rivals: new Map(),
  acts: new Map(),
  held: new Map(),
  entries: [],
  photographed: new Set(),
  photos: new Set(),
  counted: new Map(),
};

/** Where "sheets" of the basis "all" stands in a row of sums: after the flags and the five status counts. */
const ALL_SHEETS_CELL = 7;

type Tables = {
  readonly sheets: SheetRow[];
  readonly revisions: ContentRow[];
  readonly rivals: ContentRow[];
  readonly acts: ActRow[];
  readonly held: HeldRow[];
  readonly entries: EntryRow[];
  readonly photos: PhotoRow[];
  readonly totals: { contest_no: number; region: string; sheets: number }[];
};

/**
 * Reads everything of the election; a ground holds one. `since`: the last entry known, by kabupaten. One statement,
 * because this is what the simulation does most.
 */
export async function readState(sql: Sql, since: ReadonlyMap<number, number>): Promise<State> {
  const [kabIds, seqs] = [[...since.keys()], [...since.values()]];
  const [tables] = await sql<[Tables]>`
    with
      sheets as (select contest_no, village, station, round, state, revision, open_rivals from sheet
        order by contest_no, village, station, round),
      revisions as (
        select contest_no, village, station, round, revision as no, act_id as act, author_id as author, figures,
          encode(content_hash, 'hex') as hash, null as closed
        from sheet_revision order by revision),
      rivals as (
        select contest_no, village, station, round, rival as no, act_id as act, author_id as author, figures,
          encode(content_hash, 'hex') as hash, closed_as as closed
        from sheet_rival order by rival),
      acts as (
        select kab_id, id, contest_no, village, station, round, act, outcome, revision, actor_id as actor, actor_role as role,
          actor_region as region, answer
        from sheet_act),
      held as (
        select kab_id, id, contest_no, village, station, round, fate, submission from held_submission order by kab_id, id),
      entries as (
        select e.kab_id, e.seq, e.action, e.subject, e.content::json ->> 'act' as act
        from audit_entry e left join unnest(${kabIds}::int[], ${seqs}::bigint[]) as known (kab_id, seq) using (kab_id)
        where e.seq > coalesce(known.seq, 0) order by e.kab_id, e.seq),
      photos as (
        select contest_no, village, station, round, completed_at is not null as complete, submission_id as submission,
          encode(sha256, 'hex') as sha256
        from photo),
      totals as (
        select contest_no, region, sums[${ALL_SHEETS_CELL}::int]::int as sheets from area_total where length(region) = 13)
    select (select coalesce(json_agg(sheets), '[]') from sheets) as sheets,
      (select coalesce(json_agg(revisions), '[]') from revisions) as revisions,
      (select coalesce(json_agg(rivals), '[]') from rivals) as rivals,
      (select coalesce(json_agg(acts), '[]') from acts) as acts,
      (select coalesce(json_agg(held), '[]') from held) as held,
      (select coalesce(json_agg(entries), '[]') from entries) as entries,
      (select coalesce(json_agg(photos), '[]') from photos) as photos,
      (select coalesce(json_agg(totals), '[]') from totals) as totals`;
  const { sheets, revisions, rivals, acts, held, entries, photos, totals } = tables;
  return {
    sheets: new Map(sheets.map((row) => [keyOf(row), row])),
    revisions: Map.groupBy(revisions, keyOf),
    rivals: Map.groupBy(rivals, keyOf),
    acts: new Map(acts.map((row) => [row.id, row])),
    held: new Map(held.map((row) => [row.id, row])),
    entries,
    photographed: new Set(photos.filter((row) => row.complete).map(keyOf)),
    photos: new Set(photos.filter((row) => row.complete).map((row) => `${row.submission} ${row.sha256}`)),
    counted: new Map(totals.map((row) => [`${row.contest_no} ${row.region}`, row.sheets])),
  };
}

export function keyOf({ contest_no, village, station, round }: At): string {
  return `${contest_no} ${village} ${station} ${round}`;
}
