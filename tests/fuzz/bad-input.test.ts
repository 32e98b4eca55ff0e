import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONTRACTS } from '../../src/server.ts';
import { type TestDatabase, testDatabase } from '../harness/database.ts';
import { type Report, runCases } from './run-cases.ts';

const CASES = 5000;
const SEED = 2024;
const MEMORY_GROWTH_MAX = 256 * 1024 * 1024;

describe(`${CASES} bad requests to every route (seed ${SEED})`, () => {
  let database: TestDatabase;
  let report: Report;
  beforeAll(async () => {
    database = await testDatabase();
    report = await runCases({ sql: database.sql, cases: CASES, seed: SEED });
  }, 600_000);
  afterAll(() => database.drop());

  it('are answered with a sentence, in time, without a failure and without a trace', () => {
    expect(report.findings).toEqual([]);
    expect(report.cases).toBe(CASES);
  });

  it('hold no memory', () => {
    expect(report.memoryMost - report.memoryFirst).toBeLessThan(MEMORY_GROWTH_MAX);
  });

  it('reach every route deep enough for some to be accepted', () => {
    const never = CONTRACTS.map(({ name }) => name).filter((name) => !report.accepted.has(name));
    // Only a rehearsal draws pictures.
    expect(never).toEqual(['readSheetPicture']);
  });
});
