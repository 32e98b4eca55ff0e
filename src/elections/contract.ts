import { type Static, Type } from 'typebox';

const CANDIDATE = Type.Object({ number: Type.Integer(), name: Type.String(), blankColumn: Type.Boolean() });

const CONTEST = Type.Object({
  id: Type.String(),
  kind: Type.Enum(['governor', 'regent', 'mayor', 'president']),
  area: Type.String({ description: 'Kode wilayah, atau “national”' }),
  areaName: Type.String(),
  form: Type.String(),
  definition: Type.String({ description: 'SHA-256 dari id, area, formulir dan calon' }),
  candidates: Type.Array(CANDIDATE),
  rounds: Type.Array(
    Type.Object({
      round: Type.String(),
      opened: Type.Union([Type.String(), Type.Null()]),
      stations: Type.Array(Type.String()),
    }),
  ),
});

const ELECTION = Type.Object({
  id: Type.String(),
  name: Type.String(),
  kind: Type.Enum(['pilkada', 'pemilu']),
  votingDay: Type.String(),
  timeZone: Type.String(),
  timeZoneName: Type.String({ description: 'WIB, WITA atau WIT' }),
  regions: Type.Array(Type.String()),
  regionEdition: Type.String(),
  maxVotersPerStation: Type.Integer(),
  reservePercent: Type.String(),
  verification: Type.String(),
  demo: Type.Union([Type.Enum(['real', 'synthetic']), Type.Null()], {
    description: 'Terisi bila datanya peragaan, bukan pemilihan yang berjalan',
  }),
  contests: Type.Array(CONTEST),
});
export type ElectionAnswer = Static<typeof ELECTION>;

export const listElectionsContract = {
  name: 'listElections',
  method: 'GET',
  path: '/api/v1/elections',
  access: 'reference.read',
  response: Type.Object({ elections: Type.Array(ELECTION) }),
  problems: [],
} as const;
