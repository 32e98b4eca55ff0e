import type { Actor } from '#access/domain/actor.ts';
import type { Desk } from '../desk.ts';
import { findLease, type StoredLease, takeLeaseAt } from '../store/leases.ts';
import type { SheetAt } from '../store/sheets.ts';

export const LEASE_MINUTES = 10;

/**
 * Says that the actor is filling this sheet, or who else is. A lease is a courtesy that keeps nobody from sending and
 * decides nothing about a figure, so it leaves no entry in the record of changes.
 */
export async function takeLease(desk: Pick<Desk, 'sql' | 'clock'>, actor: Actor, sheet: SheetAt): Promise<StoredLease> {
  for (;;) {
    const at = desk.clock.now();
    const until = new Date(at.getTime() + LEASE_MINUTES * 60_000);
    const taken = await takeLeaseAt(desk.sql, sheet, { holder: actor.id, device: actor.device, until, at });
    if (taken) return taken;
    // Given up between the two statements: then it is free, and taken in the next turn.
    const others = await findLease(desk.sql, sheet);
    if (others && others.until > at) return others;
  }
}
