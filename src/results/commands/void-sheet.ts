import type { Actor } from '#access/domain/actor.ts';
import type { Desk } from '../desk.ts';
import type { SheetTarget } from '../domain/sheet-target.ts';
import { judgeSheet } from './judge-sheet.ts';

/** Asks to make a sheet void; nothing changes until another such person confirms. */
export function requestVoid(desk: Desk, actor: Actor, target: SheetTarget, input: { readonly reason: string }) {
  return judgeSheet(desk, actor, {
    id: target.id,
    key: target.key,
    act: { act: 'request-void', revision: target.revision, reason: input.reason },
  });
}

/** Makes the sheet void; its earlier round counts again, and its rivals close. */
export function confirmVoid(desk: Desk, actor: Actor, target: SheetTarget) {
  return judgeSheet(desk, actor, {
    id: target.id,
    key: target.key,
    act: { act: 'confirm-void', revision: target.revision },
  });
}

export function refuseVoid(desk: Desk, actor: Actor, target: SheetTarget, input: { readonly reason: string | null }) {
  return judgeSheet(desk, actor, {
    id: target.id,
    key: target.key,
    act: { act: 'refuse-void', revision: target.revision, reason: input.reason },
  });
}
