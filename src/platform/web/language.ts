import type { Text } from '#kernel/problem.ts';

/** Indonesian is the language of the desk; English is a courtesy to guests. */
export const LANGUAGES = ['id', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { id: 'Bahasa Indonesia', en: 'English' };

export function text(id: string, en: string): Text {
  return { id, en };
}
