import type { Cell } from './cells.ts';
import {
  END_DEVICES,
  EXPECTED_GRANTS,
  EXPECTED_LINES,
  mayAtAll,
  SEE_DEVICES,
  SEE_TOTALS,
  standsAbove,
} from './expected-rights.ts';
import { A, type AccountRole, covers, SEAT, seatIn } from './places.ts';
import type { Base } from './sheet-states.ts';

/** What there is in the world, as far as lists and totals show it. */
export type Facts = {
  readonly stations: readonly { readonly village: string; readonly base: Base; readonly votes: number }[];
  readonly contests: readonly { readonly id: string; readonly area: string }[];
  readonly people: readonly { readonly id: string; readonly region: string }[];
  /** people whose phones said that they still hold something */
  readonly holding: readonly { readonly region: string }[];
};

/** The answers that fit, in the words of `calls.ts`; hidden: as if the record did not exist; changes: it is another one afterwards. */
export type Verdict = { readonly answers: readonly string[]; readonly hidden: boolean; readonly changes: boolean };

const answered = (...answers: string[]): Verdict => ({ answers, hidden: false, changes: false });
const changed = (answer: string): Verdict => ({ answers: [answer], hidden: false, changes: true });
const hidden = (...answers: string[]): Verdict => ({ answers, hidden: true, changes: false });

export function expectedVerdict(cell: Cell, facts: Facts): Verdict {
  const line = EXPECTED_LINES[cell.route];
  if (!line) throw new Error(`${cell.route} has no line`);
  if (line.who === 'this machine')
    return answered(cell.variant === 'from elsewhere' ? '403 access.machine-only' : '200');
  if (line.who === 'anyone') return anyone(cell.route);
  if (cell.role === 'public') return answered('401 access.log-in-needed');
  if (!mayAtAll(cell.role, line)) return answered('403 access.no-right');
  return allowed(cell, facts, SEAT[cell.role]);
}

function anyone(route: string): Verdict {
  if (route.endsWith('/activations')) return answered('401 access.wrong-code');
  return answered(route.endsWith('/sessions') ? '401 access.wrong-log-in' : '200');
}

/** The role may in general; the rest hangs on the record and on where it lies. */
function allowed(cell: Cell, facts: Facts, seat: string): Verdict {
  const exists = cell.relation !== 'none';
  const region = cell.place?.region ?? seat;
  const seesRegion = exists && covers(seat, region);
  const seesVillage = exists && covers(seat, cell.place?.village ?? A);
  switch (EXPECTED_LINES[cell.route]?.on) {
    case 'own session':
      return ownSession(cell.route);
    case 'names of regions':
      return namesOfRegions(cell, exists);
    case 'contests of the region':
      return answered(`200 ${seen(facts, seat).join(' ')}`);
    case 'figures of a region':
      return (
        foreignContest(cell, seat) ??
        (seesRegion ? answered(tally(cell, facts, region)) : hidden('404 regions.unknown'))
      );
    case 'sheets of a region':
      return (
        foreignContest(cell, seat) ??
        (seesRegion ? answered(`200 total=${inside(facts.stations, region).length}`) : hidden('404 regions.unknown'))
      );
    case 'own tasks':
      return seesRegion ? answered(`200 tasks=${tasks(facts, region)}`) : hidden('404 regions.unknown');
    case 'people of a region':
      return people(facts, seat, exists ? region : null);
    case 'sheet':
      return sheet(cell, seesVillage);
    case 'photo':
      return seesVillage ? answered('200') : hidden('404 results.unknown-photo');
    case 'own submission':
      return cell.target === 'self' ? answered('200') : hidden('404 results.unknown-submission');
    case 'own photo':
      if (cell.target !== 'self') return hidden(cell.route.startsWith('HEAD') ? '404' : '404 results.unknown-photo');
      return answered(cell.route.startsWith('HEAD') ? '200' : '409 results.wrong-offset');
    default:
      return aboutPeople(cell, facts, { seat, seesRegion });
  }
}

function ownSession(route: string): Verdict {
  if (route === 'GET /api/v1/me') return answered('200 own');
  if (route.endsWith('/password')) return answered('401 access.wrong-log-in');
  return answered(route.endsWith('/pending') ? '204' : '200');
}

/** Codes and names of regions are a public list of the ministry: the same for everybody with an account. */
function namesOfRegions({ route, place }: Cell, exists: boolean): Verdict {
  if (!exists) return answered('404 regions.unknown');
  // `national` is an area, and no row of the list.
  if (place?.region === 'national' && route.endsWith('/:code')) return answered('400 regions.not-a-code');
  return route.endsWith('/map') ? answered('200', '404 regions.no-map') : answered('200');
}

/**
 * “An empty list that is empty because of scope says so” (issue: rights): a wider region is narrowed to the own one, and of
 * another the list is empty, whoever is there. Names of regions are public, so one that does not exist may be called so.
 */
function people(facts: Facts, seat: string, region: string | null): Verdict {
  if (region === null) return answered('404 regions.unknown');
  if (!covers(seat, region)) return hidden('404 regions.unknown');
  return answered(`200 total=${facts.people.filter((person) => covers(region, person.region)).length}`);
}

