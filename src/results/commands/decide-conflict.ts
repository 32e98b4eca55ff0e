import type { Actor } from '#access/domain/actor.ts';
import type { Desk } from '../desk.ts';
import type { Values } from '../domain/fields.ts';
import type { SheetTarget } from '../domain/sheet-target.ts';
import { judgeSheet } from './judge-sheet.ts';

/** Keep the current figures, take a rival's, or enter a third that neither side had; all waiting rivals are named. */
export type ConflictDecision = { readonly rivals: readonly number[]; readonly reason: string | null } & (
  | { readonly choice: 'keep' }
  | { readonly choice: 'take'; readonly take: number }
  | { readonly choice: 'third'; readonly values: Values }
);

/** Ends a conflict: the waiting rivals close, and what the sheet says is settled by a person above all its authors. */
export function decideConflict(desk: Desk, actor: Actor, target: SheetTarget, decision: ConflictDecision) {
  const { choice, rivals, reason } = decision;
  const take = decision.choice === 'take' ? decision.take : null;
  return judgeSheet(desk, actor, {
    id: target.id,
    key: target.key,
    act: { act: 'decide', revision: target.revision, choice, rivals, take, reason },
    ...(decision.choice === 'third' ? { values: decision.values } : {}),
  });
}
