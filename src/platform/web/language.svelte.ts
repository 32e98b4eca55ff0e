import type { Text } from '#kernel/problem.ts';
import type { Language } from './language.ts';

const REMEMBERED_AS = 'desk.language';

let chosen = $state<Language>(remembered());

/** The language of the screen: Indonesian until somebody asks for English on this device. */
export function language(): Language {
  return chosen;
}

export function chooseLanguage(next: Language): void {
  chosen = next;
  document.documentElement.lang = next;
  try {
    localStorage.setItem(REMEMBERED_AS, next);
  } catch {
    // A browser that keeps nothing (private window) forgets the choice; the screen still changes.
  }
}

/** The sentence in the language of the screen, with `{field}` filled in. */
export function say(text: Text, fields: Readonly<Record<string, string | number>> = {}): string {
  return text[chosen].replace(/\{(\w+)\}/g, (whole, name: string) => String(fields[name] ?? whole));
}

function remembered(): Language {
  try {
    return localStorage.getItem(REMEMBERED_AS) === 'en' ? 'en' : 'id';
  } catch {
    return 'id';
  }
}
