import type { Triggers } from './surroundings.ts';

const EVERY_MS = 30_000;

type Listening = Pick<EventTarget, 'addEventListener' | 'removeEventListener'>;

/** Signal is back, the page is seen again (also out of the browser's cache of pages), or half a minute has passed. */
export function browserTriggers(
  window: Listening,
  document: Listening & { readonly visibilityState: string },
): Triggers {
  return {
    start(fire) {
      const fireWhenSeen = () => {
        if (document.visibilityState === 'visible') fire();
      };
      window.addEventListener('online', fire);
      window.addEventListener('pageshow', fireWhenSeen);
      document.addEventListener('visibilitychange', fireWhenSeen);
      const timer = setInterval(fire, EVERY_MS);
      return () => {
        clearInterval(timer);
        window.removeEventListener('online', fire);
        window.removeEventListener('pageshow', fireWhenSeen);
        document.removeEventListener('visibilitychange', fireWhenSeen);
      };
    },
  };
}
