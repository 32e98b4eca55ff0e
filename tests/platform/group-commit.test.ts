import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupCommit } from '#platform/db/group-commit.ts';

/** A store that notes its batches and answers when the test says so. */
function slowStore() {
  const batches: number[][] = [];
  const landings: (() => void)[] = [];
  const write = (batch: readonly number[]) => {
    batches.push([...batch]);
    return new Promise<number[]>((resolve) => landings.push(() => resolve(batch.map((item) => item * 10))));
  };
  return { batches, landings, write };
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('group commit', () => {
  it('writes a single request at once, without waiting for company', async () => {
    const { batches, landings, write } = slowStore();
    const commit = groupCommit({ write, batchMax: 200, flightsMax: 2, queueMax: 10 });
    const answer = commit.submit(1);
    await turn();
    expect(batches).toEqual([[1]]);
    landings[0]?.();
    expect(await answer).toBe(10);
  });

  it('sends together what one turn brought, in the order of arrival, and answers each alone', async () => {
    const { batches, landings, write } = slowStore();
    const commit = groupCommit({ write, batchMax: 200, flightsMax: 2, queueMax: 10 });
    const answers = [1, 2, 3].map((item) => commit.submit(item));
    await turn();
    expect(batches).toEqual([[1, 2, 3]]);
    landings[0]?.();
    expect(await Promise.all(answers)).toEqual([10, 20, 30]);
  });

  it('has never more flights than allowed; what arrives meanwhile fills the next batch', async () => {
    const { batches, landings, write } = slowStore();
    const commit = groupCommit({ write, batchMax: 3, flightsMax: 2, queueMax: 100 });
    const answers = [1, 2, 3, 4, 5, 6, 7, 8].map((item) => commit.submit(item));
    await turn();
    expect(batches).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    answers.push(commit.submit(9), commit.submit(10));
    await turn();
    expect(batches).toHaveLength(2);
    landings[1]?.();
    await turn();
    expect(batches).toEqual([
      [1, 2, 3],
      [4, 5, 6],
      [7, 8, 9],
    ]);
    landings[0]?.();
    await turn();
    expect(batches[3]).toEqual([10]);
    for (const land of landings) land();
    expect(await Promise.all(answers)).toEqual([10, 20, 30, 40, 50, 60, 70, 80, 90, 100]);
  });

  it('turns requests away when the queue is full, and takes them again when it has emptied', async () => {
    const { landings, write } = slowStore();
    const commit = groupCommit({ write, batchMax: 2, flightsMax: 1, queueMax: 2 });
    const first = [commit.submit(1), commit.submit(2)];
    expect(commit.submit(3)).toBeNull();
    await turn();
    const second = [commit.submit(4), commit.submit(5)];
    expect(commit.submit(6)).toBeNull();
    landings[0]?.();
    expect(await Promise.all(first)).toEqual([10, 20]);
    await turn();
    landings[1]?.();
    expect(await Promise.all(second)).toEqual([40, 50]);
    expect(commit.submit(7)).not.toBeNull();
    await turn();
    landings[2]?.();
    await commit.drain();
  });

  it('fails only the requests that cannot be written, in whatever place they stand', async () => {
    const poisoned = fc.uniqueArray(fc.nat({ max: 40 }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(poisoned, fc.integer({ min: 1, max: 17 }), async (bad, batchMax) => {
        const written: number[] = [];
        const write = async (batch: readonly number[]) => {
          await Promise.resolve();
          if (batch.some((item) => bad.includes(item))) throw new Error('poisoned');
          written.push(...batch);
          return batch;
        };
        const commit = groupCommit({ write, batchMax, flightsMax: 1, queueMax: 100 });
        const all = Array.from({ length: 41 }, (_, item) => item);
        const answers = await Promise.allSettled(all.map((item) => commit.submit(item)));
        const good = all.filter((item) => !bad.includes(item));
        expect(answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))).toEqual(good);
        expect(written).toEqual(good);
      }),
    );
  });

  it('drains: it resolves when everything accepted so far has been answered, and at once when idle', async () => {
    const { landings, write } = slowStore();
    const commit = groupCommit({ write, batchMax: 1, flightsMax: 1, queueMax: 100 });
    await commit.drain();
    const answered: (number | null)[] = [];
    for (const item of [1, 2, 3]) commit.submit(item)?.then((answer) => answered.push(answer));
    let drained = false;
    const draining = commit.drain().then(() => {
      drained = true;
    });
    for (let i = 0; i < 3; i++) {
      await turn();
      expect(drained).toBe(false);
      landings[i]?.();
    }
    await draining;
    expect(answered).toEqual([10, 20, 30]);
  });
});
