import type { Text } from '#kernel/problem.ts';
import { type Language, text } from './language.ts';

const LOCALES = { id: 'id-ID', en: 'en-GB' } as const;

/** The hour on the wall of that zone: 17.42 in Indonesian, 17:42 in English. */
export function formatClock(at: Date, timeZone: string, language: Language): string {
  return new Intl.DateTimeFormat(LOCALES[language], {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).format(at);
}

/** Rabu, 27 Nov 2024 */
export function formatDay(at: Date, timeZone: string, language: Language): string {
  const parts = { weekday: 'long', day: 'numeric', month: 'short', year: 'numeric', timeZone } as const;
  return new Intl.DateTimeFormat(LOCALES[language], parts).format(at);
}

/** A calendar day (`2024-11-27`) without its weekday: 27 Nov 2024. */
export function formatDate(day: string, language: Language): string {
  const parts = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(LOCALES[language], parts).format(new Date(`${day}T00:00:00Z`));
}

/** 27 Nov, 17.42 */
export function formatMoment(at: Date, timeZone: string, language: Language): string {
  const day = new Intl.DateTimeFormat(LOCALES[language], { day: 'numeric', month: 'short', timeZone }).format(at);
  return `${day}, ${formatClock(at, timeZone, language)}`;
}

/** 27 Nov 2024, 17.42: for what may lie in another year. */
export function formatFullMoment(at: Date, timeZone: string, language: Language): string {
  const parts = { day: 'numeric', month: 'short', year: 'numeric', timeZone } as const;
  const day = new Intl.DateTimeFormat(LOCALES[language], parts).format(at);
  return `${day}, ${formatClock(at, timeZone, language)}`;
}

/** How long ago, in the largest whole unit. Seconds go in steps of five, so that the line does not flicker. */
export function sinceText(milliseconds: number): Text {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (seconds < 5) return text('baru saja', 'just now');
  if (seconds < 60) return text(`${seconds - (seconds % 5)} detik lalu`, `${seconds - (seconds % 5)} s ago`);
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return text(`${minutes} menit lalu`, `${minutes} min ago`);
  const hours = Math.floor(minutes / 60);
  return hours < 48
    ? text(`${hours} jam lalu`, `${hours} h ago`)
    : text(`${Math.floor(hours / 24)} hari lalu`, `${Math.floor(hours / 24)} days ago`);
}
