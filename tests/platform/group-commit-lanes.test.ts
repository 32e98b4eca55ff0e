import { describe, expect, it } from 'vitest';
import { groupCommit } from '#platform/db/group-commit.ts';

type Item = { readonly lane: string; readonly number: number };

/** A store that notes its batches and lands them when the test says so. */
function laneStore() {
  const batches: number[][] = [];
  const landings: (() => void)[] = [];
  const commit = groupCommit<Item, number>({
    write: (batch) => {
      batches.push(batch.map((item) => item.number));
      return new Promise((resolve) => landings.push(() => resolve(batch.map((item) => item.number))));
    },
    batchMax: 2,
    flightsMax: 2,
    queueMax: 100,
    laneOf: (item) => item.lane,
  });
  return { batches, landings, commit };
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
const items = (lanes: string): Item[] => [...lanes].map((lane, number) => ({ lane, number }));

describe('group commit with lanes', () => {
  it('gives the second flight what the first does not hold back, each lane in its order', async () => {
    const { batches, landings, commit } = laneStore();
    const answers = items('AAAABB').map((item) => commit.submit(item));
    await turn();
    expect(batches).toEqual([
      [0, 1],
      [4, 5],
    ]);
    landings[1]?.();
    await turn();
    // Only the lane in flight is left: it boards behind the first, never overtaking itself.
    expect(batches[2]).toEqual([2, 3]);
    landings[0]?.();
    landings[2]?.();
    expect(await Promise.all(answers)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('drains when everything has landed', async () => {
    const { landings, commit } = laneStore();
    const answers = items('AB').map((item) => commit.submit(item));
    await turn();
    const drained = commit.drain();
    landings[0]?.();
    await drained;
    expect(await Promise.all(answers)).toEqual([0, 1]);
  });
});
