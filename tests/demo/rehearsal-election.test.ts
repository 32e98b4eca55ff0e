import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Check } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { realSheetsFiles } from '../../src/demo/real-sheets.ts';
import { rehearsalElection } from '../../src/demo/rehearsal-election.ts';
import { ElectionDefinitionSchema } from '../../src/elections/definition-schema.ts';

describe('the rehearsal election', () => {
  const election = rehearsalElection();

  it('is a definition that an election office could apply', () => {
    expect(Check(ElectionDefinitionSchema, election)).toBe(true);
    expect(election.demo).toBe('synthetic');
    expect(election.name).toContain('sintetis');
  });

  it('has the governor and all ten local contests with the real number of columns', () => {
    expect(election.contests.map(({ id, candidates }) => `${id} ${candidates.length}`)).toEqual([
      'gubernur-64 2',
      'bupati-64.01 2',
      'bupati-64.02 3',
      'bupati-64.03 2',
      'bupati-64.07 3',
      'bupati-64.08 2',
      'bupati-64.09 4',
      'bupati-64.11 3',
      'walikota-64.71 3',
      'walikota-64.72 2',
      'walikota-64.74 4',
    ]);
  });

  it('has one blank column, in Samarinda, and no name of a person', () => {
    const blank = election.contests.filter(({ candidates }) => candidates.some((one) => one.blankColumn));
    expect(blank.map(({ id }) => id)).toEqual(['walikota-64.72']);
    for (const { name } of election.contests.flatMap(({ candidates }) => candidates)) {
      expect(name).toMatch(/^(Pasangan \d|Kolom kosong)$/);
    }
  });
});

describe('the real sheets', () => {
  it.each(realSheetsFiles().map((file) => [file.regency, file] as const))(
    'of %s ship with all their rows',
    (_, file) => {
      const [header, ...rows] = gunzipSync(readFileSync(file.file)).toString('utf8').trim().split('\n');
      expect(header?.split(',').slice(0, 5)).toEqual(['tps_id', 'kode_kab', 'kode_kec', 'kode_kel', 'no_tps']);
      expect(rows.length).toBe(file.rows);
      expect(new Set(rows.map((row) => row.split(',')[3])).size).toBe(file.villages);
    },
  );
});
