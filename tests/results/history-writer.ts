import type { Actor } from '#access/domain/actor.ts';
import type { Contest, Election } from '#elections/domain/election.ts';
import type { IdSource } from '#kernel/clock.ts';
import type { Uuid } from '#kernel/uuid.ts';
import type { JudgeRequest } from '#results/commands/judge-sheet.ts';
import type { SheetIntake } from '#results/commands/submit-sheets.ts';
import type { Desk } from '#results/desk.ts';
import type { SheetAct } from '#results/domain/sheet-facts.ts';
import type { SheetKey, Submission } from '#results/domain/submission.ts';
import { person, plainSheet, submissionOf } from '#results/fixtures.ts';
import type { Content } from './history-model.ts';

export type Random = () => number;
export type Place = { readonly contest: Contest; readonly station: string; readonly round: string };

/** What one writer does next. `contents` names the figures, so that a model need not read them. */
export type Step =
  | { readonly do: 'submit'; readonly actor: Actor; readonly items: readonly SubmitItem[] }
  | {
      readonly do: 'judge';
      readonly actor: Actor;
      readonly place: Place;
      readonly request: JudgeRequest;
      readonly content: Content | null;
    }
  | { readonly do: 'photo'; readonly place: Place; readonly id: Uuid }
  | {
      readonly do: 'held';
      readonly actor: Actor;
      readonly id: Uuid;
      readonly submission: string;
      readonly kabId: number;
      readonly fate: 'admit' | 'refuse';
    };
export type SubmitItem = {
  readonly place: Place;
  readonly content: Content;
  readonly submission: Submission;
  readonly outdated: boolean;
};

export type World = {
  readonly desk: Desk;
  readonly election: Election;
  readonly stations: readonly string[];
  readonly intake: SheetIntake;
  readonly random: Random;
  readonly ids: IdSource;
};

const ENTERERS = [
  person('ani', 'village_operator'),
  person('budi', 'village_operator'),
  person('cici', 'district_verifier'),
  person('eka', 'regency_desk'),
  person('cli:file', 'cli'),
];
const JUDGES = [
  person('cici', 'district_verifier'),
  person('dodi', 'district_verifier'),
  person('eka', 'regency_desk'),
  person('fani', 'regency_desk'),
  person('gita', 'province_desk'),
  person('hadi', 'province_desk'),
  person('ivan', 'leader'),
];
/** Those who may decide most, so that histories move on. */
const DECIDERS = [...JUDGES, ...JUDGES.slice(4, 6), ...JUDGES.slice(4, 6)];
const STRANGER = person('jaya', 'district_verifier', '62');
const ROUNDS = [...Array(12).fill('regular'), ...Array(4).fill('revote'), 'revote-2'];
export const REASON = 'sesuai C.Hasil';

/** Plans the next step from what the writer sees now; by the time it arrives others may have changed the sheet. */
export async function nextStep(world: World): Promise<Step> {
  const { random, ids } = world;
  const roll = random();
  if (roll < 0.4) return { do: 'submit', ...(await planSubmissions(world)) };
  const place = pickPlace(world);
  if (roll < 0.5) return { do: 'photo', place, id: ids.next() };
  if (roll < 0.54) {
    const held = await planHeld(world);
    if (held) return held;
  }
  return planJudgement(world, place);
}

async function planSubmissions(world: World): Promise<{ actor: Actor; items: SubmitItem[] }> {
  const { random } = world;
  const actor = random() < 0.03 ? STRANGER : pick(random, ENTERERS);
  const items: SubmitItem[] = [];
  const count = random() < 0.8 ? 1 : 3;
  for (let i = 0; i < count; i++) items.push(await planItem(world));
  return { actor, items };
}

async function planItem(world: World): Promise<SubmitItem> {
  const { random, election, ids } = world;
  const place = pickPlace(world);
  const seen = await look(world, place);
  const outdated = random() < 0.04;
  const content = contentNo(random() < 0.4 ? 0 : Math.floor(random() * 4));
  const submission = submissionOf({ election, ...place }, ids.next(), figuresOf(place, content), {
    round: place.round,
    basis: random() < 0.75 ? seen.revision : Math.max(0, seen.revision - 1),
    ...(random() < 0.7 ? { reason: REASON } : {}),
    ...(outdated ? { definition: 'an older definition' } : {}),
  });
  return { place, content, submission, outdated };
}

async function planJudgement(world: World, place: Place): Promise<Step> {
  const { random, ids } = world;
  const seen = await look(world, place);
  const actor = random() < 0.03 ? STRANGER : pick(random, DECIDERS);
  const revision = random() < 0.9 ? seen.revision : seen.revision + 1;
  const reason = random() < 0.9 ? REASON : null;
  const act = pickAct(random, seen, { revision, reason });
  const content = act.act === 'decide' && act.choice === 'third' ? contentNo(Math.floor(random() * 4)) : null;
  const key = keyOf(world.election, place);
  const request = { id: ids.next(), key, act, ...(content ? { values: figuresOf(place, content) } : {}) };
  return { do: 'judge', actor, place, request, content };
}

