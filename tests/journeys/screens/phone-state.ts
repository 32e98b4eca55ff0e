import type { SCREEN_WORDS } from '#results/web/phone/phone-address.ts';
import type { Visit } from './phone-world.ts';

/** `no-store`: the page that stands in place of all the others where a browser keeps nothing. */
export type PhoneScreen = keyof typeof SCREEN_WORDS | 'no-store';

export type PhoneState = {
  readonly screen: PhoneScreen;
  readonly name: string;
  readonly reach: (visit: Visit) => Promise<unknown>;
  /** a text that stands there then */
  readonly shows: string;
};
