import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blobsDirOf, checkBlobFile, readBlobFile, writeBlobFile } from '#platform/blobs/blob-files.ts';
import { checkBlobs, storeBlob } from '#platform/blobs/blobs.ts';
import { readUpload, uploadBytes, writePiece } from '#platform/blobs/upload-files.ts';
import { type TestDatabase, testDatabase } from '../../harness/database.ts';

describe('files named by their content', () => {
  let folder: string;
  let database: TestDatabase;
  const bytes = Buffer.from('isi berkas');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const path = () => join(folder, 'blobs', sha256.slice(0, 2), sha256);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'desk-blobs-'));
    database = await testDatabase();
  });
  afterAll(async () => {
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  it('are written once, for the own user alone, however often and by however many at once', async () => {
    expect(await Promise.all(Array.from({ length: 12 }, () => writeBlobFile(folder, bytes)))).toEqual(
      Array(12).fill(sha256),
    );
    expect(await readdir(join(path(), '..'))).toEqual([sha256]);
    expect((await stat(path())).mode & 0o777).toBe(0o600);
    for (const above of [join(path(), '..'), blobsDirOf(folder)]) expect((await stat(above)).mode & 0o777).toBe(0o700);
    const read = await readBlobFile(folder, sha256);
    expect(read?.bytes).toBe(bytes.length);
    expect(await buffer(read?.stream as never)).toEqual(bytes);
  });

  it('that are damaged or gone are told apart from whole ones, and mended by the same content', async () => {
    expect(await checkBlobFile(folder, sha256)).toEqual({ fault: null, bytes: bytes.length });
    await writeFile(path(), 'isi lain');
    expect((await checkBlobFile(folder, sha256)).fault).toBe('altered');
    await rm(path());
    expect((await checkBlobFile(folder, sha256)).fault).toBe('missing');
    expect(await readBlobFile(folder, sha256)).toBeNull();
    await writeBlobFile(folder, bytes);
    expect((await checkBlobFile(folder, sha256)).fault).toBeNull();
  });

  it('have one row, and are found out when they have none', async () => {
    const faults = async () => {
      const found: unknown[] = [];
      await database.sql.begin(async (tx) => {
        for await (const each of checkBlobs(tx, folder, [sha256])) found.push(each);
      });
      return found;
    };
    expect(await faults()).toEqual([{ sha256, fault: 'unlisted' }]);
    const blob = { bytes, mediaType: 'text/plain', at: new Date(0) };
    for (let i = 0; i < 2; i++) await database.sql.begin((tx) => storeBlob(tx, folder, blob));
    expect([...(await database.sql`select bytes, media_type from blob`)]).toEqual([
      { bytes: bytes.length, media_type: 'text/plain' },
    ]);
    expect(await faults()).toEqual([]);
  });

  it('leave nothing half-written when the folder cannot be written', async () => {
    await writeFile(join(folder, 'bukan-folder'), '');
    await expect(writeBlobFile(join(folder, 'bukan-folder'), bytes)).rejects.toThrow();
    await mkdir(join(folder, 'lain', 'blobs', sha256.slice(0, 2), sha256), { recursive: true });
    await expect(writeBlobFile(join(folder, 'lain'), bytes)).rejects.toThrow();
    expect(await readdir(join(folder, 'lain', 'blobs', sha256.slice(0, 2)))).toEqual([sha256]);
  });

  it('on their way are written at their place, and cut behind it', async () => {
    await writePiece(folder, 'satu', { offset: 0, bytes: Buffer.from('aaaa') });
    await writePiece(folder, 'satu', { offset: 4, bytes: Buffer.from('bbbbbbbb') });
    await writePiece(folder, 'satu', { offset: 4, bytes: Buffer.from('cc') });
    expect((await readUpload(folder, 'satu')).toString()).toBe('aaaacc');
    expect([await uploadBytes(folder, 'satu'), await uploadBytes(folder, 'dua')]).toEqual([6, 0]);
    expect((await stat(join(folder, 'uploads', 'satu'))).mode & 0o777).toBe(0o600);
    expect(await readFile(join(folder, 'uploads', 'satu'), 'utf8')).toBe('aaaacc');
  });
});
