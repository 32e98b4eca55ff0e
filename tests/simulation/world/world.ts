import type { Ledger } from '../check/ledger.ts';
import type { State } from '../check/read-state.ts';
import type { Dice } from '../kernel/dice.ts';
import type { EventLog } from '../kernel/event-log.ts';
import type { Fault } from '../kernel/faults.ts';
import type { Timeline } from '../kernel/timeline.ts';
import type { Network } from '../network/network.ts';
import type { SimServer } from '../server/sim-server.ts';
import type { Ground } from './ground.ts';
import type { Weather } from './weather.ts';

/** Everything that the actors of one seed share. */
export type World = {
  readonly ground: Ground;
  readonly time: Timeline;
  readonly chance: Dice;
  readonly log: EventLog;
  readonly ledger: Ledger;
  readonly network: Network;
  readonly weather: Weather;
  readonly server: SimServer;
  readonly fault: (kind: Fault) => void;
  /** Notes that something still happens in this moment. */
  readonly busy: () => void;
  /** the tables as last read */
  readonly state: () => State;
  /** The tables have changed outside the server. */
  readonly touch: () => void;
};
