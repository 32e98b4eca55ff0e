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
  for (const { key, quoted } of sortedKeys(Object.keys(record))) {
    const item = record[key];
    if (item !== undefined) text += `${text === '' ? '' : ','}${quoted}:${canonicalJson(item)}`;
  }
  return `{${text}}`;
}

type Key = { readonly key: string; readonly quoted: string };
const SHAPES_MAX = 1000;
const shapes = new Map<string, readonly Key[]>();

/** The keys in canonical order. Sheets of one form state the same fields, so their order is worked out once per shape. */
function sortedKeys(keys: readonly string[]): readonly Key[] {
  const shape = keys.join('\n');
  const known = shapes.get(shape);
  // A key with a line break could read as two; then the numbers of keys differ.
  if (known?.length === keys.length) return known;
  const sorted = [...keys].sort().map((key) => ({ key, quoted: JSON.stringify(key) }));
  if (keys.some((key) => key.includes('\n'))) return sorted;
  if (shapes.size >= SHAPES_MAX) shapes.clear();
  shapes.set(shape, sorted);
  return sorted;
}
