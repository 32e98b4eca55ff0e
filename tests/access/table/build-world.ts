import type { Actor } from '#access/domain/actor.ts';
import { setPending } from '#access/store/devices.ts';
import type { Contest, Election } from '#elections/domain/election.ts';
import type { Problem } from '#kernel/problem.ts';
import { type Area, regencyIdOf } from '#kernel/region-code.ts';
import type { Result } from '#kernel/result.ts';
import { announcePhoto } from '#results/commands/announce-photo.ts';
import { receivePiece } from '#results/commands/receive-piece.ts';
import { returnSheet } from '#results/commands/return-sheet.ts';
import { sheetIntake } from '#results/commands/submit-sheets.ts';
import { verifySheet } from '#results/commands/verify-sheet.ts';
import { confirmVoid, requestVoid } from '#results/commands/void-sheet.ts';
import type { Desk } from '#results/desk.ts';
import type { Submission } from '#results/domain/submission.ts';
import { installElection, person, submissionOf } from '#results/fixtures.ts';
import { personAt } from '../../harness/people.ts';
import { jpegPhoto, sha256Of } from '../../results/photos/pictures.ts';
import { sheetUse } from './calls.ts';
import { allCells, residents } from './cells.ts';
import { A, ACCOUNT_ROLES, type AccountRole, placeOf, RELATIONS, SEAT, VILLAGES } from './places.ts';
import { PLAIN, type SheetState } from './sheet-states.ts';
import { expectedVerdict, type Facts } from './verdicts.ts';
import {
  contestAt,
  type Known,
  type Photos,
  type Sheet,
  sheetIdAt,
  sheetKey,
  valuesAt,
  type WorldData,
} from './world.ts';

const CONTESTS = [
  { id: 'gubernur', area: '64' },
  { id: 'bupati-64.09', area: '64.09' },
  { id: 'walikota-64.71', area: '64.71' },
  { id: 'gubernur-63', area: '63' },
] as const;
const ENTERING: readonly AccountRole[] = ['village_operator', 'district_verifier', 'regency_desk'];

type Planned = { readonly village: string; readonly station: number; readonly state: SheetState; readonly use: string };
type Builder = {
  readonly desk: Desk;
  readonly elections: readonly Election[];
  readonly persons: Record<string, Known>;
  readonly residents: Record<string, Known>;
};

/** Fills an empty desk with every record that a cell of the table asks about. */
export async function buildWorld(desk: Desk): Promise<WorldData> {
  const planned = planSheets();
  const elections = await installElections(desk, planned);
  const people = await installPeople(desk);
  const builder = { desk, elections, ...people };
  const submissions = await submitAll(builder, planned);
  for (const item of planned) await bringTo(builder, item, submissions.get(item)?.id ?? '');
  await addRivals(builder, planned);
  const definitions = elections.flatMap(({ id, contests }) =>
    contests.map((contest) => [`${id} ${contest.id}`, contest.definitionHash]),
  );
  return {
    filesDir: desk.filesDir,
    persons: people.persons,
    residents: people.residents,
    sheets: Object.fromEntries(planned.map((item): [string, Sheet] => [keyOf(item), sheetOf(item)])),
    photos: await addPhotos(builder, planned, submissions),
    own: await addOwn(builder, planned, submissions),
    definitions: Object.fromEntries(definitions),
    facts: {
      stations: planned.map(({ village, station, state }) => ({
        village,
        base: state.base,
        votes: valuesAt(station, state).total_votes as number,
      })),
      contests: CONTESTS,
      people: people.list,
      holding: people.list.filter(({ holds }) => holds),
    },
  };
}

/** One station for every sheet that some cell asks about, and one in A for each person who enters. */
function planSheets(): Planned[] {
  const wanted = new Map<string, Omit<Planned, 'station'>>();
  const want = (item: Omit<Planned, 'station'>) => wanted.set(sheetKey(item.village, item.state, item.use), item);
  for (const cell of allCells()) {
    if (cell.state === null || cell.place === null || cell.target !== null || cell.relation === 'none') continue;
    const { changes } = expectedVerdict(cell, NO_FACTS);
    want({ village: cell.place.village, state: cell.state, use: sheetUse(cell, changes) });
  }
  for (const role of ENTERING) want({ village: A, state: PLAIN, use: `own ${role}` });
  const used = new Map<string, number>();
  return [...wanted.values()].map((item) => {
    const station = (used.get(item.village) ?? 0) + 1;
    used.set(item.village, station);
    return { ...item, station };
  });
}

