import { type Static, Type } from 'typebox';
import { LEVELS } from '#kernel/region-code.ts';
import { EDITIONS, REGION_KINDS } from './domain/region.ts';

/** The HTTP surface of this room as data: the server, the description of the API and the clients read the same. */
const REGION_CODE = Type.String({
  maxLength: 40,
  description: 'Kode Kemendagri, dengan atau tanpa titik (64.09.01.1001 atau 6409011001)',
});
const LEVEL = Type.Enum([...LEVELS]);
const EDITION = Type.Enum([...EDITIONS]);
const KIND = Type.Enum([...REGION_KINDS]);
export const LIST_LIMIT_DEFAULT = 100;
export const LIST_LIMIT_MAX = 2000;

const REGION_ANSWER = Type.Object({
  code: Type.String(),
  level: LEVEL,
  kind: KIND,
  name: Type.String(),
  otherNames: Type.Array(Type.String()),
  editions: Type.Array(EDITION),
  above: Type.Optional(
    Type.Array(Type.String(), { description: 'Nama dua tingkat di atasnya, yang terdekat dulu; hanya pada pencarian' }),
  ),
  remote: Type.Optional(Type.Boolean({ description: 'Desa terpencil; hanya pada desa/kelurahan' })),
});
export type RegionAnswer = Static<typeof REGION_ANSWER>;

const REGION_LIST_ANSWER = Type.Object({
  edition: EDITION,
  total: Type.Integer({ description: 'Banyaknya yang cocok, termasuk yang tidak dimuat karena batas `limit`' }),
  regions: Type.Array(REGION_ANSWER),
});

export const listRegionsContract = {
  name: 'listRegions',
  method: 'GET',
  path: '/api/v1/regions',
  access: 'reference.read',
  query: Type.Object(
    {
      q: Type.Optional(Type.String({ maxLength: 200, description: 'Nama atau kode yang dicari' })),
      within: Type.Optional(REGION_CODE),
      parent: Type.Optional(REGION_CODE),
      level: Type.Optional(LEVEL),
      edition: Type.Optional(EDITION),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: LIST_LIMIT_MAX, default: LIST_LIMIT_DEFAULT })),
    },
    { additionalProperties: false },
  ),
  response: REGION_LIST_ANSWER,
  problems: ['regions.not-a-code', 'regions.unknown'],
} as const;

export const readRegionContract = {
  name: 'readRegion',
  method: 'GET',
  path: '/api/v1/regions/:code',
  access: 'reference.read',
  params: Type.Object({ code: REGION_CODE }),
  query: Type.Object({ edition: Type.Optional(EDITION) }, { additionalProperties: false }),
  response: REGION_ANSWER,
  problems: ['regions.not-a-code', 'regions.unknown'],
} as const;

/** Answers a TopoJSON document with one object per level; codes are those of ed2025. */
export const readRegionMapContract = {
  name: 'readRegionMap',
  method: 'GET',
  path: '/api/v1/regions/:code/map',
  access: 'reference.read',
  params: Type.Object({ code: REGION_CODE }),
  query: Type.Object({ layer: Type.Optional(LEVEL) }, { additionalProperties: false }),
  response: Type.Object({ type: Type.Literal('Topology') }, { additionalProperties: true }),
  problems: ['regions.not-a-code', 'regions.unknown', 'regions.no-map'],
} as const;
