import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shownCopy } from '#results/photos/shown-copy.ts';
import { type Operator, type PhotoDesk, photoDesk } from './photo-desk.ts';
import {
  animated,
  heic,
  jpegClaiming,
  jpegPhoto,
  jpegWithPlace,
  noisyJpeg,
  plain,
  pngClaiming,
  sha256Of,
} from './pictures.ts';

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><script>alert(1)</script></svg>';
const MIB = 1024 * 1024;

type Making = () => Buffer | Promise<Buffer>;

/** Quality Z-4: everything that is no whole photo. */
const NO_PHOTOS: Readonly<Record<string, Making>> = {
  'a JPEG cut in half': async () => half(await noisyJpeg(300, 300)),
  'a PNG cut in half': async () => half(await noisy().png().toBuffer()),
  'a WebP cut in half': async () => half(await noisy().webp().toBuffer()),
  'a JPEG whose inside is another': async () => scrambled(await jpegPhoto()),
  'a PNG header of 60,000 × 60,000': () => pngClaiming(60_000, 60_000, 1000),
  'a JPEG header of 60,000 × 60,000': () => jpegClaiming(60_000, 60_000),
  'a real PNG of 10,000 × 10,000': () => plain(10_000, 10_000).png().toBuffer(),
  'a real JPEG of 10,000 × 10,000': () => plain(10_000, 10_000).jpeg().toBuffer(),
  'a PNG that unpacks to 400 MB in a frame of 10 × 10': () => pngClaiming(10, 10_000_000, 4e8),
  'a progressive JPEG of 39 megapixels': () => plain(6300, 6200).jpeg({ progressive: true }).toBuffer(),
  'an interlaced PNG of 39 megapixels': () =>
    plain(6300, 6200).ensureAlpha().toColourspace('rgb16').png({ progressive: true }).toBuffer(),
  HEIC: heic,
  AVIF: () => plain(32, 32).avif({ effort: 0 }).toBuffer(),
  TIFF: () => plain(32, 32).tiff().toBuffer(),
  'an SVG with a script': () => Buffer.from(SVG),
  'an SVG behind an XML head': () => Buffer.from(`<?xml version="1.0"?>\n${SVG}`),
  'an animated GIF': () => animated('gif'),
  'a GIF that stands': () => plain(32, 32).gif().toBuffer(),
  'an animated WebP': () => animated('webp'),
  'a PDF': () => Buffer.from('%PDF-1.4\n1 0 obj\n<< >>\nendobj\n'),
  'a web page': () => Buffer.from('<!doctype html><script>alert(1)</script>'),
  'a ZIP': () => Buffer.from('PK\x03\x04aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'latin1'),
  'the first bytes of a JPEG': () => Buffer.from([0xff, 0xd8, 0xff]),
  'one byte': () => Buffer.from([0]),
  'a page behind the name of a JPEG': () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from(SVG)]),
};

describe('what is no photo', () => {
  let at: PhotoDesk;
  let ani: Operator;
  let submission: string;
  const slowest = { name: '', ms: 0 };

  beforeAll(async () => {
    at = await photoDesk();
    ani = await at.operator();
    submission = await at.submit(ani, 1);
    await shownCopy(await jpegPhoto());
  });
  afterAll(async () => {
    console.log(`slowest refusal: ${slowest.name}, ${Math.round(slowest.ms)} ms`);
    await at.close();
  });

  async function refusedAsNoPhoto(name: string, bytes: Buffer): Promise<void> {
    const begun = performance.now();
    const { id, answer } = await at.send(ani, submission, bytes);
    const ms = performance.now() - begun;
    if (ms > slowest.ms) Object.assign(slowest, { name, ms });
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'results.no-photo']);
    expect(answer.json().detail).toContain('Foto ulang kertasnya');
    expect((await at.ask(ani, id)).statusCode).toBe(404);
  }

  async function kept(): Promise<unknown> {
    const [rows] = await at.sql`
      select (select count(*)::int from photo) as photos, (select count(*)::int from blob) as blobs,
        (select count(*)::int from audit_entry where action = 'sheet.photo') as entries`;
    const files = await readdir(at.desk.filesDir, { recursive: true, withFileTypes: true });
    return { ...rows, files: files.filter((entry) => entry.isFile()).length };
  }

  it.each(Object.entries(NO_PHOTOS))('is refused by name and leaves nothing behind: %s', async (name, make) => {
    const bytes = await make();
    expect(bytes.length).toBeLessThanOrEqual(4 * MIB);
    await refusedAsNoPhoto(name, bytes);
    expect(await kept()).toEqual({ photos: 0, blobs: 0, entries: 0, files: 0 });
  });

  it('takes no more than 256 MiB and 2 s, however large it says it is', async () => {
    for (const [name, make] of Object.entries(NO_PHOTOS).filter(([name]) => /000|megapixels|400 MB/.test(name)))
      expect([name, await costOf(await make())]).toEqual([name, { ok: false, within256MiB: true, within2s: true }]);
  });

  it.each([
    ['JPEG', () => plain(6300, 6300).jpeg().toBuffer()],
    ['progressive JPEG', () => plain(4700, 4700).jpeg({ progressive: true, chromaSubsampling: '4:4:4' }).toBuffer()],
    ['PNG', () => plain(6300, 6300).png().toBuffer()],
    ['interlaced PNG', () => plain(6300, 6300).png({ progressive: true }).toBuffer()],
    ['WebP', () => plain(6300, 6300).webp({ effort: 0 }).toBuffer()],
  ])('does not keep the largest %s from being taken, within 256 MiB', async (_, make) => {
    expect(await costOf(await make())).toMatchObject({ ok: true, within256MiB: true });
  });

  it('is refused for 300 draws of random bytes, with and without the head of a picture', async () => {
    const heads = [
      Buffer.alloc(0),
      Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
      (await noisy().png().toBuffer()).subarray(0, 33),
      Buffer.from('RIFF\x40\0\0\0WEBPVP8 ', 'latin1'),
    ];
    for (let i = 0; i < 300; i++) {
      const head = heads[i % heads.length] as Buffer;
      await refusedAsNoPhoto(`draw ${i}`, Buffer.concat([head, drawn(i)]));
    }
    expect(await kept()).toEqual({ photos: 0, blobs: 0, entries: 0, files: 0 });
  });

  it('with every single byte of a good photo damaged in turn is refused or drawn anew, and never fails', async () => {
    const good = await jpegPhoto();
    for (let i = 0; i < good.length; i += 3) {
      const bytes = Buffer.from(good);
      bytes[i] = (bytes[i] as number) ^ (1 << (i % 8));
      const copy = await shownCopy(bytes);
      if (copy.ok) expect((await sharp(copy.value.shown).metadata()).format).toBe('jpeg');
      else expect(copy.problem.code).toBe('results.no-photo');
    }
  });
});

