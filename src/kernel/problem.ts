/** Two languages of one sentence; Indonesian is shown first everywhere. */
export type Text = { readonly id: string; readonly en: string };

/**
 * A refusal that a person can act on: what is wrong, where, and how to mend it.
 * `status` is the HTTP status (RFC 9457 on the wire); `fields` names the offending inputs.
 */
export type Problem = {
  readonly code: string;
  readonly status: number;
  readonly message: Text;
  readonly fields: Readonly<Record<string, string>>;
};

type Fields = Readonly<Record<string, string | number | null | undefined>>;
export type ProblemEntry = { readonly status: number; readonly id: string; readonly en: string };

/**
 * Makes the catalogue of one feature. Texts may name fields as `{field}`.
 * @returns a function from a code of the catalogue (and its fields) to the Problem; codes are `area.code`.
 */
export function problemCatalogue<Entries extends Readonly<Record<string, ProblemEntry>>>(
  area: string,
  entries: Entries,
) {
  return function problem(code: keyof Entries & string, fields: Fields = {}): Problem {
    const entry = entries[code] as ProblemEntry;
    const stated: Record<string, string> = {};
    for (const [name, value] of Object.entries(fields))
      if (value !== null && value !== undefined) stated[name] = String(value);
    const fill = (text: string) => text.replace(/\{(\w+)\}/g, (_, name: string) => stated[name] ?? '–');
    return {
      code: `${area}.${code}`,
      status: entry.status,
      message: { id: fill(entry.id), en: fill(entry.en) },
      fields: stated,
    };
  };
}
