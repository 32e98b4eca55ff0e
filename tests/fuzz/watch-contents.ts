import type { LightMyRequestResponse } from 'fastify';
import type { Sql } from '#platform/db/sql.ts';
import { type Contents, changedTables, readContents, recordsWritten, WRITINGS } from './written.ts';

/** Requests that must not have written are looked at together: reading all tables costs more than they do. */
const TOGETHER = 25;
const RECORD = ['audit_entry', 'audit_head'];

export type ContentsWatch = Awaited<ReturnType<typeof watchContents>>;

/** Sees to it that refused requests leave every table as it was, and accepted ones write what is theirs and no more. */
export async function watchContents(sql: Sql) {
  let contents: Contents = await readContents(sql);
  let unseen = 0;

  /** What the tables became since they were last looked at. */
  async function changes(): Promise<{ readonly tables: string[]; readonly records: number }> {
    const before = contents;
    contents = await readContents(sql);
    unseen = 0;
    return { tables: changedTables(before, contents), records: recordsWritten(before, contents) };
  }

  async function look(): Promise<string[]> {
    if (unseen === 0) return [];
    const since = unseen;
    const { tables } = await changes();
    return tables.length > 0 ? [`one of the last ${since} refused or reading requests changed ${tables.join()}`] : [];
  }

  return {
    look,
    async unwritten(): Promise<string[]> {
      unseen++;
      return unseen >= TOGETHER ? look() : [];
    },
    async written(route: string, reply: LightMyRequestResponse): Promise<string[]> {
      const writing = WRITINGS[route];
      if (!writing) return this.unwritten();
      const { tables, records } = await changes();
      const [least, most] = writing.records(reply);
      const foreign = tables.filter(
        (name) => !writing.tables.includes(name) && !(records > 0 && RECORD.includes(name)),
      );
      const faults = foreign.length > 0 ? [`accepted, but changed ${foreign.join()}`] : [];
      if (records < least || records > most) faults.push(`${records} entries in the record, not ${least} to ${most}`);
      return faults;
    },
    /** For what the run itself writes. */
    async start(): Promise<void> {
      await changes();
    },
  };
}
