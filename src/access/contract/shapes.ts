import { type Static, Type } from 'typebox';

/** Shapes that several contracts of people share. */
export const ID = Type.String({ maxLength: 36 });
export const PASSWORD = Type.String({ minLength: 1, maxLength: 200 });
export const MOMENT = Type.String();
export const MAYBE_MOMENT = Type.Union([MOMENT, Type.Null()]);
export const DAY = Type.String({
  pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$',
  description: 'Tanggal, misalnya 2024-12-31',
});
export const ROLE = Type.Enum([
  'village_operator',
  'district_verifier',
  'regency_desk',
  'province_desk',
  'leader',
  'data_admin',
  'technical_admin',
  'auditor',
  'integration',
]);

export const ASSIGNMENT = Type.Object({
  no: Type.Integer(),
  role: ROLE,
  region: Type.String(),
  regionName: Type.String(),
  startsAt: MOMENT,
  endsAt: MAYBE_MOMENT,
});
export type AssignmentAnswer = Static<typeof ASSIGNMENT>;
