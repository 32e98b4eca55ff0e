import { type Static, Type } from 'typebox';
import { TIME_ZONES } from '#kernel/time.ts';

const Id = Type.String({ pattern: '^[a-z0-9][a-z0-9._-]{0,79}$' });
const Name = Type.String({ minLength: 1, maxLength: 300 });
const Percent = Type.Number({ minimum: 0, maximum: 100 });
const closed = { additionalProperties: false } as const;

const CandidateSchema = Type.Object(
  { number: Type.Integer({ minimum: 1, maximum: 999 }), name: Name, blankColumn: Type.Optional(Type.Boolean()) },
  closed,
);

const ContestSchema = Type.Object(
  {
    id: Id,
    kind: Type.Enum(['governor', 'regent', 'mayor', 'president']),
    area: Type.String({ minLength: 2, maxLength: 20 }),
    form: Type.String({ minLength: 1, maxLength: 40 }),
    candidates: Type.Array(CandidateSchema, { minItems: 1, maxItems: 40 }),
  },
  closed,
);

const RoundSchema = Type.Object(
  {
    round: Type.String({ minLength: 1, maxLength: 40 }),
    contest: Id,
    stations: Type.Array(Type.String({ minLength: 3, maxLength: 40 }), { minItems: 1 }),
    opened: Type.Optional(Type.String({ maxLength: 10 })),
  },
  closed,
);

/** The definition file of an election. @source contracts 3 */
export const ElectionDefinitionSchema = Type.Object(
  {
    id: Id,
    name: Name,
    kind: Type.Enum(['pilkada', 'pemilu']),
    votingDay: Type.String({ maxLength: 10 }),
    timeZone: Type.Enum([...TIME_ZONES]),
    regions: Type.Array(Type.String({ maxLength: 20 }), { minItems: 1, maxItems: 600 }),
    regionEdition: Type.Enum(['ed2022', 'kpu2024', 'ed2025']),
    maxVotersPerStation: Type.Integer({ minimum: 1, maximum: 9999 }),
    reservePercent: Percent,
    verification: Type.String({ minLength: 1, maxLength: 40 }),
    borders: Type.Optional(
      Type.Object(
        {
          invalidPercent: Type.Optional(Percent),
          zeroCandidatePercent: Type.Optional(Percent),
          turnoutPercent: Type.Optional(Percent),
        },
        closed,
      ),
    ),
    demo: Type.Optional(Type.Enum(['real', 'synthetic'])),
    contests: Type.Array(ContestSchema, { minItems: 1, maxItems: 2000 }),
    rounds: Type.Optional(Type.Array(RoundSchema, { maxItems: 10_000 })),
  },
  closed,
);
export type ElectionDefinitionFile = Static<typeof ElectionDefinitionSchema>;
