import { type Static, Type } from 'typebox';

/** The standing notice of every answer that carries figures. */
export const NOTICE = 'Data cepat Desk, bukan hasil resmi. Hasil resmi ditetapkan KPU.';

const COUNT_BY_NAME = Type.Record(Type.String(), Type.Integer());
const CODE = Type.String({ maxLength: 40 });
const ID = Type.String({ minLength: 1, maxLength: 120 });
const TURNOUT = Type.Object({ voters: Type.Integer(), registered: Type.Integer(), sheets: Type.Integer() });

const BASIS_TOTALS = Type.Object({
  sheets: Type.Integer(),
  candidates: COUNT_BY_NAME,
  valid_votes: Type.Integer(),
  invalid_votes: Type.Integer(),
  total_votes: Type.Integer(),
  registered_permanent: Type.Integer(),
  voted_total: Type.Integer(),
  turnout: TURNOUT,
  stated: COUNT_BY_NAME,
});

const TALLY_FIELDS = {
  region: Type.String(),
  station: Type.Optional(Type.Integer()),
  name: Type.String(),
  asOf: Type.Union([Type.String(), Type.Null()]),
  expected: Type.Integer(),
  received: Type.Integer(),
  flagged: Type.Integer(),
  verified: Type.Integer(),
  statuses: Type.Object({
    conflict: Type.Integer(),
    returned: Type.Integer(),
    flagged: Type.Integer(),
    verified: Type.Integer(),
    submitted: Type.Integer(),
  }),
  turnout: TURNOUT,
  /** only for those with `totals.read` */
  totals: Type.Object({ all: BASIS_TOTALS, clean: BASIS_TOTALS, verified: BASIS_TOTALS }),
};
const TALLY_CHILD = Type.Object({ ...TALLY_FIELDS, remote: Type.Optional(Type.Boolean()) });
export type TallyChild = Static<typeof TALLY_CHILD>;

const TALLY = Type.Object({
  election: Type.String(),
  contest: Type.String(),
  ...TALLY_FIELDS,
  notice: Type.String(),
  children: Type.Optional(Type.Array(TALLY_CHILD)),
});
export type Tally = Static<typeof TALLY>;

export const readTallyContract = {
  name: 'readTally',
  method: 'GET',
  path: '/api/v1/tally',
  access: 'coverage.read',
  query: Type.Object(
    { election: Type.Optional(ID), contest: ID, region: Type.Optional(CODE), children: Type.Optional(Type.Boolean()) },
    { additionalProperties: false },
  ),
  response: TALLY,
  problems: [
    'elections.unknown-election',
    'results.election-needed',
    'results.unknown-contest',
    'regions.unknown',
    'regions.not-a-code',
    'results.outside-contest',
  ],
} as const;

export const SHEET_STATUSES = [
  'conflict',
  'returned',
  'flagged',
  'verified',
  'submitted',
  'missing',
  'void',
  'held',
] as const;
export type SheetStatus = (typeof SHEET_STATUSES)[number];

const SHEET_PROBLEM = Type.Object({
  code: Type.String(),
  severity: Type.Enum(['E', 'W']),
  fields: Type.Array(Type.String()),
  left: Type.Integer(),
  right: Type.Integer(),
  difference: Type.Integer(),
  message: Type.String(),
  message_en: Type.String(),
});
export type SheetProblemAnswer = Static<typeof SHEET_PROBLEM>;

const SHEET_ITEM = Type.Object({
  id: Type.String(),
  region: Type.String(),
  name: Type.String({ description: 'Nama desa/kelurahan' }),
  district: Type.String({ description: 'Nama kecamatan' }),
  station: Type.Integer(),
  round: Type.String(),
  status: Type.Enum([...SHEET_STATUSES]),
  /** whether this is the sheet that counts for its station */
  counting: Type.Boolean(),
  /** a later round is opened here whose sheet has not come ("menunggu PSU") */
  awaitsRound: Type.Boolean(),
  revision: Type.Integer(),
  changedAt: Type.Union([Type.String(), Type.Null()]),
  rivals: Type.Integer(),
  values: COUNT_BY_NAME,
  problems: Type.Array(SHEET_PROBLEM),
  remote: Type.Boolean(),
});
export type SheetItem = Static<typeof SHEET_ITEM>;

