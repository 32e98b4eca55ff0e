import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RegionCode } from '#kernel/region-code.ts';
import type { ImportResults } from '#results/commands/import-results.ts';
import type { Desk } from '#results/desk.ts';
import { findContest } from '#results/intake/prepare-submission.ts';
import { readSheet } from '#results/reading/read-sheet.ts';
import { installElection, testDesk } from '../../src/results/fixtures.ts';
import { type TestDatabase, testDatabase } from '../harness/database.ts';
import { rowXml, xlsxOf } from '../platform/files/fixtures/xlsx.ts';
import { importFile, verdictsOf } from './import-files.ts';
import { scratchFolder } from './run-desk.ts';

const VILLAGE = '64.09.01.1001';
const STATIONS = Array.from({ length: 200 }, (_, at) => `${VILLAGE}/${String(at + 1).padStart(3, '0')}`);
const PLAN = {
  id: 'aturan',
  regions: ['64.09', '64.71'],
  contests: [{ id: 'bupati', area: '64.09', candidates: [1, 2] }],
  stations: [...STATIONS, '64.71.01.1001/001'],
  rounds: [
    { round: 'revote', contest: 'bupati', stations: STATIONS.slice(0, 100), opened: '2024-12-05' },
    { round: 'continued', contest: 'bupati', stations: STATIONS },
  ],
};
const HEADER = 'region,station,round,candidate_1,candidate_2,valid_votes,invalid_votes,total_votes,note';
const { file } = scratchFolder();

