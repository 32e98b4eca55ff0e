import type { FastifyReply, FastifyRequest } from 'fastify';

/** The session of a request; ends with it. */
export const SESSION_COOKIE = 'desk_session';
/** Proves at a log-in which devices the browser is, of one person or of several; it opens nothing by itself. */
export const DEVICE_COOKIE = 'desk_device';

/** What our own cookies hold: 32 random bytes as base64url. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/;
/** Between the tokens of one cookie; not a sign of base64url, and allowed in a cookie. */
const BETWEEN = '.';

/** The token in one of the desk's cookies, or null where there is none or it has not the shape of one. */
export function readCookie(request: FastifyRequest, name: string): string | null {
  const [value = ''] = valuesOf(request, name);
  return TOKEN.test(value) ? value : null;
}

/** The tokens in a cookie that holds several, each once and not more than `max`. */
export function readTokens(request: FastifyRequest, name: string, max: number): readonly string[] {
  const tokens = valuesOf(request, name).flatMap((value) => value.split(BETWEEN));
  return [...new Set(tokens.filter((token) => TOKEN.test(token)))].slice(0, max);
}

export function joinTokens(tokens: readonly string[]): string {
  return tokens.join(BETWEEN);
}

function valuesOf({ headers }: FastifyRequest, name: string): string[] {
  return (headers.cookie ?? '').split(';').flatMap((pair) => {
    const at = pair.indexOf('=');
    return at >= 0 && pair.slice(0, at).trim() === name ? [pair.slice(at + 1).trim()] : [];
  });
}

export type Cookie = {
  readonly name: string;
  readonly value: string;
  readonly maxAgeSeconds: number;
  readonly secure: boolean;
  /** below which addresses it is sent; everywhere unless said */
  readonly path?: string;
};

/** No script reads it and no other site sends it; `maxAgeSeconds` 0 takes it away. */
export function setCookie(reply: FastifyReply, { name, value, maxAgeSeconds, secure, path = '/' }: Cookie): void {
  const parts = [`${name}=${value}`, `Path=${path}`, `Max-Age=${maxAgeSeconds}`, 'HttpOnly', 'SameSite=Strict'];
  reply.header('set-cookie', [...parts, ...(secure ? ['Secure'] : [])].join('; '));
}
