import type { Text } from '#kernel/problem.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';

/** A percentage in exact form: millionths of the whole, so that 2.5 % is 25,000 and 100 % is 1,000,000. */
export type Millionths = number & { readonly __brand: 'Millionths' };

export type PercentFault = { readonly code: 'not-a-percentage'; readonly message: Text };

const WHOLE = 1_000_000;

/**
 * Reserve ballots of one polling station: ceil(voters × percent / 100), never rounded on a sum of stations.
 * All products stay below 2^53 (voters ≤ 9,999,999), so plain numbers are exact here.
 * @law unverified: docs/law/register.md N1, N2 (percentages), N3 (rounding up per station)
 */
export function reserveBallots(permanentVoters: number, percent: string): number {
  return leastReaching(permanentVoters, percentOf(percent));
}

/** Reads a percentage from 0 to 100 with at most four decimals and a decimal point: `0`, `2`, `2.5`, `12.3456`. */
export function parsePercent(text: string): Result<Millionths, PercentFault> {
  const match = /^([0-9]{1,3})(?:\.([0-9]{1,4}))?$/.exec(text);
  const millionths = match === null ? Number.NaN : Number(match[1]) * 10_000 + Number((match[2] ?? '').padEnd(4, '0'));
  if (millionths <= WHOLE) return accept(millionths as Millionths);
  const shown = text.length <= 20 ? text : `${text.slice(0, 20)}…`;
  return refuse({
    code: 'not-a-percentage',
    message: {
      id: `“${shown}” bukan persentase. Tulis angka 0 sampai 100 dengan titik desimal dan paling banyak empat desimal (contoh: 2.5).`,
      en: `“${shown}” is not a percentage. Write a number from 0 to 100 with a decimal point and at most four decimals (example: 2.5).`,
    },
  });
}

/** A percentage that has been accepted before, for instance by the election definition; anything else is a defect. */
export function percentOf(text: string): Millionths {
  const parsed = parsePercent(text);
  if (!parsed.ok) throw new Error(`unchecked percentage: ${parsed.problem.message.en}`);
  return parsed.value;
}

/** Whether part ≥ share × whole. */
export function reachesShare(part: number, whole: number, share: Millionths): boolean {
  return part * WHOLE >= whole * share;
}

/** Whether part > share × whole. */
export function exceedsShare(part: number, whole: number, share: Millionths): boolean {
  return part * WHOLE > whole * share;
}

/** The least whole number that reaches the share of the whole. */
export function leastReaching(whole: number, share: Millionths): number {
  const product = whole * share;
  const rest = product % WHOLE;
  return (product - rest) / WHOLE + (rest > 0 ? 1 : 0);
}

/** The greatest whole number that does not exceed the share of the whole. */
export function greatestWithin(whole: number, share: Millionths): number {
  const product = whole * share;
  return (product - (product % WHOLE)) / WHOLE;
}
