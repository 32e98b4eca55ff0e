import type { FastifyReply, FastifyRequest } from 'fastify';

/** The session of a request; ends with it. */
export const SESSION_COOKIE = 'desk_session';
/** Proves at a log-in that the browser is a known one; it opens nothing by itself. */
export const DEVICE_COOKIE = 'desk_device';

/** What our own cookies hold: 32 random bytes as base64url. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** The token in one of the desk's cookies, or null where there is none or it has not the shape of one. */
export function readCookie(request: FastifyRequest, name: string): string | null {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at < 0 || pair.slice(0, at).trim() !== name) continue;
    const value = pair.slice(at + 1).trim();
    return TOKEN.test(value) ? value : null;
  }
  return null;
}

export type CookieOptions = { readonly secure: boolean };

/** No script reads it and no other site sends it; `maxAgeSeconds` 0 takes it away. */
export function setCookie(
  reply: FastifyReply,
  { name, value, maxAgeSeconds, secure }: CookieOptions & { name: string; value: string; maxAgeSeconds: number },
): void {
  const parts = [`${name}=${value}`, 'Path=/', `Max-Age=${maxAgeSeconds}`, 'HttpOnly', 'SameSite=Strict'];
  reply.header('set-cookie', [...parts, ...(secure ? ['Secure'] : [])].join('; '));
}
