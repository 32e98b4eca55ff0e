import fc from 'fast-check';
import type { RouteContract } from '#platform/http/openapi.ts';
import type { JsonFault } from './faulty-json.ts';
import {
  COOKIE_ACTS,
  type CookieAct,
  FOREIGN_FIELDS,
  FRAGMENT_NAMES,
  LIGHT_NAMES,
  NASTY_HEADERS,
  NASTY_TEXTS,
} from './fragments.ts';
import { nameOf, validInput } from './valid-input.ts';

export const BODY_ACTS = [
  'empty',
  'spaces',
  'cut',
  'appended',
  'in an array',
  'byte order mark',
  'utf-16',
  'broken utf-8',
  'gzip',
  'without length',
  'only null',
  'only text',
  'only a deep array',
  'only 10 MB',
  'random bytes',
] as const;

export type Fault =
  | JsonFault
  | { readonly in: 'body'; readonly act: (typeof BODY_ACTS)[number]; readonly at: number }
  | { readonly in: 'param'; readonly at: number; readonly text: string }
  | { readonly in: 'query'; readonly act: 'value' | 'again' | 'unknown' | 'brackets'; at: number; text: string }
  | { readonly in: 'header'; readonly name: string; readonly value: string }
  | { readonly in: 'cookie'; readonly act: CookieAct };

/** One request as data: what a good client would send, and what is then made wrong in it. */
export type Case = {
  readonly route: string;
  /** whose session: a place in the list of the people at the desk */
  readonly who: number;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  /** which of the files is sent, where a route takes bytes */
  readonly file: number;
  readonly faults: readonly Fault[];
};

export function caseOf(contracts: readonly RouteContract[]): fc.Arbitrary<Case> {
  const weighted = contracts.map((contract) => ({ weight: WEIGHTS[contract.name] ?? 2, arbitrary: caseFor(contract) }));
  return fc.oneof(...weighted);
}

/** The routes that take the most from strangers are asked the most. */
const WEIGHTS: Readonly<Record<string, number>> = {
  submitSheets: 8,
  createAccounts: 4,
  createPhoto: 4,
  sendPhotoPiece: 5,
  importAccounts: 4,
  returnSheet: 4,
  readPhoto: 4,
  endSession: 4,
  changePassword: 4,
  listSheets: 6,
  logIn: 4,
  activate: 4,
  readTally: 4,
  readHealth: 1,
  readReadiness: 1,
  readMetrics: 1,
  readOpenApi: 1,
};

/** What a route's ids are of. */
const ID_KINDS: readonly (readonly [RegExp, string])[] = [
  [/ \/api\/v1\/accounts/, 'account'],
  [/ \/api\/v1\/sessions/, 'session'],
  [/ \/api\/v1\/devices/, 'device'],
  [/ \/api\/v1\/sheets/, 'sheet'],
  [/^GET \/api\/v1\/photos/, 'shown'],
  [/ \/api\/v1\/photos/, 'photo'],
];

function caseFor(contract: RouteContract): fc.Arbitrary<Case> {
  const { name, query, body } = contract;
  return fc.record({
    route: fc.constant(name),
    who: fc.nat({ max: 99 }),
    params: paramsOf(contract),
    query: query ? (validInput(query) as fc.Arbitrary<Record<string, unknown>>) : fc.constant({}),
    body: body ? validInput(body) : fc.constant(undefined),
    file: fc.nat({ max: 1_000_000 }),
    faults: fc.array(faultFor(contract), { maxLength: 3, size: 'max' }),
  });
}

function paramsOf({ method, path, params }: RouteContract): fc.Arbitrary<Record<string, string>> {
  const kind = ID_KINDS.find(([shape]) => shape.test(`${method} ${path}`))?.[1] ?? 'account';
  const properties = Object.keys((params as { properties?: object } | undefined)?.properties ?? {});
  const parts = properties.map((key) => [key, PARAMS[key] ?? nameOf(kind, 1_000_000)] as const);
  return fc.record(Object.fromEntries(parts)) as fc.Arbitrary<Record<string, string>>;
}

const PARAMS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  no: fc.constantFrom('1', '2', '3'),
  code: fc.constantFrom('64', '64.09', '6409', '64.09.01.1001', '64.99'),
};

const fragmentName = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(...LIGHT_NAMES) },
  { weight: 1, arbitrary: fc.constantFrom(...FRAGMENT_NAMES) },
);
const place = fc.nat({ max: 10_000 });
const nasty = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...NASTY_TEXTS) },
  {
    weight: 1,
    arbitrary: fc.string({ unit: 'binary', maxLength: 30 }).map((text) => encodeURIComponent(text.toWellFormed())),
  },
);

function faultFor({ params, query, body, method }: RouteContract): fc.Arbitrary<Fault> {
  const kinds: fc.WeightedArbitrary<Fault>[] = [
    { weight: 2, arbitrary: headerFault },
    { weight: 1, arbitrary: cookieFault },
  ];
  if (body) kinds.push({ weight: 12, arbitrary: jsonFault });
  if (method !== 'GET' && method !== 'HEAD') kinds.push({ weight: 2, arbitrary: bodyFault });
  if (params) kinds.push({ weight: 6, arbitrary: fc.record({ in: fc.constant('param'), at: place, text: nasty }) });
  kinds.push({ weight: query ? 6 : 2, arbitrary: queryFault });
  return fc.oneof(...kinds);
}

const jsonFault: fc.Arbitrary<Fault> = fc.record({
  in: fc.constant('json'),
  at: place,
  act: fc.constantFrom('replace', 'replace', 'replace', 'insert', 'duplicate', 'drop'),
  field: fc.constantFrom('__proto__', 'constructor', ...FOREIGN_FIELDS),
  with: fragmentName,
});
const bodyFault: fc.Arbitrary<Fault> = fc.record({
  in: fc.constant('body'),
  act: fc.constantFrom(...BODY_ACTS),
  at: place,
});
const queryFault: fc.Arbitrary<Fault> = fc.record({
  in: fc.constant('query'),
  act: fc.constantFrom('value', 'again', 'unknown', 'brackets'),
  at: place,
  text: nasty,
});
const headerFault: fc.Arbitrary<Fault> = fc
  .constantFrom(...NASTY_HEADERS)
  .map(([name, value]) => ({ in: 'header', name, value }));
const cookieFault: fc.Arbitrary<Fault> = fc.constantFrom(...COOKIE_ACTS).map((act) => ({ in: 'cookie', act }));
