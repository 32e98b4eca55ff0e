import { type Static, Type } from 'typebox';

const COUNT = Type.Integer({ minimum: 0, maximum: 9_999_999 });

/** @source contracts 6, "Submission". Its parts are judged one by one, so the envelope takes any object. */
export const SUBMISSION = Type.Object(
  {
    id: Type.String({ maxLength: 36 }),
    election: Type.String({ maxLength: 120 }),
    contest: Type.String({ maxLength: 120 }),
    region: Type.String({ maxLength: 20 }),
    station: Type.Integer(),
    round: Type.String({ maxLength: 40 }),
    definition: Type.String({ maxLength: 128 }),
    basis: Type.Integer({ minimum: 0 }),
    reason: Type.Optional(Type.String({ maxLength: 1000 })),
    note: Type.Optional(Type.String({ maxLength: 2000 })),
    values: Type.Record(Type.String({ maxLength: 60 }), COUNT),
    enteredAt: Type.String({ maxLength: 40 }),
  },
  { additionalProperties: false },
);

export const SUBMISSIONS_MAX = 20;

const PROBLEM = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.String(),
  detail_en: Type.String(),
  code: Type.String(),
  fields: Type.Record(Type.String(), Type.String()),
});

export const OUTCOMES = ['accepted', 'corrected', 'unchanged', 'conflict', 'held', 'refused'] as const;

/** @source contracts 6, "Receipt" */
const RECEIPT = Type.Object({
  submission: Type.String(),
  sheet: Type.String(),
  revision: Type.Union([Type.Integer(), Type.Null()]),
  outcome: Type.Enum([...OUTCOMES]),
  contentHash: Type.String(),
  receivedAt: Type.String(),
  rival: Type.Optional(Type.Integer()),
  problem: Type.Optional(PROBLEM),
});
export type ReceiptAnswer = Static<typeof RECEIPT>;

/** 200 whenever the envelope is readable; each item has its own receipt, in the same order. */
export const submitSheetsContract = {
  name: 'submitSheets',
  method: 'POST',
  path: '/api/v1/sheets',
  access: 'sheets.submit',
  body: Type.Object(
    { submissions: Type.Array(Type.Unknown(), { minItems: 1, maxItems: SUBMISSIONS_MAX }) },
    { additionalProperties: false },
  ),
  response: Type.Object({ receipts: Type.Array(RECEIPT) }),
  problems: [],
} as const;

/** Sends a submitted sheet back with a reason; `revision` is the one that the reader saw. */
export const returnSheetContract = {
  name: 'returnSheet',
  method: 'POST',
  path: '/api/v1/sheets/:id/return',
  access: 'sheets.return',
  params: Type.Object({ id: Type.String({ maxLength: 200 }) }),
  body: Type.Object(
    {
      id: Type.String({ maxLength: 36, description: 'UUIDv7 dari pengirim; kiriman ulang dijawab sama' }),
      revision: Type.Integer({ minimum: 1 }),
      reason: Type.String({ minLength: 1, maxLength: 1000 }),
    },
    { additionalProperties: false },
  ),
  response: Type.Object({
    act: Type.String(),
    sheet: Type.String(),
    outcome: Type.String(),
    state: Type.String(),
    revision: Type.Union([Type.Integer(), Type.Null()]),
    recordedAt: Type.String(),
  }),
  problems: [
    'results.unknown-sheet',
    'results.not-in-this-state',
    'results.stale',
    'results.not-above',
    'results.reason-needed',
    'results.submission-reused',
    'results.unreadable-act',
  ],
} as const;

const LEASE = Type.Object({
  mine: Type.Boolean(),
  by: Type.String({ description: 'Nama orang yang sedang mengisi' }),
  until: Type.String(),
});
export type LeaseAnswer = Static<typeof LEASE>;

/** Says who is filling a sheet; it keeps nobody from sending. While another holds it, the answer names that person. */
export const takeLeaseContract = {
  name: 'takeLease',
  method: 'PUT',
  path: '/api/v1/sheets/:id/lease',
  access: 'sheets.lease',
  params: Type.Object({ id: Type.String({ maxLength: 200 }) }),
  response: LEASE,
  problems: ['results.unknown-sheet'],
} as const;

export const dropLeaseContract = {
  name: 'dropLease',
  method: 'DELETE',
  path: '/api/v1/sheets/:id/lease',
  access: 'sheets.lease',
  params: Type.Object({ id: Type.String({ maxLength: 200 }) }),
  problems: ['results.unknown-sheet'],
} as const;