export const listSheetsContract = {
  name: 'listSheets',
  method: 'GET',
  path: '/api/v1/sheets',
  access: 'sheets.read',
  query: Type.Object(
    {
      election: Type.Optional(ID),
      contest: ID,
      region: Type.Optional(CODE),
      status: Type.Optional(
        Type.String({ maxLength: 200, description: 'Satu atau beberapa, dipisah koma; kosong = semua' }),
      ),
      cursor: Type.Optional(Type.String({ maxLength: 200 })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
    },
    { additionalProperties: false },
  ),
  response: Type.Object({
    notice: Type.String(),
    /** whose eyes the list is for: nothing outside this region is in it */
    scope: Type.Object({ region: Type.String(), name: Type.String() }),
    total: Type.Integer(),
    sheets: Type.Array(SHEET_ITEM),
    next: Type.Union([Type.String(), Type.Null()]),
  }),
  problems: [
    'elections.unknown-election',
    'results.election-needed',
    'results.unknown-contest',
    'regions.unknown',
    'regions.not-a-code',
    'results.outside-contest',
    'results.unknown-status',
    'results.bad-cursor',
  ],
} as const;
export type SheetList = Static<(typeof listSheetsContract)['response']>;

/** `name` as people read it; ids of the command line say what they are by themselves */
const PARTY = Type.Object({ id: Type.String(), role: Type.String(), name: Type.Optional(Type.String()) });
const CONTENT = {
  author: PARTY,
  reason: Type.Union([Type.String(), Type.Null()]),
  note: Type.Union([Type.String(), Type.Null()]),
  values: COUNT_BY_NAME,
  contentHash: Type.String(),
  enteredAt: Type.Union([Type.String(), Type.Null()]),
  recordedAt: Type.String(),
};

const SHEET_HISTORY = Type.Object({
  notice: Type.String(),
  sheets: Type.Array(SHEET_ITEM),
  states: Type.Record(Type.String(), Type.String(), { description: 'Keadaan tiap putaran' }),
  revisions: Type.Array(Type.Object({ round: Type.String(), revision: Type.Integer(), ...CONTENT })),
  rivals: Type.Array(
    Type.Object({
      round: Type.String(),
      rival: Type.Integer(),
      open: Type.Boolean(),
      closedAs: Type.Union([Type.String(), Type.Null()]),
      ...CONTENT,
    }),
  ),
  acts: Type.Array(
    Type.Object({
      id: Type.String(),
      round: Type.String(),
      act: Type.String(),
      outcome: Type.String(),
      revision: Type.Union([Type.Integer(), Type.Null()]),
      actor: Type.Object({
        id: Type.String(),
        role: Type.String(),
        channel: Type.String(),
        name: Type.Optional(Type.String()),
      }),
      reason: Type.Union([Type.String(), Type.Null()]),
      at: Type.String(),
    }),
  ),
  photos: Type.Array(
    Type.Object({
      id: Type.String(),
      round: Type.String(),
      page: Type.Integer(),
      submission: Type.String(),
      by: Type.String({ description: 'Akun pengirim' }),
      at: Type.String(),
    }),
    { description: 'Foto yang lengkap; alamatnya /api/v1/photos/{id}' },
  ),
  picture: Type.Union([Type.String(), Type.Null()], { description: 'Alamat gambar C.Hasil, bila ada' }),
});
export type SheetHistory = Static<typeof SHEET_HISTORY>;

/** `{id}` is that of a sheet; the answer holds all rounds of its station. */
export const readSheetContract = {
  name: 'readSheet',
  method: 'GET',
  path: '/api/v1/sheets/:id',
  access: 'sheets.read',
  params: Type.Object({ id: Type.String({ maxLength: 200 }) }),
  response: SHEET_HISTORY,
  problems: ['results.unknown-sheet'],
} as const;

/** The C.Hasil of a sheet as an image; so far only the synthetic demo draws one, from its seed, when asked. */
export const readSheetPictureContract = {
  name: 'readSheetPicture',
  method: 'GET',
  path: '/api/v1/sheets/:id/picture',
  access: 'photos.read',
  params: Type.Object({ id: Type.String({ maxLength: 200 }) }),
  response: Type.String({ description: 'image/svg+xml' }),
  problems: ['results.unknown-sheet', 'results.no-picture'],
} as const;
