import type { Clock } from '#kernel/clock.ts';
import { browserChannel, browserLock } from '#platform/outbox/browser-tabs.ts';
import { browserTriggers } from '#platform/outbox/browser-triggers.ts';
import { createOutbox } from '#platform/outbox/create-outbox.ts';
import { isLater } from '#platform/outbox/later-or-no.ts';
import type { Outbox } from '#platform/outbox/outbox.ts';
import type { PhoneStore } from '#platform/outbox/phone-store.ts';
import type { Transport } from '#platform/outbox/transport.ts';
import { sheetKind } from './sheet-kind.ts';

export type OutboxNeeds = {
  readonly store: PhoneStore;
  readonly transport: Transport;
  readonly clock: Clock;
  /** the account whose things may be sent now */
  readonly owner: () => string | null;
};

/** The outbox of result sheets in this browser; it starts sending at once. */
export function openOutbox(needs: OutboxNeeds): Outbox {
  return createOutbox({
    ...needs,
    kinds: [sheetKind(isLater)],
    lock: browserLock(navigator.locks),
    channel: browserChannel(),
    triggers: browserTriggers(window, document),
    pendingPath: '/api/v1/me/pending',
    onDefect: (defect) => console.error(defect),
  });
}
