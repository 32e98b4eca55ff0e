import { createHash } from 'node:crypto';
import sharp from 'sharp';
import type { Actor } from '#access/domain/actor.ts';
import type { Contest, Election } from '#elections/domain/election.ts';
import type { Area } from '#kernel/region-code.ts';
import { uuidV7 } from '#kernel/uuid.ts';
import type { Sql } from '#platform/db/sql.ts';
import { installElection } from '#results/fixtures.ts';
import { type Person, personAt } from '../../harness/people.ts';
import { dice } from '../kernel/dice.ts';
import { DESK_PEOPLE, PHONE_PEOPLE, PLAN, type Who } from './layout.ts';

export const START = Date.UTC(2024, 10, 27, 5);

/** Somebody of the simulation with the account that the server knows. */
export type Member = Who & { readonly person: Person; readonly actor: Actor };
/** What all seeds share: one election and its people, made once per database. */
export type Ground = {
  readonly sql: Sql;
  /** where the server keeps photos */
  readonly filesDir: string;
  readonly election: Election;
  readonly phones: readonly Member[];
  readonly pictures: readonly Picture[];
  readonly desks: readonly Member[];
  readonly contestOf: (id: string) => Contest;
};

/** A photo as the phone sends it. */
export type Picture = { readonly bytes: Uint8Array<ArrayBuffer>; readonly sha256: string };

export async function prepareGround(sql: Sql, filesDir: string): Promise<Ground> {
  const election = await installElection(sql, PLAN);
  const chance = dice('ground');
  const clock = { now: () => new Date(START) };
  const ids = { next: () => uuidV7(clock.now(), chance.bytes(10)) };
  const makeMember = async (who: Who, kind: 'phone' | 'desk'): Promise<Member> => {
    const person = await personAt({ sql, clock, ids }, { ...who, kind });
    const actor: Actor = {
      id: person.account.id,
      role: who.role,
      region: who.region as Area,
      device: person.device,
      channel: kind,
    };
    return { ...who, person, actor };
  };
  const phones: Member[] = [];
  for (const who of PHONE_PEOPLE) phones.push(await makeMember(who, 'phone'));
  const desks: Member[] = [];
  for (const who of DESK_PEOPLE) desks.push(await makeMember(who, 'desk'));
  const contests = new Map(election.contests.map((contest) => [contest.id, contest]));
  const pictures = [await drawPicture(24), await drawPicture(60), await drawPicture(220)];
  return { sql, filesDir, pictures, election, phones, desks, contestOf: (id) => contests.get(id) as Contest };
}

/** Noise, which no compression makes smaller: the largest needs more than one piece. */
async function drawPicture(size: number): Promise<Picture> {
  const pixels = dice('picture', size).bytes(size * size * 3);
  const jpeg = await sharp(pixels, { raw: { width: size, height: size, channels: 3 } })
    .jpeg({ quality: 90 })
    .toBuffer();
  return { bytes: new Uint8Array(jpeg), sha256: createHash('sha256').update(jpeg).digest('hex') };
}

/** Somebody's own session is good (again). */
export async function letIn(sql: Sql, { person }: Member): Promise<void> {
  await sql`update session set ended_at = null, ended_by = null where id = ${person.session}`;
}

/** Every session of somebody ends, as when the desk ends it. */
export async function lockOut(sql: Sql, { person }: Member, at: Date): Promise<void> {
  await sql`update session set ended_at = ${at}, ended_by = 'test' where account_id = ${person.account.id} and ended_at is null`;
}

const SEEDS_BETWEEN_TRUNCATIONS = 50;
const LEFT_BY_A_SEED = [
  'photo',
  'sheet_lease',
  'held_submission',
  'void_request',
  'sheet_act',
  'sheet_rival',
  'sheet_revision',
  'sheet',
  'area_total',
  'outbox_event',
  'audit_entry',
  'audit_head',
] as const;

/** Removes what an earlier seed left; the election and the people stay. */
export async function clearGround(sql: Sql, seed: number): Promise<void> {
  const isDeep = seed % SEEDS_BETWEEN_TRUNCATIONS === 0;
  if (isDeep) return void (await sql.unsafe(`truncate ${LEFT_BY_A_SEED.join(', ')}`));
  await sql.unsafe(LEFT_BY_A_SEED.map((table) => `delete from ${table}`).join(';'));
}
