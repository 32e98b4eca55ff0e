/** What JSON can carry. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * The canonical JSON of RFC 8785 (JCS): keys sorted by UTF-16 code units, no white space, numbers as ECMAScript writes
 * them. Keys whose value is undefined are left out. Two equal values have one text, so its hash names the content.
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value !== 'object') {
    if (typeof value !== 'number') return JSON.stringify(value);
    if (!Number.isFinite(value)) throw new Error('canonical JSON knows finite numbers only');
    return String(value);
  }
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item as Json)).join(',')}]`;
  const record = value as { readonly [key: string]: Json | undefined };
  let text = '';
  for (const key of Object.keys(record).sort()) {
    const item = record[key];
    if (item !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(item)}`;
  }
  return `{${text}}`;
}
