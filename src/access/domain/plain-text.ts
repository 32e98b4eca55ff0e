/** A text on one line without control characters, which neither a screen shows nor a database takes. */
export function plainText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}
