import { memoryLock } from './memory-lock.ts';
import type { FlightLock, TabChannel, TabNews } from './surroundings.ts';

const NAME = 'desk-outbox';

type Locks = {
  request<Value>(
    name: string,
    options: { ifAvailable: boolean },
    work: (lock: unknown) => Promise<Value>,
  ): Promise<Value>;
};

/**
 * The browser's own lock over all tabs, freed by it when a tab dies. A browser without one keeps a flight to itself per
 * tab only: two tabs may then send the same thing, which the server answers once and the same.
 */
export function browserLock(locks: Locks | undefined): FlightLock {
  if (locks === undefined) return memoryLock().lock;
  return (work) =>
    locks.request(NAME, { ifAvailable: true }, async (lock) =>
      lock === null ? { held: false as const } : { held: true as const, value: await work() },
    );
}

/** Without `BroadcastChannel` each tab learns of the others' work at its next flush. */
export function browserChannel(): TabChannel {
  if (!('BroadcastChannel' in globalThis)) return { tell: () => undefined, listen: () => () => undefined };
  const channel = new BroadcastChannel(NAME);
  let isOpen = true;
  return {
    tell(news) {
      if (isOpen) channel.postMessage(news);
    },
    listen(heard) {
      const onMessage = (event: Event) => {
        const { data } = event as Event & { readonly data?: unknown };
        if (isNews(data)) heard(data);
      };
      channel.addEventListener('message', onMessage);
      return () => {
        isOpen = false;
        channel.close();
      };
    },
  };
}

/** A tab of another version of this application may say something else. */
function isNews(data: unknown): data is TabNews {
  return data === 'saved' || data === 'changed';
}
