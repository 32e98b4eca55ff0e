import { DEMO_PASSWORD } from '#demo/demo-people.ts';

type Account = { readonly name: string; readonly role: string; readonly region: string };
type Task = { readonly id: string; readonly election: string; readonly contest: string; readonly region: string };
type Named = { readonly contest: string; readonly definition: string };
type Tasks = {
  readonly tasks: readonly (Task & { readonly station: number; readonly round: string; readonly status: string })[];
  readonly elections: readonly { readonly id: string; readonly contests: readonly Named[] }[];
};

/** Somebody of the demo who acts beside the browser that is pictured. */
export type DemoPerson = {
  /** as the browser keeps it */
  readonly cookie: { readonly name: string; readonly value: string; readonly url: string };
  /** the activation code of a new account */
  newAccount(account: Account): Promise<string>;
  /** hands in figures of one's own for a sheet of one's list */
  send(task: string, values: Readonly<Record<string, number>>): Promise<void>;
  sendBack(task: string, reason: string): Promise<void>;
  readText(path: string): Promise<string>;
};

export async function demoPerson(address: string, user: string, ids: () => string): Promise<DemoPerson> {
  const entered = await fetch(`${address}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user, password: DEMO_PASSWORD }),
  });
  if (!entered.ok) throw new Error(`${user} of the demo cannot log in: ${await entered.text()}`);
  const session = entered.headers.getSetCookie().find((cookie) => cookie.startsWith('desk_session=')) ?? '';
  const cookie = session.split(';', 1)[0] as string;

  async function ask(method: string, path: string, body?: unknown): Promise<Response> {
    const headers = { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
    const answer = await fetch(`${address}/api/v1${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  }

  return {
    cookie: { name: 'desk_session', value: cookie.slice(cookie.indexOf('=') + 1), url: address },
    async newAccount(account) {
      const { made } = (await (await ask('POST', '/accounts', { accounts: [account] })).json()) as {
        made: readonly { activationCode: string }[];
      };
      return made[0]?.activationCode ?? '';
    },
    async send(taskId, values) {
      const { tasks, elections } = (await (await ask('GET', '/me/tasks')).json()) as Tasks;
      const task = tasks.find(({ id }) => id === taskId);
      if (!task) throw new Error(`${user} has no task ${taskId}`);
      const { election, contest, region, station, round } = task;
      const named = elections.find(({ id }) => id === election)?.contests.find((one) => one.contest === contest);
      const submission = {
        ...{ election, contest, region, station, round, values },
        id: ids(),
        definition: named?.definition ?? '',
        basis: 0,
        enteredAt: new Date().toISOString(),
      };
      await ask('POST', '/sheets', { submissions: [submission] });
    },
    async sendBack(task, reason) {
      await ask('POST', `/sheets/${encodeURIComponent(task)}/return`, { id: ids(), revision: 1, reason });
    },
    readText: async (path) => (await ask('GET', path)).text(),
  };
}
