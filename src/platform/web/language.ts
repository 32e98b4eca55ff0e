import type { Text } from '#kernel/problem.ts';

/** Indonesian is the language of the desk; English is a courtesy to guests. */
export const LANGUAGES = ['id', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { id: 'Bahasa Indonesia', en: 'English' };

/** A sentence with its `{field}`s filled in, in both languages. */
export function filled(sentence: Text, fields: Readonly<Record<string, Text>>): Text {
  const fill = (language: Language) =>
    sentence[language].replace(/\{(\w+)\}/g, (whole, name: string) => fields[name]?.[language] ?? whole);
  return { id: fill('id'), en: fill('en') };
}

export function text(id: string, en: string): Text {
  return { id, en };
}
