import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Problem } from '#kernel/problem.ts';
import { type Result, refuse } from '#kernel/result.ts';
import { turns } from '#platform/turns.ts';
import type { PasswordDesk } from '../access-desk.ts';
import { activate } from '../commands/activate.ts';
import { logIn } from '../commands/log-in.ts';
import { activateContract, logInContract } from '../contract/entry.ts';
import { DEVICE_COOKIE, joinTokens, readTokens, SESSION_COOKIE, setCookie } from '../http/cookies.ts';
import { sendRefusal } from '../http/refuse.ts';
import { accessProblem } from '../problems.ts';
import { describeMe } from '../reading/describe-person.ts';
import { type Browser, DEVICES_PER_BROWSER_MAX, type DeviceInput, type StartedSession } from '../start-session.ts';

export type EntryDesk = PasswordDesk & { readonly secureCookies: boolean };

const YEAR_SECONDS = 31_536_000;
/** Only these ask which devices a browser is; a sheet on a thin line need not carry that. */
const DOORS = [activateContract.path, logInContract.path];
/**
 * One compares its password while two others are with the database. More would come in no sooner, and on a morning on
 * which everybody logs in they would hold every connection while sheets wait.
 */
const ENTERING = { atOnce: 3, waitingMax: 2000 };

/** The two doors: a one-time code, and a name with its password. */
export function entryRoutes(server: FastifyInstance, desk: EntryDesk): void {
  const app = server.withTypeProvider<TypeBoxTypeProvider>();
  const entering = turns(ENTERING);
  const inTurn = async (work: () => Promise<Result<StartedSession, Problem>>) =>
    (await entering.take(work)) ?? refuse(accessProblem('busy'));

  app.post(activateContract.path, { schema: { body: activateContract.body } }, async (request, reply) => {
    const { code, password, device } = request.body;
    const browser = browserOf(request, device);
    return enter(desk, reply, await inTurn(() => activate(desk, { code, password, browser })));
  });

  app.post(logInContract.path, { schema: { body: logInContract.body } }, async (request, reply) => {
    const { user, password, device } = request.body;
    const browser = browserOf(request, device);
    return enter(desk, reply, await inTurn(() => logIn(desk, { user, password, browser })));
  });
}

function browserOf(request: FastifyRequest, device: DeviceInput | undefined): Browser {
  return { device, deviceTokens: readTokens(request, DEVICE_COOKIE, DEVICES_PER_BROWSER_MAX), address: request.ip };
}

function enter(desk: EntryDesk, reply: FastifyReply, entered: Result<StartedSession, Problem>): FastifyReply {
  if (!entered.ok) return sendRefusal(reply, entered.problem);
  const { session, sessionToken, seconds, deviceTokens } = entered.value;
  const secure = desk.secureCookies;
  setCookie(reply, { name: SESSION_COOKIE, value: sessionToken, maxAgeSeconds: seconds, secure });
  const devices = { name: DEVICE_COOKIE, value: joinTokens(deviceTokens), maxAgeSeconds: YEAR_SECONDS, secure };
  for (const path of DOORS) setCookie(reply, { ...devices, path });
  return reply.header('cache-control', 'no-store').send(describeMe(desk, session));
}
