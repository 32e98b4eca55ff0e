import { createHash } from 'node:crypto';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { rowXml, xlsxOf } from '../platform/files/fixtures/xlsx.ts';
import { zipOf } from '../platform/files/fixtures/zip.ts';
import {
  animated,
  heic,
  jpegClaiming,
  jpegPhoto,
  jpegWithPlace,
  plain,
  pngClaiming,
} from '../results/photos/pictures.ts';

/** Files that a client sends as bytes; `n` picks one and makes its content its own. */
export type Files = { photo(n: number): Buffer; accounts(n: number): Buffer };

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';
const HEADER = ['name', 'role', 'region', 'from', 'until', 'phone'];
const PERSON = ['Siti Aminah', 'village_operator', '64.09.01.1001', '', '2025-01-31', '0812-3456-7890'];

export async function hostileFiles(): Promise<Files> {
  const photos = await photoFiles();
  const tables = accountFiles();
  return {
    photo: (n) => own(pick(photos, n), n),
    accounts: (n) => changed(pick(tables, n), Math.floor(n / tables.length)),
  };
}

export function sha256Hex(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function photoFiles(): Promise<readonly Buffer[]> {
  const jpeg = await jpegPhoto(7);
  const png = await plain(40, 30, 9).png().toBuffer();
  return [
    jpeg,
    await jpegWithPlace(),
    png,
    await plain(40, 30, 5).webp().toBuffer(),
    Buffer.concat([jpeg, Buffer.from('PK\x03\x04<script>alert(1)</script>')]),
    jpeg.subarray(0, jpeg.length >> 1),
    png.subarray(0, png.length >> 1),
    Buffer.concat([jpeg.subarray(0, 20), Buffer.from(SVG)]),
    pngClaiming(60_000, 60_000, 1000),
    await jpegClaiming(60_000, 60_000),
    await jpegClaiming(0, 0),
    pngClaiming(10, 10_000_000, 1_000_000),
    heic(),
    await plain(16, 16).avif({ effort: 0 }).toBuffer(),
    await animated('gif'),
    await animated('webp'),
    Buffer.from(SVG),
    Buffer.from('%PDF-1.4\n1 0 obj\n<< >>\nendobj\n'),
    Buffer.alloc(500, 0xa5),
    Buffer.from([0xff, 0xd8, 0xff]),
  ];
}

function accountFiles(): readonly Buffer[] {
  const csv = (rows: readonly (readonly string[])[], separator = ',') =>
    Buffer.from(rows.map((row) => row.join(separator)).join('\r\n'));
  const good = csv([HEADER, PERSON]);
  const book = xlsxOf({ sheets: [{ name: 'Akun', data: rowXml(1, HEADER) + rowXml(2, PERSON) }] });
  const bomb = deflateRawSync(Buffer.alloc(20 * 1024 * 1024), { level: 9 });
  return [
    good,
    csv([HEADER, PERSON], ';'),
    book,
    Buffer.concat([Buffer.from('\ufeff'), good]),
    Buffer.from(good.toString(), 'utf16le'),
    csv([HEADER, ['=cmd|x', 'village_operator', '64.09.01.1001', '', '', '']]),
    csv([HEADER, ['\u202eAni\u0000', 'raja', '99', '2024-99-99', 'x', '1']]),
    csv([['nama', 'peran']]),
    csv([
      [...HEADER, 'password', 'id'],
      [...PERSON, 'x', '1'],
    ]),
    csv([HEADER, ...Array.from({ length: 10_001 }, () => ['', '', '', '', '', ''])]),
    Buffer.from(`${HEADER.join()}\n"${'a'.repeat(100_000)}`),
    Buffer.from(`${HEADER.join()}\n${'\ud83d\ude00'.repeat(2000)},village_operator,64.09.01.1001,,,`),
    Buffer.from('a'.repeat(300_000)),
    Buffer.alloc(6 * 1024 * 1024, 0x2c),
    Buffer.alloc(0),
    Buffer.from([0xff, 0xfe, 0x00]),
    gzipSync(good),
    book.subarray(0, book.length >> 1),
    zipOf([{ name: '../../etc/passwd', bytes: Buffer.from('x') }]),
    zipOf([{ name: 'xl/workbook.xml', bytes: Buffer.alloc(0), packed: bomb, declared: { bytes: 100 } }]),
    xlsxOf({ sheets: [{ name: 'A', data: '<row r="1"><c><f>1+1</f><v>2</v></c></row>' }] }),
    xlsxOf({ sheets: [{ name: 'A', data: `${'<row>'.repeat(5000)}` }] }),
  ];
}

/** Bytes behind the end, which no decoder of pictures minds, make two sendings of one picture two contents. */
function own(bytes: Buffer, n: number): Buffer {
  return Buffer.concat([bytes, Buffer.from(String(n))]);
}

/** Every other time one byte of the file is another one. */
function changed(bytes: Buffer, n: number): Buffer {
  if (n % 2 === 0 || bytes.length === 0) return bytes;
  const copy = Buffer.from(bytes);
  const at = (n * 2_654_435_761) % copy.length;
  copy[at] = (copy[at] as number) ^ (1 << (n % 8));
  return copy;
}

function pick<Item>(items: readonly Item[], n: number): Item {
  return items[n % items.length] as Item;
}
