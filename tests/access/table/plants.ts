import type { AccountRole } from './places.ts';

/** A mistake of one line, as somebody could make it. */
export type Plant = TextPlant | RolePlant | { readonly name: 'nothing' };
/** The text must be found in the file exactly once; the program is loaded anew with it. */
export type TextPlant = { readonly name: string; readonly file: string; readonly find: string; readonly put: string };
/** One role more or less in the table of rights that the server is given. */
export type RolePlant = {
  readonly name: string;
  readonly permission: string;
  readonly role: AccountRole;
  readonly has: boolean;
};

const RIGHTS = 'src/access/domain/rights.ts';

/** The first plants nothing: the reduced table itself must be without a difference. */
export const PLANTS: readonly Plant[] = [
  { name: 'nothing' },
  withRole('totals.read', 'village_operator'),
  withRole('accounts.grant', 'technical_admin'),
  withRole('accounts.end', 'data_admin'),
  withRole('sheets.return', 'village_operator'),
  withRole('sheets.submit', 'leader'),
  withRole('photos.read', 'technical_admin'),
  withRole('phones.read', 'auditor'),
  withoutRole('devices.end', 'technical_admin'),
  withoutRole('sheets.lease', 'province_desk'),
  withoutRole('coverage.read', 'auditor'),
  withoutRole('self.hand-in', 'regency_desk'),
  {
    name: 'role added: regency_desk gives auditor',
    file: RIGHTS,
    find: "regency_desk: ['village_operator'",
    put: "regency_desk: ['auditor', 'village_operator'",
  },
  {
    name: 'the gate asks for a session only',
    file: 'src/access/http/gate.ts',
    find: 'return hasPermission(rights, request.liveSession.actor, rule) ?',
    put: 'return true ?',
  },
  {
    name: 'scope ignored: every region is the own one',
    file: RIGHTS,
    find: 'return !actor.ended && isWithin(region, actor.region);\n}\n\nexport function mayDo',
    put: 'return !actor.ended;\n}\n\nexport function mayDo',
  },
  {
    name: 'scope ignored: region of a role that is given',
    file: RIGHTS,
    find: '?.includes(role) ?? false) && isWithin(region, actor.region)',
    put: '?.includes(role) ?? false)',
  },
  {
    name: 'scope ignored: region of figures',
    file: 'src/results/reading/question-scope.ts',
    find: 'area !== null && !isInScope(actor, area)',
    put: 'area === null',
  },
  {
    name: 'scope ignored: address of a sheet',
    file: 'src/results/reading/read-sheet.ts',
    find: ' || !isInScope(actor, region)) return unknown',
    put: ') return unknown',
  },
  {
    name: 'scope ignored: photo',
    file: 'src/results/routes/photos.ts',
    find: ' || !isInScope(actorOf(request), photo.village as never)',
    put: '',
  },
  {
    name: 'scope ignored: tasks',
    file: 'src/results/reading/tasks/task-region.ts',
    find: '!isKnown || !own.some(({ region }) => isWithin(area, region))',
    put: '!isKnown',
  },
  {
    name: 'scope ignored: submission',
    file: 'src/results/intake/prepare-submission.ts',
    find: 'isWithin(region, actor.region) ? { actor, isLost: actor.ended ?? false } : null',
    put: '{ actor, isLost: actor.ended ?? false }',
  },
  {
    name: 'scope ignored: list of people',
    file: 'src/access/reading/list-people.ts',
    find: 'if (isWithin(asked, own)) return asked;',
    put: 'return asked;',
  },
  {
    name: 'scope ignored: session of another',
    file: 'src/access/commands/end-session.ts',
    find: "'devices.end') && isVisible(actor, assignments, at)",
    put: "'devices.end')",
  },
  {
    name: 'scope ignored: contests',
    file: 'src/elections/scoped-book.ts',
    find: "actor.region === 'national' && !actor.ended",
    put: '!actor.ended',
  },
  {
    name: 'a photo is everybody’s to go on with',
    file: 'src/results/photos/own-photo.ts',
    find: 'photo.by === actor.id && ',
    put: '',
  },
  {
    name: 'sessions of others without the permission',
    file: 'src/access/routes/devices.ts',
    find: "!hasPermission(desk.rights, actor, 'devices.read')",
    put: 'false',
  },
  {
    name: 'the own account may be changed',
    file: 'src/access/change-account.ts',
    find: 'account.id === actor.id',
    put: "account.id === ''",
  },
  {
    name: 'accounts above the own desk may be changed',
    file: 'src/access/change-account.ts',
    find: "return isWithinGift(actor, assignments, at) ? null : accessProblem('not-yours-to-give')",
    put: 'return null',
  },
  {
    name: 'another region answers that it exists',
    file: 'src/access/reading/find-visible.ts',
    find: 'accept(id) : refuse(unknownAccount(account))',
    put: 'accept(id) : refuse({ ...unknownAccount(account), status: assignments.length > 0 ? 403 : 404 })',
  },
];

/** Of a kind with others above, and each needs the whole program loaded once more. */
export const ALSO_BY_COMMAND: readonly string[] = [
  'scope ignored: region of figures',
  'scope ignored: address of a sheet',
  'scope ignored: photo',
  'scope ignored: session of another',
  'scope ignored: list of people',
  'the gate asks for a session only',
];

function withRole(permission: string, role: AccountRole): RolePlant {
  return { name: `role added: ${permission} for ${role}`, permission, role, has: true };
}

function withoutRole(permission: string, role: AccountRole): RolePlant {
  return { name: `role removed: ${permission} for ${role}`, permission, role, has: false };
}
