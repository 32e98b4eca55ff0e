import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';

const GREY = { r: 200, g: 190, b: 180 };

export function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A plain photo whose content the shade makes its own. */
export function jpegPhoto(shade = 0, side = 64): Promise<Buffer> {
  return plain(side, side, shade).jpeg().toBuffer();
}

/** A photo of noise, which no compression makes small. */
export function noisyJpeg(width: number, height: number): Promise<Buffer> {
  return sharp({
    create: { width, height, channels: 3, background: GREY, noise: { type: 'gaussian', mean: 128, sigma: 60 } },
  })
    .jpeg({ quality: 90 })
    .toBuffer();
}

export function plain(width: number, height: number, shade = 0) {
  return sharp({ create: { width, height, channels: 3, background: { r: shade % 256, g: shade >> 8, b: 90 } } });
}

/** As a phone writes it: lying on its side, with its make, a thumbnail of nothing, and where it was taken. */
export function jpegWithPlace(): Promise<Buffer> {
  return plain(80, 40)
    .withExif({
      IFD0: { Make: 'RahasiaPhone', Software: 'nama-berkas-rahasia' },
      IFD3: { GPSLatitude: '0/1 58/1 12/1', GPSLatitudeRef: 'S', GPSLongitude: '116/1 42/1 3/1', GPSLongitudeRef: 'E' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
}

/** A PNG that claims any size and holds as many zero bytes as given. */
export function pngClaiming(width: number, height: number, zeroBytes: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const data = deflateSync(Buffer.alloc(zeroBytes), { level: 9 });
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** A small JPEG whose frame header is made to claim another size. */
export async function jpegClaiming(width: number, height: number): Promise<Buffer> {
  const bytes = await jpegPhoto();
  const frame = bytes.indexOf(Buffer.from([0xff, 0xc0]));
  bytes.writeUInt16BE(height, frame + 5);
  bytes.writeUInt16BE(width, frame + 7);
  return bytes;
}

/** What an iPhone makes by default: the name of its box is enough to be told apart. */
export function heic(): Buffer {
  const box = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1');
  return Buffer.concat([box, Buffer.alloc(2000, 7)]);
}

export async function animated(format: 'gif' | 'webp'): Promise<Buffer> {
  const frames = await Promise.all([0, 90].map((shade) => plain(32, 32, shade).png().toBuffer()));
  const film = sharp(frames, { join: { animated: true } });
  return (format === 'gif' ? film.gif() : film.webp()).toBuffer();
}
