import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';

const PIECE_BYTES = 256 * 1024;

/** Pieces of a file, unpacked where it is gzip; a damaged or unreadable file makes the walk throw. */
export function filePieces(path: string, packing: 'plain' | 'gzip'): AsyncIterable<Buffer> {
  const file = createReadStream(path, { highWaterMark: PIECE_BYTES });
  if (packing === 'plain') return file;
  // The walk over `unpacked` receives the failure of either stream; pipeline only passes it on.
  const unpacked = createGunzip({ chunkSize: PIECE_BYTES });
  pipeline(file, unpacked, () => {});
  return unpacked;
}
