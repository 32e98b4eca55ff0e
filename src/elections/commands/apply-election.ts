import type { Actor } from '#access/domain/actor.ts';
import { canonicalJson, type Json } from '#kernel/canonical-json.ts';
import type { Problem } from '#kernel/problem.ts';
import { isWithin } from '#kernel/region-code.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import { appendAudit, DESK_WIDE, lockRegencies, nextAuditRow, sha256 } from '#platform/audit/audit-log.ts';
import type { Sql, Tx } from '#platform/db/sql.ts';
import { withTransaction } from '#platform/db/transaction.ts';
import { schemaFaults } from '#platform/schema/schema-faults.ts';
import { regionTree } from '#regions/load-regions.ts';
import { type ElectionDefinitionFile, ElectionDefinitionSchema } from '../definition-schema.ts';
import type { Contest, Election } from '../domain/election.ts';
import { type DefinitionWorld, type ElectionDraft, parseDefinition } from '../domain/parse-definition.ts';
import { loadForms } from '../load-forms.ts';
import { electionsProblem } from '../problems.ts';
import {
  bumpVersion,
  deleteContest,
  insertElection,
  listElections,
  updateElection,
  upsertContest,
} from '../store/elections.ts';
import { countStations, listRegencyIds, listStations } from '../store/stations.ts';

/** What the rooms above do when an election changes; given by the composition root, since results stand above elections. */
export type ElectionHooks = {
  /** which of the contests have result sheets, and at which stations each of their rounds has */
  readonly sheetsOf: (tx: Tx, contestNos: readonly number[]) => Promise<ReadonlyMap<number, ReadonlySet<string>>>;
  /** recomputes checks and totals under the settings that now stand */
  readonly recheck: (tx: Tx, at: Date, electionNo: number) => Promise<void>;
};

export type ApplyInput = {
  readonly sql: Sql;
  readonly at: Date;
  readonly actor: Actor;
  readonly definition: unknown;
  readonly hooks: ElectionHooks;
};
export type Applied = {
  readonly election: string;
  readonly contests: number;
  readonly stations: number;
  readonly created: number;
  readonly updated: number;
};

/** Creates or updates an election from its definition; the same definition twice changes nothing. */
export async function applyElection({
  sql,
  at,
  actor,
  definition,
  hooks,
}: ApplyInput): Promise<Result<Applied, Problem>> {
  const parsed = readDefinition(definition);
  if (!parsed.ok) return parsed;
  const draft = parsed.value;
  return withTransaction(sql, async (tx) => {
    const heads = await lockRegencies(tx, [DESK_WIDE]);
    const before = (await listElections(tx)).find((election) => election.id === draft.id) ?? null;
    if (before && isSame(before, draft))
      return accept(await answer(tx, before.electionNo, draft, { created: 0, updated: 0 }));
    if (before) {
      await lockRegencies(tx, await listRegencyIds(tx, before.electionNo));
      const problem = await checkChange(tx, before, draft, hooks);
      if (problem) return refuse(problem);
    }
    const electionNo = before?.electionNo ?? (await insertElection(tx, draft));
    const counts = await writeContests(tx, electionNo, before, draft);
    if (before) await updateElection(tx, electionNo, draft);
    await bumpVersion(tx, electionNo);
    if (before) await hooks.recheck(tx, at, electionNo);
    const subject = `election:${draft.id}`;
    const entry = {
      electionNo,
      action: 'election.apply',
      subject,
      actor,
      act: null,
      reason: null,
      before: before && describe(before),
      after: describe(draft),
    };
    await appendAudit(tx, at, [nextAuditRow(heads, DESK_WIDE, at, entry)]);
    return accept(
      await answer(
        tx,
        electionNo,
        draft,
        before ? { ...counts, updated: counts.updated + 1 } : { ...counts, created: counts.created + 1 },
      ),
    );
  });
}

/** Parses a definition and names every fault by its place in the file. */
export function readDefinition(definition: unknown): Result<ElectionDraft, Problem> {
  const faults = schemaFaults(ElectionDefinitionSchema, definition).map((fault) => `${fault.path} ${fault.message.id}`);
  if (faults.length > 0) return refuse(electionsProblem('wrong-shape', { details: faults.join('; ') }));
  const parsed = parseDefinition(definition as ElectionDefinitionFile, definitionWorld());
  return 'draft' in parsed
    ? accept(parsed.draft)
    : refuse(electionsProblem('wrong-shape', { details: parsed.faults.slice(0, 20).join('; ') }));
}

