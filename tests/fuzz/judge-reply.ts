import type { LightMyRequestResponse } from 'fastify';
import type { RouteContract } from '#platform/http/openapi.ts';
import type { ProblemDocument } from '#platform/http/problem-reply.ts';

export const SLOW_MS = 2000;
const REPLY_CHARACTERS_MAX = 8000;
/** What may be answered on any route, before it is asked what it does. */
const ANYWHERE = new Set([
  'http.not-found',
  'http.wrong-input',
  'http.too-large',
  'http.foreign-host',
  'access.log-in-needed',
  'access.no-right',
  'access.machine-only',
  'access.foreign-origin',
]);
const INDONESIAN =
  /\b(yang|tidak|tak|belum|sudah|ini|itu|atau|lalu|dan|dengan|untuk|harus|bukan|ada|terlalu|salah|lebih|menjadi)\b/i;
const INNER =
  /node_modules|\.ts:\d+|\bat \S+ \(|select .{1,200} from|insert into|PostgresError|violates|syntax for type/i;

/** Everything that is wrong with an answer, in words; an empty list for a good one. */
export function faultsOf(reply: LightMyRequestResponse, contract: RouteContract): string[] {
  const { statusCode, headers, body } = reply;
  const faults: string[] = [];
  const need = (holds: boolean, fault: string) => {
    if (!holds) faults.push(fault);
  };
  need(statusCode < 500, `status ${statusCode}: ${body.slice(0, 300)}`);
  need(String(headers['content-security-policy']).startsWith("default-src 'none'"), 'no content security policy');
  need(headers['x-content-type-options'] === 'nosniff', 'no nosniff');
  need(!JSON.stringify(headers).includes('\\n'), 'a line break in a header');
  need(contract.name === 'readMetrics' || !INNER.test(body), `inner matters: ${INNER.exec(body)?.[0]}`);
  if (contract.method === 'HEAD') need(body === '', 'a body after HEAD');
  else if (statusCode >= 400) faults.push(...problemFaults(reply, contract));
  if (contract.name === 'submitSheets' && statusCode === 200) {
    const { receipts } = reply.json() as { receipts: { outcome: string; problem?: ProblemDocument }[] };
    for (const { outcome, problem } of receipts) {
      need((outcome === 'refused') === (problem !== undefined), `a receipt ${outcome} and its problem`);
      if (problem) faults.push(...documentFaults(problem, problem.status));
    }
  }
  return faults;
}

function problemFaults(reply: LightMyRequestResponse, { problems = [] }: RouteContract): string[] {
  const type = String(reply.headers['content-type']);
  if (!type.startsWith('application/problem+json')) return [`${reply.statusCode} as ${type}`];
  const document = reply.json() as ProblemDocument;
  const faults = documentFaults(document, reply.statusCode);
  if (!ANYWHERE.has(document.code) && !problems.includes(document.code))
    faults.push(`the contract does not name ${document.code}`);
  if (reply.body.length > REPLY_CHARACTERS_MAX) faults.push(`a refusal of ${reply.body.length} characters`);
  return faults;
}

function documentFaults({ type, code, detail, detail_en, status, fields }: ProblemDocument, said: number): string[] {
  const faults: string[] = [];
  if (type !== `urn:desk:problem:${code}` || !/^[a-z]+\.[a-z-]+$/.test(code)) faults.push(`type ${type}, code ${code}`);
  if (status !== said) faults.push(`status ${status} in an answer ${said}`);
  if (!INDONESIAN.test(detail) || detail === detail_en) faults.push(`no Indonesian sentence: ${detail.slice(0, 200)}`);
  if (!detail_en) faults.push('no English sentence');
  if (typeof fields !== 'object') faults.push('no fields');
  return faults;
}