/** What unpacking some bytes takes of memory and time. */
async function costOf(bytes: Buffer) {
  const before = process.memoryUsage().rss;
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 2);
  const begun = performance.now();
  const { ok } = await shownCopy(bytes);
  clearInterval(watch);
  return { ok, within256MiB: peak - before < 256 * MIB, within2s: performance.now() - begun < 2000 };
}

describe('what people get to see', () => {
  let at: PhotoDesk;
  let ani: Operator;
  let submission: string;

  beforeAll(async () => {
    at = await photoDesk();
    ani = await at.operator();
    submission = await at.submit(ani, 1);
  });
  afterAll(() => at.close());

  async function shown(bytes: Buffer, page: number): Promise<Buffer> {
    const { id, answer } = await at.send(ani, submission, bytes, { page });
    expect(answer.statusCode).toBe(204);
    const original = join(at.desk.filesDir, 'blobs', sha256Of(bytes).slice(0, 2), sha256Of(bytes));
    expect((await stat(original)).size).toBe(bytes.length);
    return (await at.read(ani, id)).rawPayload;
  }

  it('holds nothing of where and with what it was taken, and stands upright', async () => {
    const bytes = await jpegWithPlace();
    expect(bytes.includes('RahasiaPhone')).toBe(true);
    expect((await sharp(bytes).metadata()).orientation).toBe(6);
    const copy = await shown(bytes, 1);
    const { exif, icc, xmp, iptc, orientation, width, height } = await sharp(copy).metadata();
    expect({ exif, icc, xmp, iptc, orientation, width, height }).toEqual({ width: 40, height: 80 });
    expect(copy.includes('Rahasia')).toBe(false);
    expect(copy.includes('Exif')).toBe(false);
  });

  it('holds nothing that was hidden behind the picture', async () => {
    const junk = Buffer.from(`<script>alert(1)</script>PK\x03\x04${'x'.repeat(500)}`, 'latin1');
    const copy = await shown(Buffer.concat([await jpegPhoto(9), junk]), 2);
    expect(copy.includes('script')).toBe(false);
    expect(copy.includes('PK\x03\x04')).toBe(false);
    expect(copy.subarray(-2)).toEqual(Buffer.from([0xff, 0xd9]));
  });

  it.each([
    ['PNG', 3, () => plain(50, 30).png().toBuffer(), 'image/png'],
    ['WebP', 4, () => plain(50, 30).webp().toBuffer(), 'image/webp'],
    ['PNG one can see through', 5, () => plain(50, 30).ensureAlpha(0.2).png().toBuffer(), 'image/png'],
  ] as const)('is a JPEG, also of a %s, whatever the file was called', async (_, page, make, type) => {
    const bytes = await make();
    expect(await sharp(await shown(bytes, page)).metadata()).toMatchObject({
      format: 'jpeg',
      width: 50,
      height: 30,
      channels: 3,
    });
    const [row] = await at.sql`select media_type from photo where sha256 = ${Buffer.from(sha256Of(bytes), 'hex')}`;
    expect(row?.media_type).toBe(type);
  });

  it('is at most 2,000 pixels wide and high, and never blown up', async () => {
    expect(await sharp(await shown(await plain(4000, 3000).jpeg().toBuffer(), 6)).metadata()).toMatchObject({
      width: 2000,
      height: 1500,
    });
    expect(await sharp(await shown(await plain(30, 20).jpeg().toBuffer(), 7)).metadata()).toMatchObject({
      width: 30,
      height: 20,
    });
  });
});

function noisy() {
  return sharp({
    create: {
      width: 120,
      height: 90,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  });
}

function half(bytes: Buffer): Buffer {
  return bytes.subarray(0, bytes.length >> 1);
}

/** The head of a picture, and behind it what belongs to none. */
function scrambled(bytes: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, 200), drawn(1).subarray(0, bytes.length - 200)]);
}

/** Between one and about 600 bytes, the same in every run. */
function drawn(n: number): Buffer {
  const parts = Array.from({ length: 20 }, (_, i) => createHash('sha256').update(`${n} ${i}`).digest());
  const all = Buffer.concat(parts);
  return all.subarray(0, 1 + (all.readUInt16BE(0) % (all.length - 1)));
}