type Seen = {
  readonly state: string;
  readonly revision: number;
  readonly rivals: readonly number[];
  readonly voidAsked: boolean;
};

/** Mostly what the state allows, sometimes anything. */
function pickAct(
  random: Random,
  seen: Seen,
  base: { revision: number; reason: string | null },
): Exclude<SheetAct, { act: 'submit' }> {
  const { revision, reason } = base;
  const roll = random();
  if (seen.voidAsked && roll < 0.3) {
    return roll < 0.15 ? { act: 'confirm-void', revision } : { act: 'refuse-void', revision, reason };
  }
  if (seen.rivals.length > 0 && roll < 0.75) {
    const choice = pick(random, ['keep', 'take', 'take', 'third'] as const);
    const rivals = random() < 0.9 ? seen.rivals : [...seen.rivals, 99];
    return {
      act: 'decide',
      revision,
      choice,
      rivals,
      take: choice === 'take' ? pick(random, seen.rivals) : null,
      reason,
    };
  }
  if (seen.state === 'submitted' && roll < 0.85) {
    return roll < 0.6 ? { act: 'verify', revision, asWritten: random() < 0.7 } : { act: 'return', revision, reason };
  }
  if (seen.state === 'verified' && roll < 0.6) return { act: 'reopen', revision, reason };
  return pick(random, [
    { act: 'request-void', revision, reason },
    { act: 'verify', revision, asWritten: false },
    { act: 'return', revision, reason },
    { act: 'reopen', revision, reason },
    { act: 'confirm-void', revision },
  ] as const);
}

async function planHeld(world: World): Promise<Step | null> {
  const { random, desk, election, ids } = world;
  const contestNos = election.contests.map((contest) => contest.contestNo);
  const rows = await desk.sql<{ id: string; kab_id: number }[]>`
    select id::text, kab_id from held_submission where contest_no = any(${contestNos}::int[]) and fate is null order by kab_id, id`;
  if (rows.length === 0) return null;
  const { id, kab_id } = pick(random, rows);
  return {
    do: 'held',
    actor: pick(random, JUDGES.slice(0, 6)),
    id: ids.next(),
    submission: id,
    kabId: kab_id,
    fate: random() < 0.7 ? 'admit' : 'refuse',
  };
}

async function look({ desk }: World, place: Place): Promise<Seen> {
  const { village, station } = split(place.station);
  const at = desk.sql`contest_no = ${place.contest.contestNo} and village = ${village} and station = ${station} and round = ${place.round}`;
  const [row] = await desk.sql<{ state: string; revision: number; rivals: number[]; asked: number }[]>`
    select state, revision, array(select rival from sheet_rival where ${at} and closed_as is null order by rival) as rivals,
      (select count(*)::int from void_request where ${at} and closed_as is null) as asked
    from sheet where ${at}`;
  if (!row) return { state: 'none', revision: 0, rivals: [], voidAsked: false };
  return { state: row.state, revision: row.revision, rivals: row.rivals, voidAsked: row.asked > 0 };
}

function pickPlace({ random, election, stations }: World): Place {
  const station = pick(random, stations);
  const contests = election.contests.filter(({ area }) => station.startsWith(area));
  return { contest: pick(random, contests), station, round: pick(random, ROUNDS) };
}

export function keyOf(election: Election, place: Place): SheetKey {
  const { village, station } = split(place.station);
  return { election: election.id, contest: place.contest.id, region: village as never, station, round: place.round };
}

export function split(key: string): { village: string; station: number } {
  const [village = '', station] = key.split('/');
  return { village, station: Number(station) };
}

/** Four contents: two that contradict nothing, one with a wrong sum, one with a candidate left blank. */
function contentNo(number: number): Content {
  return { name: `content ${number}`, broken: number >= 2 };
}

export function figuresOf({ contest, station }: Place, content: Content): Record<string, number> {
  const no = Number(content.name.at(-1));
  const numbers = contest.candidates.map((candidate) => candidate.number);
  const values: Record<string, number> = {
    ...plainSheet(
      numbers,
      numbers.map((number) => number * 3 + (split(station).station % 7) + no),
      no,
    ),
  };
  if (no === 2) values.valid_votes = (values.valid_votes ?? 0) + 1;
  if (no === 3) delete values[`candidate_${numbers.at(-1)}`];
  if (no === 1) delete values.registered_permanent;
  return values;
}

export function pick<Item>(random: Random, items: readonly Item[]): Item {
  return items[Math.floor(random() * items.length)] as Item;
}
