import { isWithin, type RegionCode, regencyIdOf } from '#kernel/region-code.ts';
import { uuidV7 } from '#kernel/uuid.ts';
import { admitHeld, refuseHeld } from '#results/commands/decide-held.ts';
import { type JudgeRequest, judgeSheet } from '#results/commands/judge-sheet.ts';
import type { Desk } from '#results/desk.ts';
import { type SheetKey, sheetId } from '#results/domain/submission.ts';
import type { Judged } from '../check/ledger.ts';
import { type HeldRow, keyOf, type SheetRow } from '../check/read-state.ts';
import { fateOf, requestFate } from '../network/fates.ts';
import type { Message } from '../network/network.ts';
import type { HttpCall, HttpReply } from '../server/sim-server.ts';
import { figuresOf, type Place, placeName, VARIANTS } from '../world/figures.ts';
import type { Member } from '../world/ground.ts';
import { PLAN } from '../world/layout.ts';
import type { World } from '../world/world.ts';
import { type Act, pickAct, type Seen } from './pick-act.ts';

export type CommandMessage = {
  readonly from: string;
  readonly command: (desk: Desk) => Promise<string>;
  answered(outcome: string | null): void;
};

/** What goes to the server: by a route where there is one, else straight to the command. */
type Carried = Pick<CommandMessage, 'command'> | { readonly call: HttpCall };

const REASON = 'sesuai C.Hasil';
const TRIES_MAX = 3;

/** Somebody who looks at what came in, and returns, verifies and decides; the way to the server is as bad as for phones. */
export function deskPerson(world: World, member: Member): { live(): void } {
  const { time, ground, ledger, log, weather, fault } = world;
  const chance = world.chance.fork(`desk ${member.name}`);

  function live(): void {
    if (!weather.isBad()) return;
    act();
    time.after(chance.whole(20_000, 110_000), live);
  }

  function act(): void {
    const { sheets, held } = world.state();
    const waiting = [...held.values()].filter(({ fate, village }) => fate === null && isMine(village));
    if (waiting.length > 0 && chance.chance(0.25)) {
      decideHeld(chance.pick(waiting));
      return;
    }
    const mine = [...sheets.values()].filter(({ village }) => isMine(village));
    const own = mine.length > 0 && !chance.chance(0.02) ? mine : [...sheets.values()];
    if (own.length > 0) judge(chance.pick(own));
  }

  function isMine(village: string): boolean {
    return isWithin(village as RegionCode, member.actor.region);
  }

  function judge(row: SheetRow): void {
    const place = placeOf(row);
    if (chance.chance(0.4)) time.after(0, () => addPhoto(place));
    const act = pickAct(chance, seenOf(row), { revision: row.revision, reason: chance.chance(0.9) ? REASON : null });
    const figures =
      act.act === 'decide' && act.choice === 'third' ? figuresOf(place, chance.whole(0, VARIANTS - 1)) : null;
    const judged: Judged = { id: nextId(), actor: member.actor, place, act, figures };
    ledger.judged.set(judged.id, judged);
    const request: JudgeRequest = {
      id: judged.id,
      key: keyOfPlace(place),
      act,
      ...(figures ? { values: figures } : {}),
    };
    const what = `${act.act} ${placeName(place)} ${judged.id}`;
    if (act.act === 'return') send(what, { call: returnCall(place, judged.id, act) });
    else
      send(what, {
        command: async (desk) => {
          const result = await judgeSheet(desk, member.actor, request);
          return result.ok ? result.value.outcome : result.problem.code;
        },
      });
  }

  function decideHeld({ id, kab_id: kabId }: HeldRow): void {
    const target = { id: nextId(), kabId, submission: id };
    const admits = chance.chance(0.7);
    if (admits) ledger.admissions.set(target.id, { id: target.id, actor: member.actor, submission: id });
    const command: CommandMessage['command'] = async (desk) => {
      const result = admits
        ? await admitHeld(desk, member.actor, target)
        : await refuseHeld(desk, member.actor, target, { reason: REASON });
      return result.ok ? 'done' : result.problem.code;
    };
    send(`${admits ? 'admits' : 'refuses'} ${id}`, { command });
  }

  /** The same act goes again until it is answered, at most a few times. */
  function send(what: string, carried: Carried, tries = 1): void {
    let isAnswered = false;
    const end = (outcome: string | null): void => {
      if (isAnswered) return;
      isAnswered = true;
      log.note(member.name, what, outcome ?? 'no answer');
      if (outcome === null && tries < TRIES_MAX && weather.isBad()) send(what, carried, tries + 1);
    };
    const answered = (outcome: string | null) => {
      if (outcome !== null && chance.chance(0.08)) fault('answer lost');
      else time.after(chance.whole(20, 900), () => end(outcome));
    };
    time.after(30_000, () => end(null));
    const fate = fateOf(chance, requestFate);
    if (fate === 'request dropped') {
      fault(fate);
      return;
    }
    time.deliver(chance.whole(1, 20) * 100, () => messageOf(carried, answered));
    if (fate !== 'request duplicated') return;
    fault(fate);
    time.deliver(chance.whole(1, 600) * 100, () => messageOf(carried, () => undefined));
  }

  function messageOf(carried: Carried, answered: CommandMessage['answered']): CommandMessage | Message {
    const { name: from } = member;
    if ('command' in carried) return { from, command: carried.command, answered };
    return {
      from,
      sequence: 0,
      call: carried.call,
      answered: (reply: HttpReply | null) => answered(reply && outcomeOf(reply)),
    };
  }

  function returnCall(place: Place, id: string, { revision, reason }: Extract<Act, { act: 'return' }>): HttpCall {
    const payload = JSON.stringify({ id, revision, reason: reason ?? '' });
    const url = `/api/v1/sheets/${sheetId(keyOfPlace(place))}/return`;
    const headers = { ...member.person.headers, host: 'localhost', 'content-type': 'application/json' };
    return { method: 'POST', url, headers, payload };
  }

  function nextId() {
    return uuidV7(new Date(time.now()), chance.bytes(10));
  }

  function seenOf(row: SheetRow): Seen {
    const all = world.state().rivals.get(keyOf(row)) ?? [];
    const rivals = all.filter(({ closed }) => closed === null).map(({ no }) => no);
    return { state: row.state, rivals, voidAsked: chance.chance(0.2) };
  }

  function placeOf({ contest_no, village, station, round }: SheetRow): Place {
    const contest = ground.election.contests.find((item) => item.contestNo === contest_no)!;
    return { contest, village, station, round };
  }

  async function addPhoto({ contest, village, station, round }: Place): Promise<void> {
    const id = nextId();
    await ground.sql`
      insert into photo (kab_id, id, contest_no, village, station, round, submission_id, page, length, received, sha256, media_type, uploaded_by, recorded_at, completed_at)
      values (${regencyIdOf(village as RegionCode)}, ${id}, ${contest.contestNo}, ${village}, ${station}, ${round}, ${id}, 1, 10, 10,
        ${Buffer.alloc(32)}, 'image/jpeg', 'test', ${new Date(time.now())}, ${new Date(time.now())})`;
    world.touch();
  }

  return { live };
}

function outcomeOf({ status, json }: HttpReply): string {
  const { outcome, code } = (json ?? {}) as { outcome?: string; code?: string };
  return outcome ?? code ?? String(status);
}

function keyOfPlace({ contest, village, station, round }: Place): SheetKey {
  return { election: PLAN.id, contest: contest.id, region: village as RegionCode, station, round };
}
