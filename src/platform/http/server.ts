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
import { databaseProblem } from '#platform/db/problems.ts';
import { describeFault } from '#platform/schema/schema-faults.ts';
import { logOptions, logResponses } from './access-log.ts';
import { sendProblem } from './problem-reply.ts';
import { httpProblem } from './problems.ts';

const BODY_BYTES_MAX = 1024 * 1024;
const LOCAL_HOSTS = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** A server with the desk's habits: strict schemas, security headers, problems as RFC 9457, logs without personal data. */
export async function httpServer(): Promise<FastifyInstance> {
  const app = Fastify({
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
    strictTransportSecurity: false,
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
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
  });
  app.addHook('onRequest', async (request, reply) => {
    // Without accounts the desk is for its own machine: a page of a foreign name that resolves to it gets nothing.
    if (!LOCAL_HOSTS.has(hostOf(request))) return sendProblem(reply, httpProblem('foreign-host'));
  });
  logResponses(app);
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

/** Bodies are taken as they are: nothing is coerced, so an empty box never becomes zero. Only query strings are text. */
function useStrictSchemas(app: FastifyInstance): void {
  const strict = new Ajv({
    allErrors: false,
    coerceTypes: false,
    useDefaults: false,
    removeAdditional: false,
    strict: false,
  });
  const fromText = new Ajv({
    allErrors: false,
    coerceTypes: true,
    useDefaults: true,
    removeAdditional: false,
    strict: false,
  });
  addFormats.default(strict);
  addFormats.default(fromText);
  app.setValidatorCompiler(({ schema, httpPart }) =>
    (httpPart === 'body' ? strict : fromText).compile(schema as object),
  );
}

function sendFailure(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error.validation) {
    const details = error.validation.map(
      (fault) => `${fault.instancePath || error.validationContext} ${describeFault(fault as ErrorObject).id}`,
    );
    return sendProblem(reply, httpProblem('wrong-input', { details: details.join('; ') }));
  }
  if (error.statusCode === 413) return sendProblem(reply, httpProblem('too-large'));
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return sendProblem(reply, httpProblem('wrong-input', { details: error.code ?? 'isi tidak sah' }));
  }
  const problem = databaseProblem(error);
  if (problem) {
    request.log.warn({ code: problem.code }, 'database refused');
    return sendProblem(reply, problem);
  }
  request.log.error({ err: { type: error.name, message: error.message, stack: error.stack } }, 'request failed');
  return sendProblem(reply, httpProblem('failed', { request: request.id }));
}
