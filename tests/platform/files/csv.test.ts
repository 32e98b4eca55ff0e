import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readTable } from '#platform/files/read-table.ts';
import { refusal, temporaryFiles, told } from './fixtures/temporary.ts';

const { folder, place, read } = temporaryFiles();
const HEADER = 'region,station,note\n';
const big = (text: string) => Buffer.from(text, 'utf16le').swap16();

describe('a CSV file', () => {
  it.each([
    ['commas and LF', 'region,station\n64.09,001\n', [[2, '64.09', '001']]],
    ['semicolons and CRLF', 'region;station\r\n64,09;1\r\n', [[2, '64,09', '1']]],
    [
      'a lone CR at each end',
      'region,station\ra,1\rb,2',
      [
        [2, 'a', '1'],
        [3, 'b', '2'],
      ],
    ],
    ['no line break at the end', 'region,station\na,1', [[2, 'a', '1']]],
    ['a byte order mark', '\ufeffregion,station\na,1', [[2, 'a', '1']]],
    ['UTF-16 little-endian', Buffer.from('\ufeffregion,station\né😀,1\n', 'utf16le'), [[2, 'é😀', '1']]],
    ['UTF-16 big-endian', big('\ufeffregion;station\né😀;1\n'), [[2, 'é😀', '1']]],
    ['gzip', gzipSync('region,station\na,1\n'), [[2, 'a', '1']]],
    [
      'quotes, doubled quotes, breaks and separators inside',
      `${HEADER}"a,b","1","x ""y""\r\nz"\nc,2,\n`,
      [
        [2, 'a,b', '1', 'x "y"\r\nz'],
        [4, 'c', '2', ''],
      ],
    ],
    ['a quotation mark inside an unquoted cell', `${HEADER}a,1,pipa 5"\n`, [[2, 'a', '1', 'pipa 5"']]],
    [
      'an empty quoted cell',
      `${HEADER}a,1,""\n"",2,x\n`,
      [
        [2, 'a', '1', ''],
        [3, '', '2', 'x'],
      ],
    ],
    [
      'blank lines, counted but not rows',
      '\n\nregion,station\n\na,1\n  \n\nb,2\n\n',
      [
        [5, 'a', '1'],
        [8, 'b', '2'],
      ],
    ],
    [
      'rows wider and narrower than the header',
      'region,station\na\nb,2,3\n',
      [
        [2, 'a'],
        [3, 'b', '2', '3'],
      ],
    ],
    ['numbers that are left as written', `${HEADER}1.234,-5,=cmd|x\n`, [[2, '1.234', '-5', '=cmd|x']]],
    ['separators inside quotes of the header', '"region";"station";"a,b,c,d"\nx;1;2\n', [[2, 'x', '1', '2']]],
    ['a header and nothing else', 'region,station', []],
  ])('is read with %s', async (_, content, rows) => {
    expect(told(await read(content))).toEqual(rows);
  });

  it('gives the header trimmed, in its own order', async () => {
    const table = await read(' station , region ,x\n');
    expect(table.ok ? table.value.header : refusal(table)).toEqual(['station', 'region', 'x']);
  });

  it('can be walked twice and gives the same rows', async () => {
    const table = await read('region,station\na,1\nb,2\n');
    expect(told(table)).toEqual(told(table));
  });

  it('counts lines over pieces, with breaks and letters on the seams', async () => {
    const lines = Array.from({ length: 60_000 }, (_, at) => `"é${'x'.repeat(at % 7)}\r\n😀",${at}\r\n`);
    const rows = told(await read(`region,station\r\n${lines.join('')}`));
    expect(rows.length).toBe(60_000);
    expect(rows.at(-1)).toEqual([2 + 59_999 * 2, `é${'x'.repeat(59_999 % 7)}\r\n😀`, '59999']);
  });
});

