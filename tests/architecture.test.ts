import { describe, expect, it } from 'vitest';
import { fixturesInSource, forbiddenArrows, importCircles, serverCodeInBrowser } from './architecture/arrows.ts';
import { commandsWithoutTest, filesTooLong, routesWithoutAccess, sourceLengths } from './architecture/duties.ts';
import { type Files, readFiles, type Violations } from './architecture/files.ts';
import { impureDomain, sqlOutsideStore } from './architecture/purity.ts';
import { foreignTables, tableOwners } from './architecture/tables.ts';

const files = readFiles(['src', 'tests', 'tools', 'migrations']);
const MIGRATION = '-- owner: results\n-- Sheets.\ncreate table sheet (\n  id int\n);\n';

type Planted = Readonly<Record<string, string>>;
type Rule = {
  readonly name: string;
  readonly rule: (files: Files) => Violations;
  /** Each of these texts alone must turn the rule red. */
  readonly red: readonly Planted[];
  /** These look alike and are allowed. */
  readonly green?: readonly Planted[];
};

const RULES: readonly Rule[] = [
  {
    name: 'rooms import only rooms below them',
    rule: forbiddenArrows,
    red: [
      { 'src/kernel/a.ts': "import { x } from '#access/role.ts';" },
      { 'src/platform/db/a.ts': "import { x } from '#regions/store.ts';" },
      { 'src/regions/a.ts': "import type { X } from '#elections/contract.ts';" },
      { 'src/regions/a.ts': "import { x } from '../elections/contract.ts';" },
      { 'src/results/a.ts': "import { x } from '#incidents/contract.ts';" },
      { 'src/results/a.ts': "export { x } from '#reports/contract.ts';" },
      { 'src/results/web/A.svelte': "<script>\nimport X from '../../demo/web/X.svelte';\n</script>" },
      { 'src/results/a.ts': "const x = await import('#situation/a.ts');" },
      { 'src/results/a.ts': "import { x } from '../cli.ts';" },
      { 'src/cellar/a.ts': 'export const x = 1;' },
    ],
    green: [
      { 'src/results/a.ts': "import { x } from '#elections/contract.ts';\nimport postgres from 'postgres';" },
      { 'src/cli.ts': "import { x } from '#results/cli.ts';" },
      { 'src/kernel/a.ts': "// import { x } from '#access/role.ts';" },
    ],
  },
  {
    name: 'no files import each other in a circle',
    rule: importCircles,
    red: [
      { 'src/results/a.ts': "import { b } from './b.ts';", 'src/results/b.ts': "import { a } from './a.ts';" },
      {
        'src/results/a.ts': "import { b } from './b.ts';",
        'src/results/b.ts': "import { c } from '#results/c.ts';",
        'src/results/c.ts': "import type { A } from '../results/a.ts';",
      },
    ],
    green: [
      {
        'src/results/a.ts': "import { b } from './b.ts';\nimport { c } from './c.ts';",
        'src/results/b.ts': "import { c } from './c.ts';",
      },
    ],
  },
  {
    name: 'no code of the server reaches a browser',
    rule: serverCodeInBrowser,
    red: [
      { 'src/results/web/a.ts': "import { x } from '../store.ts';" },
      {
        'src/desk.ts': "import { x } from '#results/a.ts';",
        'src/results/a.ts': "import { y } from './commands/b.ts';",
      },
      {
        'src/operator.ts': "import { x } from '#kernel/a.ts';",
        'src/kernel/a.ts': "import { hash } from 'node:crypto';",
      },
      { 'src/results/web/A.svelte': '<script lang="ts">\nimport { x } from \'../store/sheets.ts\';\n</script>' },
    ],
    green: [{ 'src/results/routes.ts': "import { x } from './store.ts';\nimport { y } from 'node:fs';" }],
  },
  {
    name: 'a domain folder is pure',
    rule: impureDomain,
    red: [
      { 'src/results/domain/a.ts': "import { hash } from 'node:crypto';" },
      { 'src/results/domain/a.ts': 'const at = Date.now();' },
      { 'src/results/domain/a.ts': 'const at = new Date();' },
      { 'src/results/domain/a.ts': 'const n = Math.random();' },
      { 'src/results/domain/a.ts': "await fetch('/x');" },
      { 'src/results/domain/a.ts': 'const rows = sql`select 1`;' },
      { 'src/results/domain/a.ts': 'const zone = process.env.TZ;' },
      { 'src/results/domain/a.ts': "import { readSheet } from '../store.ts';" },
      {
        'src/results/domain/a.ts': "import { x } from '../a.ts';",
        'src/results/a.ts': "import { y } from './store/b.ts';",
      },
      { 'src/kernel/a.ts': 'const id = crypto.randomUUID();' },
    ],
    green: [
      {
        'src/results/domain/a.ts': "import { SCHEMA } from '../a-schema.ts';",
        'src/results/a-schema.ts': 'export const SCHEMA = 1;',
      },
      { 'src/results/domain/a.ts': "const at = new Date(text);\nimport { x } from '#elections/domain/y.ts';" },
    ],
  },
  {
    name: 'SQL stands in stores only',
    rule: sqlOutsideStore,
    red: [
      { 'src/results/commands/a.ts': 'await tx`update sheet set state = 1`;' },
      { 'src/results/routes.ts': 'await sql<Row[]>`select 1`;' },
      { 'src/cli.ts': 'await database.unsafe(`select count(*) from sheet`);' },
    ],
    green: [
      { 'src/results/store.ts': 'await tx`select 1`;' },
      { 'src/results/store/sheets.ts': 'await tx`select 1`;' },
      { 'src/platform/audit/audit-log.ts': 'await tx`select 1`;' },
      { 'src/results/routes.ts': 'const text = `selected from the list`;' },
    ],
  },
  {
    name: 'a table is touched by its owner only',
    rule: foreignTables,
    red: [
      { 'migrations/0001-a.sql': MIGRATION, 'src/elections/store.ts': 'tx`select * from sheet`' },
      { 'migrations/0001-a.sql': MIGRATION, 'src/platform/db/a.ts': 'tx`delete from sheet where id = 1`' },
      { 'migrations/0001-a.sql': MIGRATION, 'src/elections/store.ts': 'tx`select 1 from station s, sheet t`' },
      { 'migrations/0001-a.sql': MIGRATION, 'src/elections/store/a.ts': 'tx`update only sheet set id = 2`' },
      { 'migrations/0001-a.sql': 'create table sheet (id int);' },
    ],
    green: [{ 'migrations/0001-a.sql': MIGRATION, 'src/results/store.ts': 'tx`select * from sheet`' }],
  },
  {
    name: 'a route has an access rule',
    rule: routesWithoutAccess,
    red: [
      { 'src/results/contract/sheets.ts': "export const a = { method: 'GET', path: '/a' } as const;" },
      {
        'src/results/contract/sheets.ts':
          "export const a = { method: 'GET', path: '/a', access: 'local' };\nexport const b = { method: 'GET', path: '/b' };",
      },
      { 'src/results/routes.ts': "app.get('/api/v1/secret', async () => 1);" },
    ],
    green: [
      { 'src/results/contract/sheets.ts': "export const a = { method: 'GET', path: '/a', access: 'local' } as const;" },
      { 'src/results/routes.ts': 'app.get(readSheetContract.path, async () => 1);' },
    ],
  },
  {
    name: 'a command has a test',
    rule: commandsWithoutTest,
    red: [{ 'src/results/commands/verify-sheet.ts': 'export function verifySheet() {}' }],
    green: [
      {
        'src/results/commands/verify-sheet.ts': 'export function verifySheet() {}',
        'tests/results/a.test.ts': "import { verifySheet } from '#results/commands/verify-sheet.ts';",
      },
    ],
  },
  {
    name: 'no file is too long',
    rule: filesTooLong,
    red: [
      { 'src/results/a.ts': 'x;\n'.repeat(401) },
      { 'src/results/web/A.svelte': '<p>\n'.repeat(401) },
      { 'tests/a.test.ts': 'x;\n'.repeat(801) },
    ],
    green: [{ 'src/results/a.ts': 'x;\n'.repeat(400), 'tests/a.test.ts': 'x;\n'.repeat(800) }],
  },
  {
    name: 'fixtures stay out of the source',
    rule: fixturesInSource,
    red: [{ 'src/results/store.ts': "import { sheet } from './fixtures.ts';" }],
    green: [{ 'src/results/fixtures.ts': "import { station } from '#elections/fixtures.ts';" }],
  },
];

