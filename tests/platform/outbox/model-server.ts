import type { Json } from '#kernel/canonical-json.ts';
import type { OutboxKind } from '#platform/outbox/outbox-kind.ts';
import type { TransportReply, TransportRequest } from '#platform/outbox/transport.ts';
import { sha256 } from './items.ts';

/** What a desk does with the outbox's requests, in as few lines as it can be said. Everything it took is to be read. */
export type ModelServer = {
  readonly handle: (request: TransportRequest) => TransportReply;
  /** figures by id, and how often each had an effect */
  readonly figures: Map<string, { figure: Json; effects: number; account: string }>;
  readonly uploads: Map<string, Upload>;
  /** what was last said of what the phone still holds */
  readonly pending: Json[];
  /** the numbers of those words, as they came */
  readonly orders: number[];
  readonly requests: TransportRequest[];
  /** answers instead of the rules below, where it gives one */
  interrupt: (request: TransportRequest) => TransportReply | null;
};
export type Upload = { submission: string; page: number; length: number; sha256: string; bytes: Uint8Array };
type Numbered = { readonly id: string; readonly figure: Json };

export const NUMBERS = '/numbers';
export const PHOTOS = '/photos';
export const PENDING = '/pending';

/** A figure with one of these words is judged so; every other is taken. */
export const REFUSED = 'refused';
export const BUSY = 'busy';
export const SPOILS_ENVELOPE = 'spoils-envelope';
export const BREAKS_SERVER = 'breaks-server';

export function modelKind(kind = 'number', batchMax = 20): OutboxKind {
  return {
    kind,
    batchMax,
    request: (items) => ({
      method: 'POST',
      path: NUMBERS,
      body: items.map(({ id, body }) => ({ id, figure: (body as { figure: Json }).figure })),
    }),
    receipts: (answer) => (Array.isArray(answer) ? answer : null),
    judge(item, receipt) {
      const { id, outcome } = receipt as { id: string; outcome: string };
      const trouble = { code: `model.${outcome}`, message: { id: outcome, en: outcome } };
      if (id !== item.id) return { verdict: 'no', trouble };
      if (outcome === BUSY) return { verdict: 'later', trouble };
      return outcome === REFUSED ? { verdict: 'no', trouble } : { verdict: 'done' };
    },
    photos: {
      path: PHOTOS,
      announce(item, page) {
        const photo = item.photos.find((one) => one.page === page)!;
        return { submission: item.id, page, length: photo.bytes, sha256: photo.sha256 };
      },
    },
  };
}

export function modelServer(): ModelServer {
  const server: ModelServer = {
    figures: new Map(),
    uploads: new Map(),
    pending: [],
    orders: [],
    requests: [],
    interrupt: () => null,
    handle(request) {
      server.requests.push(request);
      return server.interrupt(request) ?? answer(server, request);
    },
  };
  return server;
}

function answer(server: ModelServer, request: TransportRequest): TransportReply {
  const { method, path, body } = request;
  if (path === PENDING) {
    const { order, ...said } = body as { order: number };
    server.pending.push(said as Json);
    server.orders.push(order);
    return reply(204);
  }
  if (path === NUMBERS) return takeNumbers(server, request);
  if (path === PHOTOS && method === 'POST') return announcePhoto(server, body as unknown as Upload);
  const upload = server.uploads.get(path.slice(PHOTOS.length + 1));
  if (!upload) return problem(404, 'model.unknown-photo');
  const offset = { 'upload-offset': String(upload.bytes.length) };
  return method === 'HEAD' ? reply(200, null, offset) : takePiece(upload, request);
}

function takeNumbers({ figures }: ModelServer, { body, headers }: TransportRequest): TransportReply {
  const numbers = body as unknown as Numbered[];
  if (numbers.some(({ figure }) => figure === SPOILS_ENVELOPE)) return problem(400, 'model.spoilt');
  if (numbers.some(({ figure }) => figure === BREAKS_SERVER)) return problem(500, 'model.broken');
  const receipts = numbers.map(({ id, figure }) => {
    if (figure === REFUSED || figure === BUSY) return { id, outcome: figure };
    const known = figures.get(id);
    if (!known) figures.set(id, { figure, effects: 1, account: headers?.['desk-account'] ?? '' });
    else if (JSON.stringify(known.figure) !== JSON.stringify(figure)) known.effects += 1;
    return { id, outcome: 'accepted' };
  });
  return reply(200, receipts);
}

function announcePhoto({ figures, uploads }: ModelServer, announced: Upload): TransportReply {
  const { submission, page, length, sha256: hash } = announced;
  if (!figures.has(submission)) return problem(404, 'model.unknown-submission');
  const id = `${submission}-${page}`;
  const upload = uploads.get(id) ?? { submission, page, length, sha256: hash, bytes: new Uint8Array() };
  uploads.set(id, upload);
  return reply(200, { id, offset: upload.bytes.length, complete: upload.bytes.length === length });
}

function takePiece(upload: Upload, { headers, body }: TransportRequest): TransportReply {
  if (headers?.['content-type'] !== 'application/offset+octet-stream') return problem(415, 'model.not-a-piece');
  if (headers['upload-offset'] !== String(upload.bytes.length)) return problem(409, 'model.wrong-offset');
  const bytes = new Uint8Array(Buffer.concat([upload.bytes, body as Uint8Array]));
  if (bytes.length > upload.length) return problem(400, 'model.too-long');
  if (bytes.length === upload.length && sha256(bytes) !== upload.sha256) {
    upload.bytes = new Uint8Array();
    return problem(422, 'model.photo-differs');
  }
  upload.bytes = bytes;
  return reply(204, null, { 'upload-offset': String(bytes.length) });
}

export function problem(status: number, code: string): TransportReply {
  return reply(status, { code, detail: `kalimat ${code}`, detail_en: `sentence ${code}`, status });
}

export function reply(status: number, json: Json = null, headers: Record<string, string> = {}): TransportReply {
  return { status, json, header: (name) => headers[name.toLowerCase()] ?? null };
}
