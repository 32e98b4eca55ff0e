import { type Static, Type } from 'typebox';
import { SHEET_STATUSES } from './sheets.ts';

const TEXT = Type.Object({ id: Type.String(), en: Type.String() });
const VALUES = Type.Record(Type.String(), Type.Integer());
const PERSON = Type.Object({ name: Type.String(), me: Type.Boolean() });

const CONTENT = {
  author: PERSON,
  values: VALUES,
  contentHash: Type.String(),
  recordedAt: Type.String(),
  note: Type.Union([Type.String(), Type.Null()]),
};

/** What the server holds of one sheet: only for tasks whose sheet exists. */
const TASK_SHEET = Type.Object({
  revision: Type.Integer(),
  ...CONTENT,
  /** why it was returned, and by whom; null when it was not */
  returned: Type.Union([Type.Object({ reason: Type.String(), by: PERSON, at: Type.String() }), Type.Null()]),
  /** open rivals, in order */
  rivals: Type.Array(Type.Object({ rival: Type.Integer(), ...CONTENT })),
  photos: Type.Integer({ description: 'Foto yang lengkap' }),
});
export type TaskSheet = Static<typeof TASK_SHEET>;

const TASK = Type.Object({
  /** address of the sheet: `election:contest:64.09.01.1001:003:regular` */
  id: Type.String(),
  election: Type.String(),
  contest: Type.String(),
  region: Type.String(),
  station: Type.Integer(),
  round: Type.String(),
  status: Type.Enum([...SHEET_STATUSES]),
  permanentVoters: Type.Union([Type.Integer(), Type.Null()]),
  sheet: Type.Union([TASK_SHEET, Type.Null()]),
  lease: Type.Union([Type.Object({ by: Type.String(), until: Type.String() }), Type.Null()], {
    description: 'Orang lain yang sedang mengisi',
  }),
});
export type Task = Static<typeof TASK>;

const FORM_ROW = Type.Object({
  row: Type.String(),
  field: Type.String(),
  split: Type.Boolean(),
  digits: Type.Integer(),
  label: TEXT,
});

/** A form profile and a contest, as the phone keeps them; `hash` is what it names in `have`. */
const TASK_FORM = Type.Object({
  hash: Type.String(),
  id: Type.String(),
  title: TEXT,
  labels: Type.String(),
  sections: Type.Array(
    Type.Object({
      row: Type.String(),
      title: TEXT,
      rows: Type.Array(FORM_ROW),
      candidateDigits: Type.Union([Type.Integer(), Type.Null()]),
    }),
  ),
});
export type TaskForm = Static<typeof TASK_FORM>;

const TASK_DEFINITION = Type.Object({
  /** the definition hash that a submission names */
  hash: Type.String(),
  election: Type.String(),
  contest: Type.String(),
  kind: Type.Enum(['governor', 'regent', 'mayor', 'president']),
  areaName: Type.String(),
  form: Type.String({ description: 'Hash profil formulir' }),
  candidates: Type.Array(Type.Object({ number: Type.Integer(), name: Type.String(), blankColumn: Type.Boolean() })),
});
export type TaskDefinition = Static<typeof TASK_DEFINITION>;

/** Settings of an election that the checks on the phone need; never part of a hash, so they are always sent. */
const TASK_ELECTION = Type.Object({
  id: Type.String(),
  name: Type.String(),
  votingDay: Type.String(),
  timeZone: Type.String(),
  timeZoneName: Type.String(),
  demo: Type.Union([Type.Enum(['real', 'synthetic']), Type.Null()]),
  maxVotersPerStation: Type.Integer(),
  reservePercent: Type.String(),
  borders: Type.Object({
    invalidPercent: Type.String(),
    zeroCandidatePercent: Type.String(),
    turnoutPercent: Type.String(),
  }),
  contests: Type.Array(Type.Object({ contest: Type.String(), definition: Type.String() })),
});
export type TaskElection = Static<typeof TASK_ELECTION>;

const HELD = Type.Object({
  submission: Type.String(),
  sheet: Type.String(),
  cause: Type.String(),
  fate: Type.Union([Type.Enum(['admitted', 'refused']), Type.Null()]),
  reason: Type.Union([Type.String(), Type.Null()]),
});

const TASKS = Type.Object({
  notice: Type.String(),
  asOf: Type.String({ description: 'Waktu server' }),
  account: Type.Object({ id: Type.String(), name: Type.String() }),
  role: Type.String(),
  ended: Type.Boolean({ description: 'Tidak (lagi) mengisi dalam peran sekarang: tidak ada yang perlu diisi' }),
  region: Type.String(),
  regionName: Type.String(),
  villages: Type.Array(
    Type.Object({ region: Type.String(), name: Type.String(), district: Type.String(), remote: Type.Boolean() }),
  ),
  elections: Type.Array(TASK_ELECTION),
  definitions: Type.Array(TASK_DEFINITION),
  forms: Type.Array(TASK_FORM),
  tasks: Type.Array(TASK),
  held: Type.Array(HELD),
});
export type Tasks = Static<typeof TASKS>;

/**
 * The stations × contests × opened rounds of the caller's region with their states. `have` lists definition and form
 * hashes that the phone already holds: only what it lacks is sent again.
 */
export const readTasksContract = {
  name: 'readTasks',
  method: 'GET',
  path: '/api/v1/me/tasks',
  access: 'self.hand-in',
  query: Type.Object(
    {
      have: Type.Optional(Type.String({ maxLength: 8000 })),
      region: Type.Optional(Type.String({ maxLength: 40, description: 'Mempersempit, untuk kecamatan dan kabupaten' })),
    },
    { additionalProperties: false },
  ),
  response: TASKS,
  problems: ['regions.unknown', 'regions.not-a-code', 'results.too-many-tasks'],
} as const;
