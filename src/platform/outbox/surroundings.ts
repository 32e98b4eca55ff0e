/**
 * Does the work only while nobody else on this phone does such work (another tab of the same address); otherwise it is
 * not begun.
 */
export type FlightLock = <Value>(
  work: () => Promise<Value>,
) => Promise<{ readonly held: true; readonly value: Value } | { readonly held: false }>;

/** `saved`: there is something new to send. `changed`: what the screens show is no longer true. */
export type TabNews = 'saved' | 'changed';

/** From tab to tab of one phone; a tab does not hear itself. */
export type TabChannel = {
  tell(news: TabNews): void;
  /** The answer ends it. */
  listen(heard: (news: TabNews) => void): () => void;
};

/** The moments at which sending is worth a try: signal is back, the page is seen again, half a minute has passed. */
export type Triggers = {
  /** The answer ends them. */
  start(fire: () => void): () => void;
};
