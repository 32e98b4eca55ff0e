import { randomUUID } from 'node:crypto';
import type { Desk } from '#results/desk.ts';
import type { Values } from '#results/domain/fields.ts';
import { personAt, sessionFor } from '../../harness/people.ts';
import type { AccountRole } from './places.ts';
import { nameOfState, type SheetState } from './sheet-states.ts';
import type { Facts } from './verdicts.ts';

export type Known = {
  readonly account: string;
  readonly device: string;
  readonly session: string;
  readonly headers: { readonly cookie: string };
};
export type Sheet = { readonly id: string; readonly station: number; readonly values: Values };

/** Everything that cells need to know of a database that is filled for them; plain data, so that a child process can read it. */
export type WorldData = {
  readonly filesDir: string;
  readonly persons: Readonly<Record<string, Known>>;
  readonly residents: Readonly<Record<string, Known>>;
  readonly sheets: Readonly<Record<string, Sheet>>;
  readonly photos: Readonly<Record<string, Photos>>;
  readonly own: Readonly<Record<string, { readonly submission: string; readonly photo: string }>>;
  readonly definitions: Readonly<Record<string, string>>;
  readonly facts: Facts;
};
export type Photos = { readonly submission: string; readonly half: string; readonly whole: string };

export type World = ReturnType<typeof worldOf>;

/** The records of the world by what the cells call them. */
export function worldOf(data: WorldData, desk: Pick<Desk, 'sql' | 'clock' | 'ids'>) {
  let given = 0;
  return {
    nobody: NOBODY,
    facts: data.facts,
    person: (role: AccountRole) => found(data.persons, role),
    resident: (role: AccountRole, region: string) => found(data.residents, `${role} ${region}`),
    photo: (village: string) => found(data.photos, village),
    own: (role: AccountRole) => data.own[role] ?? { submission: NOBODY, photo: NOBODY },
    sheet: (village: string, state: SheetState, use: string): Sheet =>
      data.sheets[sheetKey(village, state, use)] ?? { id: sheetIdAt(village, 1), station: 1, values: VALUES },
    submission(id: string, village: string) {
      const [election = '', contest = ''] = id.split(':');
      const sheet = Object.values(data.sheets).find((item) => item.id === id);
      return {
        id: desk.ids.next(),
        election,
        contest,
        region: village,
        station: Number(id.split(':')[3]),
        round: 'regular',
        definition: data.definitions[`${election} ${contest}`] ?? '0'.repeat(64),
        basis: 0,
        values: sheet?.values ?? VALUES,
        enteredAt: '2024-11-27T07:00:00.000Z',
      };
    },
    async newcomer(role: AccountRole, region: string): Promise<Known> {
      const { account, ...person } = await personAt(desk, { role, region });
      return { ...person, account: account.id };
    },
    another: (role: AccountRole) => sessionFor(desk, found(data.persons, role).account, 'desk'),
    nextId: () => desk.ids.next(),
    newName: () => `orang ${randomUUID().slice(0, 8).replace(/\d/g, 'x')}`,
    newAddress: () => `10.${(++given >> 16) & 255}.${(given >> 8) & 255}.${given & 255}`,
  };
}

const NOBODY = '019360a0-0000-7000-8000-000000000000';

/** A paper that contradicts nothing. */
const VALUES: Values = {
  registered_permanent: 92,
  voted_total: 72,
  valid_votes: 70,
  invalid_votes: 2,
  total_votes: 72,
  candidate_1: 40,
  candidate_2: 30,
};

export function valuesAt(station: number, { error }: SheetState): Values {
  const values = { ...VALUES, candidate_1: 40 + station, valid_votes: 70 + station };
  return {
    ...values,
    total_votes: 72 + station + (error ? 1 : 0),
    voted_total: 72 + station,
    registered_permanent: 92 + station,
  };
}

export function sheetKey(village: string, state: SheetState, use: string): string {
  return `${village} ${nameOfState(state)} ${use}`;
}

export function contestAt(village: string): readonly [election: string, contest: string] {
  return village.startsWith('63.') ? ['tetangga', 'gubernur-63'] : ['satu', 'gubernur'];
}

export function sheetIdAt(village: string, station: number): string {
  return `${contestAt(village).join(':')}:${village}:${String(station).padStart(3, '0')}:regular`;
}

function found<Value>(record: Readonly<Record<string, Value>>, key: string): Value {
  const value = record[key];
  if (value === undefined) throw new Error(`the world holds no ${key}`);
  return value;
}
