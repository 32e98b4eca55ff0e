import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { isInScope } from '#access/domain/rights.ts';
import { actorOf } from '#access/http/request-actor.ts';
import type { Problem } from '#kernel/problem.ts';
import { refuse } from '#kernel/result.ts';
import { parseUuid } from '#kernel/uuid.ts';
import { readBlobFile } from '#platform/blobs/blob-files.ts';
import { isDiskFailure } from '#platform/blobs/private-files.ts';
import { sendProblem } from '#platform/http/problem-reply.ts';
import { wrongInput } from '#platform/http/problems.ts';
import { turns } from '#platform/turns.ts';
import { announcePhoto } from '../commands/announce-photo.ts';
import { receivePiece } from '../commands/receive-piece.ts';
import {
  askPhotoOffsetContract,
  createPhotoContract,
  PHOTO_PIECE_BYTES_MAX,
  readPhotoContract,
  sendPhotoPieceContract,
} from '../contract/photos.ts';
import type { Desk } from '../desk.ts';
import { findOwnPhoto } from '../photos/own-photo.ts';
import { SHOWN_MEDIA_TYPE } from '../photos/shown-copy.ts';
import { resultsProblem } from '../problems.ts';
import { findPhoto } from '../store/photos.ts';

const PIECE_TYPE = 'application/offset+octet-stream';
const NO_PIECE = {
  id: `isi harus potongan foto (${PIECE_TYPE})`,
  en: `it must hold a piece of a photo (${PIECE_TYPE})`,
};
const NO_OFFSET = {
  id: 'kepala Upload-Offset harus bilangan bulat',
  en: 'the header Upload-Offset must be a whole number',
};
/** Pieces hold a connection to the database while the disk writes; most connections stay free for figures. */
const PIECES = { atOnce: 2, waitingMax: 100 };
/** Pictures are unpacked one at a time: that bounds the memory. */
const LAST_PIECES = { atOnce: 1, waitingMax: 40 };

export function photoRoutes(server: FastifyInstance, { desk }: { readonly desk: Desk }): void {
  void server.register(async (scope) => {
    scope.addContentTypeParser(
      PIECE_TYPE,
      { parseAs: 'buffer', bodyLimit: PHOTO_PIECE_BYTES_MAX },
      (_request, body, done) => done(null, body),
    );
    sendingRoutes(scope, desk);
    readingRoute(scope, desk);
  });
}

function sendingRoutes(server: FastifyInstance, desk: Desk): void {
  const app = server.withTypeProvider<TypeBoxTypeProvider>();
  const pieces = turns(PIECES);
  const lastPieces = turns(LAST_PIECES);

  app.post(createPhotoContract.path, { schema: { body: createPhotoContract.body } }, async (request, reply) => {
    const announced = await announcePhoto(desk, actorOf(request), request.body);
    return announced.ok ? reply.send(announced.value) : sendProblem(reply, announced.problem);
  });

  app.head(
    askPhotoOffsetContract.path,
    { schema: { params: askPhotoOffsetContract.params } },
    async (request, reply) => {
      const { id } = request.params;
      const photo = await findOwnPhoto(desk.sql, actorOf(request), id);
      if (!photo) return sendProblem(reply, resultsProblem('unknown-photo', { photo: id }));
      return reply
        .header('upload-offset', photo.received)
        .header('upload-length', photo.length)
        .header('cache-control', 'no-store')
        .send();
    },
  );

  app.patch(
    sendPhotoPieceContract.path,
    { schema: { params: sendPhotoPieceContract.params }, bodyLimit: PHOTO_PIECE_BYTES_MAX },
    async (request, reply) => {
      const { id } = request.params;
      const bytes: unknown = request.body;
      const offset = parseOffset(request.headers['upload-offset']);
      if (!Buffer.isBuffer(bytes) || bytes.length === 0) return sendProblem(reply, wrongInput(NO_PIECE));
      if (offset === null) return sendProblem(reply, wrongInput(NO_OFFSET));
      const actor = actorOf(request);
      const photo = await findOwnPhoto(desk.sql, actor, id);
      if (!photo) return sendProblem(reply, resultsProblem('unknown-photo', { photo: id }));
      const queue = offset + bytes.length < photo.length ? pieces : lastPieces;
      const received = await queue
        .take(() => receivePiece(desk, actor, { ...photo, offset, bytes }))
        ?.catch((error: unknown) => {
          if (!isDiskFailure(error)) throw error;
          request.log.error({ code: error.code }, 'a photo could not be stored');
          return refuse(resultsProblem('photo-not-stored'));
        });
      if (!received) return sendProblem(reply, resultsProblem('busy'));
      if (!received.ok) return sendPieceProblem(reply, received.problem);
      return reply.status(204).header('upload-offset', received.value.offset).send();
    },
  );
}

function readingRoute(server: FastifyInstance, desk: Desk): void {
  const app = server.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    readPhotoContract.path,
    { schema: { params: readPhotoContract.params }, exposeHeadRoute: false },
    async (request, reply) => {
      const { id } = request.params;
      const uuid = parseUuid(id);
      const photo = uuid === null ? null : await findPhoto(desk.sql, uuid);
      if (!photo?.shownAs || !isInScope(actorOf(request), photo.village as never))
        return sendProblem(reply, resultsProblem('unknown-photo', { photo: id }));
      const tag = `"${photo.shownAs}"`;
      // Asked for again each time: the right to see it may have ended since.
      reply.header('cache-control', 'private, no-cache').header('etag', tag);
      if (request.headers['if-none-match'] === tag) return reply.status(304).send();
      const file = await readBlobFile(desk.filesDir, photo.shownAs);
      if (!file) {
        request.log.error({ photo: photo.id }, 'the file of a photo is missing');
        return sendProblem(reply, resultsProblem('photo-lost', { photo: id }));
      }
      return reply
        .header('content-security-policy', "default-src 'none'; sandbox")
        .header('x-content-type-options', 'nosniff')
        .header('content-disposition', 'inline')
        .header('content-length', file.bytes)
        .type(SHOWN_MEDIA_TYPE)
        .send(file.stream);
    },
  );
}

function parseOffset(header: unknown): number | null {
  return typeof header === 'string' && /^[0-9]{1,10}$/.test(header) ? Number(header) : null;
}

function sendPieceProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  if (problem.fields.offset !== undefined) reply.header('upload-offset', problem.fields.offset);
  return sendProblem(reply, problem);
}
