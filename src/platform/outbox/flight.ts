import type { Clock } from '#kernel/clock.ts';
import { isLater } from './later-or-no.ts';
import type { OutboxKind } from './outbox-kind.ts';
import type { PhoneStore } from './phone-store.ts';
import type { Transport, TransportReply } from './transport.ts';

/** One going through the outbox, and what it has learnt on the way. */
export type Flight = {
  readonly owner: string;
  readonly store: PhoneStore;
  readonly ask: Transport;
  readonly kinds: ReadonlyMap<string, OutboxKind>;
  readonly clock: Clock;
  readonly changed: () => void;
  /** The session has become somebody else's, or the page is closing: no request more. */
  readonly isOver: () => boolean;
  /** How often the server broke on an item or photo; lasts from flight to flight. */
  readonly strikes: Map<string, number>;
  /** How often the server put a single item off; lasts too. */
  readonly putOff: Map<string, number>;
  /** items and photos that wait for the next flight */
  readonly aside: Set<string>;
  /** photos whose offset the server has said in this flight */
  readonly sure: Set<string>;
  /** how often a photo was announced in this flight */
  readonly announced: Map<string, number>;
  itemsMax: number;
  failures: number;
  sent: number;
  photosSent: number;
};

/** Whether the flight goes on, and if not, how it ends. */
export type Step = 'on' | 'unreachable' | 'log-in-needed';

/** So many things may break the server in one flight before it counts as the server's own trouble. */
const FAILURES_MAX = 2;

/** The flight after an answer that is neither a yes nor the desk's own no. */
export function stepAfterTrouble(
  flight: Flight,
  { reply, ids, aloneFrom }: { reply: TransportReply | null; ids: readonly string[]; aloneFrom: number },
): Step {
  if (reply?.status === 401) return 'log-in-needed';
  if (!breaksTheServer(reply)) return 'unreachable';
  for (const id of ids) flight.strikes.set(id, (flight.strikes.get(id) ?? 0) + 1);
  const [only, ...others] = ids;
  if (only === undefined || others.length > 0 || (flight.strikes.get(only) ?? 0) < aloneFrom) return 'unreachable';
  flight.aside.add(only);
  flight.failures += 1;
  return flight.failures < FAILURES_MAX ? 'on' : 'unreachable';
}

/** A defect that this very content may have caused; an overloaded or absent server (429, 502, 503, 504) is no such. */
function breaksTheServer(reply: TransportReply | null): boolean {
  return reply !== null && (reply.status === 500 || !isLater(reply.status));
}
