import { between, type Random, wholeBetween } from '../seeded-random.ts';
import { round } from './markup.ts';

/** Digits by hand in a box 20 wide and 30 high; most in two manners, X is the cross through an empty leading box. */
const DIGITS: Readonly<Record<string, readonly string[]>> = {
  '0': ['M11 4C3 4 2 25 10 26C19 26 18 5 9 4', 'M13 6C6 1 2 13 4 20C6 28 16 27 16 16C16 9 14 5 9 5'],
  '1': ['M6 9L11 4L10 26', 'M11 3C11 11 10 19 9 26'],
  '2': ['M4 9C5 2 17 3 15 11C14 16 6 22 4 26C9 25 13 26 17 25', 'M5 7C8 3 16 4 14 11C12 17 8 21 4 25C7 23 11 27 17 24'],
  '3': [
    'M5 6C9 2 17 4 14 10C13 13 10 14 8 14C14 13 18 19 14 24C11 27 6 26 4 23',
    'M5 5L15 5L9 13C15 13 17 20 13 24C10 27 6 26 4 24',
  ],
  '4': ['M12 4C9 10 6 14 4 18L17 17M13 11L12 27', 'M6 4L5 15C9 16 12 15 16 14M15 4L13 27'],
  '5': ['M15 5L7 5L6 13C11 11 16 14 15 20C14 26 7 27 4 24', 'M7 5L6 13C12 11 16 16 14 21C13 26 7 27 4 24M7 5L16 4'],
  '6': ['M14 4C8 7 4 15 5 21C6 27 15 27 15 20C15 15 8 14 5 20', 'M12 3C6 9 3 18 6 24C9 28 16 24 15 19C13 14 7 16 5 21'],
  '7': ['M4 6L16 5C13 12 10 18 9 26M7 16L14 15', 'M4 5C8 6 12 5 16 4C12 12 10 18 8 27'],
  '8': [
    'M14 7C11 3 5 5 7 10C9 14 15 16 14 22C13 27 5 27 5 22C5 16 14 13 14 7Z',
    'M13 6C8 2 4 8 9 12C16 17 16 26 10 26C3 26 4 18 10 14C15 11 16 7 13 6',
  ],
  '9': ['M15 9C14 3 5 4 6 11C7 16 14 14 15 9C15 15 14 21 12 26', 'M14 7C9 2 3 8 6 13C9 16 14 13 15 7C15 14 13 21 9 27'],
  X: ['M5 7L15 24M15 7L5 24'],
};

/** The capitals that number words need, 13 wide and 20 high; any other letter is left blank. */
const LETTERS: Readonly<Record<string, string>> = {
  A: 'M1 19L7 1L12 19M3 13L11 12',
  B: 'M2 1L2 19M2 2C13 0 12 10 3 10C14 9 13 20 2 19',
  D: 'M2 1L2 19M1 2C15 1 15 18 2 19',
  E: 'M11 2L2 2L2 19L12 18M2 10L9 10',
  G: 'M12 4C7 -1 1 5 1 11C2 20 12 21 12 12L7 12',
  H: 'M2 1L2 19M11 1L11 19M2 10L11 10',
  I: 'M6 1L6 19',
  J: 'M4 2L11 2M9 2C9 12 10 19 5 19C2 19 1 16 1 14',
  K: 'M2 1L2 19M11 1L2 11L12 19',
  L: 'M2 1L2 19L11 18',
  M: 'M1 19L2 1L7 12L12 1L13 19',
  N: 'M2 19L2 1L11 19L11 1',
  O: 'M7 1C-1 2 0 19 7 19C14 18 14 2 6 1',
  P: 'M2 19L2 1C14 0 13 11 2 11',
  R: 'M2 19L2 1C13 0 13 10 2 10L12 19',
  S: 'M11 3C7 -1 1 3 3 7C5 10 11 10 11 15C11 20 4 20 1 17',
  T: 'M0 2L13 1M7 2L6 19',
  U: 'M2 1C1 12 1 19 6 19C12 19 11 11 11 1',
};

/** The shapes, once for the whole drawing; every written character refers to one of them. */
export function glyphDefinitions(): string {
  const digits = Object.entries(DIGITS).flatMap(([digit, manners]) =>
    manners.map((path, manner) => `<path id="d${digit}${'abc'[manner]}" d="${path}"/>`),
  );
  const letters = Object.entries(LETTERS).map(([letter, path]) => `<path id="${letter}" d="${path}"/>`);
  return [...digits, ...letters].join('');
}

/** The manner in which one person writes each digit; a hand keeps its manner over the whole form. */
export type Hand = { readonly manner: number; readonly slant: number };

export function drawHand(random: Random): Hand {
  return { manner: wholeBetween(random, 0, 1), slant: round(between(random, -9, 3)) };
}

/** One digit, its box being `size` units wide. */
export function writeDigit(digit: string, x: number, y: number, size: number, hand: Hand, random: Random): string {
  const manners = DIGITS[digit]?.length ?? 1;
  const place = `translate(${round(x + between(random, -1.2, 1.2))} ${round(y + between(random, -1.5, 1.5))})`;
  const form = `rotate(${round(between(random, -4, 4))})scale(${round((size / 20) * 100 * between(random, 0.9, 1.04)) / 100})`;
  return `<use href="#d${digit}${'abc'[hand.manner % manners]}" transform="${place}${form}"/>`;
}

/** Words in capitals, written along a line that is never quite straight; long ones closer together to stay within `width`. */
export function writeWords(words: string, x: number, y: number, width: number, hand: Hand, random: Random): string {
  const scale = Math.min(0.78, width / (words.length * 15));
  const letters = [...words].map((letter, index) =>
    letter in LETTERS
      ? `<use href="#${letter}" x="${round(index * 15 + between(random, -0.8, 0.8))}" y="${round(between(random, -1.2, 1.2))}"/>`
      : '',
  );
  const line = `translate(${round(x)} ${round(y)})rotate(${round(between(random, -0.7, 0.5))})`;
  return `<g transform="${line}skewX(${hand.slant})scale(${round(scale * 100) / 100})">${letters.join('')}</g>`;
}

/** A signature of nobody: one looping line. */
export function writeSignature(x: number, y: number, width: number, random: Random): string {
  const loops = wholeBetween(random, 3, 5);
  const step = width / loops;
  const parts = Array.from({ length: loops }, () => {
    const [up, down] = [round(between(random, -16, -6)), round(between(random, 3, 10))];
    return `c${round(step * 0.2)} ${up} ${round(step * 1.3)} ${up} ${round(step * 0.5)} ${down}s${round(step * 0.3)} ${round(-down / 2)} ${round(step * 0.5)} ${round(-down)}`;
  });
  return `<path stroke-width="1.3" d="M${round(x)} ${round(y)}${parts.join('')}"/>`;
}
