import type { SheetAct } from '#results/domain/sheet-facts.ts';
import type { Dice } from '../kernel/dice.ts';

export type Act = Exclude<SheetAct, { act: 'submit' }>;
/** What a person at a desk sees of a sheet; `voidAsked` is what he believes. */
export type Seen = { readonly state: string; readonly rivals: readonly number[]; readonly voidAsked: boolean };

/** Mostly what the state allows, sometimes anything. */
export function pickAct(
  chance: Dice,
  seen: Seen,
  { revision: current, reason }: { readonly revision: number; readonly reason: string | null },
): Act {
  const revision = chance.chance(0.95) ? current : current + 1;
  const roll = chance.next();
  if (seen.voidAsked && roll < 0.3)
    return roll < 0.15 ? { act: 'confirm-void', revision } : { act: 'refuse-void', revision, reason };
  if (seen.rivals.length > 0 && roll < 0.75) return decide(chance, seen.rivals, { revision, reason });
  if (seen.state === 'submitted' && roll < 0.85)
    return roll < 0.6
      ? { act: 'verify', revision, asWritten: chance.chance(0.7) }
      : { act: 'return', revision, reason };
  if (seen.state === 'verified' && roll < 0.6) return { act: 'reopen', revision, reason };
  return chance.pick<Act>([
    { act: 'request-void', revision, reason },
    { act: 'verify', revision, asWritten: false },
    { act: 'return', revision, reason },
    { act: 'reopen', revision, reason },
    { act: 'confirm-void', revision },
  ]);
}

function decide(
  chance: Dice,
  rivals: readonly number[],
  base: { readonly revision: number; readonly reason: string | null },
): Act {
  const choice = chance.pick(['keep', 'take', 'take', 'third'] as const);
  const seen = chance.chance(0.9) ? rivals : [...rivals, 99];
  return { act: 'decide', ...base, choice, rivals: seen, take: choice === 'take' ? chance.pick(rivals) : null };
}
