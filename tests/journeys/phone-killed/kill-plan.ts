import { type Draw, seededDraw } from './paper.ts';

/** When the phone dies; everything in it comes from the seed. */
export type KillPlan = {
  readonly seed: number;
  readonly at: 'typing' | 'saving' | 'sending';
  /** typing: after so many keys of the second paper; sending: when so many requests have come to the server */
  readonly count: number;
  /** and then so much later */
  readonly afterMs: number;
};
export const KILL_MOMENTS = ['typing', 'saving', 'sending'] as const;

/** The second paper has about so many keys, four photos take about so many requests. */
const KEYS = 110;
const REQUESTS = 26;

/** Runs of neighbouring seeds die in each of the three ways in turn. */
export function planKill(seed: number): KillPlan & { readonly draw: Draw } {
  const draw = seededDraw(seed);
  const at = KILL_MOMENTS[seed % KILL_MOMENTS.length] ?? 'typing';
  if (at === 'typing') return { seed, at, count: 1 + draw(KEYS), afterMs: draw(400), draw };
  if (at === 'saving') return { seed, at, count: 0, afterMs: draw(120), draw };
  return { seed, at, count: 1 + draw(REQUESTS), afterMs: draw(25), draw };
}
