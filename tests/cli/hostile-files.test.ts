import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTable } from '#platform/files/read-table.ts';
import { installElection } from '../../src/results/fixtures.ts';
import { type TestDatabase, testDatabase } from '../harness/database.ts';
import { partsOf, rowXml, xlsxOf } from '../platform/files/fixtures/xlsx.ts';
import { zipOf } from '../platform/files/fixtures/zip.ts';
import { answerOf, PROCESS_TEST_MS, type Refusal, runDesk, scratchFolder } from './run-desk.ts';

const VILLAGE = '64.09.01.1001';
const HEADER = 'region,station,candidate_1,candidate_2,valid_votes';
const COLUMNS = HEADER.split(',');
/** A refusal may take this long once the program runs; measured as processor time, since the machine is shared. */
const REFUSAL_CPU_MS_MAX = 2000;
const MB = 1024 * 1024;

const sheet = (...rows: readonly string[]) => xlsxOf({ sheets: [{ name: 'a', data: rows.join('') }] });
const head = rowXml(1, COLUMNS);
const cells = (inner: string) =>
  `<row r="2"><c t="inlineStr"><is><t>${VILLAGE}</t></is></c><c><v>1</v></c>${inner}</row>`;

function bomb(): Buffer {
  const zeros = Buffer.alloc(400 * MB, ' ');
  const parts = partsOf({ sheets: [{ name: 'a', data: head }] });
  return zipOf(
    parts.map((part) =>
      part.name.includes('sheet1')
        ? { ...part, packed: deflateRawSync(zeros, { level: 1 }), declared: { bytes: zeros.length } }
        : part,
    ),
  );
}

/** What comes in, and the refusal of the whole file, or the code of its row's rejection. */
const FILES: readonly (readonly [name: string, content: () => string | Buffer, code: string])[] = [
  ['an Excel file cut in half', () => sheet(head, rowXml(2, [VILLAGE, 1, 1, 1, 2])).subarray(0, 500), 'files.damaged'],
  ['an Excel bomb', bomb, 'files.too-large-inside'],
  ['an archive that is no workbook', () => zipOf([{ name: 'a.txt', bytes: Buffer.from('x') }]), 'files.not-a-workbook'],
  [
    'a locked or old workbook',
    () => Buffer.from('d0cf11e0a1b11ae1'.padEnd(1024, '0'), 'hex'),
    'files.locked-or-old-excel',
  ],
  ['a workbook without our header', () => sheet(rowXml(1, ['desa', 'tps'])), 'files.no-header'],
  [
    'a formula that runs a program',
    () => sheet(head, cells('<c><f>cmd|"/c calc"!A1</f><v>1</v></c><c/><c/>')),
    'files.formula',
  ],
  [
    'an external link in Excel',
    () => sheet(head, cells("<c><f>'[other.xlsx]a'!A1</f><v>3</v></c><c/><c/>")),
    'files.formula',
  ],
  ['half a vote in Excel', () => sheet(head, cells('<c><v>1.5</v></c><c/><c/>')), 'results.not-a-whole-number'],
  [
    'a cell that merges others',
    () => sheet(head, cells('<c t="inlineStr"><is><t>gabung 1 2</t></is></c><c/><c/>')),
    'results.not-a-whole-number',
  ],
  ['an empty file', () => '', 'files.no-header'],
  ['a program in a CSV cell', () => `${HEADER}\n${VILLAGE},1,=cmd|'/c calc'!A1,1,1\n`, 'results.not-a-whole-number'],
  [
    'Indonesian thousands',
    () => `${HEADER.replaceAll(',', ';')}\n${VILLAGE};1;1.234;1;1235\n`,
    'results.not-a-whole-number',
  ],
  ['zero bytes', () => `${HEADER}\n${VILLAGE},1,1,1,2\0\n`, 'files.not-text'],
  ['a picture', () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'files.not-text'],
  [
    'broken UTF-8',
    () => Buffer.concat([Buffer.from(`${HEADER}\n${VILLAGE},1,`), Buffer.from([0xc3, 0x28]), Buffer.from(',1,1\n')]),
    'files.invalid-characters',
  ],
  ['a quote that never closes', () => `${HEADER}\n${VILLAGE},1,"1,1,2\n${'x\n'.repeat(1000)}`, 'files.unclosed-quote'],
  ['one line of 100 MB', () => Buffer.alloc(100 * MB, 'a'), 'files.too-large'],
  ['one line of 19 MB', () => `${HEADER}\n${'1'.repeat(19 * MB)}\n`, 'files.row-too-long'],
  ['a row too wide', () => `${HEADER}\n${VILLAGE},1,1,1,2,3\n`, 'files.row-width'],
  ['a repeated column', () => `${HEADER},station\n${VILLAGE},1,1,1,2,1\n`, 'files.column-repeated'],
  ['an unknown column', () => `${HEADER},candidate_3\n${VILLAGE},1,1,1,2,1\n`, 'files.column-unknown'],
  ['columns without a name', () => `${HEADER},\n${VILLAGE},1,1,1,2,1\n`, 'files.column-unnamed'],
];

