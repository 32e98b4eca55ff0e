import type { Language } from '#platform/web/language.ts';

const LOCALES = { id: 'id-ID', en: 'en-GB' } as const;

/** 840 B, 12 kB, 1,4 MB: as much as a person wants to know before paying for it. */
export function formatBytes(bytes: number, language: Language): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)} kB`;
  const mega = new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: bytes < 10_000_000 ? 1 : 0 });
  return `${mega.format(bytes / 1_000_000)} MB`;
}
