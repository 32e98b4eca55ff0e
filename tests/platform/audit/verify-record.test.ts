import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appendAudit, lockRegencies, nextAuditRow } from '#platform/audit/audit-log.ts';
import { verifyEntries } from '#platform/audit/verify-entries.ts';
import { verifyNumbers } from '#platform/audit/verify-numbers.ts';
import type { AuditFault } from '#platform/audit/verify-report.ts';
import type { Tx } from '#platform/db/sql.ts';
import { withTransaction } from '#platform/db/transaction.ts';
import { type TestDatabase, testDatabase } from '../../harness/database.ts';

const AT = new Date('2024-11-27T10:00:00.123Z');
const UNDONE = new Error('undone on purpose');

describe('the record of changes', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
    const actor = { id: 'a', role: 'cli', region: 'national', device: null, channel: 'cli' };
    await withTransaction(database.sql, async (tx) => {
      const heads = await lockRegencies(tx, [6409, 6471]);
      const rows = [6409, 6471, 6409, 6409].map((kabId) =>
        nextAuditRow(heads, kabId, AT, {
          electionNo: 7,
          action: 'election.apply',
          subject: 'election:x',
          actor,
          act: null,
          reason: '“kutip” \\ baris\n',
          before: null,
          after: null,
        }),
      );
      await appendAudit(tx, AT, rows);
    });
  });
  afterAll(() => database.drop());

  /** The codes found after a change that is undone again. */
  async function codesAfter(change: (tx: Tx) => PromiseLike<unknown>): Promise<string[]> {
    const faults: AuditFault[] = [];
    const work = database.sql.begin(async (tx) => {
      await change(tx);
      const report = (fault: AuditFault) => void faults.push(fault);
      await verifyNumbers(tx, report);
      for (const kabId of [6409, 6471]) await verifyEntries(tx, { kabId, electionNo: null }, () => {}, report);
      throw UNDONE;
    });
    await work.catch((error: unknown) => {
      if (error !== UNDONE) throw error;
    });
    for (const fault of faults) expect(fault.message).toMatch(/^[A-Z].*\.$/);
    return faults.map((fault) => fault.code);
  }

  it('as the desk writes it holds, entry by entry, and is read in its order', async () => {
    const seen: number[] = [];
    const read = await database.sql.begin((tx) =>
      verifyEntries(
        tx,
        { kabId: 6409, electionNo: 7 },
        (entry) => void seen.push(entry.seq),
        (fault) => expect.fail(fault.message),
      ),
    );
    expect([read, seen]).toEqual([3, [1, 2, 3]]);
    expect(await codesAfter(async () => {})).toEqual([]);
  });

  it.each<[string, string[], string]>([
    ['a hole', ['audit.entry-missing'], 'delete from audit_entry where kab_id = 6409 and seq = 2'],
    ['a cut end', ['audit.head-differs'], 'delete from audit_entry where kab_id = 6409 and seq = 3'],
    ['a missing head', ['audit.head-differs'], 'delete from audit_head where kab_id = 6471'],
    ['a record taken away whole', ['audit.head-differs'], 'delete from audit_entry where kab_id = 6471'],
    [
      'an entry moved',
      ['audit.entry-altered', 'audit.entry-missing'],
      'update audit_entry set seq = 2 where kab_id = 6471',
    ],
    ['another time', ['audit.entry-altered'], `update audit_entry set recorded_at = 'infinity' where kab_id = 6471`],
    ['another election', ['audit.entry-altered'], 'update audit_entry set election_no = null where kab_id = 6471'],
    ['another hash', ['audit.entry-altered'], `update audit_entry set content_hash = sha256('x') where kab_id = 6471`],
    [
      'no entry',
      ['audit.entry-altered'],
      `update audit_entry set content = '[1]', content_hash = sha256('[1]') where kab_id = 6471`,
    ],
    [
      'no JSON',
      ['audit.entry-altered'],
      `update audit_entry set content = '{', content_hash = sha256('{') where kab_id = 6471`,
    ],
    [
      'a number below the first',
      ['audit.entry-altered', 'audit.entry-inserted'],
      'insert into audit_entry select kab_id, 0, election_no, recorded_at, action, subject, content, content_hash from audit_entry where kab_id = 6471',
    ],
  ])('with %s no longer holds', async (_, codes, statement) => {
    const found = await codesAfter((tx) => tx.unsafe(statement));
    expect(found).toEqual(expect.arrayContaining(codes));
  });
});
