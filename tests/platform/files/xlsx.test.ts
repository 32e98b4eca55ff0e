import { constants, deflateRawSync, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { refusal, temporaryFiles, told } from './fixtures/temporary.ts';
import { partsOf, rowXml, SHEET_START, xlsxOf } from './fixtures/xlsx.ts';
import { zipOf } from './fixtures/zip.ts';

const { read } = temporaryFiles();
const HEADER = rowXml(1, ['region', 'station', 'votes']);
const one = (data: string, rest: Partial<Parameters<typeof xlsxOf>[0]> = {}) =>
  xlsxOf({ sheets: [{ name: 'Data', data }], ...rest });
const row = (cells: string) => one(`${HEADER}<row r="2">${cells}</row>`);

describe('an Excel cell', () => {
  it.each([
    ['a whole number stored with a decimal', '<c r="C2"><v>12.0</v></c>', '12:number'],
    ['a fraction', '<c r="C2" t="n"><v>12.5</v></c>', '12.5:number'],
    ['a number in scientific notation', '<c r="C2"><v>1.5E3</v></c>', '1500:number'],
    ['minus nought', '<c r="C2"><v>-0</v></c>', '0:number'],
    ['a number beyond all numbers', '<c r="C2"><v>1e999</v></c>', '1e999:error'],
    ['a number that is none', '<c r="C2"><v>0x10</v></c>', '0x10:error'],
    ['digits typed as text', '<c r="C2" t="inlineStr"><is><t>012.0</t></is></c>', '012.0'],
    ['text with its spaces', '<c r="C2" t="inlineStr"><is><t xml:space="preserve"> a </t></is></c>', ' a '],
    [
      'rich text without reading aids',
      '<c r="C2" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r><rPh><t>c</t></rPh></is></c>',
      'ab',
    ],
    ['an escaped line end', '<c r="C2" t="str"><v>a_x000D_b_x001F_</v></c>', 'a\rb\ufffd'],
    ['CDATA and character references', '<c r="C2" t="str"><v><![CDATA[<]]>&amp;&#65;</v></c>', '<&A'],
    ['a formula with its cached number', '<c r="C2"><f>1+1</f><v>2</v></c>', '2:formula'],
    ['a formula never calculated', '<c r="C2"><f>A1</f></c>', ':formula'],
    ['a formula to another file', '<c r="C2"><f>[1]Sheet1!A1</f><v>7</v></c>', '7:formula'],
    ['a truth value', '<c r="C2" t="b"><v>1</v></c>', 'TRUE:boolean'],
    ['an error', '<c r="C2" t="e"><v>#REF!</v></c>', '#REF!:error'],
    ['a shared text that does not exist', '<c r="C2" t="s"><v>9</v></c>', '9:error'],
    ['an ISO date', '<c r="C2" t="d"><v>2024-11-27</v></c>', '2024-11-27:date'],
    ['nothing but a format', '<c r="C2" s="1"/>', ''],
  ])('is told apart: %s', async (_, cell, expected) => {
    expect(told(await read(row(`<c r="A2" t="str"><v>x</v></c>${cell}`)))).toEqual([[2, 'x', '', expected]]);
  });

  it('is a date where its style shows one, so that 5-12 turned into a date is no number of votes', async () => {
    const styles = `<numFmts><numFmt numFmtId="170" formatCode="d\\-mmm;@"/><numFmt numFmtId="171" formatCode="#,##0 &quot;suara sah&quot;"/>
      </numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs>`;
    const cells = [0, 1, 2, 3].map((style) => `<c s="${style}"><v>45631</v></c>`).join('');
    const table = await read(one(`${HEADER}<row r="2">${cells}</row>`, { styles }));
    expect(told(table)).toEqual([[2, '45631:number', '2024-12-05:date', '2024-12-05:date', '45631:number']]);
  });

  it('is a formula in every cell that an array formula fills', async () => {
    const spilled = '<c r="C2"><f t="array" ref="C2:C3">A1:A2</f><v>1</v></c>';
    const data = `${HEADER}<row r="2">${spilled}</row><row r="3"><c r="C3"><v>2</v></c></row><row r="4"><c r="C4"><v>3</v></c></row>`;
    expect(told(await read(one(data)))).toEqual([
      [2, '', '', '1:formula'],
      [3, '', '', '2:formula'],
      [4, '', '', '3:number'],
    ]);
  });
});

describe('an Excel sheet', () => {
  it('gives each row its own line, as wide as the header, and passes over rows that hold nothing', async () => {
    const data = `${HEADER}<row r="2"/><row r="3" s="4"><c r="A3" s="4"/></row><row r="7"><c r="B7"><v>1</v></c><c r="E7"><v>5</v></c></row><row><c><v>8</v></c></row>`;
    expect(told(await read(one(data)))).toEqual([
      [7, '', '1:number', '', '', '5:number'],
      [8, '8:number', '', ''],
    ]);
  });

  it('holds the text of merged cells in the first of them', async () => {
    const data = `${HEADER}<row r="2"><c r="A2"><v>1</v></c><c r="B2"/></row></sheetData><mergeCells><mergeCell ref="A2:B2"/></mergeCells><sheetData>`;
    expect(told(await read(one(data)))).toEqual([[2, '1:number', '', '']]);
  });

  it('is the first visible one that has the header', async () => {
    const sheets = [
      { name: 'Petunjuk', data: rowXml(1, ['Cara mengisi', 'region']) },
      { name: 'Daftar', data: HEADER + rowXml(2, ['hidden', 1, 1]), state: 'hidden' },
      { name: 'Data', data: rowXml(3, ['station', 'region']) + rowXml(4, [1, 'a']) },
      { name: 'Lama', data: HEADER + rowXml(2, ['old', 1, 1]) },
    ];
    const table = await read(xlsxOf({ sheets }));
    expect(table.ok ? table.value.header : refusal(table)).toEqual(['station', 'region']);
    expect(told(table)).toEqual([[4, '1:number', 'a']]);
  });

  it('may name its texts by number, store its parts unpacked and carry macros and links', async () => {
    const strings =
      '<si><t>region</t></si><si><r><t>stat</t></r><r><t>ion</t></r></si><si><t/></si><si><t>é😀</t></si>';
    const cells = (line: number, numbers: number[]) =>
      `<row r="${line}">${numbers.map((number) => `<c t="s"><v>${number}</v></c>`).join('')}</row>`;
    const extra = [
      { name: 'xl/vbaProject.bin', bytes: Buffer.from([1, 2]) },
      { name: 'xl/externalLinks/externalLink1.xml', bytes: Buffer.from('<broken') },
    ];
    const file = one(cells(1, [0, 1]) + cells(2, [3, 2]), { strings, method: 'store', extra });
    expect(told(await read(file))).toEqual([[2, 'é😀', '']]);
  });

  it('of 1,048,576 rows with nothing but format is read in bounds', async () => {
    const empty = Array.from({ length: 1_048_574 }, (_, at) => `<row r="${at + 2}" s="3" customFormat="1"/>`);
    const file = one(`${HEADER}${empty.join('')}${rowXml(1_048_576, ['a', 1, 2])}`);
    const start = performance.now();
    expect(told(await read(file))).toEqual([[1_048_576, 'a', '1:number', '2:number']]);
    expect(performance.now() - start).toBeLessThan(4000);
  });
});

describe('an Excel file', () => {
  const sheetAs = (text: string) =>
    zipOf(
      partsOf({ sheets: [{ name: 'a', data: '' }] }).map((part) =>
        part.name.includes('sheet1') ? { ...part, bytes: Buffer.from(text) } : part,
      ),
    );
  const lie = (declared: { bytes?: number; checksum?: number; flags?: number }) =>
    zipOf(
      partsOf({ sheets: [{ name: 'a', data: HEADER }] }).map((part) =>
        part.name.includes('sheet1') ? { ...part, declared } : part,
      ),
    );
  const shared = `<si><t>region</t></si><si><t>station</t></si><si><t>${'x'.repeat(700_000)}</t></si>`;
  const naming = (line: number, texts: number[]) =>
    `<row r="${line}">${texts.map((text) => `<c t="s"><v>${text}</v></c>`).join('')}</row>`;

  it.each([
    ['no sheet with the header', one(rowXml(1, ['a', 'b'])), 'files.no-header'],
    ['no sheet at all', xlsxOf({ sheets: [] }), 'files.no-header'],
    [
      'an archive that is no workbook',
      zipOf([{ name: 'a.csv', bytes: Buffer.from('region,station\n') }]),
      'files.not-a-workbook',
    ],
    ['an empty archive', zipOf([]), 'files.not-a-workbook'],
    ['cut off', one(HEADER).subarray(0, 600), 'files.damaged'],
    ['XML that does not close', sheetAs(`${SHEET_START}${HEADER}`), 'files.damaged'],
    [
      'a DOCTYPE with entities',
      sheetAs(`<!DOCTYPE a [<!ENTITY b "c">]>${SHEET_START}${HEADER}</sheetData></worksheet>`),
      'files.damaged',
    ],
    ['an entity out of nowhere', row('<c t="str"><v>&b;</v></c>'), 'files.damaged'],
    [
      'letters that are not UTF-8',
      zipOf(
        partsOf({ sheets: [{ name: 'a', data: HEADER }] }).map((part) => ({
          ...part,
          bytes: Buffer.concat([part.bytes, Buffer.from([0xe9])]),
        })),
      ),
      'files.damaged',
    ],
    ['rows out of order', one(HEADER + rowXml(3, ['a', 1]) + rowXml(2, ['b', 1])), 'files.damaged'],
    ['two cells in one place', row('<c r="A2"><v>1</v></c><c r="A2"><v>2</v></c>'), 'files.damaged'],
    ['a cell outside every sheet', row('<c r="XFE2"><v>1</v></c>'), 'files.damaged'],
    [
      'a part listed twice',
      one(HEADER, { extra: [{ name: 'XL/workbook.xml', bytes: Buffer.from('') }] }),
      'files.damaged',
    ],
    ['a checksum that does not fit', lie({ checksum: 1 }), 'files.damaged'],
    ['a part locked by a password', lie({ flags: 1 }), 'files.locked-or-old-excel'],
    ['a size that is too small', lie({ bytes: 20 }), 'files.damaged'],
    ['a declared size of 4 GB', lie({ bytes: 4_294_967_294 }), 'files.too-large-inside'],
    [
      'a row of more than 1 MB',
      one(naming(1, [0, 1]) + naming(2, [2, 2]), { strings: shared }),
      'files.row-too-long@2',
    ],
    [
      'a text repeated until it fills the memory',
      one(naming(1, [0, 1]) + Array.from({ length: 5000 }, (_, at) => naming(at + 2, [2])).join(''), {
        strings: shared,
      }),
      'files.too-large-inside',
    ],
  ])('is refused: %s', async (_, content, code) => {
    const start = performance.now();
    expect(refusal(await read(content))).toBe(code);
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it.each([
    ['as large as it is', 4_294_967_294, '<row/>', 'files.too-large-inside'],
    ['as small', 5000, '<row/>', 'files.damaged'],
    ['as just allowed, of rows', 250_000_000, '<row/>', 'files.damaged'],
    ['as just allowed, of elements', 250_000_000, '<x/>', 'files.too-large-inside'],
    ['as just allowed, of text', 250_000_000, '    ', 'files.damaged'],
    ['as just allowed, of comments', 250_000_000, '<!---->', 'files.damaged'],
  ])('that is a bomb of 10 GB is refused in 2 s, declared %s', async (_, bytes, filling, code) => {
    // A flushed block ends on a byte, so that it can be repeated: 640 × 16 MB in some 10 MB.
    const filled = filling.repeat(16_000_000 / filling.length);
    const block = deflateRawSync(Buffer.from(filled), { finishFlush: constants.Z_FULL_FLUSH });
    const start = deflateRawSync(Buffer.from(SHEET_START + HEADER), { finishFlush: constants.Z_FULL_FLUSH });
    const packed = Buffer.concat([start, ...Array.from({ length: 640 }, () => block)]);
    const parts = partsOf({ sheets: [{ name: 'a', data: '' }] });
    const file = zipOf(
      parts.map((one) => (one.name.includes('sheet1') ? { ...one, packed, declared: { bytes } } : one)),
    );
    const began = performance.now();
    expect(refusal(await read(file))).toBe(code);
    expect(performance.now() - began).toBeLessThan(2000);
  });

  it('that is only compressed, not a ZIP, is text to no one', async () => {
    expect(refusal(await read(deflateSync(Buffer.from('region,station\n'.repeat(9)))))).not.toBe('accepted');
  });
});
