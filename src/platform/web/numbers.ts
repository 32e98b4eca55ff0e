import type { Language } from './language.ts';

const LOCALES = { id: 'id-ID', en: 'en-GB' } as const;

/** 6.274 in Indonesian, 6,274 in English. */
export function formatCount(count: number, language: Language): string {
  return new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 0 }).format(count);
}

/**
 * A share as per cent with one decimal, computed here once: 82,5 %. A dash where there is nothing to divide by.
 * Never rounds something to 0,0 % nor a part to 100,0 %: one station still missing must stay visible.
 */
export function formatShare(part: number, whole: number, language: Language): string {
  if (whole <= 0) return '–';
  const rounded = Math.round((part / whole) * 1000);
  const tenths = part > 0 && rounded === 0 ? 1 : part < whole && rounded >= 1000 ? 999 : rounded;
  const digits = new Intl.NumberFormat(LOCALES[language], { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return language === 'id' ? `${digits.format(tenths / 10)} %` : `${digits.format(tenths / 10)}%`;
}
