import type { Actor } from '#access/domain/actor.ts';
import type { Desk } from '../desk.ts';
import { deleteLease } from '../store/leases.ts';
import type { SheetAt } from '../store/sheets.ts';

/** The actor fills this sheet no longer; a lease that another person holds stays. No entry in the record, as for taking it. */
export async function dropLease(desk: Pick<Desk, 'sql'>, actor: Actor, sheet: SheetAt): Promise<void> {
  await deleteLease(desk.sql, sheet, actor.id);
}
