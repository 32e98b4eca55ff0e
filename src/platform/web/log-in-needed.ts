const listeners = new Set<() => void>();

/** The code by which the server says that nobody is logged in (any more). */
export const LOG_IN_NEEDED = 'access.log-in-needed';

/** Hears when an answer says that a log-in is needed, whichever part of the page asked. The answer stops it. */
export function onLogInNeeded(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function tellLogInNeeded(): void {
  for (const listener of listeners) listener();
}
