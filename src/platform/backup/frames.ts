/**
 * The inner form of a backup: a stream of frames, each one byte of kind, four bytes of length (big-endian), and content.
 * `H` header, `T` a table begins, `F` a file begins, `D` a piece of it, `.` it ends, `E` the backup ends. All but `D`
 * hold JSON.
 */
export type FrameKind = 'H' | 'T' | 'F' | 'D' | '.' | 'E';
export type Frame = { readonly kind: FrameKind; readonly content: Buffer };

const HEAD_BYTES = 5;
/** No piece is longer; a length beyond it is damage, never data. */
export const FRAME_BYTES_MAX = 1 << 24;
const PIECE_BYTES = 1 << 16;
const KINDS = 'HTFD.E';

export class BrokenFrames extends Error {}

export function frame(kind: FrameKind, content: Buffer): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  head.write(kind, 0, 'latin1');
  head.writeUInt32BE(content.length, 1);
  return Buffer.concat([head, content]);
}

export function jsonFrame(kind: Exclude<FrameKind, 'D'>, value: unknown): Buffer {
  return frame(kind, Buffer.from(JSON.stringify(value)));
}

/** Pieces of any size as `D` frames of a good size: a row of COPY is far too small for one. */
export async function* dataFrames(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let bytes = 0;
  for await (const piece of pieces) {
    waiting.push(piece);
    bytes += piece.length;
    if (bytes < PIECE_BYTES) continue;
    yield* split(Buffer.concat(waiting));
    waiting = [];
    bytes = 0;
  }
  if (bytes > 0) yield* split(Buffer.concat(waiting));
}

function* split(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += FRAME_BYTES_MAX) yield frame('D', bytes.subarray(at, at + FRAME_BYTES_MAX));
}

/** The frames of a stream of bytes; an unfinished one at its end is damage. */
export async function* readFrames(bytes: AsyncIterable<Buffer>): AsyncGenerator<Frame> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of bytes) {
    rest = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    while (rest.length >= HEAD_BYTES) {
      const kind = rest.toString('latin1', 0, 1);
      const length = rest.readUInt32BE(1);
      if (!KINDS.includes(kind) || length > FRAME_BYTES_MAX) throw new BrokenFrames('unknown frame');
      if (rest.length < HEAD_BYTES + length) break;
      yield { kind: kind as FrameKind, content: rest.subarray(HEAD_BYTES, HEAD_BYTES + length) };
      rest = rest.subarray(HEAD_BYTES + length);
    }
  }
  if (rest.length > 0) throw new BrokenFrames('unfinished frame');
}
