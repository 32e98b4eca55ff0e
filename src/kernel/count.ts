import type { Text } from './problem.ts';

/** Largest number that any box of a form may state; above it the input is impossible, not merely odd. */
export const COUNT_MAX = 9_999_999;

/** Why a text is not a count; `null` when it is one. */
export type CountFault = { readonly code: 'not-a-whole-number' | 'too-large'; readonly message: Text };

/**
 * Reads a plain whole number ≥ 0. Outer spaces and leading zeros are fine; signs, points, commas and exponents are not,
 * because `1.234` means one thing in Indonesia and another in a spreadsheet.
 */
export function parseCount(text: string): { readonly count: number } | { readonly fault: CountFault } {
  const trimmed = text.trim();
  if (!/^[0-9]+$/.test(trimmed)) {
    return {
      fault: {
        code: 'not-a-whole-number',
        message: {
          id: `“${shorten(trimmed)}” bukan bilangan bulat biasa. Tulis angka saja, tanpa titik, koma, tanda, atau huruf (contoh: 1234).`,
          en: `“${shorten(trimmed)}” is not a plain whole number. Write digits only, without points, commas, signs or letters (example: 1234).`,
        },
      },
    };
  }
  const digits = trimmed.replace(/^0+(?=[0-9])/, '');
  if (digits.length > 7 || Number(digits) > COUNT_MAX) {
    return {
      fault: {
        code: 'too-large',
        message: {
          id: `${shorten(digits)} melebihi 9.999.999. Periksa lagi angka di kertas.`,
          en: `${shorten(digits)} is above 9,999,999. Check the number on the paper again.`,
        },
      },
    };
  }
  return { count: Number(digits) };
}

export function isCount(value: unknown): value is number {
  return (
    typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= COUNT_MAX && !Object.is(value, -0)
  );
}

/** Cuts a foreign text so that a message stays readable. */
export function shorten(text: string, lengthMax = 40): string {
  return text.length <= lengthMax ? text : `${text.slice(0, lengthMax)}…`;
}
