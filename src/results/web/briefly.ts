/**
 * The first two sentences of a message: which rows disagree, then both numbers and their difference. What to do about it
 * stands where the sheet is opened. A full stop inside a row number (V.A, I.B.1) or a number (1.234) ends no sentence.
 */
export function briefly(message: string): string {
  return message
    .split(/(?<=[.!?])\s+(?=\p{Lu}|\p{N})/u)
    .slice(0, 2)
    .join(' ');
}
