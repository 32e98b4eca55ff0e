import type { HTTPMethods, InjectOptions, LightMyRequestResponse } from 'fastify';
import type { Cell } from './cells.ts';
import { EXPECTED_LINES, SEE_TOTALS, type Subject } from './expected-rights.ts';
import { A, type AccountRole, covers, nowhereLike, SEAT, seatIn } from './places.ts';
import { PLAIN } from './sheet-states.ts';
import { sheetIdAt, type World } from './world.ts';

/** A request, and the parts of it that an answer may repeat. */
export type Call = { readonly inject: InjectOptions; readonly echo: readonly string[]; readonly id: string };
const NO_STATION = 998;
/** A region where nobody has an account. */
const PEOPLELESS = { region: '65', village: A };
/** What a request is about: for a twin all of it is made up. */
type Record = { readonly id: string; readonly region: string; readonly village: string; readonly contest: string };

/** The request of a cell; `fresh`: the record will be another one afterwards, so that it must be this cell's own. */
export async function callOf(cell: Cell, world: World, fresh: boolean): Promise<Call> {
  const region = cell.place?.region ?? SEAT.regency_desk;
  const village = cell.relation === 'none' ? A : (cell.place?.village ?? A);
  const id = await recordId(cell, world, fresh);
  const contest = contestOf(cell);
  return request(cell, world, { id, region, village, contest });
}

/** The same request about something that does not exist, of the same shape and length. */
export function twinOf(cell: Cell, world: World, { id }: Call): Call {
  const place = cell.place ?? { region: SEAT.regency_desk, village: A };
  const { region, village } = isAbout(cell, 'people of a region') ? PEOPLELESS : nowhereLike(place);
  // The name of a foreign election is no more known than its stations.
  const sheet = id.replace('tetangga', 'tetanggx').replace(id.split(':')[2] ?? '', village);
  const contest = contestOf(cell).replace('63', '99').replace('64.71', '64.99');
  return request(cell, world, { id: isAbout(cell, 'sheet') ? sheet : world.nobody, region, village, contest });
}

function contestOf({ variant }: Cell): string {
  return variant?.startsWith('contest ') ? variant.slice('contest '.length) : '';
}

function isAbout({ route }: Cell, subject: Subject): boolean {
  return EXPECTED_LINES[route]?.on === subject;
}

async function recordId(cell: Cell, world: World, fresh: boolean): Promise<string> {
  const { role, place, relation, target, state } = cell;
  const village = place?.village ?? A;
  const on = EXPECTED_LINES[cell.route]?.on;
  if (on === 'sheet' && relation === 'none') return sheetIdAt(A, NO_STATION);
  if (on === 'sheet') return world.sheet(village, state ?? PLAIN, sheetUse(cell, fresh)).id;
  if (role === 'public') return world.nobody;
  if (on === 'new role' && state !== null)
    return (fresh ? await world.newcomer('village_operator', A) : world.resident('village_operator', A)).account;
  if (relation === 'none') return world.nobody;
  const own = target === 'self';
  if (on === 'own submission') return own ? world.own(role).submission : world.photo(village).submission;
  if (on === 'own photo') return own ? world.own(role).photo : world.photo(village).half;
  if (on === 'photo') return world.photo(village).whole;
  if (cell.variant !== null || target === null || on === 'new people') return world.nobody;
  if (on === 'session' && own) return (await world.another(role)).session;
  if (on === 'device' && own) return (await world.another(role)).device;
  if (own) return world.person(role).account;
  const region = place?.region as string;
  const person = fresh
    ? await world.newcomer(target as AccountRole, region)
    : world.resident(target as AccountRole, region);
  return on === 'session' ? person.session : on === 'device' ? person.device : person.account;
}

/** Who changes a sheet, or is to be its author, has one of their own; all others ask about the same one. */
export function sheetUse({ route, role, state }: Cell, changes: boolean): string {
  return changes || state?.by === 'the actor' ? `${route} ${role}` : 'shared';
}

