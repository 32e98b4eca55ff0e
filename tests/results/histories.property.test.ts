import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sheetIntake } from '#results/commands/submit-sheets.ts';
import type { Receipt } from '#results/domain/submission.ts';
import { applyPlan, type ElectionPlan, installElection, seededIds, testDesk } from '#results/fixtures.ts';
import { type TestDatabase, testDatabase } from '../harness/database.ts';
import { type Follower, followHistory } from './history-follower.ts';
import { perform } from './history-performer.ts';
import { faultsOf } from './history-recount.ts';
import { nextStep, type Random, type Step, type World } from './history-writer.ts';

/** `DESK_HISTORY_SEED` replays one seed, `DESK_HISTORY_ACTS` lengthens every history. */
const FIRST_SEED = Number(process.env.DESK_HISTORY_SEED ?? 1);
const ACTS = Number(process.env.DESK_HISTORY_ACTS ?? 240);

const CASES = [
  { title: 'one pair and the kolom kosong', candidates: [1, 2], blank: 2, kota: false, writers: 1 },
  { title: 'two pairs in an election of one kota', candidates: [1, 2], kota: true, writers: 1 },
  { title: 'four pairs', candidates: [1, 2, 3, 4], kota: false, writers: 1 },
  { title: 'one pair and the kolom kosong, two writers', candidates: [1, 2], blank: 2, kota: true, writers: 2 },
  { title: 'two pairs, four writers', candidates: [1, 2], kota: false, writers: 4 },
  { title: 'four pairs, eight writers', candidates: [1, 2, 3, 4], kota: true, writers: 8 },
  {
    title: 'twelve pairs, sixteen writers',
    candidates: Array.from({ length: 12 }, (_, i) => i + 1),
    kota: false,
    writers: 16,
  },
];

describe('random histories', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.drop());

  for (const [at, { title, writers, ...shape }] of CASES.entries()) {
    it(
      `keep totals, revisions, record and answers true: ${title}`,
      async () => {
        const seed = FIRST_SEED + at;
        const plan = planOf(seed, shape);
        const faults = await runHistory(database, { seed, plan, writers });
        expect(faults, `replay with DESK_HISTORY_SEED=${FIRST_SEED}`).toEqual([]);
      },
      60_000 + ACTS * 100,
    );
  }
});

type History = { readonly seed: number; readonly plan: ElectionPlan; readonly writers: number };

async function runHistory({ sql }: TestDatabase, { seed, plan, writers }: History): Promise<string[]> {
  const election = await installElection(sql, plan);
  const desk = testDesk(sql, seed);
  // Two doors into the same database, as two processes would be.
  const intakes = [sheetIntake(desk), sheetIntake(testDesk(sql, seed))] as const;
  const worlds = Array.from({ length: writers }, (_, at): World => {
    const intake = intakes[at % 2] as World['intake'];
    return {
      desk,
      election,
      stations: plan.stations,
      intake,
      random: seeded(seed * 1000 + at),
      ids: seededIds(seed * 1000 + at),
    };
  });
  const follower = writers === 1 ? followHistory(election) : null;
  const answered: { world: World; step: Step; answer: unknown }[] = [];
  const faults: string[] = [];
  const phases = [plan.rounds ?? [], open(plan, 1), open(plan, 2)];
  for (const [phase, rounds] of phases.entries()) {
    const acts = Math.ceil(ACTS / phases.length / writers);
    if (phase > 0) follower?.open(rounds);
    const opening = phase > 0 ? applyPlan(sql, { ...plan, rounds }) : Promise.resolve();
    // Alone, a history is a sequence; together, writers act while the definition changes.
    if (writers === 1) await opening;
    const logs = await Promise.all(worlds.map((world) => write(world, acts, follower, faults)));
    await opening;
    answered.push(...logs.flat());
  }
  faults.push(...(await repeatAll(answered)));
  const [current] = (await desk.books.current(sql)).elections.filter((item) => item.id === election.id);
  faults.push(...(await faultsOf(sql, current!)), ...((await follower?.compare(sql)) ?? []));
  const outcomes = answered.flatMap(({ answer }) =>
    Array.isArray(answer) ? answer.map((item: Receipt) => item.outcome) : [],
  );
  const seen = Object.entries(Object.groupBy(outcomes, (outcome) => outcome)).map(
    ([name, list]) => `${name} ${list?.length}`,
  );
  console.log(
    `seed ${seed}, ${writers} writers: ${answered.length} steps (${seen.join(', ')}) ${JSON.stringify(follower?.acts() ?? {})}`,
  );
  return faults.slice(0, 10);
}

