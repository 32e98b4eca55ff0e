import { createHash } from 'node:crypto';
import sharp from 'sharp';
import type { Actor } from '#access/domain/actor.ts';
import { applyElection } from '#elections/commands/apply-election.ts';
import { bookKeeper } from '#elections/election-book.ts';
import { recountStations, upsertStations } from '#elections/store/stations.ts';
import type { Area, RegionCode } from '#kernel/region-code.ts';
import type { StationNumber } from '#kernel/station-number.ts';
import { randomIds, systemClock } from '#platform/clock.ts';
import type { Sql } from '#platform/db/sql.ts';
import { withTransaction } from '#platform/db/transaction.ts';
import { announcePhoto } from '#results/commands/announce-photo.ts';
import { decideConflict } from '#results/commands/decide-conflict.ts';
import { admitHeld, refuseHeld } from '#results/commands/decide-held.ts';
import { receivePiece } from '#results/commands/receive-piece.ts';
import { reopenSheet } from '#results/commands/reopen-sheet.ts';
import { returnSheet } from '#results/commands/return-sheet.ts';
import { type SheetIntake, sheetIntake } from '#results/commands/submit-sheets.ts';
import { verifySheet } from '#results/commands/verify-sheet.ts';
import { confirmVoid, refuseVoid, requestVoid } from '#results/commands/void-sheet.ts';
import type { Desk } from '#results/desk.ts';
import type { Values } from '#results/domain/fields.ts';
import type { Submission } from '#results/domain/submission.ts';

const VILLAGES = ['64.09.01.1011', '64.09.04.2004', '64.03.02.2001'] as RegionCode[];

/** A desk whose sheets have gone through every kind of history, in two kabupaten. */
export async function deskWithHistories(
  sql: Sql,
  id: string,
  stations: number,
  filesDir: string,
): Promise<{ electionNo: number; sheets: number }> {
  const desk: Desk = { sql, books: bookKeeper(), clock: systemClock, ids: randomIds(systemClock), filesDir };
  const electionNo = await makeElection(desk, id, stations);
  const intake = sheetIntake(desk);
  const runs: Promise<void>[] = [];
  for (const contest of ['gubernur-64', 'bupati-64.09']) {
    for (const region of contest === 'gubernur-64' ? VILLAGES : VILLAGES.slice(0, 2)) {
      for (let station = 1; station <= stations; station++) {
        const history = HISTORIES[station % HISTORIES.length] as History;
        runs.push(history(await sheetHand(desk, intake, { election: id, contest, region, station, round: 'regular' })));
      }
    }
  }
  await Promise.all(runs);
  return { electionNo, sheets: runs.length };
}

async function makeElection({ sql }: Desk, id: string, count: number): Promise<number> {
  const pair = (number: number) => ({ number, name: `Pasangan ${number}` });
  const definition = {
    id,
    name: 'Gladi Pilkada',
    kind: 'pilkada',
    votingDay: '2024-11-27',
    timeZone: 'Asia/Makassar',
    regions: ['64'],
    regionEdition: 'kpu2024',
    maxVotersPerStation: 600,
    reservePercent: 2.5,
    verification: 'photo',
    demo: 'synthetic',
    contests: [
      { id: 'gubernur-64', kind: 'governor', area: '64', form: 'kwk-2024', candidates: [pair(1), pair(2)] },
      { id: 'bupati-64.09', kind: 'regent', area: '64.09', form: 'kwk-2024', candidates: [pair(1), pair(2), pair(3)] },
    ],
  };
  const hooks = { sheetsOf: async () => new Map(), recheck: async () => {} };
  const applied = await applyElection({
    sql,
    at: systemClock.now(),
    actor: actorOf('data', 'data_admin'),
    definition,
    hooks,
  });
  if (!applied.ok) throw new Error(applied.problem.message.id);
  const [row] = await sql<{ election_no: number }[]>`select election_no from election where id = ${id}`;
  const electionNo = row!.election_no;
  await withTransaction(sql, async (tx) => {
    const stations = VILLAGES.flatMap((village) =>
      Array.from({ length: count }, (_, i) => ({
        village,
        station: (i + 1) as StationNumber,
        kind: 'regular' as const,
        permanentVoters: 300,
        permanentVotersM: 150,
        permanentVotersF: 150,
        address: null,
        latitude: null,
        longitude: null,
        predecessors: [],
      })),
    );
    await upsertStations(tx, electionNo, stations);
    await recountStations(tx, electionNo, [6409, 6403]);
  });
  return electionNo;
}

type Key = { election: string; contest: string; region: RegionCode; station: number; round: string };
type Hand = Awaited<ReturnType<typeof sheetHand>>;
type History = (hand: Hand) => Promise<void>;