const NO_FACTS: Facts = { stations: [], contests: [], people: [], holding: [] };

async function installElections({ sql }: Desk, planned: readonly Planned[]): Promise<Election[]> {
  const plan = (id: string, region: string) => ({
    id,
    regions: [region],
    contests: CONTESTS.filter(({ area }) => area.startsWith(region)).map((contest) => ({
      ...contest,
      candidates: [1, 2],
    })),
    stations: planned
      .filter(({ village }) => village.startsWith(`${region}.`))
      .map(({ village, station }) => `${village}/${String(station).padStart(3, '0')}`),
  });
  return [await installElection(sql, plan('satu', '64')), await installElection(sql, plan('tetangga', '63'))];
}

async function installPeople(desk: Desk) {
  const [persons, homes]: [Record<string, Known>, Record<string, Known>] = [{}, {}];
  const list: { id: string; region: string; holds: boolean }[] = [];
  const add = async (role: AccountRole, region: string): Promise<Known> => {
    const { account, ...rest } = await personAt(desk, { role, region });
    list.push({ id: account.id, region, holds: role === 'village_operator' });
    if (role === 'village_operator')
      await setPending(desk.sql, rest.device, { count: 3, bytes: 100, oldestAt: null }, desk.clock.now());
    return { ...rest, account: account.id };
  };
  for (const role of ACCOUNT_ROLES) persons[role] = await add(role, SEAT[role]);
  for (const village of VILLAGES) homes[`village_operator ${village}`] = await add('village_operator', village);
  for (const role of ACCOUNT_ROLES)
    for (const relation of RELATIONS) {
      const place = placeOf(role, relation);
      if (!place || relation === 'none') continue;
      for (const resident of residents(place))
        homes[`${resident} ${place.region}`] ??= await add(resident, place.region);
    }
  return { persons, residents: homes, list };
}

async function submitAll(builder: Builder, planned: readonly Planned[]): Promise<Map<Planned, Submission>> {
  const intake = sheetIntake(builder.desk);
  const submissions = new Map<Planned, Submission>();
  const sent = planned
    .filter(({ state }) => state.base !== 'none')
    .map(async (item) => {
      const submission = fill(builder, item);
      submissions.set(item, submission);
      const [receipt] = await intake.submit(authorOf(builder, item), [submission]);
      if (receipt?.outcome !== 'accepted') throw new Error(`${keyOf(item)}: ${JSON.stringify(receipt)}`);
    });
  await Promise.all(sent);
  return submissions;
}

async function addRivals(builder: Builder, planned: readonly Planned[]): Promise<void> {
  const intake = sheetIntake(builder.desk);
  const sent = planned
    .filter(({ state }) => state.rival)
    .map(async (item) => {
      const values = { ...valuesAt(item.station, item.state), voted_total: 1 };
      const rival = { ...fill(builder, item), values };
      const [receipt] = await intake.submit(actorOver(item.village, 'village_operator', 'budi'), [rival]);
      if (receipt?.outcome !== 'conflict') throw new Error(`${keyOf(item)}: ${JSON.stringify(receipt)}`);
    });
  await Promise.all(sent);
}

function fill({ desk, elections }: Builder, { village, station, state }: Planned): Submission {
  const [electionId, contestId] = contestAt(village);
  const election = elections.find(({ id }) => id === electionId) as Election;
  const contest = election.contests.find(({ id }) => id === contestId) as Contest;
  const at = { election, contest, station: `${village}/${station}` };
  return submissionOf(at, desk.ids.next() as never, valuesAt(station, state));
}

