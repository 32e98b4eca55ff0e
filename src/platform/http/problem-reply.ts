import type { FastifyReply } from 'fastify';
import type { Problem } from '#kernel/problem.ts';

/** RFC 9457 on the wire: the code of the catalogue, Indonesian first, English beside it. */
export type ProblemDocument = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly detail_en: string;
  readonly code: string;
  readonly fields: Readonly<Record<string, string>>;
};

export function problemDocument(problem: Problem): ProblemDocument {
  return {
    type: `urn:desk:problem:${problem.code}`,
    title: problem.code,
    status: problem.status,
    detail: problem.message.id,
    detail_en: problem.message.en,
    code: problem.code,
    fields: problem.fields,
  };
}

export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  if (problem.status === 503) reply.header('retry-after', '5');
  return reply
    .status(problem.status)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problemDocument(problem)));
}
