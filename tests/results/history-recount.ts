import { createHash } from 'node:crypto';
import type { Contest, Election } from '#elections/domain/election.ts';
import type { Sql } from '#platform/db/sql.ts';
import { readSums, sumLayout } from '#results/domain/totals.ts';

type SheetRow = {
  village: string;
  station: number;
  round: string;
  state: string;
  revision: number;
  errors: string[];
  rivals: number;
  figures: Record<string, number>;
  revisions: number;
  lowest: number;
};

/** Totals against a naive sum over the sheets, revisions without gap, the record of changes complete: faults in words. */
export async function faultsOf(sql: Sql, election: Election): Promise<string[]> {
  const faults: string[] = [];
  for (const contest of election.contests) faults.push(...(await contestFaults(sql, contest)));
  return [...faults, ...(await recordFaults(sql, election))];
}

async function contestFaults(sql: Sql, contest: Contest): Promise<string[]> {
  const faults: string[] = [];
  const rows = await readSheets(sql, contest.contestNo);
  for (const row of rows) {
    const name = `${row.village}/${row.station} ${row.round}`;
    if (row.revisions !== row.revision || row.lowest !== 1) faults.push(`${name}: revisions have a gap`);
    if (row.errors.length > 0 !== isBroken(row.figures, contest))
      faults.push(`${name}: open error wrongly ${row.errors}`);
  }
  const counting = [...Map.groupBy(rows, (row) => `${row.village}/${row.station}`).values()].flatMap((sheets) =>
    countingOf(sheets, contest),
  );
  const candidates = contest.candidates.map((candidate) => candidate.number);
  const stored = await sql<{ region: string; sums: string }[]>`
    select region, sums::text from area_total where contest_no = ${contest.contestNo}`;
  const sumsOf = new Map(stored.map((row) => [row.region, row.sums.slice(1, -1).split(',').map(Number)]));
  const regions = new Set([
    ...sumsOf.keys(),
    ...counting.flatMap(({ village }) => [5, 8, 13].map((end) => village.slice(0, end))),
  ]);
  for (const region of regions) {
    const read = readSums(sumsOf.get(region) ?? [], sumLayout(candidates), candidates);
    const naive = naiveTotals(
      counting.filter(({ village }) => village.startsWith(region)),
      candidates,
    );
    if (JSON.stringify(read) !== JSON.stringify(naive)) {
      faults.push(`${contest.id} ${region}: stored ${JSON.stringify(read)}, counted ${JSON.stringify(naive)}`);
    }
  }
  return faults;
}

function readSheets(sql: Sql, contestNo: number) {
  return sql<SheetRow[]>`
    select s.village, s.station, s.round, s.state, s.revision, s.errors, r.figures,
      (select count(*)::int from sheet_rival v where (v.kab_id, v.contest_no, v.village, v.station, v.round)
        = (s.kab_id, s.contest_no, s.village, s.station, s.round) and v.closed_as is null) as rivals,
      (select count(*)::int from sheet_revision v where (v.kab_id, v.contest_no, v.village, v.station, v.round)
        = (s.kab_id, s.contest_no, s.village, s.station, s.round)) as revisions,
      (select min(revision)::int from sheet_revision v where (v.kab_id, v.contest_no, v.village, v.station, v.round)
        = (s.kab_id, s.contest_no, s.village, s.station, s.round)) as lowest
    from sheet s join sheet_revision r using (kab_id, contest_no, village, station, round, revision)
    where contest_no = ${contestNo}`;
}

/** The sheets of these histories state what only these four rules look at. */
function isBroken(figures: Record<string, number>, contest: Contest): boolean {
  let votes = 0;
  for (const { number } of contest.candidates) {
    const stated = figures[`candidate_${number}`];
    if (stated === undefined) return true;
    votes += stated;
  }
  const { valid_votes: valid, invalid_votes: invalid, total_votes: total, voted_total: voted } = figures;
  if (valid === undefined || invalid === undefined || total === undefined) return true;
  return votes !== valid || valid + invalid !== total || (voted !== undefined && voted !== total);
}

function countingOf(sheets: readonly SheetRow[], contest: Contest): SheetRow[] {
  const [any] = sheets;
  const key = `${any?.village}/${String(any?.station).padStart(3, '0')}`;
  const order = ['regular', ...contest.rounds.filter((r) => r.opened && r.stations.has(key)).map((r) => r.round)];
  const alive = sheets.filter((sheet) => sheet.state !== 'void' && order.includes(sheet.round));
  return alive.sort((a, b) => order.indexOf(b.round) - order.indexOf(a.round)).slice(0, 1);
}