/** A contest is seen by whose region it touches. */
function seen(facts: Facts, seat: string): string[] {
  return facts.contests.filter(({ area }) => touches(area, seat)).map(({ id }) => id);
}

function touches(area: string, seat: string): boolean {
  return covers(area, seat) || covers(seat, area);
}

function foreignContest({ variant }: Cell, seat: string): Verdict | null {
  if (!variant?.startsWith('contest ')) return null;
  const area = variant.split('-')[1] as string;
  return touches(area, seat)
    ? answered('200')
    : hidden('404 elections.unknown-election', '404 results.unknown-contest');
}

function inside<Item extends { readonly village: string }>(items: readonly Item[], region: string): Item[] {
  return items.filter(({ village }) => village.startsWith('64.') && covers(region, village));
}

function tally({ role }: Cell, facts: Facts, region: string): string {
  const stations = inside(facts.stations, region);
  const counting = stations.filter(({ base }) => base !== 'none' && base !== 'void');
  const votes = counting.reduce((sum, item) => sum + item.votes, 0);
  const totals = SEE_TOTALS.includes(role) ? votes : 'none';
  return `200 ${region} expected=${stations.length} received=${counting.length} votes=${totals}`;
}

/** One task for each station and contest of it. */
function tasks(facts: Facts, region: string): number {
  return inside(facts.stations, region).reduce(
    (sum, { village }) => sum + facts.contests.filter(({ area }) => covers(area, village)).length,
    0,
  );
}

function sheet(cell: Cell, sees: boolean): Verdict {
  const { route, state, role } = cell;
  const base = state?.base ?? 'none';
  if (route === 'POST /api/v1/sheets') {
    if (!sees) return hidden('200 refused results.unknown-station', '200 refused results.unknown-election');
    return base === 'none' || base === 'void' ? changed('200 accepted') : answered('200 unchanged');
  }
  if (!sees) return hidden('404 results.unknown-sheet');
  if (route.endsWith('/picture')) return answered('404 results.no-picture');
  if (route.startsWith('DELETE')) return answered('204');
  if (!route.endsWith('/return')) return answered('200');
  if (base !== 'submitted') return answered('409 results.not-in-this-state');
  const isActor = state?.by === 'the actor';
  const author = isActor ? role : (state?.by as AccountRole);
  return standsAbove(role, author, isActor) ? changed('200 returned') : answered('403 results.not-above');
}

type Whose = { readonly seat: string; readonly seesRegion: boolean };

function aboutPeople(cell: Cell, facts: Facts, { seat, seesRegion }: Whose): Verdict {
  const { route, role, target, variant } = cell;
  const grants = EXPECTED_GRANTS[role] ?? [];
  const unknown = hidden('404 access.unknown-account');
  switch (EXPECTED_LINES[route]?.on) {
    case 'new people': {
      const region = seatIn(cell.place as never, target as AccountRole) as string;
      return given(cell, covers(seat, region) && grants.includes(target as AccountRole));
    }
    case 'sessions of a person':
      if (variant || target === 'self') return answered('200');
      if (!SEE_DEVICES.includes(role)) return answered('403 access.no-right');
      return seesRegion ? answered('200') : unknown;
    case 'session':
      if (target === 'self') return changed('204');
      return END_DEVICES.includes(role) && seesRegion ? changed('204') : hidden('404 access.unknown-session');
    case 'devices of a person':
      if (variant) return answered(`200 devices=${facts.holding.filter(({ region }) => covers(seat, region)).length}`);
      return target === 'self' || seesRegion ? answered('200') : unknown;
    case 'device':
      return target === 'self' || seesRegion ? changed('204') : hidden('404 access.unknown-device');
    case 'account':
      return target === 'self' || seesRegion ? answered('200') : unknown;
    case 'account to change':
      if (target === 'self') return answered('403 access.own-account');
      if (!seesRegion) return unknown;
      if (!grants.includes(target as AccountRole)) return answered('403 access.not-yours-to-give');
      return changed(route.endsWith('/code') ? '200' : '204');
    case 'new role':
      if (target === 'self') return answered('403 access.own-account');
      if (cell.state !== null) {
        const region = seatIn(cell.place as never, target as AccountRole) as string;
        return given(cell, covers(seat, region) && grants.includes(target as AccountRole));
      }
      // What counts is the role that is given: what the person is already stays as it is.
      return seesRegion ? changed('200') : unknown;
    default:
      throw new Error(`${route}: what is it about?`);
  }
}

/** Whether a role in a region may be given. The names of regions are public, so a refusal may say that one is not yours. */
function given({ route, relation }: Cell, may: boolean): Verdict {
  const isRole = route.endsWith('/assignments');
  if (may && relation !== 'none') return changed(isRole ? '200' : '200 made');
  const status = isRole ? '' : '200 refused ';
  const codes =
    relation === 'none'
      ? ['regions.unknown', 'access.not-yours-to-give']
      : ['access.not-yours-to-give', 'regions.unknown'];
  // Of a row it is said which column does not fit.
  if (!isRole) codes.push('access.outside-own');
  return answered(
    ...codes.map((code) => (isRole ? `${code === 'regions.unknown' ? 404 : 403} ${code}` : `${status}${code}`)),
  );
}
