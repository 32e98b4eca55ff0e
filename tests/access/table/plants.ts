/** A mistake of one line, as somebody could make it; the text must be found in the file exactly once. */
export type Plant = { readonly name: string; readonly file: string; readonly find: string; readonly put: string };

const RIGHTS = 'src/access/domain/rights.ts';

/** The first plants nothing: the reduced table itself must be without a difference. */
export const PLANTS: readonly (Plant | { readonly name: 'nothing' })[] = [
  { name: 'nothing' },
  added('totals.read: village_operator', "'totals.read': [", "'totals.read': ['village_operator', "),
  added(
    'accounts.grant: technical_admin',
    "'accounts.grant': DESKS",
    "'accounts.grant': [...DESKS, 'technical_admin']",
  ),
  added(
    'sheets.return: village_operator',
    "'sheets.return': JUDGING",
    "'sheets.return': [...JUDGING, 'village_operator']",
  ),
  added('photos.read: technical_admin', "'photos.read': SEEING", "'photos.read': [...SEEING, 'technical_admin']"),
  added('sheets.submit: leader', "'sheets.submit': ENTERING", "'sheets.submit': [...ENTERING, 'leader']"),
  added('phones.read: auditor', "'phones.read': [", "'phones.read': ['auditor', "),
  added('accounts.end: data_admin', "'accounts.end': DESKS", "'accounts.end': [...DESKS, 'data_admin']"),
  added(
    'regency_desk gives auditor',
    "regency_desk: ['village_operator'",
    "regency_desk: ['auditor', 'village_operator'",
  ),
  removed(
    'devices.end: technical_admin',
    "'devices.end': ['regency_desk', 'province_desk', 'technical_admin']",
    "'devices.end': DESKS",
  ),
  removed(
    'sheets.lease: province_desk',
    "'regency_desk', 'province_desk'],\n  'sheets.return'",
    "'regency_desk'],\n  'sheets.return'",
  ),
  removed('coverage.read: auditor', "'coverage.read': SEEING", "'coverage.read': SEEING.slice(0, -1)"),
  removed('self.hand-in: regency_desk', "'self.hand-in': ENTERING", "'self.hand-in': ENTERING.slice(0, -1)"),
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
    find: '!isKnown || !isWithin(area, actor.region)',
    put: '!isKnown',
  },
  {
    name: 'scope ignored: submission',
    file: 'src/results/intake/prepare-submission.ts',
    find: '!actor.ended && isWithin(region, actor.region)',
    put: '!actor.ended',
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

function added(name: string, find: string, put: string): Plant {
  return { name: `role added, ${name}`, file: RIGHTS, find, put };
}

function removed(name: string, find: string, put: string): Plant {
  return { name: `role removed, ${name}`, file: RIGHTS, find, put };
}