function naiveTotals(sheets: readonly SheetRow[], candidates: readonly number[]) {
  const isVerified = (sheet: SheetRow) => sheet.state === 'verified';
  const isFlagged = (sheet: SheetRow) => sheet.errors.length > 0;
  const isClean = (sheet: SheetRow) =>
    !isFlagged(sheet) && (isVerified(sheet) || (sheet.state === 'submitted' && sheet.rivals === 0));
  const statuses = { conflict: 0, returned: 0, flagged: 0, verified: 0, submitted: 0 };
  for (const sheet of sheets) {
    if (sheet.rivals > 0) statuses.conflict++;
    else if (sheet.state === 'returned') statuses.returned++;
    else if (isFlagged(sheet)) statuses.flagged++;
    else if (isVerified(sheet)) statuses.verified++;
    else statuses.submitted++;
  }
  return {
    received: sheets.length,
    flagged: sheets.filter(isFlagged).length,
    verified: sheets.filter(isVerified).length,
    statuses,
    totals: {
      all: basisOf(sheets, candidates),
      clean: basisOf(sheets.filter(isClean), candidates),
      verified: basisOf(sheets.filter(isVerified), candidates),
    },
  };
}

function basisOf(sheets: readonly SheetRow[], candidates: readonly number[]) {
  const sum = (field: string) => sheets.reduce((total, { figures }) => total + (figures[field] ?? 0), 0);
  const stating = (field: string) => sheets.filter(({ figures }) => figures[field] !== undefined).length;
  const known = sheets.filter(
    ({ figures }) => figures.voted_total !== undefined && figures.registered_permanent !== undefined,
  );
  const VOTES = ['valid_votes', 'invalid_votes', 'total_votes', 'registered_permanent', 'voted_total'];
  const fields = [...candidates.map((number) => `candidate_${number}`), ...VOTES];
  return {
    sheets: sheets.length,
    candidates: Object.fromEntries(candidates.map((number) => [String(number), sum(`candidate_${number}`)])),
    ...Object.fromEntries(VOTES.map((field) => [field, sum(field)])),
    turnout: {
      voters: known.reduce((total, { figures }) => total + (figures.voted_total ?? 0), 0),
      registered: known.reduce((total, { figures }) => total + (figures.registered_permanent ?? 0), 0),
      sheets: known.length,
    },
    stated: Object.fromEntries(fields.map((field) => [field, stating(field)])),
  };
}

/** One entry per act, numbered without gap per kabupaten, each the hash of its content. */
async function recordFaults(sql: Sql, election: Election): Promise<string[]> {
  const faults: string[] = [];
  const contestNos = election.contests.map((contest) => contest.contestNo);
  const acts = await sql<{ id: string; entries: number }[]>`
    select a.id::text, (select count(*)::int from audit_entry e where e.kab_id = a.kab_id and e.content::jsonb ->> 'act' = a.id::text
      and e.action = 'sheet.' || a.act) as entries
    from sheet_act a where contest_no = any(${contestNos}::int[])`;
  for (const { id, entries } of acts) if (entries !== 1) faults.push(`act ${id}: ${entries} entries in the record`);
  const entries = await sql<{ kab_id: number; seq: number; action: string; content: string; hash: string }[]>`
    select kab_id, seq, action, content, encode(content_hash, 'hex') as hash from audit_entry order by kab_id, seq`;
  const acted = entries.filter(({ action, content }) => {
    return /^sheet\.(?!id-reused|photo)/.test(action) && JSON.parse(content).election === election.electionNo;
  });
  if (acted.length !== acts.length) faults.push(`${acts.length} acts, ${acted.length} entries`);
  const last = new Map<number, number>();
  for (const { kab_id, seq, content, hash } of entries) {
    if (seq !== (last.get(kab_id) ?? 0) + 1) faults.push(`record of ${kab_id} has a gap before ${seq}`);
    last.set(kab_id, seq);
    if (createHash('sha256').update(content).digest('hex') !== hash)
      faults.push(`record of ${kab_id}: ${seq} has another hash`);
  }
  const heads = await sql<{ kab_id: number; last_seq: number }[]>`select kab_id, last_seq from audit_head`;
  for (const head of heads)
    if (head.last_seq !== (last.get(head.kab_id) ?? 0)) faults.push(`head of ${head.kab_id} is wrong`);
  return faults;
}