function request(cell: Cell, world: World, record: Record): Call {
  const { route, role, variant } = cell;
  const [method, path] = route.split(' ') as [HTTPMethods, string];
  const { query = {}, payload, headers, remoteAddress } = parts(cell, world, record);
  const sought = new URLSearchParams(query).toString();
  const url = path.replace(':code', record.region).replace(':id', encodeURIComponent(record.id)).replace(':no', '1');
  return {
    inject: {
      method,
      url: sought === '' ? url : `${url}?${sought}`,
      headers: { ...(role === 'public' ? {} : world.person(role).headers), ...headers },
      ...(payload === undefined ? {} : { payload }),
      remoteAddress: variant === 'from elsewhere' ? '10.1.2.3' : (remoteAddress ?? '127.0.0.1'),
    },
    echo: echoed(cell, record),
    id: record.id,
  };
}

/** What of the record the request itself names. */
function echoed(cell: Cell, { id, region, village, contest }: Record): readonly string[] {
  if (contest !== '') return [contest];
  if (isAbout(cell, 'sheet')) return [id, id.split(':')[0] as string, village];
  return cell.route.includes(':id') || cell.route.includes('/photos') || cell.target !== null ? [id] : [region];
}

type Parts = {
  readonly query?: { [name: string]: string };
  readonly payload?: object | string | Buffer;
  readonly headers?: { [name: string]: string };
  readonly remoteAddress?: string;
};

function parts(cell: Cell, world: World, record: Record): Parts {
  const { variant, target, place } = cell;
  const region: { [name: string]: string } = variant === 'no region asked' ? {} : { region: record.region };
  switch (cell.route) {
    case 'POST /api/v1/activations':
      return { payload: { code: 'ABCD-EFGH-JKLM', password: WRONG }, remoteAddress: world.newAddress() };
    case 'POST /api/v1/sessions':
      return { payload: { user: world.newName(), password: WRONG }, remoteAddress: world.newAddress() };
    case 'PUT /api/v1/me/assignment':
      return { payload: { no: 1 } };
    case 'PUT /api/v1/me/password':
      return { payload: { current: WRONG, next: `${WRONG} lagi` }, remoteAddress: world.newAddress() };
    case 'PUT /api/v1/me/pending':
      return { payload: { count: 3, bytes: 100 } };
    case 'GET /api/v1/sessions':
    case 'GET /api/v1/devices':
      return variant === null ? { query: { account: record.id } } : {};
    case 'POST /api/v1/accounts': {
      const at = seatIn(place as never, target as AccountRole) as string;
      return { payload: { accounts: [{ name: world.newName(), role: target, region: at }] } };
    }
    case 'POST /api/v1/accounts/file': {
      const at = seatIn(place as never, target as AccountRole) as string;
      const text = `name,role,region\n${world.newName()},${target},${at}\n`;
      return { query: { dryRun: 'true' }, payload: text, headers: { 'content-type': 'text/csv' } };
    }
    case 'GET /api/v1/accounts':
      return { query: { ...region, limit: '200' } };
    case 'POST /api/v1/accounts/:id/end':
      return { payload: { reason: 'selesai bertugas' } };
    case 'POST /api/v1/accounts/:id/assignments':
      return {
        payload:
          cell.state === null
            ? { role: 'village_operator', region: A }
            : { role: target, region: seatIn(place as never, target as AccountRole) },
      };
    case 'GET /api/v1/regions':
      return { query: { within: record.region } };
    case 'GET /api/v1/tally':
    case 'GET /api/v1/sheets': {
      const asked = { ...region, ...(cell.route.endsWith('/sheets') ? { limit: '200' } : { children: 'true' }) };
      if (!variant?.startsWith('contest ')) return { query: { contest: 'gubernur', ...asked } };
      return { query: { contest: record.contest } };
    }
    case 'POST /api/v1/sheets':
      return { payload: { submissions: [world.submission(record.id, record.village)] } };
    case 'POST /api/v1/sheets/:id/return':
      return { payload: { id: world.nextId(), revision: 1, reason: 'angka terbalik' } };
    case 'GET /api/v1/me/tasks':
      return { query: region };
    case 'POST /api/v1/photos':
      return { payload: { submission: record.id, page: 1, length: 500, sha256: 'ab'.repeat(32) } };
    case 'PATCH /api/v1/photos/:id':
      return {
        payload: Buffer.from('potongan'),
        headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': '7' },
      };
    default:
      return {};
  }
}

