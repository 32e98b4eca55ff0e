/** Where the phone stands, as the part of its address after the #. */
export type Place =
  | { readonly screen: 'tasks' }
  | { readonly screen: 'queue' }
  | { readonly screen: 'log-in' }
  | { readonly screen: 'activate' }
  | { readonly screen: 'fill'; readonly task: string }
  | { readonly screen: 'sheet'; readonly task: string };

/** The first word of each screen's address; the last two go on with the task. */
export const SCREEN_WORDS = {
  tasks: 'tugas',
  queue: 'kiriman',
  'log-in': 'masuk',
  activate: 'aktivasi',
  fill: 'isi',
  sheet: 'lembar',
} as const satisfies Readonly<Record<Place['screen'], string>>;

export function placeOf(hash: string): Place {
  const [word = '', ...rest] = hash.replace(/^#\/?/, '').split('/');
  const task = decode(rest.join('/'));
  if (word === SCREEN_WORDS.fill && task) return { screen: 'fill', task };
  if (word === SCREEN_WORDS.sheet && task) return { screen: 'sheet', task };
  if (word === SCREEN_WORDS.queue) return { screen: 'queue' };
  if (word === SCREEN_WORDS['log-in']) return { screen: 'log-in' };
  return word === SCREEN_WORDS.activate ? { screen: 'activate' } : { screen: 'tasks' };
}

export function addressOf(place: Place): string {
  const address = `#/${SCREEN_WORDS[place.screen]}`;
  return 'task' in place ? `${address}/${encodeURIComponent(place.task)}` : address;
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
