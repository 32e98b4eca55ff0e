import type { Tx } from '#platform/db/sql.ts';
import { checkBlobFile, writeBlobFile } from './blob-files.ts';

export type NewBlob = { readonly bytes: Buffer; readonly mediaType: string; readonly at: Date };

/** Keeps a content for good and answers its hash. The file is there before its row can be seen. */
export async function storeBlob(tx: Tx, filesDir: string, { bytes, mediaType, at }: NewBlob): Promise<string> {
  const sha256 = await writeBlobFile(filesDir, bytes);
  await tx`
    insert into blob (sha256, bytes, media_type, stored_at) values (${Buffer.from(sha256, 'hex')}, ${bytes.length}, ${mediaType}, ${at}::timestamptz)
    on conflict do nothing`;
  return sha256;
}

export type BlobFault = { readonly sha256: string; readonly fault: 'missing' | 'altered' | 'unlisted' };

/** Rows asked for at once. */
const PIECE = 2_000;

/** Reads every named content to its end and tells which is gone, is another, or has no row of its length. */
export async function* checkBlobs(
  tx: Tx,
  filesDir: string,
  hashes: readonly string[],
): AsyncGenerator<BlobFault, void, undefined> {
  for (let from = 0; from < hashes.length; from += PIECE) {
    const part = hashes.slice(from, from + PIECE);
    const rows = await tx<{ sha256: string; bytes: number }[]>`
      select encode(sha256, 'hex') as sha256, bytes from blob where encode(sha256, 'hex') = any(${part}::text[])`;
    const listed = new Map(rows.map((row) => [row.sha256, row.bytes]));
    for (const sha256 of part) {
      const { fault, bytes } = await checkBlobFile(filesDir, sha256);
      if (fault) yield { sha256, fault };
      else if (listed.get(sha256) !== bytes) yield { sha256, fault: 'unlisted' };
    }
  }
}