describe('the rules of import', () => {
  let database: TestDatabase;
  let desk: Desk;
  beforeAll(async () => {
    database = await testDatabase();
    desk = testDesk(database.sql);
    await installElection(database.sql, PLAN);
  });
  afterAll(() => database.drop());

  let files = 0;
  const importing = (content: string | Buffer) =>
    importFile(desk, file(`f${files++}`, content), { election: 'aturan', contest: 'bupati' });
  const rows = (...lines: readonly string[]) => importing([HEADER, ...lines, ''].join('\n'));
  async function stored(station: number) {
    const found = findContest(await desk.books.current(desk.sql), 'aturan', 'bupati');
    if (!found.ok) throw new Error(found.problem.code);
    const history = await readSheet(desk.sql, { ...found.value, region: VILLAGE as RegionCode, station });
    if (!history.ok) throw new Error(history.problem.code);
    return history.value;
  }
  /** `row column code` of each fault. */
  const faults = (done: ImportResults) => done.errors.map(({ row, column, code }) => `${row} ${column} ${code}`);

  describe('numbers', () => {
    it.each([
      ['1.234', 'not-a-whole-number'],
      ['"1,234"', 'not-a-whole-number'],
      ['1e3', 'not-a-whole-number'],
      ['+5', 'not-a-whole-number'],
      ['-1', 'not-a-whole-number'],
      ['12.0', 'not-a-whole-number'],
      ['0x10', 'not-a-whole-number'],
      ['1 000', 'not-a-whole-number'],
      ['٣', 'not-a-whole-number'],
      ['=1+1', 'not-a-whole-number'],
      ["'7", 'not-a-whole-number'],
      ['10000000', 'too-large'],
      ['99999999999999999999', 'too-large'],
    ])('refuses %s', async (text, code) => {
      const done = await rows(`${VILLAGE},1,,1,2,3,${text},3,`);
      expect(verdictsOf(done)).toEqual({ rejected: 1 });
      expect(faults(done)).toEqual([`2 invalid_votes results.${code}`]);
      expect(done.errors[0]?.value).toBe(text.replaceAll('"', ''));
      expect(done.errors[0]?.message).toMatch(/^Baris 2, kolom invalid_votes: .+\.$/);
    });

    it.each([
      ['7', 7],
      [' 007 ', 7],
      ['9999999', 9_999_999],
      ['000000000012', 12],
      ['0', 0],
      ['', undefined],
      ['  ', undefined],
    ])('takes “%s”', async (text, count) => {
      const station = 100 + files;
      expect(verdictsOf(await rows(`${VILLAGE},${station},,1,2,3,${text},3,`))).toMatchObject({ accepted: 1 });
      expect((await stored(station)).revisions[0]?.values.invalid_votes).toBe(count);
    });

    it.each([
      ['<c><v>12.0</v></c>', {}],
      ['<c><v>1.2E1</v></c>', {}],
      ['<c><v>12.5</v></c>', { code: 'results.not-a-whole-number' }],
      ['<c><v>-1</v></c>', { code: 'results.not-a-whole-number' }],
      ['<c t="inlineStr"><is><t>12.0</t></is></c>', { code: 'results.not-a-whole-number' }],
      ['<c><f>6+6</f><v>12</v></c>', { code: 'files.formula' }],
    ])('reads the Excel cell %s', async (cell, expected) => {
      const header = rowXml(1, ['region', 'station', 'total_votes']);
      const data = `${header}<row r="2"><c t="inlineStr"><is><t>${VILLAGE}</t></is></c><c><v>${120 + files}</v></c>${cell}</row>`;
      const done = await importing(xlsxOf({ sheets: [{ name: 'a', data }] }));
      if ('code' in expected) expect(done).toMatchObject({ rejected: 1, errors: [{ row: 2, ...expected }] });
      else expect(done).toMatchObject({ accepted: 1, errors: [] });
    });
  });

  describe('places and rounds', () => {
    it.each([
      [`${VILLAGE},1,revote-3,1,1,2,0,2,`, 'round results.round-not-opened'],
      [`${VILLAGE},1,continued,1,1,2,0,2,`, 'round results.round-not-opened'],
      [`${VILLAGE},150,revote,1,1,2,0,2,`, 'round results.round-not-opened'],
      [`${VILLAGE},1,ulang,1,1,2,0,2,`, 'round results.unknown-round'],
      [`${VILLAGE},201,,1,1,2,0,2,`, 'station results.unknown-station'],
      [`${VILLAGE},0,,1,1,2,0,2,`, 'station results.station-number'],
      [`${VILLAGE},1000,,1,1,2,0,2,`, 'station results.station-number'],
      ['64.09.01.1099,1,,1,1,2,0,2,', 'region elections.unknown-village'],
      ['64.09.01,1,,1,1,2,0,2,', 'region elections.unknown-village'],
      ['PENAJAM,1,,1,1,2,0,2,', 'region elections.region-code'],
      ['64.01.01.2009,1,,1,1,2,0,2,', 'region elections.outside-election'],
      ['64.71.01.1001,1,,1,1,2,0,2,', 'region results.outside-contest'],
    ])('refuses %s', async (line, fault) => {
      const done = await rows(line);
      expect(verdictsOf(done)).toEqual({ rejected: 1 });
      expect(faults(done)).toEqual([`2 ${fault}`]);
    });

    it('knows a village with or without dots, and TPS 001 as TPS 1', async () => {
      expect(verdictsOf(await rows('6409011001,003,REGULAR,1,1,2,0,2,', ` ${VILLAGE} , 3 ,,1,1,2,0,2,`))).toEqual({
        accepted: 1,
        unchanged: 1,
      });
    });

    it('takes a sheet of an opened round beside the regular one', async () => {
      expect(verdictsOf(await rows(`${VILLAGE},4,,1,1,2,0,2,`, `${VILLAGE},4,revote,2,2,4,0,4,`))).toEqual({
        accepted: 2,
      });
    });
  });

  describe('the order of verdicts', () => {
    it('judges width and numbers before places, places before rounds, rounds before emptiness', async () => {
      const done = await rows(
        `x,y,z,1`,
        `x,y,z,-1,,,,,`,
        `x,999,z,,,,,,`,
        `${VILLAGE},1,z,,,,,,`,
        `${VILLAGE},1,,,,,,,only a note`,
      );
      expect(verdictsOf(done)).toEqual({ rejected: 4, empty: 1 });
      expect(faults(done)).toEqual([
        '2 null files.row-width',
        '3 candidate_1 results.not-a-whole-number',
        '4 region elections.region-code',
        '5 round results.unknown-round',
      ]);
    });

    it('keeps empty and rejected rows out of the duplicates', async () => {
      const done = await rows(
        `${VILLAGE},5,,,,,,,`,
        `${VILLAGE},5,,1,2,3,0,3,`,
        `${VILLAGE},5,,9,9,9,9,x,`,
        `${VILLAGE},5,,1,2,3,0,3,`,
      );
      expect(verdictsOf(done)).toEqual({ empty: 1, accepted: 1, rejected: 1, unchanged: 1 });
    });

    it('rejects all rows of one station that differ anywhere, each naming the other lines', async () => {
      const line = (votes: string) => `${VILLAGE},6,,${votes},`;
      const done = await rows(line('1,2,3,0,3'), line('1,2,3,0,3'), line('1,2,3,,3'), `${VILLAGE},7,,1,2,3,0,3,`);
      expect(verdictsOf(done)).toEqual({ rejected: 3, accepted: 1 });
      const naming = done.errors.map(({ row, message }) => [row, /di baris (\d+(?:, \d+)*)/.exec(message)?.[1]]);
      expect(naming).toEqual([
        [2, '3, 4'],
        [3, '2, 4'],
        [4, '2, 3'],
      ]);
      expect((await stored(6)).revisions).toEqual([]);
    });
  });

  it('names the line on which a record starts; blank lines are no rows', async () => {
    const done = await rows('', `${VILLAGE},8,,1,2,3,0,3,"two`, 'lines"', '', `${VILLAGE},9,,1,2,3,0,x,`, '   ');
    expect(done).toMatchObject({ rows: 2, accepted: 1, rejected: 1, errors: [{ row: 6 }] });
  });

  it('counts as flagged what was written and contradicts itself', async () => {
    const done = await rows(`${VILLAGE},10,,1,2,3,0,3,`, `${VILLAGE},11,,1,2,4,0,4,`, `${VILLAGE},12,,,,4,,,`);
    expect(verdictsOf(done)).toEqual({ accepted: 3, flagged: 2 });
    expect(verdictsOf(await rows(`${VILLAGE},11,,1,2,4,0,4,`))).toEqual({ unchanged: 1 });
  });

  it('ignores the state, the note and the order of columns; blank is not zero', async () => {
    await rows(`${VILLAGE},13,,1,2,3,,3,first`);
    const again = `state,total_votes,station,candidate_2,candidate_1,valid_votes,region\nverified,3,13,2,1,3,${VILLAGE}\n`;
    expect(verdictsOf(await importing(again))).toEqual({ unchanged: 1 });
    const zero = await rows(`${VILLAGE},13,,1,2,3,0,3,first`);
    expect(verdictsOf(zero)).toEqual({ conflicting: 1 });
    expect(zero.conflicts).toEqual([{ row: 2, region: VILLAGE, station: '013', revision: 1 }]);
  });
});
