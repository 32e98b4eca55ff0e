/** Crockford's alphabet: no I, L, O or U, so that a code survives being read aloud and copied by hand. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export const CODE_CHARACTERS = 12;
/** How long a card may lie in an envelope. */
export const CODE_DAYS = 14;

/** @param random one byte for each character; five bits of each are used */
export function activationCode(random: Uint8Array): string {
  return Array.from({ length: CODE_CHARACTERS }, (_, at) => ALPHABET[(random[at] ?? 0) & 31]).join('');
}

/** As it stands on the card: `XXXX-XXXX-XXXX`. */
export function shownCode(code: string): string {
  return code.match(/.{4}/g)?.join('-') ?? code;
}

/** Reads a code as people write it: any case, any spaces and hyphens, O for zero, I and L for one. */
export function parseActivationCode(text: string): string | null {
  const code = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Dash}]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  return code.length === CODE_CHARACTERS && [...code].every((letter) => ALPHABET.includes(letter)) ? code : null;
}
