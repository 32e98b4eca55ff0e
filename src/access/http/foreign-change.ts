import type { FastifyRequest } from 'fastify';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);
/** `none`: typed by the person, not sent by a page. */
const OWN_FETCH_SITES = new Set(['same-origin', 'none']);

/**
 * Whether a page of another site asks for a change. SameSite=Strict keeps our cookies from it already; this is the
 * second lock, and the first for a log-in, which needs no cookie. Programs send neither header and pass.
 */
export function isForeignChange({
  method,
  headers,
  host,
}: Pick<FastifyRequest, 'method' | 'headers' | 'host'>): boolean {
  if (READING.has(method)) return false;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && !OWN_FETCH_SITES.has(String(site))) return true;
  const { origin } = headers;
  return origin !== undefined && hostOf(origin) !== host.toLowerCase();
}

function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
}
