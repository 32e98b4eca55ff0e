import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyOfDatabase } from '../harness/database.ts';
import type { PlantedAnswer, PlantedOrder } from './table/planted-runs.ts';
import { ALSO_BY_COMMAND, PLANTS } from './table/plants.ts';
import { type TableDesk, tableDesk } from './table/table-desk.ts';

/** Every plant with `DESK_PLANTS=all`; else one for each kind of mistake. */
const CHOSEN = PLANTS.map((plant, number) => ({ ...plant, number })).filter(
  ({ name }) => process.env.DESK_PLANTS === 'all' || !ALSO_BY_COMMAND.includes(name),
);
const PROGRAM = new URL('./table/planted-runs.ts', import.meta.url).pathname;

describe('mistakes planted in the rights', () => {
  let at: TableDesk;
  let child: ChildProcess;
  let lines: AsyncIterator<string>;
  let complaint = '';

  beforeAll(async () => {
    at = await tableDesk();
    await at.leave();
    child = spawn(process.execPath, [PROGRAM], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, DESK_LOG: 'silent' },
    });
    child.stderr?.on('data', (text) => {
      complaint += text;
    });
    lines = createInterface({ input: child.stdout as NodeJS.ReadableStream })[Symbol.asyncIterator]();
  }, 120_000);
  afterAll(async () => {
    child?.kill();
    await at?.stop();
  });

  it.each(CHOSEN.map(({ name, number }) => [name, number] as const))(
    '%s',
    async (name, plant) => {
      const copy = await copyOfDatabase(at.url);
      const order: PlantedOrder = { plant, url: copy.url, data: at.data, nowMs: at.now().getTime() };
      child.stdin?.write(`${JSON.stringify(order)}\n`);
      const line = await lines.next();
      await copy.drop();
      if (line.done) throw new Error(complaint);
      const answer = JSON.parse(line.value) as PlantedAnswer;
      console.log(`planted: ${name}: ${answer.turned} of ${answer.cells} cells turn`);
      if (plant === 0) expect(answer.example).toBe('');
      else expect(answer.turned).toBeGreaterThan(0);
    },
    60_000,
  );

  it('are twenty or more', () => {
    expect(CHOSEN.length - 1).toBeGreaterThanOrEqual(20);
  });
});
