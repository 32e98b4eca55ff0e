import { laterOrNo, problemCode } from './later-or-no.ts';
import type { Trouble } from './outbox-item.ts';
import { outboxProblem } from './problems.ts';
import type { TransportReply } from './transport.ts';

/** Why this answer ends nothing: in the desk's own words where it gave any. */
export function troubleOf(reply: TransportReply | null): Trouble {
  if (reply === null) return outboxTrouble('no-answer');
  if (reply.status === 401) return outboxTrouble('log-in');
  const own = ownWords(reply);
  if (own !== null) return own;
  if (laterOrNo(reply) === 'no') return outboxTrouble('refused', { status: reply.status });
  return reply.status >= 400
    ? outboxTrouble('server-trouble', { status: reply.status })
    : outboxTrouble('not-the-desk');
}

export function outboxTrouble(...[code, fields]: Parameters<typeof outboxProblem>): Trouble {
  const problem = outboxProblem(code, fields);
  return { code: problem.code, message: problem.message };
}

function ownWords(reply: TransportReply): Trouble | null {
  const code = problemCode(reply);
  const { json } = reply;
  if (code === null || typeof json !== 'object' || json === null || !('detail' in json)) return null;
  const { detail, detail_en: english } = json;
  if (typeof detail !== 'string') return null;
  return { code, message: { id: detail, en: typeof english === 'string' ? english : detail } };
}
