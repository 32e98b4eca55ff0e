import type { Tx } from '#platform/db/sql.ts';

/** What changed, never the figures: listeners ask for those again, by their own right. */
export type OutboxEvent = {
  readonly kabId: number;
  readonly electionNo: number | null;
  readonly topic: string;
  readonly subject: Readonly<Record<string, string | number | readonly number[]>>;
};

/** The channel on which one hint per transaction is sent; listeners also poll. */
export const EVENTS_CHANNEL = 'desk_events';

export async function appendEvents(tx: Tx, at: Date, events: readonly OutboxEvent[]): Promise<void> {
  if (events.length === 0) return;
  await Promise.all([
    tx`insert into outbox_event (kab_id, election_no, topic, subject, recorded_at)
      select kab_id, election_no, topic, subject::jsonb, ${at}::timestamptz
      from unnest(${events.map((event) => event.kabId)}::int[], ${events.map((event) => event.electionNo)}::int[],
        ${events.map((event) => event.topic)}::text[], ${events.map((event) => JSON.stringify(event.subject))}::text[])
        as event (kab_id, election_no, topic, subject)`,
    tx`select pg_notify(${EVENTS_CHANNEL}, '')`,
  ]);
}
