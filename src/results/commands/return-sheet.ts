import type { Actor } from '#access/domain/actor.ts';
import type { Desk } from '../desk.ts';
import type { SheetTarget } from '../domain/sheet-target.ts';
import { judgeSheet } from './judge-sheet.ts';

/** Sends a submitted sheet back to the people who filled it, with a reason. */
export function returnSheet(desk: Desk, actor: Actor, target: SheetTarget, input: { readonly reason: string }) {
  return judgeSheet(desk, actor, {
    id: target.id,
    key: target.key,
    act: { act: 'return', revision: target.revision, reason: input.reason },
  });
}
