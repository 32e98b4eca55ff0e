import type { Json } from '#kernel/canonical-json.ts';
import type { TransportReply, TransportRequest } from '#platform/outbox/transport.ts';
import type { Dice } from '../kernel/dice.ts';
import type { Fault } from '../kernel/faults.ts';
import type { Timeline } from '../kernel/timeline.ts';
import type { HttpCall, HttpReply } from '../server/sim-server.ts';
import type { Weather } from '../world/weather.ts';
import { answerFate, fateOf, requestFate } from './fates.ts';

/** One message as the server meets it. */
export type Message = {
  readonly from: string;
  readonly sequence: number;
  readonly call: HttpCall;
  /** Sends the answer on its way back; called when all calls of the moment have ended. */
  answered(reply: HttpReply | null): void;
};
export type Answer = TransportReply | null;

export type Network = {
  /** Sends a request for a phone; the answer is null when the phone gave up. */
  send(phone: string, request: TransportRequest, headers: Readonly<Record<string, string>>): Promise<Answer>;
  /** Copies that some box on the way kept, to be delivered long after. */
  replays(): readonly Message[];
};

type Give = (delayMs: number, answer: Answer) => void;

/** What a phone's transport gives a request before it lets go of it. @source src/platform/outbox/browser-transport.ts */
const PATIENCE_MS = 30_000;
/** Arrivals fall on a grid, so that messages of different phones meet in one moment. */
const GRID_MS = 100;
const REPLAYED_SHARE = 0.03;
const PORTAL: readonly Json[] = [null, { login: 'https://hotspot.example/' }, { receipts: [] }];

export function network(
  time: Timeline,
  { chance, fault, weather }: { chance: Dice; fault: (kind: Fault) => void; weather: Weather },
): Network {
  const kept: Message[] = [];
  const lastArrival = new Map<string, number>();
  let sent = 0;

  function send(phone: string, request: TransportRequest, headers: Readonly<Record<string, string>>): Promise<Answer> {
    return new Promise((resolve) => {
      const giveUp = time.after(PATIENCE_MS, () => resolve(null));
      const give: Give = (delayMs, answer) => {
        time.after(delayMs, () => {
          giveUp();
          resolve(answer);
        });
      };
      if (weather.isCutOff(phone)) give(chance.whole(10, 400), null);
      else travel(phone, callOf(request, headers), give);
    });
  }

  function travel(from: string, call: HttpCall, give: Give): void {
    const sequence = ++sent;
    const unheard: Message = { from, sequence, call, answered: () => undefined };
    const whole: Message = { ...unheard, answered: (reply) => travelBack(reply, give) };
    const fate = weather.isBad() ? fateOf(chance, requestFate) : null;
    if (fate !== null) fault(fate);
    switch (fate) {
      case 'request dropped':
        return;
      case 'request cut short':
        arrive({ ...unheard, call: cutShort(call) }, way());
        return;
      case 'answer of a captive portal':
        give(chance.whole(20, 500), answerOf(200, chance.pick(PORTAL)));
        return;
      case 'answer 5xx before the server':
        give(chance.whole(20, 3000), answerOf(chance.pick([500, 502, 503, 504]), null));
        return;
      case 'answer 429':
        give(chance.whole(20, 300), answerOf(429, null));
        return;
      case 'request duplicated':
        arrive(unheard, chance.whole(100, 60_000));
    }
    if (weather.isBad() && chance.chance(REPLAYED_SHARE)) kept.push(unheard);
    arrive(whole, way());
  }

  function travelBack(reply: HttpReply | null, give: Give): void {
    const delayMs = way();
    if (reply === null) {
      give(delayMs, null);
      return;
    }
    const fate = weather.isBad() ? fateOf(chance, answerFate) : null;
    if (fate !== null) fault(fate);
    switch (fate) {
      case 'answer lost':
        return;
      case 'answer cut short':
        give(delayMs, answerOf(reply.status, null));
        return;
      case 'answer 5xx after the server':
        give(delayMs, answerOf(chance.pick([500, 502, 504]), null));
        return;
    }
    give(delayMs, answerOf(reply.status, reply.json, reply.headers));
  }

  function arrive(message: Message, delayMs: number): void {
    const at = Math.ceil((time.now() + delayMs) / GRID_MS) * GRID_MS;
    time.deliver(at - time.now(), () => {
      const last = lastArrival.get(message.from) ?? 0;
      if (message.sequence < last) fault('request overtaken');
      lastArrival.set(message.from, Math.max(last, message.sequence));
      return message;
    });
  }

  function way(): number {
    if (!weather.isBad()) return chance.whole(50, 300);
    const roll = chance.next();
    if (roll < 0.75) return chance.whole(20, 600);
    fault('request delayed');
    return roll < 0.93 ? chance.whole(1000, 8000) : chance.whole(20_000, 90_000);
  }

  return { send, replays: () => kept };
}

function cutShort(call: HttpCall): HttpCall {
  return call.payload === null
    ? call
    : { ...call, payload: call.payload.slice(0, Math.floor(call.payload.length / 2)) };
}

function answerOf(status: number, json: Json, headers: HttpReply['headers'] = {}): TransportReply {
  return { status, json, header: (name) => headers[name.toLowerCase()] ?? null };
}

function callOf({ method, path, headers, body }: TransportRequest, own: Readonly<Record<string, string>>): HttpCall {
  const isBytes = body instanceof Uint8Array;
  const type = body === undefined || isBytes ? {} : { 'content-type': 'application/json' };
  return {
    method,
    url: path,
    headers: { ...own, ...type, ...headers },
    payload: body === undefined ? null : isBytes ? body : JSON.stringify(body),
  };
}
