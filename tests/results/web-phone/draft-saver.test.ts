import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { draftSaver } from '#results/web/phone/form/draft-saver.ts';
import { type SheetDraft, startDraft } from '#results/web/phone/form/sheet-draft.ts';
import { PAPERS, paperOf } from '../../journeys/paper-form/papers.mjs';

const empty = startDraft(PAPERS.fresh, paperOf(PAPERS.fresh).definition);
const draft = (votes: string): SheetDraft => ({ ...empty, texts: { candidate_1: votes } });

/** A store that keeps one state at a time and notices two writes at once; it can be told to refuse. */
function slowStore() {
  const kept: string[] = [];
  let writing = 0;
  const store = { kept, most: 0, refuses: false, write };
  async function write({ texts }: SheetDraft): Promise<void> {
    store.most = Math.max(store.most, ++writing);
    await Promise.resolve();
    writing--;
    if (store.refuses) throw new Error('full');
    kept.push(texts.candidate_1 ?? '');
  }
  return store;
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('keeping a draft', () => {
  it('writes the newest state within 300 ms of the last key, and no overtaken one', async () => {
    const store = slowStore();
    const saver = draftSaver(store.write, () => undefined);
    for (const votes of ['1', '11', '112']) saver.change(draft(votes));
    await vi.advanceTimersByTimeAsync(300);
    expect(store.kept).toEqual(['112']);
  });

  it('writes also while keys never pause: a phone that dies loses a moment, not the paper', async () => {
    const store = slowStore();
    const saver = draftSaver(store.write, () => undefined);
    for (let key = 1; key <= 20; key++) {
      saver.change(draft(String(key)));
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(Number(store.kept.at(-1))).toBeGreaterThanOrEqual(17);
    expect(store.kept.length).toBeLessThanOrEqual(8);
  });

  it('writes at once when the app goes away, one write after the other', async () => {
    const store = slowStore();
    const saver = draftSaver(store.write, () => undefined);
    saver.change(draft('1'));
    const first = saver.flush();
    saver.change(draft('2'));
    await Promise.all([first, saver.flush()]);
    expect(store.kept.at(-1)).toBe('2');
    expect(store.most).toBe(1);
    await vi.advanceTimersByTimeAsync(1000);
    expect(store.kept.filter((votes) => votes === '2')).toEqual(['2']);
  });

  it('says that the phone refused, and forgets nothing until it succeeds', async () => {
    const store = slowStore();
    const refused = vi.fn();
    const saver = draftSaver(store.write, refused);
    store.refuses = true;
    saver.change(draft('112'));
    await vi.advanceTimersByTimeAsync(300);
    expect(refused).toHaveBeenCalledTimes(1);
    await expect(saver.flush()).rejects.toThrow('full');
    store.refuses = false;
    await saver.flush();
    expect(store.kept).toEqual(['112']);
  });

  it('writes nothing after it was closed: a draft that was sent does not come back', async () => {
    const store = slowStore();
    const saver = draftSaver(store.write, () => undefined);
    saver.change(draft('1'));
    saver.close();
    saver.change(draft('2'));
    await vi.advanceTimersByTimeAsync(1000);
    await saver.flush();
    expect(store.kept).toEqual([]);
  });
});