/** Odd, but as some programs write it: taken as it stands. */
const TAKEN: readonly (readonly [name: string, content: string | Buffer])[] = [
  [
    'UTF-8 with a byte order mark, semicolons and CRLF',
    `\ufeff${HEADER.replaceAll(',', ';')}\r\n${VILLAGE};2;1;1;2\r\n`,
  ],
  ['UTF-16', Buffer.from(`\ufeff${HEADER}\n${VILLAGE},2,1,1,2\n`, 'utf16le')],
  ['quotes everywhere', `${COLUMNS.map((name) => `"${name}"`).join()}\n"${VILLAGE}","002","1","1","2"`],
];

const { file } = scratchFolder();

describe('a file that is not what it should be', { timeout: PROCESS_TEST_MS }, () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
    await installElection(database.sql, {
      id: 'satu',
      regions: ['64.09'],
      contests: [{ id: 'bupati', area: '64.09', candidates: [1, 2] }],
      stations: [`${VILLAGE}/001`, `${VILLAGE}/002`],
    });
  });
  afterAll(() => database.drop());

  const importing = (path: string) =>
    runDesk(
      'import',
      'results',
      path,
      '--contest',
      'bupati',
      '--source',
      'berkas',
      '--database',
      database.url,
      '--json',
    );

  it.each(FILES)('is refused in words, with nothing written: %s', async (name, content, code) => {
    const path = file(`${name.replaceAll(' ', '-')}.csv`, content());
    const before = await countRows();
    const ended = await importing(path);
    const answer = answerOf<Partial<Refusal> & { errors?: { code: string; message: string }[]; rejected?: number }>(
      ended,
    );
    const fault = answer.error ?? answer.errors?.[0];
    expect(fault?.code).toBe(code);
    expect(fault?.message).toMatch(/^[^\n{}]{30,}\.$/);
    expect(ended.status).toBe(1);
    expect(await countRows()).toEqual(before);

    const started = process.cpuUsage();
    await readTable(path, { requiredColumns: ['region', 'station'], allowLarge: false });
    const { user, system } = process.cpuUsage(started);
    expect((user + system) / 1000).toBeLessThan(REFUSAL_CPU_MS_MAX);
  });

  it('is taken where it is only odd', async () => {
    for (const [at, [name, content]] of TAKEN.entries()) {
      const ended = await importing(file(`taken-${at}`, content));
      expect([name, ended.status], ended.stdout).toEqual([name, 0]);
      expect(answerOf(ended)).toMatchObject(at === 0 ? { rows: 1, accepted: 1 } : { rows: 1, unchanged: 1 });
    }
  });

  async function countRows() {
    const { sql } = database;
    const tables = await sql<
      { name: string }[]
    >`select tablename as name from pg_tables where schemaname = 'public' order by 1`;
    return Promise.all(
      tables.map(async ({ name }) => [name, (await sql`select count(*)::int as n from ${sql(name)}`)[0]?.n]),
    );
  }
});
