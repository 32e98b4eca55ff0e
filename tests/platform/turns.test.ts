import { describe, expect, it } from 'vitest';
import { turns } from '#platform/turns.ts';

describe('turns', () => {
  it('run no more at once than allowed, in the order of coming, and refuse what would wait too long', async () => {
    const queue = turns({ atOnce: 2, waitingMax: 3 });
    const ends: (() => void)[] = [];
    const begun: number[] = [];
    const taken = Array.from({ length: 7 }, (_, i) =>
      queue.take(() => {
        begun.push(i);
        return new Promise<number>((resolve) => ends.push(() => resolve(i)));
      }),
    );
    expect(taken.map((each) => each !== null)).toEqual([true, true, true, true, true, false, false]);
    for (let i = 0; i < 5; i++) {
      expect(begun).toEqual([0, 1, 2, 3, 4].slice(0, Math.min(5, i + 2)));
      ends[i]?.();
      await taken[i];
      await Promise.resolve();
    }
  });

  it('go on after work that failed', async () => {
    const queue = turns({ atOnce: 1, waitingMax: 5 });
    const failing = queue.take(() => Promise.reject(new Error('gagal')));
    const next = queue.take(async () => 'jalan');
    await expect(failing).rejects.toThrow('gagal');
    expect(await next).toBe('jalan');
    expect(await queue.take(async () => 'lagi')).toBe('lagi');
  });
});
