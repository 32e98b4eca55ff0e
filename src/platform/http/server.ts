import { randomUUID } from 'node:crypto';
import helmet from '@fastify/helmet';
import type { ErrorObject } from 'ajv';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import type { Text } from '#kernel/problem.ts';
import { databaseProblem } from '#platform/db/problems.ts';
import { describeFault } from '#platform/schema/schema-faults.ts';
import { logOptions, logResponses } from './access-log.ts';
import { usePackedJson } from './packed-json.ts';
import { sendProblem } from './problem-reply.ts';
import { httpProblem, wrongInput } from './problems.ts';

const BODY_BYTES_MAX = 1024 * 1024;
const LOCAL_HOSTS = ['127.0.0.1', 'localhost', '[::1]'];

export type HttpOptions = {
  /** where people reach the desk from other machines, by way of a proxy that holds the certificate; null: only from here */
  readonly origin: URL | null;
};

/** A server with the desk's habits: strict schemas, security headers, problems as RFC 9457, logs without personal data. */
export async function httpServer({ origin }: HttpOptions = { origin: null }): Promise<FastifyInstance> {
  const hosts = new Set(origin ? [...LOCAL_HOSTS, origin.hostname] : LOCAL_HOSTS);
  const app = Fastify({
    // The proxy in front is on this machine; nobody else's word is taken for where a request comes from.
    trustProxy: origin ? 'loopback' : false,
    logger: logOptions(),
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_BYTES_MAX,
    genReqId: () => randomUUID(),
    forceCloseConnections: true,
    // Longer than any address that Node takes: the contracts bound it, and the router refuses past the guarding hooks.
    routerOptions: { maxParamLength: 65_536 },
    rewriteUrl: ({ url = '/' }) => (isDecodable(url) ? url : UNREADABLE_PATH),
  });
  useStrictSchemas(app);
  await app.register(helmet, {
    strictTransportSecurity: origin ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
  });
  app.addHook('onRequest', async (request, reply) => {
    // A page of a foreign name that resolves to this machine gets nothing.
    if (!hosts.has(hostOf(request))) return sendProblem(reply, httpProblem('foreign-host'));
  });
  logResponses(app);
  usePackedJson(app);
  app.addHook('preValidation', async (request, reply) => {
    if (isUnasked(request)) return sendProblem(reply, wrongInput(UNASKED));
  });
  app.setNotFoundHandler((request, reply) =>
    sendProblem(reply, httpProblem('not-found', { path: request.originalUrl.slice(0, 200) })),
  );
  app.setErrorHandler(sendFailure);
  return app;
}

/** The router answers broken escapes by itself, past the hooks that guard every other answer; so they never reach it. */
const UNREADABLE_PATH = '/-';

function isDecodable(url: string): boolean {
  try {
    return decodeURIComponent(url.split(/[?#]/, 1)[0] as string) !== '';
  } catch {
    return false;
  }
}

function hostOf(request: FastifyRequest): string {
  return (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
}

const UNASKED = { id: 'alamat ini tidak menerima isi', en: 'this address takes no content' };

/** Where no schema says what a body may hold, it may hold nothing; files are judged by those who take them. */
function isUnasked({ body, routeOptions, is404 }: FastifyRequest): boolean {
  if (is404 || routeOptions.schema?.body || Buffer.isBuffer(body)) return false;
  return typeof body === 'object' && body !== null ? Object.keys(body).length > 0 : Boolean(body);
}

/** Bodies are taken as they are: nothing is coerced, so an empty box never becomes zero. */
const STRICT = new Ajv({
  allErrors: false,
  coerceTypes: false,
  useDefaults: false,
  removeAdditional: false,
  strict: false,
  // 1e309 is a number of JSON, but none of ours. (Where text is read as numbers it would leave out their bounds.)
  strictNumbers: true,
});
/** Query strings, paths and headers are text. */
const FROM_TEXT = new Ajv({
  allErrors: false,
  coerceTypes: true,
  useDefaults: true,
  removeAdditional: false,
  strict: false,
});
addFormats.default(STRICT);
addFormats.default(FROM_TEXT);

/** A schema is compiled once in a process, whatever servers are made in it: both readers know it by its object. */
function useStrictSchemas(app: FastifyInstance): void {
  app.setValidatorCompiler(({ schema, httpPart }) =>
    (httpPart === 'body' ? STRICT : FROM_TEXT).compile(schema as object),
  );
}

function sendFailure(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error.validation) {
    return sendProblem(reply, wrongInput(faultsText(error.validation as ErrorObject[], error.validationContext)));
  }
  if (error.statusCode === 429) return sendProblem(reply, httpProblem('too-many'));
  if (error.statusCode === 413) return sendProblem(reply, httpProblem('too-large'));
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return sendProblem(reply, wrongInput(UNREADABLE[error.code] ?? NOT_JSON));
  }
  const problem = databaseProblem(error);
  if (problem) {
    request.log.warn({ code: problem.code }, 'database refused');
    return sendProblem(reply, problem);
  }
  request.log.error({ err: { type: error.name, message: error.message, stack: error.stack } }, 'request failed');
  return sendProblem(reply, httpProblem('failed', { request: request.id }));
}

function faultsText(faults: readonly ErrorObject[], place = ''): Text {
  const told = faults.map((fault) => ({ at: fault.instancePath || place, what: describeFault(fault) }));
  const inOne = (language: keyof Text) => told.map(({ at, what }) => `${at} ${what[language]}`).join('; ');
  return { id: inOne('id'), en: inOne('en') };
}

const NOT_JSON = { id: 'isinya bukan JSON yang sah', en: 'its content is not valid JSON' };
/** Bodies that never reach a schema, by the server's own codes. */
const UNREADABLE: Readonly<Record<string, Text>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    id: 'jenis isi (Content-Type) ini tidak diterima di sini',
    en: 'this kind of content (Content-Type) is not taken here',
  },
  FST_ERR_CTP_EMPTY_JSON_BODY: { id: 'isinya kosong', en: 'it has no content' },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: {
    id: 'panjang isi tidak sama dengan Content-Length',
    en: 'the content is not as long as Content-Length says',
  },
};
