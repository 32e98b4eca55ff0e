import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Requests per minute. An office behind one address shares `perAddress`, so it leaves room for all its people. */
export type RequestLimits = { readonly perPerson: number; readonly perAddress: number };

export const REQUEST_LIMITS: RequestLimits = { perPerson: 1200, perAddress: 6000 };

/**
 * Bounds how much one person, or one address without a session, may ask. Counted in the memory of this process.
 * `personOf` is asked after the hooks registered before this one, so the session is known by then.
 */
export async function limitRequests(
  app: FastifyInstance,
  limits: RequestLimits,
  personOf: (request: FastifyRequest) => string | null,
): Promise<void> {
  await app.register(rateLimit, {
    global: true,
    timeWindow: 60_000,
    keyGenerator: (request) => personOf(request) ?? `address ${request.ip}`,
    max: (request) => (personOf(request) === null ? limits.perAddress : limits.perPerson),
    // The desk's own words are said where every failure is.
    errorResponseBuilder: (_request, { statusCode }) => Object.assign(new Error('too many requests'), { statusCode }),
  });
}