describe.each(RULES)('$name', ({ rule, red, green = [] }) => {
  it('in this repository', () => {
    expect(rule(files)).toEqual([]);
  });

  it.each(red)('sees planted violation %#', (planted) => {
    expect(rule(new Map(Object.entries(planted)))).not.toEqual([]);
  });

  it.each(green)('passes what is allowed, case %#', (planted) => {
    expect(rule(new Map(Object.entries(planted)))).toEqual([]);
  });
});

describe('the shape of the source', () => {
  it('is many short files: median at most 80 lines, nine of ten at most 250', () => {
    const lengths = sourceLengths(files);
    const at = (share: number) => lengths[Math.ceil(lengths.length * share) - 1] ?? 0;
    console.log(`${lengths.length} source files: median ${at(0.5)} lines, p90 ${at(0.9)}, longest ${lengths.at(-1)}`);
    expect(at(0.5)).toBeLessThanOrEqual(80);
    expect(at(0.9)).toBeLessThanOrEqual(250);
  });

  it('counts no file that only re-exports', () => {
    expect(
      sourceLengths(new Map([['src/results/a.ts', "export { x } from './b.ts';\nexport type { Y } from './c.ts';\n"]])),
    ).toEqual([]);
  });

  it('was read: the rules above looked at real files, imports and tables', () => {
    expect(sourceLengths(files).length).toBeGreaterThan(30);
    expect(tableOwners(files).owners.get('sheet')).toBe('results');
  });
});