describe('a file that is no table', () => {
  const unfinished = `${HEADER}a,1,x\nb,"2\n\n,"z\n`;
  it.each([
    ['nothing', '', 'files.no-header'],
    ['only blank lines', '\n \n', 'files.no-header'],
    ['no header', 'a,1\nb,2\n', 'files.no-header'],
    ['a header without a required column', 'region,note\na,1\n', 'files.no-header'],
    ['a quotation mark never closed', `${HEADER}a,1,x\nb,"2,y\n`, 'files.unclosed-quote@3'],
    [
      'a quotation mark never closed in a long file',
      `${HEADER}b,1,"x\n${'c,2,y\n'.repeat(300_000)}`,
      'files.unclosed-quote@2',
    ],
    ['text behind a closing quotation mark', unfinished, 'files.stray-quote@3'],
    [
      'a letter that is not UTF-8',
      Buffer.concat([Buffer.from(`${HEADER}a,1,é\n"b\n`), Buffer.from([0xe9, 0x0a])]),
      'files.invalid-characters@4',
    ],
    ['a letter cut off at the end', Buffer.from([...Buffer.from(`${HEADER}a,1,`), 0xc3]), 'files.invalid-characters@2'],
    ['half a UTF-16 letter', Buffer.from('\ufeffregion,station\na\ud800,1\n', 'utf16le'), 'files.invalid-characters@2'],
    [
      'half a UTF-16 byte pair',
      Buffer.from([...Buffer.from('\ufeffregion,station\na,1', 'utf16le'), 0]),
      'files.invalid-characters@2',
    ],
    ['NUL bytes', `${HEADER}a,\0,1\n`, 'files.not-text'],
    ['NUL bytes far behind', `${HEADER}${'a,1,1\n'.repeat(100_000)}\0`, 'files.not-text'],
    ['UTF-16 without its mark', Buffer.from('region,station\n', 'utf16le'), 'files.not-text'],
    ['a PNG picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), 'files.not-text'],
    ['a JPEG picture', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2]), 'files.not-text'],
    ['a PDF document', '%PDF-1.7\n', 'files.not-text'],
    [
      'an old or locked Excel file',
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      'files.locked-or-old-excel',
    ],
    ['gzip cut off', gzipSync('region,station\na,1\n'.repeat(1000)).subarray(0, 40), 'files.damaged'],
    ['gzip of a picture', gzipSync(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0])), 'files.not-text'],
    ['more than 20 MB', Buffer.alloc(20 * 1024 * 1024 + 1, 'a,1\n'), 'files.too-large'],
    ['gzip of more than 20 MB', gzipSync(Buffer.alloc(60 * 1024 * 1024, 'a,1\n')), 'files.too-large'],
    ['a row of more than 1 MB', `${HEADER}a,1,2\nb,2,${'x'.repeat(1024 * 1024)}\n`, 'files.row-too-long@3'],
  ])('is refused: %s', async (_, content, code) => {
    const start = performance.now();
    expect(refusal(await read(content))).toBe(code);
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it('is refused when one line is 100 MB, without being read to its end', async () => {
    const content = Buffer.alloc(100 * 1024 * 1024, 'x');
    content.write(HEADER);
    const start = performance.now();
    expect(refusal(await read(content, { allowLarge: true }))).toBe('files.row-too-long@2');
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it('is refused when it is no file or not there', async () => {
    const options = { requiredColumns: ['region'], allowLarge: false };
    expect(refusal(await readTable(folder, options))).toBe('files.not-a-file');
    expect(refusal(await readTable(join(folder, 'tidak-ada'), options))).toBe('files.not-found');
    expect(refusal(await readTable(join(folder, 'x'.repeat(5000)), options))).toBe('files.unreadable');
  });

  it('is refused above 512 MB even where large files are allowed', async () => {
    const path = place('region,station\n');
    truncateSync(path, 512 * 1024 * 1024 + 1);
    const result = await readTable(path, { requiredColumns: ['region'], allowLarge: true });
    expect(refusal(result)).toBe('files.too-large-even-so');
  });

  it('is refused in words that name what is missing', async () => {
    const result = await read('region,note\n');
    expect(result.ok ? '' : result.problem.message.id).toBe(
      'Tidak ada baris judul kolom: baris pertama berkas harus memuat region, station; yang tidak ada: station.',
    );
  });
});

it('reads more than 20 MB where large files are allowed', async () => {
  const row = `a,${'1'.repeat(97)}\n`;
  const table = await read(`region,station\n${row.repeat(240_000)}`, { allowLarge: true });
  let rows = 0;
  if (table.ok) for (const { cells } of table.value.rows) rows += cells.length === 2 ? 1 : 0;
  expect(rows).toBe(240_000);
});

it.each([
  ['plain', ','.repeat(1_000_000)],
  ['quoted', `"a"${','.repeat(1_000_000)}`],
])('gives a %s row of a million cells only as wide as shows that it is too wide', async (_, row) => {
  const table = await read(`region,station\n${row}\na,1\n`);
  const widths = table.ok ? [...table.value.rows].map(({ cells }) => cells.length) : refusal(table);
  expect(widths).toEqual([16_385, 2]);
});
