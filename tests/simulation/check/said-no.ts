import type { TransportReply } from '#platform/outbox/transport.ts';

const ANOTHER_TIME = [401, 408, 425, 429];

/** Own reading of what is a no for good: the desk's own problem with its code, and nothing that may pass by itself. */
export function saidNo({ status, json }: TransportReply): boolean {
  const isOwnWord = typeof (json as { code?: unknown } | null)?.code === 'string';
  return isForGood(status) && isOwnWord;
}

export function isForGood(status: number): boolean {
  return status >= 400 && status < 500 && !ANOTHER_TIME.includes(status);
}
