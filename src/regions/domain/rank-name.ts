import { countSlips } from './edit-distance.ts';
import { countMarks, type NameKey } from './region-name.ts';

/** A text this short is only looked for where a name begins, or half the country answers. */
const ANYWHERE_LENGTH_MIN = 3;

/**
 * How well a name answers what was typed, 0 the best: the same name, one that begins so, one with a word that begins so,
 * one that contains it; null where it does not.
 */
export function rankName(typed: NameKey, name: NameKey): number | null {
  // A name that lacks a typed letter cannot contain the text; this spares almost all the work.
  if ((typed.letters & ~name.letters) !== 0) return null;
  if (name.compact === typed.compact) return 0;
  if (name.words.startsWith(typed.words)) return 1;
  if (name.compact.startsWith(typed.compact)) return 2;
  if (typed.compact.length < ANYWHERE_LENGTH_MIN) return null;
  if (name.words.includes(typed.words)) return 3;
  return name.compact.includes(typed.compact) ? 4 : null;
}

/** Continues the order of rankName with names that are a slip or two away; a short text has too many neighbours for guessing. */
export function rankMisspelling(typed: NameKey, name: NameKey): number | null {
  const length = typed.compact.length;
  const slipsMax = length < 4 ? 0 : length < 8 ? 1 : 2;
  if (slipsMax === 0 || name.compact.length < length - slipsMax) return null;
  if (countMarks(typed.letters & ~name.letters) > slipsMax) return null;
  const slips = countSlips(typed.compact, name.compact.slice(0, length + slipsMax + 1), slipsMax);
  if (slips === null) return null;
  if (slips.whole <= slipsMax) return 5 + slips.whole;
  return slips.beginning <= slipsMax ? 8 + slips.beginning : null;
}