/** All acts on one sheet, each refused act being an error of the history. */
async function sheetHand(desk: Desk, intake: SheetIntake, key: Key) {
  const book = await desk.books.current(desk.sql);
  const definition = book.find(key.election)!.contests.find((contest) => contest.id === key.contest)!.definitionHash;
  const operator = (name: string) => actorOf(name, 'village_operator', key.region);
  const district = actorOf('verifikator', 'district_verifier', key.region.slice(0, 8));
  const [regency, other] = ['kabupaten-a', 'kabupaten-b'].map((name) =>
    actorOf(name, 'regency_desk', key.region.slice(0, 5)),
  ) as [Actor, Actor];
  const target = (revision: number) => ({ id: desk.ids.next(), key, revision });
  const kabId = Number(key.region.slice(0, 5).replace('.', ''));

  async function send(who: string, votes: number, more: Partial<Submission> = {}): Promise<Submission> {
    const values: Values = {
      candidate_1: votes,
      candidate_2: 90,
      valid_votes: votes + 90,
      invalid_votes: 3,
      total_votes: votes + 93,
    };
    const submission = {
      id: desk.ids.next(),
      ...key,
      definition,
      basis: 0,
      values,
      enteredAt: desk.clock.now().toISOString(),
      ...more,
    };
    const [receipt] = await intake.submit(operator(who), [submission]);
    if (receipt!.outcome === 'refused') throw new Error(receipt!.problem!.message.en);
    return submission;
  }
  async function must(act: Promise<{ ok: boolean; problem?: { message: { en: string } } }>): Promise<void> {
    const result = await act;
    if (!result.ok) throw new Error(result.problem?.message.en);
  }
  return {
    send,
    photo: async (who: string, submission: Submission, pages = 1) => {
      for (let page = 1; page <= pages; page++) await sendPhoto(desk, operator(who), submission.id, page);
    },
    sendAgain: (submission: Submission) => intake.submit(operator('a'), [submission]),
    verify: (revision: number) => must(verifySheet(desk, district, target(revision), { asWritten: true })),
    giveBack: (revision: number) => must(returnSheet(desk, district, target(revision), { reason: 'foto buram' })),
    decide: (revision: number, decision: Parameters<typeof decideConflict>[3]) =>
      must(decideConflict(desk, regency, target(revision), decision)),
    reopen: (revision: number) => must(reopenSheet(desk, regency, target(revision), { reason: 'laporan saksi' })),
    askVoid: (revision: number) => must(requestVoid(desk, regency, target(revision), { reason: 'PSU' })),
    confirmVoid: (revision: number) => must(confirmVoid(desk, other, target(revision))),
    refuseVoid: (revision: number) => must(refuseVoid(desk, other, target(revision), { reason: 'tidak perlu' })),
    admit: (submission: string) => must(admitHeld(desk, regency, { id: desk.ids.next(), kabId, submission })),
    refuse: (submission: string) =>
      must(refuseHeld(desk, regency, { id: desk.ids.next(), kabId, submission }, { reason: 'formulir lama' })),
  };
}

/** One page, its colours its own, in two pieces. */
async function sendPhoto(desk: Desk, who: Actor, submission: string, page: number): Promise<void> {
  const background = `#${createHash('sha256').update(`${submission} ${page}`).digest('hex').slice(0, 6)}`;
  const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background } })
    .jpeg()
    .toBuffer();
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const announced = await announcePhoto(desk, who, { submission, page, length: bytes.length, sha256 });
  if (!announced.ok) throw new Error(announced.problem.message.en);
  const { id } = announced.value;
  const kabId = Number(who.region.slice(0, 5).replace('.', ''));
  await receivePiece(desk, who, { kabId, id, offset: 0, bytes: bytes.subarray(0, 100) });
  const last = await receivePiece(desk, who, { kabId, id, offset: 100, bytes: bytes.subarray(100) });
  if (!last.ok) throw new Error(last.problem.message.en);
}

const HISTORIES: readonly History[] = [
  async (hand) => {
    await hand.send('a', 100);
  },
  async (hand) => {
    await hand.send('a', 100);
    await hand.verify(1);
    await hand.send('b', 101);
    await hand.decide(1, { choice: 'take', take: 1, rivals: [1], reason: 'foto jelas' });
  },
  async (hand) => {
    await hand.photo('a', await hand.send('a', 100), 2);
    await hand.giveBack(1);
    await hand.send('a', 104, { basis: 1, reason: 'salah baca' });
    await hand.verify(2);
    await hand.reopen(2);
  },
  async (hand) => {
    await hand.send('a', 100);
    await hand.send('b', 105);
    await hand.send('c', 106);
    await hand.send('c', 100);
    await hand.decide(1, { choice: 'keep', rivals: [1], reason: null });
  },
  async (hand) => {
    await hand.send('a', 100);
    await hand.photo('b', await hand.send('b', 105));
    await hand.send('c', 106);
    await hand.decide(1, {
      choice: 'third',
      rivals: [1, 2],
      reason: 'hitung ulang',
      values: { candidate_1: 1, candidate_2: 2, valid_votes: 3, invalid_votes: 0, total_votes: 3 },
    });
  },
  async (hand) => {
    await hand.send('a', 100);
    await hand.askVoid(1);
    await hand.send('b', 120);
    await hand.confirmVoid(1);
    await hand.send('b', 121);
  },
  async (hand) => {
    await hand.send('a', 100);
    await hand.askVoid(1);
    await hand.refuseVoid(1);
    await hand.askVoid(1);
    await hand.send('a', 110, { basis: 1, reason: 'salah tulis' });
  },
  async (hand) => {
    const held = await hand.send('a', 100, { definition: 'lama' });
    const refused = await hand.send('b', 101, { definition: 'lama' });
    await hand.send('c', 102, { definition: 'lama' });
    await hand.photo('a', held);
    await hand.admit(held.id);
    await hand.refuse(refused.id);
  },
  async (hand) => {
    const sent = await hand.send('a', 100);
    await hand.send('b', 133);
    await hand.sendAgain(sent);
    await hand.sendAgain({ ...sent, values: { ...sent.values, candidate_1: 1 } });
    await hand.send('a', 133, { basis: 1, reason: 'yang benar' });
  },
];

function actorOf(id: string, role: Actor['role'], region: string = 'national'): Actor {
  return {
    id,
    role,
    region: region as Area,
    device: role === 'village_operator' ? `hp-${id}` : null,
    channel: role === 'village_operator' ? 'phone' : 'desk',
  };
}