function definitionWorld(): DefinitionWorld {
  const forms = loadForms();
  return {
    hasRegion: (code, edition) =>
      regionTree()
        .in(edition as Election['regionEdition'])
        .find(code) !== null,
    hasForm: (form) => forms.has(form),
    hashOf: ({ id, area, form, candidates }) => sha256(canonicalJson({ id, area, form, candidates })).toString('hex'),
  };
}

async function checkChange(
  tx: Tx,
  before: Election,
  draft: ElectionDraft,
  hooks: ElectionHooks,
): Promise<Problem | null> {
  const sheets = await hooks.sheetsOf(
    tx,
    before.contests.map((contest) => contest.contestNo),
  );
  for (const contest of before.contests) {
    const rounds = sheets.get(contest.contestNo);
    if (!rounds || rounds.size === 0) continue;
    const what = forbiddenChange(
      contest,
      draft.contests.find((item) => item.id === contest.id),
      rounds,
    );
    if (what) return electionsProblem('contest-has-sheets', { contest: contest.id, what });
  }
  const outside = (await listStations(tx, before.electionNo)).filter(
    (station) => !draft.regions.some((region) => isWithin(station.village, region)),
  );
  const [first] = outside;
  return first
    ? electionsProblem('stations-outside', { count: outside.length, example: `${first.village} TPS ${first.station}` })
    : null;
}

/** What may not change once sheets exist: who stands, where, on which form, and a round that has sheets. */
function forbiddenChange(
  before: Contest,
  after: Omit<Contest, 'contestNo'> | undefined,
  roundsWithSheets: ReadonlySet<string>,
): string | null {
  if (!after) return 'keberadaannya';
  if (before.definitionHash !== after.definitionHash) return 'calon, wilayah, atau formulirnya';
  for (const entry of roundsWithSheets) {
    const [round = '', station = ''] = entry.split(' ');
    if (
      round !== 'regular' &&
      !after.rounds.some((item) => item.round === round && item.opened !== null && item.stations.has(station))
    )
      return `putaran ${round} di ${station}`;
  }
  return null;
}

async function writeContests(
  tx: Tx,
  electionNo: number,
  before: Election | null,
  draft: ElectionDraft,
): Promise<{ created: number; updated: number }> {
  let created = 0;
  let updated = 0;
  const known = new Map(before?.contests.map((contest) => [contest.id, contest]));
  for (const [position, contest] of draft.contests.entries()) {
    const earlier = known.get(contest.id);
    if (!earlier) created++;
    else if (text(describeContest(earlier)) !== text(describeContest(contest))) updated++;
    await upsertContest(tx, electionNo, position, contest);
    known.delete(contest.id);
  }
  for (const gone of known.values()) await deleteContest(tx, gone.contestNo);
  return { created, updated };
}

async function answer(
  tx: Tx,
  electionNo: number,
  draft: ElectionDraft,
  counts: { created: number; updated: number },
): Promise<Applied> {
  return {
    election: draft.id,
    contests: draft.contests.length,
    stations: await countStations(tx, electionNo),
    ...counts,
  };
}

function isSame(before: Election, draft: ElectionDraft): boolean {
  return text(describe(before)) === text(describe(draft));
}

type Described = ElectionDraft & Partial<Pick<Election, 'electionNo' | 'version'>>;

/** The definition as it stands in the record of changes, without what the database added. */
function describe({ electionNo: _electionNo, version: _version, contests, ...settings }: Described): Json {
  return { ...settings, contests: contests.map(describeContest) };
}

function describeContest(contest: Omit<Contest, 'contestNo'>): Json {
  const { id, kind, area, form, candidates, rounds } = contest;
  const described = rounds.map(({ round, opened, stations }) => ({ round, opened, stations: [...stations].sort() }));
  return { id, kind, area, form, candidates, rounds: described };
}

const text = (value: Json): string => canonicalJson(value);
