import { rm } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import { createAccounts } from '#access/commands/create-accounts.ts';
import { cliActor } from '#access/domain/actor.ts';
import { RIGHTS } from '#access/domain/rights.ts';
import type { Role } from '#access/domain/role.ts';
import type { Contest } from '#elections/domain/election.ts';
import { invariant } from '#kernel/result.ts';
import type { Sql } from '#platform/db/sql.ts';
import { regionLookup } from '#regions/region-lookup.ts';
import { announcePhoto } from '#results/commands/announce-photo.ts';
import { sheetIntake } from '#results/commands/submit-sheets.ts';
import type { Desk } from '#results/desk.ts';
import { installElection, plainSheet, seededIds, submissionOf, testDesk } from '#results/fixtures.ts';
import { deskServer } from '../../src/server.ts';
import { personAt, sessionFor } from '../harness/people.ts';
import { hostileFiles, sha256Hex } from './files.ts';
import { FOREIGN_VILLAGE, GOOD_PASSWORD, STATIONS_MAX, VILLAGE } from './places.ts';

export type Asker = { readonly role: Role; readonly account: string; cookie: string };
const KINDS = ['account', 'device', 'session', 'photo', 'shown', 'submission', 'user', 'code', 'sheet'] as const;
type Pool = Record<(typeof KINDS)[number], string[]>;
export type BesiegedDesk = Awaited<ReturnType<typeof besiegedDesk>>;

const POOL_MAX = 200;
const NO_LIMITS = { perPerson: 1_000_000_000, perAddress: 1_000_000_000 };
const ROLES: readonly (readonly [Role, string])[] = [
  ['province_desk', '64'],
  ['district_verifier', '64.09.01'],
  ['regency_desk', '64.09'],
  ['regency_desk', '64.71'],
  ['leader', '64'],
  ['auditor', '64'],
  ['technical_admin', '64'],
  ['data_admin', '64'],
  ['integration', '64'],
  ['village_operator', FOREIGN_VILLAGE],
];

/** The whole server on an empty, migrated database: people of every role, sheets, and ids of everything to ask for. */
export async function besiegedDesk(sql: Sql) {
  process.env.DESK_LOG = 'silent';
  const desk = testDesk(sql);
  const app = await deskServer(desk, { limits: NO_LIMITS });
  const files = await hostileFiles();
  const pool = Object.fromEntries(KINDS.map((kind) => [kind, [] as string[]])) as Pool;
  const operator = await activatedOperator(desk, app, pool);
  const askers: Asker[] = [operator];
  for (const [role, region] of ROLES) {
    const { account, cookie } = await personAt(desk, { role, region });
    askers.push({ role, account: account.id, cookie });
    const victim = await personAt(desk, { role, region });
    pool.account.push(victim.account.id);
    pool.device.push(victim.device);
    pool.session.push(victim.session);
    pool.user.push(victim.account.user);
  }
  const definitions = await enterSheets(desk, operator, pool);
  const photoBytes = new Map<string, Buffer>();

  return {
    app,
    sql,
    files,
    askers,
    operator,
    pool,
    definitions,
    photoBytes,
    keep(kind: keyof Pool, id: string) {
      pool[kind].push(id);
      if (pool[kind].length > POOL_MAX) pool[kind].shift();
    },
    /** Makes room for a photo of the operator's own whose content the next piece will be. */
    async announce(n: number): Promise<void> {
      const bytes = files.photo(n);
      const submission = pool.submission[n % pool.submission.length] as string;
      const actor = { id: operator.account, role: operator.role, region: VILLAGE as never, device: null };
      const photo = { submission, page: 1 + (n % 12), length: bytes.length, sha256: sha256Hex(bytes) };
      const made = await announcePhoto(desk, { ...actor, channel: 'phone' }, photo);
      if (!made.ok || made.value.complete) return;
      photoBytes.set(made.value.id, bytes);
      this.keep('photo', made.value.id);
    },
    /** Whoever was logged out by a request of the run comes back. */
    async comeBack(asker: Asker): Promise<void> {
      asker.cookie = (await sessionFor(desk, asker.account, 'phone')).cookie;
    },
    async stop() {
      await app.close();
      await rm(desk.filesDir, { recursive: true, force: true });
    },
  };
}

/** One whose name and password open a session, as in the field; codes of others lie about unused. */
async function activatedOperator(desk: Desk, app: FastifyInstance, pool: Pool): Promise<Asker> {
  const people = { ...desk, regions: regionLookup, rights: RIGHTS, sessions: { forget: () => {} } };
  const row = { name: 'Siti Aminah', role: 'village_operator', region: VILLAGE };
  const rows = Array.from({ length: 12 }, (_, at) => ({ ...row, row: at + 1 }));
  const created = await createAccounts(people, { actor: cliActor('test'), rows });
  invariant(created.ok, 'accounts are created');
  const [first, ...others] = created.value.made;
  invariant(first, 'at least one');
  for (const { id, activationCode } of others) {
    pool.account.push(id);
    pool.code.push(activationCode);
  }
  const payload = { code: first.activationCode, password: GOOD_PASSWORD, device: { kind: 'phone' } };
  const entered = await app.inject({ method: 'POST', url: '/api/v1/activations', payload });
  invariant(entered.statusCode === 200, `a fresh code opens the account: ${entered.body}`);
  const cookie = String(([entered.headers['set-cookie']].flat() as string[])[0]).split(';', 1)[0] as string;
  pool.user.push(first.user, 'tidak.ada');
  return { role: 'village_operator', account: first.id, cookie };
}

async function enterSheets(desk: Desk, operator: Asker, pool: Pool): Promise<readonly string[]> {
  const numbers = Array.from({ length: STATIONS_MAX }, (_, at) => String(at + 1).padStart(3, '0'));
  const stations = [...numbers.map((number) => `${VILLAGE}/${number}`), `${FOREIGN_VILLAGE}/001`];
  const contests = [
    { id: 'gubernur', area: '64', candidates: [1, 2] },
    { id: 'bupati', area: '64.09', candidates: [1, 2] },
  ];
  const election = await installElection(desk.sql, { id: 'satu', regions: ['64'], contests, stations });
  await installElection(desk.sql, { id: 'dua', regions: ['64'], contests: contests.slice(0, 1), stations });
  const contest = election.contests[0] as Contest;
  const ids = seededIds(2);
  const sheets = numbers.map((number) =>
    submissionOf({ election, contest, station: `${VILLAGE}/${number}` }, ids.next(), plainSheet([1, 2], [40, 30], 2)),
  );
  const actor = { id: operator.account, role: operator.role, region: VILLAGE as never, device: null };
  const receipts = await sheetIntake(desk).submit({ ...actor, channel: 'phone' }, sheets);
  for (const [at, receipt] of receipts.entries()) {
    invariant(receipt.outcome === 'accepted', `a sheet is accepted: ${receipt.problem?.message.en}`);
    pool.submission.push(receipt.submission);
    pool.sheet.push(receipt.sheet, receipt.sheet.replace('gubernur', 'bupati'));
    if (at % 9 === 0) pool.sheet.push(receipt.sheet.replace(VILLAGE, FOREIGN_VILLAGE));
  }
  return election.contests.map(({ definitionHash }) => definitionHash);
}
