import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Tx } from '#platform/db/sql.ts';
import type { Pick } from '../verify-tamperings.ts';
import { jpegPhoto, sha256Of } from './pictures.ts';

/** What a tampering with a file answers puts it back; the database undoes itself. */
type PutBack = () => Promise<void>;
type PhotoTampering = (tx: Tx, pick: Pick, blobsDir: string) => Promise<PutBack | undefined>;

/** What somebody with SQL and the server's disk can do to photos, each of which `audit verify` must see. */
export const PHOTO_TAMPERINGS: Readonly<Record<string, PhotoTampering>> = {
  'take away the row of a photo': sql((tx, ctid) => tx`delete from photo where ctid = ${ctid}::tid`),
  'make a photo unfinished again': sql(
    (tx, ctid) => tx`update photo set completed_at = null where ctid = ${ctid}::tid`,
  ),
  'name another original': sql((tx, ctid) => tx`update photo set sha256 = sha256(sha256) where ctid = ${ctid}::tid`),
  'name another copy': sql((tx, ctid) => tx`update photo set shown_as = sha256(shown_as) where ctid = ${ctid}::tid`),
  'show a photo with no copy': sql((tx, ctid) => tx`update photo set shown_as = null where ctid = ${ctid}::tid`),
  'show the copy of another photo': sql(
    (tx, ctid) => tx`
      update photo set shown_as = other.shown_as from (select shown_as from photo where ctid <> ${ctid}::tid limit 1) as other
      where ctid = ${ctid}::tid`,
  ),
  'move a photo to another station': sql(
    (tx, ctid) => tx`update photo set station = station + 1 where ctid = ${ctid}::tid`,
  ),
  'move a photo to another round': sql((tx, ctid) => tx`update photo set round = 'revote' where ctid = ${ctid}::tid`),
  'move a photo to another contest': sql(
    (tx, ctid) => tx`
      update photo set contest_no = (select min(c.contest_no) from contest c where c.contest_no <> photo.contest_no)
      where ctid = ${ctid}::tid`,
  ),
  'move a photo to another kabupaten': sql(
    (tx, ctid) => tx`update photo set kab_id = 6471, village = '64.71.01.1001' where ctid = ${ctid}::tid`,
  ),
  'hang a photo on another submission': sql(
    (tx, ctid) => tx`update photo set submission_id = gen_random_uuid() where ctid = ${ctid}::tid`,
  ),
  'number a page anew': sql((tx, ctid) => tx`update photo set page = page + 3 where ctid = ${ctid}::tid`),
  'give a photo another sender': sql(
    (tx, ctid) => tx`update photo set uploaded_by = 'orang-lain' where ctid = ${ctid}::tid`,
  ),
  'give a photo another device': sql((tx, ctid) => tx`update photo set device = 'hp-lain' where ctid = ${ctid}::tid`),
  'date a photo back': sql(
    (tx, ctid) => tx`update photo set completed_at = completed_at - interval '1 hour' where ctid = ${ctid}::tid`,
  ),
  'date its last piece back': sql(
    (tx, ctid) => tx`update photo set recorded_at = recorded_at - interval '1 hour' where ctid = ${ctid}::tid`,
  ),
  'call the original something else': sql(
    (tx, ctid) => tx`update photo set media_type = 'image/svg+xml' where ctid = ${ctid}::tid`,
  ),
  'add a photo that no entry tells': sql(
    (tx, ctid) => tx`
      insert into photo (kab_id, id, contest_no, village, station, round, submission_id, page, length, received, sha256, media_type, uploaded_by,
        device, recorded_at, completed_at, shown_as)
      select kab_id, gen_random_uuid(), contest_no, village, station, round, submission_id, 12, length, received, sha256, media_type, uploaded_by,
        device, recorded_at, completed_at, shown_as from photo where ctid = ${ctid}::tid`,
  ),
  'take away the entry of a photo': async (tx, pick) => {
    const entries = await tx<
      { ctid: string }[]
    >`select ctid::text from audit_entry where action = 'sheet.photo' order by 1`;
    await tx`delete from audit_entry where ctid = ${entries[pick(entries.length)]?.ctid as string}::tid`;
    return undefined;
  },
  'exchange the files of two photos in the database, entries untouched': async (tx, pick) => {
    const rows = await tx<
      { id: string; kab_id: number }[]
    >`select id::text, kab_id from photo where completed_at is not null order by id`;
    const [a, b] = [pick(rows.length), pick(rows.length - 1)];
    const [first, second] = [rows[a]?.id as string, rows.filter((_, i) => i !== a)[b]?.id as string];
    await tx`
      update photo set sha256 = other.sha256, shown_as = other.shown_as from photo as other
      where (photo.id = ${first} and other.id = ${second}) or (photo.id = ${second} and other.id = ${first})`;
    return undefined;
  },
  'take away the row of a file': async (tx, pick, blobsDir) => {
    const name = (await drawFile(pick, blobsDir)).slice(3);
    await tx`delete from blob where sha256 = ${Buffer.from(name, 'hex')}`;
    return undefined;
  },
  'take away a file': async (_, pick, blobsDir) => {
    const path = join(blobsDir, await drawFile(pick, blobsDir));
    await rename(path, `${path}.tmp`);
    return () => rename(`${path}.tmp`, path);
  },
  'empty a file': file(() => Buffer.alloc(0)),
  'change one bit of a file': file((bytes, pick) => {
    const changed = Buffer.from(bytes);
    const at = pick(bytes.length);
    changed[at] = (changed[at] as number) ^ (1 << pick(8));
    return changed;
  }),
  'add a byte to a file': file((bytes) => Buffer.concat([bytes, Buffer.alloc(1)])),
  'put another photo into a file': file(() => jpegPhoto(77)),
  'put another photo in its place, with a file and a row of its own': async (tx, pick, blobsDir) => {
    const bytes = await jpegPhoto(1000 + pick(1000));
    const sha256 = sha256Of(bytes);
    const path = join(blobsDir, (await drawFile(pick, blobsDir)).slice(0, 2), sha256);
    await writeFile(path, bytes);
    const hash = Buffer.from(sha256, 'hex');
    await tx`insert into blob (sha256, bytes, media_type, stored_at) values (${hash}, ${bytes.length}, 'image/jpeg', now()) on conflict do nothing`;
    await tx`update photo set sha256 = ${hash}, shown_as = ${hash} where ctid = ${await drawCtid(tx, pick)}::tid`;
    return () => rm(path);
  },
};

function sql(work: (tx: Tx, ctid: string) => PromiseLike<{ count: number }>): PhotoTampering {
  return async (tx, pick) => {
    const { count } = await work(tx, await drawCtid(tx, pick));
    if (count !== 1) throw new Error('the tampering changed nothing');
    return undefined;
  };
}

function file(change: (bytes: Buffer, pick: Pick) => Buffer | Promise<Buffer>): PhotoTampering {
  return async (_, pick, blobsDir) => {
    const path = join(blobsDir, await drawFile(pick, blobsDir));
    const bytes = await readFile(path);
    await writeFile(path, await change(bytes, pick));
    return () => writeFile(path, bytes);
  };
}

async function drawCtid(tx: Tx, pick: Pick): Promise<string> {
  const rows = await tx<{ ctid: string }[]>`select ctid::text from photo where completed_at is not null order by 1`;
  return rows[pick(rows.length)]?.ctid as string;
}

async function drawFile(pick: Pick, blobsDir: string): Promise<string> {
  const names = (await readdir(blobsDir, { recursive: true })).filter((name) => name.length > 60).sort();
  return names[pick(names.length)] as string;
}