async function write(world: World, acts: number, follower: Follower | null, faults: string[]) {
  const log: { world: World; step: Step; answer: unknown }[] = [];
  for (let i = 0; i < acts; i++) {
    const earlier = log[Math.floor(world.random() * log.length)];
    if (earlier && world.random() < 0.1) {
      faults.push(...(await repeat(earlier)), ...(await reuse(earlier)));
      continue;
    }
    const step = await nextStep(world);
    const answer = await perform(world, step);
    log.push({ world, step, answer });
    faults.push(...(follower?.follow(step, answer) ?? []));
  }
  return log;
}

/** Every acknowledged id answers again, word for word; a refusal promised nothing. */
async function repeat({ world, step, answer }: { world: World; step: Step; answer: unknown }): Promise<string[]> {
  if (step.do === 'photo' || (!Array.isArray(answer) && !(answer as { ok: boolean }).ok)) return [];
  if (step.do === 'submit') {
    const first = answer as readonly Receipt[];
    const kept = step.items.filter((_, i) => first[i]?.outcome !== 'refused');
    const again = await perform(world, { ...step, items: kept });
    const same = isDeepStrictEqual(
      again,
      first.filter((receipt) => receipt.outcome !== 'refused'),
    );
    return same ? [] : [`other answer to the same submissions: ${JSON.stringify({ first, again })}`];
  }
  const again = await perform(world, step);
  return isDeepStrictEqual(again, answer) ? [] : [`other answer to the same act: ${JSON.stringify({ answer, again })}`];
}

async function repeatAll(answered: readonly { world: World; step: Step; answer: unknown }[]): Promise<string[]> {
  const faults: string[] = [];
  for (const entry of answered) faults.push(...(await repeat(entry)));
  return faults;
}

/** The id of another content is refused and changes nothing. */
async function reuse({ world, step, answer }: { world: World; step: Step; answer: unknown }): Promise<string[]> {
  const [item] = step.do === 'submit' ? step.items : [];
  if (step.do !== 'submit' || !item || (answer as readonly Receipt[])[0]?.outcome === 'refused') return [];
  const submission = { ...item.submission, values: { ...item.submission.values, invalid_votes: 77 } };
  const [receipt] = await world.intake.submit(step.actor, [submission]);
  return receipt?.problem?.code === 'results.submission-reused'
    ? []
    : [`a reused id was answered ${JSON.stringify(receipt)}`];
}

const PROVINCE = [
  '64.09.01.1001/001',
  '64.09.01.1001/901',
  '64.09.02.1001/001',
  '64.71.01.1001/001',
  '64.71.02.1001/002',
];
const KOTA = ['64.71.01.1001/001', '64.71.01.1001/901', '64.71.02.1001/002'];

function planOf(
  seed: number,
  { candidates, blank, kota }: { candidates: readonly number[]; blank?: number; kota: boolean },
): ElectionPlan {
  const contest = { candidates, ...(blank === undefined ? {} : { blank }) };
  const contests = kota
    ? [{ id: 'walikota', area: '64.71', ...contest }]
    : [
        { id: 'gubernur', area: '64', ...contest },
        { id: 'bupati', area: '64.09', ...contest },
      ];
  const plan = { id: `history-${seed}`, regions: [kota ? '64.71' : '64'], contests, stations: kota ? KOTA : PROVINCE };
  return { ...plan, rounds: open(plan, 0) };
}

/** A revote at the first station, then a second one there and at the next; planned from the beginning, opened as it goes. */
function open(plan: Omit<ElectionPlan, 'rounds'>, opened: number): NonNullable<ElectionPlan['rounds']> {
  const [first = '', second = ''] = plan.stations;
  const contest = plan.contests[0]?.id ?? '';
  return [
    { round: 'revote', contest, stations: [first, second], ...(opened >= 1 ? { opened: '2024-12-05' } : {}) },
    { round: 'revote-2', contest, stations: [first], ...(opened >= 2 ? { opened: '2024-12-12' } : {}) },
  ];
}

/** mulberry32 */
function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
