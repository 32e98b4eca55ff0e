/** Where the phone stands, as the part of its address after the #. */
export type Place =
  | { readonly screen: 'tasks' }
  | { readonly screen: 'queue' }
  | { readonly screen: 'log-in' }
  | { readonly screen: 'activate' }
  | { readonly screen: 'fill'; readonly task: string }
  | { readonly screen: 'sheet'; readonly task: string };

const WORDS = { tasks: 'tugas', queue: 'kiriman', 'log-in': 'masuk', activate: 'aktivasi' } as const;

export function placeOf(hash: string): Place {
  const [word = '', ...rest] = hash.replace(/^#\/?/, '').split('/');
  const task = decode(rest.join('/'));
  if (word === 'isi' && task) return { screen: 'fill', task };
  if (word === 'lembar' && task) return { screen: 'sheet', task };
  if (word === WORDS.queue) return { screen: 'queue' };
  if (word === WORDS['log-in']) return { screen: 'log-in' };
  return word === WORDS.activate ? { screen: 'activate' } : { screen: 'tasks' };
}

export function addressOf(place: Place): string {
  if (place.screen === 'fill') return `#/isi/${encodeURIComponent(place.task)}`;
  if (place.screen === 'sheet') return `#/lembar/${encodeURIComponent(place.task)}`;
  return `#/${WORDS[place.screen]}`;
}

/** The one-time code of a printed card: `/lapor#aktivasi=CODE`. */
export function codeIn(hash: string): string | null {
  const [, code] = /^#\/?aktivasi=([^&]+)/.exec(hash) ?? [];
  return code === undefined ? null : decode(code).slice(0, 40);
}

/** A broken escape is kept as it is written: it then names nothing. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
