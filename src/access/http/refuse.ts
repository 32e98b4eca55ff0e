import type { FastifyReply } from 'fastify';
import type { Problem } from '#kernel/problem.ts';
import { sendProblem } from '#platform/http/problem-reply.ts';

/** A refusal that says how long to wait says it to programs, too. */
export function sendRefusal(reply: FastifyReply, problem: Problem): FastifyReply {
  const { seconds } = problem.fields;
  if (problem.status === 429 && seconds !== undefined) reply.header('retry-after', seconds);
  return sendProblem(reply, problem);
}