async function bringTo(builder: Builder, item: Planned, submission: string): Promise<void> {
  const { desk } = builder;
  const { village, station, state } = item;
  const [election, contest] = contestAt(village);
  const key = { election, contest, region: village, station, round: 'regular' } as never;
  const target = () => ({ id: desk.ids.next(), key, revision: 1 });
  const desks = ['satu', 'dua'].map((name) => actorOver(village, 'regency_desk', name)) as [Actor, Actor];
  if (state.base === 'verified') {
    await sendPhoto(builder, authorOf(builder, item), { submission, village, page: 1 });
    done(await verifySheet(desk, desks[0], target(), { asWritten: state.error }));
  }
  if (state.base === 'returned') done(await returnSheet(desk, desks[0], target(), { reason: 'foto buram' }));
  if (state.base === 'void') {
    done(await requestVoid(desk, desks[0], target(), { reason: 'salah TPS' }));
    done(await confirmVoid(desk, desks[1], target()));
  }
}

/** The operator of the village, or who else the state names. */
function authorOf({ persons, residents: homes }: Builder, { village, state, use }: Planned): Actor {
  if (state.by === 'the actor') return actorOf(persons, use.split(' ').at(-1) as AccountRole);
  if (use.startsWith('own ')) return actorOf(persons, use.slice(4) as AccountRole);
  if (state.by !== 'village_operator') return actorOver(village, state.by, 'penulis');
  const home = homes[`village_operator ${village}`] as Known;
  return { id: home.account, role: 'village_operator', region: village as Area, device: home.device, channel: 'phone' };
}

function actorOf(persons: Record<string, Known>, role: AccountRole): Actor {
  const { account, device } = persons[role] as Known;
  return { id: account, role, region: SEAT[role] as Area, device, channel: 'desk' };
}

function actorOver(
  village: string,
  role: 'village_operator' | 'district_verifier' | 'regency_desk',
  name: string,
): Actor {
  const length = { village_operator: 4, district_verifier: 3, regency_desk: 2 }[role];
  return person(`${name} ${role}`, role, village.split('.').slice(0, length).join('.'));
}

type Page = { readonly submission: string; readonly village: string; readonly page: number; readonly part?: number };

/** A photo of a submission; with `part` only its first bytes arrive. */
async function sendPhoto({ desk }: Builder, author: Actor, { submission, village, page, part }: Page): Promise<string> {
  const bytes = await PHOTO;
  const announced = await announcePhoto(desk, author, {
    submission,
    page,
    length: bytes.length,
    sha256: sha256Of(bytes),
  });
  const { id } = done(announced);
  const kabId = regencyIdOf(village as never) as number;
  done(await receivePiece(desk, author, { kabId, id, offset: 0, bytes: bytes.subarray(0, part) }));
  return id;
}
const PHOTO = jpegPhoto();

async function addPhotos(builder: Builder, planned: readonly Planned[], submissions: ReadonlyMap<Planned, Submission>) {
  const photos: Record<string, Photos> = {};
  for (const village of VILLAGES) {
    const item = planned.find(
      (it) => it.village === village && keyOf(it) === sheetKey(village, PLAIN, 'shared'),
    ) as Planned;
    const submission = submissions.get(item)?.id as string;
    const author = authorOf(builder, item);
    photos[village] = {
      submission,
      whole: await sendPhoto(builder, author, { submission, village, page: 1 }),
      half: await sendPhoto(builder, author, { submission, village, page: 2, part: 100 }),
    };
  }
  return photos;
}

async function addOwn(builder: Builder, planned: readonly Planned[], submissions: ReadonlyMap<Planned, Submission>) {
  const own: Record<string, { submission: string; photo: string }> = {};
  for (const role of ENTERING) {
    const item = planned.find(({ use }) => use === `own ${role}`) as Planned;
    const submission = submissions.get(item)?.id as string;
    const photo = await sendPhoto(builder, authorOf(builder, item), { submission, village: A, page: 2, part: 100 });
    own[role] = { submission, photo };
  }
  return own;
}

function keyOf({ village, state, use }: Planned): string {
  return sheetKey(village, state, use);
}

function sheetOf({ village, station, state }: Planned): Sheet {
  return { id: sheetIdAt(village, station), station, values: valuesAt(station, state) };
}

function done<Value>(result: Result<Value, Problem>): Value {
  if (!result.ok) throw new Error(result.problem.message.en);
  return result.value;
}
