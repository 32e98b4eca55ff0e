import { type PassThrough, Transform, type TransformCallback } from 'node:stream';
import { promisify } from 'node:util';
import { brotliCompress, constants, createGunzip } from 'node:zlib';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Below this the packing costs more than it saves. */
const PACKED_FROM_BYTES = 1_000;
const isJson = (type: unknown) => typeof type === 'string' && /^application\/([\w.-]+\+)?json\b/.test(type);
const pack = promisify(brotliCompress);

/** JSON travels packed both ways where the other side can: a list of tasks weighs a fifth, twenty sheets a tenth. */
export function usePackedJson(app: FastifyInstance): void {
  app.addHook('preParsing', async (request, _reply, body) => (isPacked(request) ? unpacked(body) : body));
  app.addHook('onSend', async (request, reply, answer) => {
    if (typeof answer !== 'string' || !isJson(reply.getHeader('content-type'))) return answer;
    reply.header('vary', 'accept-encoding');
    if (answer.length < PACKED_FROM_BYTES || !takesBrotli(request)) return answer;
    reply.header('content-encoding', 'br').removeHeader('content-length');
    return pack(answer, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } });
  });
}

function isPacked({ headers }: FastifyRequest): boolean {
  return headers['content-encoding'] === 'gzip' && isJson(headers['content-type']);
}

function takesBrotli({ headers }: FastifyRequest): boolean {
  return /(^|,)\s*br\s*(,|$)/.test(String(headers['accept-encoding'] ?? ''));
}

/** The limit of a body is counted on what comes out, so that a little cannot become very much. */
function unpacked(body: NodeJS.ReadableStream): PassThrough & { receivedEncodedLength: number } {
  const counted = new Transform({
    transform(piece: Buffer, _encoding, done: TransformCallback) {
      opened.receivedEncodedLength += piece.length;
      done(null, piece);
    },
  });
  const opened = Object.assign(createGunzip() as unknown as PassThrough, { receivedEncodedLength: 0 });
  // Whoever reads it hears of a defect, too; after an answer that needed no body nobody does, and the process would end.
  opened.on('error', () => undefined);
  body.on('error', (broken) => opened.destroy(broken));
  body.pipe(counted).pipe(opened);
  return opened;
}
