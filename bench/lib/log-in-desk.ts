import { createAccounts } from '#access/commands/create-accounts.ts';
import { cliActor } from '#access/domain/actor.ts';
import { RIGHTS } from '#access/domain/rights.ts';
import { hashQueue } from '#access/password/hash-queue.ts';
import { setPassword } from '#access/store/accounts.ts';
import type { ElectionDefinitionFile } from '#elections/definition-schema.ts';
import type { RegionCode } from '#kernel/region-code.ts';
import { openDatabase } from '#platform/db/connect.ts';
import { regionTree } from '#regions/load-regions.ts';
import { regionLookup } from '#regions/region-lookup.ts';
import type { Desk } from '#results/desk.ts';
import type { BenchPerson, BenchSender, LogInPlan } from './log-in-plan.ts';
import { benchCandidates, benchDesk, prepareElection } from './national-desk.ts';
import { EDITION, spreadEvenly } from './spread.ts';

/** Kalimantan Timur: 1,038 villages, and as many stations as in November 2024. */
const PROVINCE = '64' as RegionCode;
const STATIONS = 6274;
const SENDERS = 240;
/** Comparing costs the same whoever shares a password, and hashing every one would only make the bench's start longer. */
const PASSWORDS = 32;

/** A desk on which every village has an operator who chose a password, and some villages a second one. */
export async function prepareLogIns(dataDir: string): Promise<Omit<LogInPlan, 'address'>> {
  const opened = await openDatabase({ dataDir });
  if (!opened.ok) throw new Error(opened.problem.message.en);
  try {
    const desk = benchDesk(opened.value.sql);
    const stations = spreadEvenly(PROVINCE, STATIONS);
    const election = await prepareElection(desk, definition(), stations);
    const villages = regionTree()
      .in(EDITION)
      .villagesOf(PROVINCE)
      .map(({ code }) => code);
    const busy = Array.from(
      { length: SENDERS },
      (_, i) => villages[Math.floor((i * villages.length) / SENDERS)] as RegionCode,
    );
    const people = await makePeople(desk, [...villages, ...busy]);
    const byVillage = Map.groupBy(stations, ({ village }) => village);
    const senders = busy.map((village, i): BenchSender => {
      const sheets = (byVillage.get(village) ?? []).flatMap(({ station }) =>
        election.contests.map(({ id, definitionHash }) => ({ contest: id, definition: definitionHash, station })),
      );
      return { ...(people[villages.length + i] as BenchPerson), village, sheets };
    });
    return { election: election.id, people: people.slice(0, villages.length), senders };
  } finally {
    await opened.value.close();
  }
}

async function makePeople(desk: Desk, villages: readonly RegionCode[]): Promise<BenchPerson[]> {
  const passwords = hashQueue();
  const known = await Promise.all(
    Array.from({ length: PASSWORDS }, async (_, i) => {
      const password = `perahu kayu ${i} di hulu`;
      const hashed = await passwords.hash(password);
      if (!hashed.ok) throw new Error(hashed.problem.message.en);
      return { password, hash: hashed.value };
    }),
  );
  const access = { ...desk, regions: regionLookup, rights: RIGHTS, sessions: { forget() {} } };
  const rows = villages.map((region, i) => ({
    row: i + 1,
    name: `Operator ${i + 1}`,
    role: 'village_operator',
    region,
  }));
  const created = await createAccounts(access, { actor: cliActor('bench'), rows });
  if (!created.ok || created.value.made.length !== rows.length) throw new Error('the accounts were not made');
  const { made } = created.value;
  return desk.sql.begin(async (tx) => {
    const people: BenchPerson[] = [];
    for (const [i, { id, user }] of made.entries()) {
      const { password, hash } = known[i % PASSWORDS] as (typeof known)[number];
      await setPassword(tx, id, hash);
      people.push({ user, password });
    }
    return people;
  });
}

function definition(): ElectionDefinitionFile {
  return {
    id: 'bench-log-ins',
    name: 'Ukur masuk',
    kind: 'pilkada',
    votingDay: '2024-11-27',
    timeZone: 'Asia/Makassar',
    regions: [PROVINCE],
    regionEdition: EDITION,
    maxVotersPerStation: 600,
    reservePercent: 2.5,
    verification: 'photo',
    contests: ['satu', 'dua'].map((id) => ({
      id,
      kind: 'governor',
      area: PROVINCE,
      form: 'kwk-2024',
      candidates: benchCandidates(),
    })),
  };
}
