import type { Text } from '#kernel/problem.ts';
import { LOG_IN_NEEDED, tellLogInNeeded } from './log-in-needed.ts';
import { withTimeLimit } from './time-limit.ts';

/** What a question to the server may come to; nothing is thrown. `locked`: nobody is logged in; what is shown may stay. */
export type Answer<Value> =
  | { readonly kind: 'read'; readonly value: Value }
  | { readonly kind: 'same' }
  | { readonly kind: 'refused'; readonly code: string; readonly message: Text }
  | { readonly kind: 'locked' }
  | { readonly kind: 'unreachable' };

export type Reader = <Value>(path: string) => Promise<Answer<Value>>;

const TIME_LIMIT_MS = 15_000;

/** Asks once. A server in trouble (5xx, no JSON) counts as unreachable: the person can only wait, and is told so. */
export async function readJson<Value>(path: string, tag?: string): Promise<Answer<Value> & { tag?: string | null }> {
  try {
    const headers: Record<string, string> = { accept: 'application/json' };
    if (tag) headers['if-none-match'] = tag;
    // The tag is kept here, so the browser's own cache stays out of the way.
    return await withTimeLimit(TIME_LIMIT_MS, async (signal): Promise<Answer<Value> & { tag?: string | null }> => {
      const reply = await fetch(path, { headers, cache: 'no-store', signal });
      if (reply.status === 304) return { kind: 'same' };
      if (reply.status >= 500) return { kind: 'unreachable' };
      const body: unknown = await reply.json();
      return reply.ok ? { kind: 'read', value: body as Value, tag: reply.headers.get('etag') } : refusalOf(body);
    });
  } catch {
    return { kind: 'unreachable' };
  }
}

/** A reader that remembers the tag of each path it read last, and answers `same` while nothing changed. */
export function tagReader(): Reader {
  let last: { path: string; tag: string } | null = null;
  return async <Value>(path: string) => {
    const answer = await readJson<Value>(path, last?.path === path ? last.tag : undefined);
    if (answer.kind === 'read') last = answer.tag ? { path, tag: answer.tag } : null;
    return answer;
  };
}

function refusalOf(body: unknown): Answer<never> {
  const { code, detail, detail_en } = (body ?? {}) as { code?: string; detail?: string; detail_en?: string };
  if (!detail) return { kind: 'unreachable' };
  if (code === LOG_IN_NEEDED) {
    tellLogInNeeded();
    return { kind: 'locked' };
  }
  return { kind: 'refused', code: code ?? '', message: { id: detail, en: detail_en ?? detail } };
}

/** Joins a path and the parameters that are stated. */
export function pathWith(
  path: string,
  parameters: Readonly<Record<string, string | number | boolean | null | undefined>>,
): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters))
    if (value !== null && value !== undefined && value !== '') query.set(name, String(value));
  // Not its `size`, which phones up to Chrome 112 and Safari 16 lack.
  const text = String(query);
  return text === '' ? path : `${path}?${text}`;
}
