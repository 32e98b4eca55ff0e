import type { Actor } from '#access/domain/actor.ts';
import type { Desk } from '../desk.ts';
import type { SheetTarget } from '../domain/sheet-target.ts';
import { judgeSheet } from './judge-sheet.ts';

/** Confirms a submitted sheet by a second person, above its author, beside the photo. */
export function verifySheet(desk: Desk, actor: Actor, target: SheetTarget, input: { readonly asWritten: boolean }) {
  return judgeSheet(desk, actor, {
    id: target.id,
    key: target.key,
    act: { act: 'verify', revision: target.revision, asWritten: input.asWritten },
  });
}
