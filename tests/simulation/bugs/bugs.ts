import type { Patch } from './plant.ts';

/** Mistakes that such a program could hold, each written into the text of the program as it is loaded; none is in it. */
export const BUGS: Readonly<Record<string, readonly Patch[]>> = {
  'no-idempotency': [
    {
      file: 'src/results/intake/record-acts.ts',
      find: 'const first = done.get(id);',
      put: 'const first: { requestHash: string; answer: unknown } | undefined = undefined;',
    },
    {
      file: 'src/results/store/acts.ts',
      find: '        reason, request_hash, answer)`;',
      put: '        reason, request_hash, answer) on conflict do nothing`;',
    },
  ],
  'sum-of-all-revisions': [
    {
      file: 'src/results/intake/batch.ts',
      find: 'if (slot.before) addSheet(row.sums, layout, slot.before, -1);',
      put: '',
    },
  ],
  'answer-before-commit': [
    {
      file: 'src/platform/db/transaction.ts',
      find: 'return (await sql.begin((tx) => work(tx))) as Value;',
      put: `return await new Promise<Value>((resolve, reject) => {
        const hurried = async (tx: Tx) => {
          const value = await work(tx);
          resolve(value);
          return value;
        };
        sql.begin(hurried).catch(reject);
      });`,
    },
  ],
  'phone-time-order': [
    {
      file: 'src/results/intake/prepare-submission.ts',
      find: 'reason, replace: options.replace }',
      put: `reason, replace: ((latest: Map<string, string>) => {
        const sheet = [submission.contest, submission.region, submission.station, submission.round].join();
        const isLatest = submission.enteredAt > (latest.get(sheet) ?? '');
        if (isLatest) latest.set(sheet, submission.enteredAt);
        return isLatest;
      })(((globalThis as { latestEntered?: Map<string, string> }).latestEntered ??= new Map())) }`,
    },
  ],
  'dropped-retry': [
    {
      file: 'src/platform/outbox/choose-batch.ts',
      find: "item.state !== 'waiting'",
      put: "item.state !== 'waiting' || item.tries > 0",
    },
  ],
  'sends-by-phone-clock': [
    {
      file: 'src/platform/outbox/flush-outbox.ts',
      find: 'const items = await flight.store.listItems();',
      put: 'const items = [...(await flight.store.listItems())].sort((a, b) => (a.savedAt < b.savedAt ? -1 : 1));',
    },
  ],
  'skipped-scope-check': [
    {
      file: 'src/results/commands/judge-sheet.ts',
      find: ' || !isInScope(actor, key.region)',
      put: '',
    },
  ],
  'parks-on-5xx': [
    {
      file: 'src/platform/outbox/later-or-no.ts',
      find: "if (reply === null || isLater(reply.status)) return 'later';",
      put: "if (reply !== null && reply.status >= 500) return 'no';\n  if (reply === null || isLater(reply.status)) return 'later';",
    },
  ],
};
