import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Sends JSON with a tag of its content; a reader that holds the same gets 304 and no body.
 * @param tagged what the tag is made of, where the body also says what time it is
 */
export function sendTagged(request: FastifyRequest, reply: FastifyReply, body: string, tagged = body): FastifyReply {
  const tag = `"${createHash('sha1').update(tagged).digest('base64url')}"`;
  reply.header('etag', tag).header('cache-control', 'no-cache');
  const held = request.headers['if-none-match'];
  if (held?.split(',').some((item) => item.trim().replace(/^W\//, '') === tag)) return reply.status(304).send();
  return reply.type('application/json; charset=utf-8').send(body);
}
