import type { Dice } from '../kernel/dice.ts';
import type { Fault } from '../kernel/faults.ts';

type Fates<Kind extends Fault> = readonly (readonly [share: number, fate: Kind])[];

const fates = <Kind extends Fault>(list: Fates<Kind>): Fates<Kind> => list;

/** What becomes of a request on a bad evening; the rest arrives. */
export const requestFate = fates([
  [0.05, 'request dropped'],
  [0.02, 'answer of a captive portal'],
  [0.02, 'answer 5xx before the server'],
  [0.01, 'answer 429'],
  [0.02, 'request cut short'],
  [0.07, 'request duplicated'],
]);

/** What becomes of an answer. */
export const answerFate = fates([
  [0.07, 'answer lost'],
  [0.02, 'answer cut short'],
  [0.03, 'answer 5xx after the server'],
]);

export function fateOf<Kind extends Fault>(chance: Dice, list: Fates<Kind>): Kind | null {
  let roll = chance.next();
  for (const [share, fate] of list) {
    if (roll < share) return fate;
    roll -= share;
  }
  return null;
}
