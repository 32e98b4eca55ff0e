/**
 * A phone number in its international form (`+6281234567890`), or null where it is none. A number that begins with 0 or
 * with 62 is Indonesian; others are written with + and their country.
 */
export function parsePhoneNumber(text: string): string | null {
  const plain = text.normalize('NFKC').replace(/[\s().\p{Dash}]/gu, '');
  const number = plain.startsWith('+')
    ? plain
    : plain
        .replace(/^00/, '+')
        .replace(/^0(?=[1-9])/, '+62')
        .replace(/^62/, '+62')
        .replace(/^8/, '+628');
  if (number.startsWith('+620')) return parsePhoneNumber(`+62${number.slice(4)}`);
  return /^\+[1-9][0-9]{7,14}$/.test(number) ? number : null;
}
