import { isTime } from '#platform/audit/verify-entries.ts';
import type { Values } from '../domain/fields.ts';
import { sheetId } from '../domain/submission.ts';
import type { CheckedAct, CheckedHeld, CheckedVoid } from '../store/audit-check.ts';
import { figuresHash, firstDifferent, found, keyOf, type TableCheck } from './verify-row.ts';

export function checkActRow(check: TableCheck, row: CheckedAct): void {
  const subject = sheetId(keyOf(check, row));
  const { id } = row;
  const reused = check.history.reused.get(id);
  if (reused && reused.requestHash !== row.request_hash.toString('hex')) {
    const message = `Tindakan ${id} diubah: permintaannya bukan yang dicatat pada nomor ${reused.seq}.`;
    found(check, 'act-altered', reused, message);
  }
  const told = check.history.acts.get(id);
  if (!told) {
    const message = `Tindakan ${id} pada ${subject} tidak ada dalam catatan perubahan.`;
    found(check, 'act-without-entry', { seq: null, subject }, message);
    return;
  }
  check.history.acts.delete(id);
  const { actor } = told;
  const column =
    firstDifferent(
      {
        lembar: subject,
        act: row.act,
        outcome: row.outcome,
        revision: row.revision,
        actor_id: row.actor_id,
        actor_role: row.actor_role,
        actor_region: row.actor_region,
        device: row.device,
        channel: row.channel,
        reason: row.reason,
        request_hash: row.request_hash.toString('hex'),
        recorded_at: isTime(row.recorded_at, told.at),
      },
      {
        lembar: told.subject,
        act: told.action,
        outcome: told.outcome,
        revision: told.revision,
        actor_id: actor.id,
        actor_role: actor.role,
        actor_region: actor.region,
        device: actor.device,
        channel: actor.channel,
        reason: told.reason,
        request_hash: told.request,
        recorded_at: true,
      },
    ) ?? differingAnswer(row, told);
  if (column)
    found(check, 'act-altered', told, `Tindakan ${id} diubah: ${column} berbeda dari catatan nomor ${told.seq}.`);
}

type ToldAct = TableCheck['history']['acts'] extends Map<string, infer Told> ? Told : never;

/** The answer that a repeat of the act would get again. */
function differingAnswer({ id, answer: given }: CheckedAct, told: ToldAct): string | null {
  const answer = given ?? {};
  const column = firstDifferent(
    {
      act: answer.act,
      sheet: answer.sheet,
      outcome: answer.outcome,
      state: answer.state,
      revision: answer.revision,
      contentHash: answer.contentHash,
      recordedAt: answer.recordedAt,
      rival: answer.rival ?? null,
    },
    {
      act: id,
      sheet: told.subject,
      outcome: told.outcome,
      state: told.state,
      revision: told.revision,
      contentHash: told.contentHash,
      recordedAt: told.at,
      rival: told.rival,
    },
  );
  return column === null ? null : `answer.${column}`;
}

export function checkVoidRow(check: TableCheck, row: CheckedVoid): void {
  const subject = sheetId(keyOf(check, row));
  const what = `Permintaan pembatalan ${subject}`;
  const told = check.history.voids.get(row.act_id);
  if (!told) {
    found(check, 'void-without-entry', { seq: null, subject }, `${what} tidak ada dalam catatan perubahan.`);
    return;
  }
  check.history.voids.delete(row.act_id);
  const { requested_by, reason, revision, closed_as, closed_by } = row;
  const requested_at = isTime(row.requested_at, told.at);
  const column = firstDifferent(
    { lembar: subject, requested_by, reason, revision, requested_at, closed_as, closed_by },
    {
      lembar: told.subject,
      requested_by: told.by,
      reason: told.reason ?? '',
      revision: told.revision,
      requested_at: true,
      closed_as: told.closedAs,
      closed_by: told.closedBy,
    },
  );
  if (column) found(check, 'void-altered', told, `${what} diubah: ${column} berbeda dari catatan perubahan.`);
}

export function checkHeldRow(check: TableCheck, row: CheckedHeld): void {
  const key = keyOf(check, row);
  const subject = sheetId(key);
  const what = `Kiriman karantina ${row.id}`;
  const told = check.history.held.get(row.id);
  const decided = check.history.fates.get(row.id);
  check.history.fates.delete(row.id);
  if (!told) {
    found(check, 'held-without-entry', { seq: null, subject }, `${what} tidak ada dalam catatan perubahan.`);
    return;
  }
  check.history.held.delete(row.id);
  const { author_id, author_role, author_region, fate, fate_reason, fate_act } = row;
  const submission = row.submission ?? {};
  const column = firstDifferent(
    {
      lembar: subject,
      author_id,
      author_role,
      author_region,
      submission: figuresHash(key, (submission.values ?? {}) as Values),
      'submission.id': submission.id,
      recorded_at: isTime(row.recorded_at, told.at),
      fate,
      fate_reason,
      fate_act,
    },
    {
      lembar: told.subject,
      author_id: told.actor.id,
      author_role: told.actor.role,
      author_region: told.actor.region,
      submission: told.contentHash,
      'submission.id': row.id,
      recorded_at: true,
      fate: decided?.fate ?? null,
      fate_reason: decided?.reason ?? null,
      fate_act: decided?.act ?? null,
    },
  );
  if (column) found(check, 'held-altered', told, `${what} diubah: ${column} berbeda dari catatan perubahan.`);
}
