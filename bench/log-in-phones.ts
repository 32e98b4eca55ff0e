// The phones of bench/log-ins.ts, in a process of their own: told what to do over its parent's channel.
import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { randomIds, systemClock } from '#platform/clock.ts';
import { fullSheet } from './lib/full-sheet.ts';
import type { BenchPerson, BenchSender, LogInPlan, LogInReply, LogInRun, LogInWish } from './lib/log-in-plan.ts';
import { CANDIDATES } from './lib/national-desk.ts';
import { percentile } from './lib/percentile.ts';

type Phone = { readonly agent: Agent; cookie: string };
type Sender = BenchSender & { readonly phone: Phone; sent: number };

const LOG_INS_AT_ONCE = 4;
const ids = randomIds(systemClock);
let plan: LogInPlan;
let senders: Sender[] = [];

process.on('message', async (wish: LogInWish) => tell(await grant(wish)));
process.on('disconnect', () => process.exit(0));

function tell(reply: LogInReply): void {
  process.send?.(reply);
}

async function grant(wish: LogInWish): Promise<LogInReply> {
  if (wish.kind === 'run') return { kind: 'ran', run: await run(wish) };
  if (wish.kind === 'plan') plan = wish.plan;
  else await enterSenders();
  return { kind: 'done' };
}

async function enterSenders(): Promise<void> {
  senders = plan.senders.map((sender) => ({ ...sender, phone: newPhone(), sent: 0 }));
  const waiting = [...senders];
  const worker = async () => {
    for (let sender = waiting.shift(); sender; sender = waiting.shift()) await logIn(sender.phone, sender);
  };
  await Promise.all(Array.from({ length: LOG_INS_AT_ONCE }, worker));
}

async function run({ spreadMs, lastsMs, sheetsPerS }: Extract<LogInWish, { kind: 'run' }>): Promise<LogInRun> {
  const [logInMs, tasksMs, sheetMs, lateMs]: [number[], number[], number[], number[]] = [[], [], [], []];
  const outcomes: Record<string, number> = {};
  const errors: string[] = [];
  const cpu = process.cpuUsage();
  const start = performance.now();
  let allInMs = 0;

  /** Does the work when it is due; its time runs from then, whether or not this process or a free connection was late. */
  async function at(dueMs: number, times: number[], work: () => Promise<void>): Promise<void> {
    await pause(Math.max(0, start + dueMs - performance.now()));
    lateMs.push(performance.now() - start - dueMs);
    try {
      await work();
      times.push(performance.now() - start - dueMs);
    } catch (error) {
      errors.push(error instanceof Error ? error.message : String(error));
    }
  }

  const entering = plan.people.map(async (person, i) => {
    const phone = newPhone();
    await at((i * spreadMs) / plan.people.length, logInMs, () => logIn(phone, person));
    allInMs = Math.max(allInMs, performance.now() - start);
    if (phone.cookie === '') return;
    await at(performance.now() - start, tasksMs, async () => void (await ask(phone, 'GET', '/api/v1/me/tasks')));
    phone.agent.destroy();
  });
  const count = Math.round((lastsMs * sheetsPerS) / 1000);
  const sending = Array.from({ length: count }, (_, i) => {
    const sender = senders[i % senders.length] as Sender;
    return at((i * 1000) / sheetsPerS, sheetMs, async () => {
      const outcome = await sendNext(sender);
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    });
  });
  await Promise.all([...entering, ...sending]);
  const { user, system } = process.cpuUsage(cpu);
  return { logInMs, tasksMs, sheetMs, allInMs, lateMs: percentile(lateMs, 99), outcomes, errors, cpuUs: user + system };
}

function newPhone(): Phone {
  return { agent: new Agent({ keepAlive: true, maxSockets: 1 }), cookie: '' };
}

async function logIn(phone: Phone, { user, password }: BenchPerson): Promise<void> {
  await ask(phone, 'POST', '/api/v1/sessions', { user, password, device: { kind: 'phone', name: 'HP ukur' } });
  if (phone.cookie === '') throw new Error(`${user} got no session`);
}

/** One sheet a request: what a phone does that has found a minute of signal. */
async function sendNext(sender: Sender): Promise<string> {
  const sheet = sender.sheets[sender.sent++];
  if (!sheet) throw new Error(`${sender.user} has no sheet left to send`);
  const submission = {
    id: ids.next(),
    election: plan.election,
    ...sheet,
    region: sender.village,
    round: 'regular',
    basis: 0,
    values: fullSheet(sender.sent * 7, CANDIDATES),
    enteredAt: new Date().toISOString(),
  };
  const answer = JSON.parse(await ask(sender.phone, 'POST', '/api/v1/sheets', { submissions: [submission] }));
  const [receipt] = (answer as { receipts: { outcome: string; problem?: { code: string } }[] }).receipts;
  return receipt?.problem?.code ?? receipt?.outcome ?? 'none';
}

/** The body of a good answer; the session it sets is kept. */
function ask(phone: Phone, method: string, path: string, body?: unknown): Promise<string> {
  const headers = {
    ...(phone.cookie && { cookie: phone.cookie }),
    ...(body ? { 'content-type': 'application/json' } : {}),
  };
  return new Promise((resolve, reject) => {
    const asked = request(plan.address + path, { method, agent: phone.agent, headers }, (reply) => {
      let text = '';
      reply.setEncoding('utf8');
      reply.on('data', (piece) => (text += piece));
      reply.on('error', reject);
      reply.on('end', () => {
        if (reply.statusCode !== 200)
          return reject(new Error(`${path} answered ${reply.statusCode}: ${text.slice(0, 200)}`));
        const session = reply.headers['set-cookie']?.find((cookie) => cookie.startsWith('desk_session='));
        if (session) phone.cookie = session.split(';', 1)[0] as string;
        resolve(text);
      });
    });
    asked.on('error', reject);
    asked.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
