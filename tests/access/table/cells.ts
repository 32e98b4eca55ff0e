import { EXPECTED_LINES, type Subject } from './expected-rights.ts';
import {
  ACCOUNT_ROLES,
  type AccountRole,
  ALL_ROLES,
  type AnyRole,
  covers,
  ladderRole,
  levelOf,
  type Place,
  placeOf,
  RELATIONS,
  type Relation,
  SEAT,
  seatIn,
} from './places.ts';
import { nameOfState, OTHER_AUTHORS, PLAIN, SHEET_STATES, type SheetState } from './sheet-states.ts';

/** One question to the server: who asks, which route, about what. */
export type Cell = {
  readonly route: string;
  readonly role: AnyRole;
  readonly relation: Relation | null;
  readonly place: Place | null;
  readonly state: SheetState | null;
  /** the role of the person that it is about, or that is to be given; `self`: the caller's own record */
  readonly target: AccountRole | 'self' | null;
  readonly variant: Variant | null;
};
export type Variant = 'from elsewhere' | 'no region asked' | 'no person asked' | (typeof FOREIGN_CONTESTS)[number];
/** A contest of the neighbouring province, and one of the neighbouring city. */
export const FOREIGN_CONTESTS = ['contest gubernur-63', 'contest walikota-64.71'] as const;

/**
 * A reduced table asks every role at every route that needs a session, inside and outside its region, about a sheet in
 * one state, and about two people: one of the ladder, and an auditor.
 */
export type Extent = 'full' | 'reduced';
type Axes = Partial<Pick<Cell, 'relation' | 'place' | 'state' | 'target' | 'variant'>>;

export function allCells(extent: Extent = 'full'): Cell[] {
  const relations = extent === 'full' ? RELATIONS : REDUCED;
  return Object.entries(EXPECTED_LINES).flatMap(([route, { who, on }]) =>
    (extent === 'reduced' && typeof who === 'string' ? SOME_ROLES : ALL_ROLES).flatMap((role) =>
      [...axesOf(route, on, { role, relations, extent })].map((axes) => cellOf(route, role, axes)),
    ),
  );
}

const REDUCED: readonly Relation[] = ['own', 'sibling'];
const SOME_ROLES: readonly AnyRole[] = ['regency_desk', 'public'];
const EMPTY: Omit<Cell, 'route' | 'role'> = { relation: null, place: null, state: null, target: null, variant: null };

function cellOf(route: string, role: AnyRole, axes: Axes): Cell {
  return { ...EMPTY, route, role, ...axes };
}

type Asking = { readonly role: AnyRole; readonly relations: readonly Relation[]; readonly extent: Extent };

function* axesOf(route: string, on: Subject, asking: Asking): Generator<Axes> {
  const { role } = asking;
  if (on === 'nothing') {
    yield {};
    if (!route.includes('/api/')) yield { variant: 'from elsewhere' };
  } else if (on === 'own session' || on === 'contests of the region') yield {};
  else if (on === 'names of regions' || on === 'photo') yield* related(asking);
  else if (on.endsWith('of a region') || on === 'own tasks') {
    yield { variant: 'no region asked' };
    yield* related(asking);
    if (on.startsWith('figures') || on.startsWith('sheets')) for (const variant of FOREIGN_CONTESTS) yield { variant };
  } else if (on === 'sheet') yield* sheets(route, asking);
  else if (on === 'own submission' || on === 'own photo') {
    yield* related(asking);
    if (role !== 'public') yield { target: 'self' };
  } else if (on === 'new people') {
    for (const axes of related(asking))
      for (const target of rolesOf(ACCOUNT_ROLES, axes.place, asking)) yield { ...axes, target };
  } else {
    if (on.endsWith('of a person')) yield { variant: 'no person asked' };
    if (role !== 'public') yield { target: 'self' };
    for (const axes of related(asking))
      for (const target of rolesOf(residents(axes.place), axes.place, asking)) yield { ...axes, target };
    if (on === 'new role')
      for (const axes of related(asking))
        for (const target of rolesOf(ACCOUNT_ROLES, axes.place, asking)) yield { ...axes, target, state: PLAIN };
  }
}

function* related({ role, relations }: Asking): Generator<{ relation: Relation; place: Place }> {
  for (const relation of relations) {
    const place = placeOf(role, relation);
    if (place) yield { relation, place };
  }
}

function* sheets(route: string, asking: Asking): Generator<Axes> {
  const states = asking.extent === 'full' ? SHEET_STATES : [PLAIN];
  const authors = route.endsWith('/return') ? OTHER_AUTHORS : [];
  for (const axes of related(asking)) {
    if (axes.relation === 'none') yield { ...axes, state: PLAIN };
    else
      for (const state of [...states, ...authors])
        if (state.by !== 'the actor' || mayBeAuthor(asking.role, axes.place)) yield { ...axes, state };
  }
}

/** A verifier's own entry, from paper for below. */
function mayBeAuthor(role: AnyRole, { village }: Place): boolean {
  return (role === 'district_verifier' || role === 'regency_desk') && covers(SEAT[role], village);
}

function rolesOf(roles: readonly AccountRole[], place: Place, { extent }: Asking): readonly AccountRole[] {
  const asked =
    extent === 'full' ? roles : roles.filter((role) => role === 'auditor' || role === ladderRole(place.region));
  return asked.filter((role) => seatIn(place, role) !== null);
}

/** Who sits in a region: the ladder's role, and in a kabupaten or province the others, too. */
export function residents({ region }: Place): readonly AccountRole[] {
  const others = ['leader', 'data_admin', 'technical_admin', 'auditor', 'integration'] as const;
  return ['regency', 'province'].includes(levelOf(region)) ? [ladderRole(region), ...others] : [ladderRole(region)];
}

export function nameOfCell({ route, role, relation, place, state, target, variant }: Cell): string {
  const about = [relation && `${relation} (${place?.region})`, state && nameOfState(state), target, variant].filter(
    (part) => part !== null,
  );
  return [route, role, ...about].join(' · ');
}
