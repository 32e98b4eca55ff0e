import type { TransportReply } from './transport.ts';

/** `yes`: the server took it. `later`: it stays on the phone and goes again by itself. `no`: the desk refuses it. */
export type LaterOrNo = 'yes' | 'later' | 'no';

const LATER_STATUSES = [401, 408, 425, 429];

/** The one predicate: whether a thing refused with this status may go through by itself when it is sent again. */
export function isLater(status: number): boolean {
  return LATER_STATUSES.includes(status) || status >= 500;
}

/**
 * Only the desk's own word (a problem with its code) is a no: a page that something on the way puts in its place, such
 * as the log-in of a hotspot or a proxy without its server, must not park what a person entered.
 */
export function laterOrNo(reply: TransportReply | null): LaterOrNo {
  if (reply === null || isLater(reply.status)) return 'later';
  if (reply.status >= 200 && reply.status < 300) return 'yes';
  return reply.status >= 400 && problemCode(reply) !== null ? 'no' : 'later';
}

/** The code of the RFC 9457 problem that the desk answered with. */
export function problemCode({ json }: TransportReply): string | null {
  if (typeof json !== 'object' || json === null || !('code' in json)) return null;
  return typeof json.code === 'string' ? json.code : null;
}
