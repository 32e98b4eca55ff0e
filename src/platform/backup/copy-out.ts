import type { Readable } from 'node:stream';
import type { Tx } from '#platform/db/sql.ts';

/**
 * The text of a `copy … to stdout`, piece by piece as it is taken. The connection is fit for the next query afterwards,
 * also when the taker stops early (a full disk): the rest is read and dropped.
 */
export async function* copyOut(tx: Tx, statement: string): AsyncGenerator<Buffer> {
  const stream: Readable = await tx.unsafe(statement).readable();
  try {
    yield* stream.iterator({ destroyOnReturn: false });
  } finally {
    if (!stream.readableEnded && !stream.destroyed) for await (const _ of stream);
    // The driver pauses its socket when pieces come faster than they are taken, and goes on when the next is asked for.
    // Behind the last piece nobody asks, and the answer to the next query would never be read.
    stream._read(0);
  }
}