const WRONG = 'bukan sandi siapa pun';

/** The answer in the words of the expectations. */
export function gist(cell: Cell, reply: LightMyRequestResponse): string {
  const { statusCode: status } = reply;
  if (status >= 400) return reply.body === '' ? String(status) : `${status} ${reply.json().code}`;
  const seat = cell.role === 'public' ? '' : SEAT[cell.role];
  if (status !== 200) return String(status);
  const body = () => reply.json();
  switch (cell.route) {
    case 'GET /api/v1/me':
      return `200 ${body().region === seat && body().role === cell.role ? 'own' : 'of another'}`;
    case 'GET /api/v1/elections': {
      const contests = body().elections.flatMap((election: { contests: { id: string }[] }) => election.contests);
      return `200 ${contests.map(({ id }: { id: string }) => id).join(' ')}`;
    }
    case 'GET /api/v1/tally':
      return cell.variant?.startsWith('contest ') ? '200' : tallyGist(cell, body());
    case 'GET /api/v1/sheets':
      return cell.variant?.startsWith('contest ')
        ? '200'
        : `200 total=${body().total}${strangers(seat, body().sheets)}`;
    case 'GET /api/v1/me/tasks':
      return `200 tasks=${body().tasks.length}${strangers(seat, [...body().tasks, ...body().villages])}`;
    case 'GET /api/v1/accounts': {
      const roles = body().accounts.flatMap((account: { assignments: unknown[] }) => account.assignments);
      return `200 total=${body().total}${strangers(seat, roles)}`;
    }
    case 'GET /api/v1/devices':
      return cell.variant === null ? '200' : `200 devices=${body().devices.length}`;
    case 'POST /api/v1/accounts':
    case 'POST /api/v1/accounts/file':
      return body().errors.length === 0 ? '200 made' : `200 refused ${body().errors[0].code}`;
    case 'POST /api/v1/sheets': {
      const [receipt] = body().receipts;
      return `200 ${receipt.outcome}${receipt.problem ? ` ${receipt.problem.code}` : ''}`;
    }
    case 'POST /api/v1/sheets/:id/return':
      return `200 ${body().outcome}`;
    default:
      return '200';
  }
}

type TallyBody = {
  readonly region: string;
  readonly expected: number;
  readonly received: number;
  readonly totals?: { readonly all: { readonly total_votes: number } };
  readonly children?: readonly { readonly region: string; readonly totals?: unknown }[];
};

function tallyGist({ role }: Cell, { region, expected, received, totals, children = [] }: TallyBody): string {
  const outside = children.filter((child) => !covers(region, child.region));
  const told = children.filter((child) => 'totals' in child && !SEE_TOTALS.includes(role));
  const leaks = [...outside, ...told].map((child) => ` LEAKS ${child.region}`).join('');
  return `200 ${region} expected=${expected} received=${received} votes=${totals?.all.total_votes ?? 'none'}${leaks}`;
}

/** What a list holds of regions that are not the reader's. */
function strangers(seat: string, items: readonly { readonly region: string }[]): string {
  const foreign = new Set(items.map(({ region }) => region).filter((region) => !covers(seat, region)));
  return [...foreign].map((region) => ` LEAKS ${region}`).join('');
}
