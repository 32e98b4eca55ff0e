import type { FastifyRequest } from 'fastify';
import { invariant } from '#kernel/result.ts';
import type { Actor } from '../domain/actor.ts';
import type { LiveSession } from '../domain/live-session.ts';

export type { LiveSession } from '../domain/live-session.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** set by the gate on every route that is not public */
    liveSession: LiveSession | null;
  }
}

/** The person behind a request that the gate let through; its id is that of the account. */
export function actorOf(request: FastifyRequest): Actor {
  return sessionOf(request).actor;
}

export function sessionOf(request: FastifyRequest): LiveSession {
  invariant(request.liveSession, 'the gate lets nobody through without a session');
  return request.liveSession;
}
