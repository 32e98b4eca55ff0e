import { invariant } from '#kernel/result.ts';
import type { Tx } from '#platform/db/sql.ts';

/** A table as a backup holds it. `identity` columns go on after their largest number when restored. */
export type BackedTable = {
  readonly name: string;
  readonly columns: readonly string[];
  readonly identity: readonly string[];
};

/** What the program has applied is the program's own, and comes with it. */
const OWN_TABLE = 'schema_migration';

/** A table with this comment means something to the running desk only (open sessions): a copy of it must not come to life. */
const LEFT_OUT = 'left out of backups';

/**
 * Every table of the desk, those that others refer to first; read from the database itself, so that tables of later
 * migrations are covered without a word here. Columns that the database computes are left out, and so are transaction
 * numbers (xid8), which mean something in one server only.
 */
export async function listTables(tx: Tx): Promise<readonly BackedTable[]> {
  const rows = await tx<{ name: string; columns: string[]; identity: string[]; needs: string[] }[]>`
    select t.relname as name,
      array(select attname::text from pg_attribute where attrelid = t.oid and attnum > 0 and not attisdropped and attgenerated = ''
        and atttypid <> 'xid8'::regtype order by attnum) as columns,
      array(select attname::text from pg_attribute where attrelid = t.oid and attnum > 0 and not attisdropped
        and pg_get_serial_sequence(quote_ident(t.relname), attname) is not null order by attnum) as identity,
      array(select distinct f.relname::text from pg_constraint k join pg_class f on f.oid = k.confrelid
        where k.conrelid = t.oid and k.contype = 'f' and k.confrelid <> t.oid) as needs
    from pg_class t
    where t.relnamespace = current_schema()::regnamespace and t.relkind in ('r', 'p') and not t.relispartition and t.relname <> ${OWN_TABLE}
      and obj_description(t.oid, 'pg_class') is distinct from ${LEFT_OUT}
    order by t.relname`;
  const sorted: BackedTable[] = [];
  const waiting = new Map(rows.map((row) => [row.name, row]));
  while (waiting.size > 0) {
    const ready = [...waiting.values()].filter((row) => !row.needs.some((need) => waiting.has(need)));
    invariant(ready.length > 0, 'the tables refer to each other without a circle');
    for (const { name, columns, identity } of ready) {
      waiting.delete(name);
      sorted.push({ name, columns, identity });
    }
  }
  return sorted;
}

export type AppliedMigration = { readonly number: number; readonly name: string; readonly sha256: string };

export async function listApplied(tx: Tx): Promise<readonly AppliedMigration[]> {
  return [...(await tx<AppliedMigration[]>`select number, name, sha256 from schema_migration order by number`)];
}

/** One spelling of dates, intervals and bytes, whatever the server's own settings are. */
export async function settleSpelling(tx: Tx): Promise<void> {
  await tx.unsafe(
    `set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres'; set local bytea_output = 'hex'; set local extra_float_digits = 1`,
  );
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/**
 * The rows of a table as COPY text. With an election named: its own rows where the table knows elections, or something
 * of them (a column `x_no` names a row of `x`); the whole table where it does not; and the whole record of changes,
 * because its numbers run through all elections.
 */
export function copyOutOf(table: BackedTable, tables: readonly BackedTable[], electionNo: number | null): string {
  const columns = table.columns.map(quoted).join(', ');
  const filter = electionNo === null ? '' : filterOf(table, tables, electionNo);
  return `copy (select ${columns} from ${quoted(table.name)}${filter}) to stdout`;
}

function filterOf({ name, columns }: BackedTable, tables: readonly BackedTable[], electionNo: number): string {
  invariant(Number.isSafeInteger(electionNo), 'an election has a number');
  if (name.startsWith('audit_')) return '';
  if (columns.includes('election_no')) return ` where election_no = ${electionNo}`;
  const owner = tables.find((other) => other.columns.includes('election_no') && columns.includes(`${other.name}_no`));
  if (!owner) return '';
  const key = quoted(`${owner.name}_no`);
  return ` where ${key} in (select ${key} from ${quoted(owner.name)} where election_no = ${electionNo})`;
}
