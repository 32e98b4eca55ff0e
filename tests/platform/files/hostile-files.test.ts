import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine } from '#platform/files/write-csv.ts';
import { temporaryFiles, told } from './fixtures/temporary.ts';
import { rowXml, xlsxOf } from './fixtures/xlsx.ts';

const { read } = temporaryFiles();
const HEADER = ['region', 'station', 'a', 'b'];

describe('any file', () => {
  it('gives a table or a refusal after any damage to an Excel file', async () => {
    const rows = [[...HEADER], ['64.09', 1, 2, 'x'], ['64.10', 2, 3.5, '&lt;']];
    const strings = '<si><t>x</t></si>';
    const styles = '<cellXfs><xf numFmtId="14"/></cellXfs>';
    const data = rows.map((row, at) => rowXml(at + 1, row)).join('');
    const files = (['store', 'deflate'] as const).map((method) =>
      xlsxOf({ sheets: [{ name: 'a', data }], strings, styles, method }),
    );
    const edit = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), byte: fc.nat(255), cut: fc.nat(60) });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files),
        fc.array(edit, { minLength: 1, maxLength: 6 }),
        async (file, edits) => {
          let bytes = Buffer.from(file);
          for (const { at, byte, cut } of edits) {
            const place = Math.min(bytes.length - 1, 4 + Math.floor(at * (bytes.length - 4)));
            bytes[place] = byte;
            if (cut < 6) bytes = Buffer.concat([bytes.subarray(0, place), bytes.subarray(place + cut)]);
          }
          const result = await read(bytes);
          if (result.ok) told(result);
          else expect(result.problem.message.id).not.toMatch(/\{|at .*:\d+/);
        },
      ),
      { numRuns: 3000 },
    );
  }, 60_000);

  it('gives a table or a refusal for any text after the header', async () => {
    const mark = fc.constantFrom(
      '"',
      '""',
      ',',
      ';',
      '\n',
      '\r',
      '\r\n',
      'a',
      '=',
      ' ',
      '\0',
      '\ud800',
      '1.234',
      'é',
      '\t',
    );
    const text = fc.oneof(
      fc.array(mark, { maxLength: 40 }).map((marks) => marks.join('')),
      fc.string({ unit: 'binary' }),
    );
    const bytes = fc.oneof(
      text.map((one) => Buffer.from(one)),
      fc.uint8Array({ maxLength: 60 }).map((one) => Buffer.from(one)),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (body) => {
        const result = await read(Buffer.concat([Buffer.from('region,station\n'), body]));
        if (result.ok) told(result);
        else expect(result.problem.code).toMatch(/^files\./);
      }),
      { numRuns: 3000 },
    );
  }, 60_000);
});

describe('what the desk writes as CSV', () => {
  it('is read back as it was, whatever the texts', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.array(fc.constantFrom('"', ',', ';', '\n', '\r', 'x', ' '), { maxLength: 8 }).map((marks) => marks.join('')),
    );
    const plain = cell.filter((text) => !/^[=+\-@\t\r]/.test(text) && !text.includes('\0'));
    const rows = fc.array(fc.tuple(fc.constant('k'), plain, plain, plain), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(rows, fc.constantFrom('\ufeff', ''), async (written, mark) => {
        const table = await read(mark + csvLine(HEADER) + written.map((row) => csvLine(row)).join(''));
        expect(told(table).map((row) => (row as unknown[]).slice(1))).toEqual(written);
      }),
      { numRuns: 500 },
    );
  }, 60_000);

  it('is read as others write it: every cell in quotes, either separator, any line end', async () => {
    const cell = fc
      .array(fc.constantFrom('"', ',', ';', '\n', '\r\n', 'x', ' ', '😀'), { maxLength: 8 })
      .map((all) => all.join(''));
    const rows = fc.array(fc.tuple(cell, cell, cell, cell), { maxLength: 12 });
    const [separator, lineEnd] = [fc.constantFrom(',', ';'), fc.constantFrom('\n', '\r', '\r\n')];
    await fc.assert(
      fc.asyncProperty(rows, separator, lineEnd, async (written, between, end) => {
        const lines = [HEADER, ...written].map((row) =>
          row.map((text) => `"${text.replaceAll('"', '""')}"`).join(between),
        );
        const table = await read(lines.join(end));
        expect(told(table).map((row) => (row as unknown[]).slice(1))).toEqual(written);
      }),
      { numRuns: 500 },
    );
  }, 60_000);

  it('never begins a cell like a formula', () => {
    fc.assert(
      fc.property(fc.constantFrom('=', '+', '-', '@', '\t', '\r'), fc.string({ unit: 'binary' }), (mark, rest) => {
        expect(csvLine([mark + rest])).toMatch(/^"?'/);
      }),
      { numRuns: 10_000 },
    );
  });

  it.each([
    [['a', 1, null, ''], 'a,1,,\r\n'],
    [['=1+1', -5, '-5', '+62'], "'=1+1,-5,'-5,'+62\r\n"],
    [['a"b', 'c,d', 'e;f', 'g\nh'], '"a""b","c,d","e;f","g\nh"\r\n'],
    [['\tx', '\r=', '@a,b'], '\'\tx,"\'\r=","\'@a,b"\r\n'],
  ])('quotes what must be quoted: %j', (cells, line) => {
    expect(csvLine(cells)).toBe(line);
  });
});
