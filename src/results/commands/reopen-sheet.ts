import type { Actor } from '#access/domain/actor.ts';
import type { Desk } from '../desk.ts';
import type { SheetTarget } from '../domain/sheet-target.ts';
import { judgeSheet } from './judge-sheet.ts';

/** Opens a verified sheet again, so that it can be corrected. */
export function reopenSheet(desk: Desk, actor: Actor, target: SheetTarget, input: { readonly reason: string }) {
  return judgeSheet(desk, actor, {
    id: target.id,
    key: target.key,
    act: { act: 'reopen', revision: target.revision, reason: input.reason },
  });
}
