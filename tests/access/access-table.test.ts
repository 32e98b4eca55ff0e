import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allCells } from './table/cells.ts';
import { describeDifferences, runTable } from './table/run-table.ts';
import { type TableDesk, tableDesk } from './table/table-desk.ts';

describe('the whole access table against the running server', () => {
  let at: TableDesk;
  beforeAll(async () => {
    at = await tableDesk();
  }, 120_000);
  afterAll(() => at.stop());

  it('answers every role × relation × route × state as the second reading of the rules expects', async () => {
    const start = performance.now();
    const { cells, twins, differences } = await runTable(at.app, at.world, allCells());
    console.log(
      `access table: ${cells} cells, ${twins} of them compared with what does not exist, ${differences.length} differences, ${((performance.now() - start) / 1000).toFixed(1)} s`,
    );
    if (differences.length > 0) console.log(describeDifferences(differences));
    expect(differences.length).toBe(0);
  }, 300_000);
});
