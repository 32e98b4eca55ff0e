import { code, type Files, sources, type Violations } from './files.ts';

const TABLE = /((?:^--[^\n]*\n)*)^create (?:unlogged )?table (?:if not exists )?(\w+)/gim;
const OWNER = /^-- owner: (\S+)/m;
const NAMED =
  /\b(?:from|join|into|update|table|truncate|using)\s+(?:only\s+)?((?:\w+(?:\s+(?:as\s+)?\w+)?\s*,\s*)*\w+)/gi;

/** The folder of src that owns each table, as the comment above its `create table` says. */
export function tableOwners(files: Files): {
  readonly owners: ReadonlyMap<string, string>;
  readonly ownerless: Violations;
} {
  const owners = new Map<string, string>();
  const ownerless: string[] = [];
  for (const [path, text] of files) {
    if (!path.startsWith('migrations/')) continue;
    for (const [, comment = '', table = ''] of text.matchAll(TABLE)) {
      const owner = OWNER.exec(comment)?.[1];
      if (owner) owners.set(table, owner);
      else ownerless.push(`${path}: table ${table} has no line “-- owner: …” above it`);
    }
  }
  return { owners, ownerless };
}

/** Tables that a file names in SQL although another folder owns them. */
export function foreignTables(files: Files): Violations {
  const { owners, ownerless } = tableOwners(files);
  const named = sources(files).flatMap(([path, text]) =>
    [...tablesNamed(text)]
      .filter((table) => owners.has(table) && !path.startsWith(`src/${owners.get(table)}/`))
      .map((table) => `${path} touches ${table}, which ${owners.get(table)} owns`),
  );
  return [...ownerless, ...named];
}

function tablesNamed(text: string): Set<string> {
  const tables = new Set<string>();
  for (const template of code(text).match(/`[^`]*`/g) ?? []) {
    for (const [, list = ''] of template.matchAll(NAMED)) {
      for (const item of list.split(',')) tables.add(item.trim().split(/\s+/)[0] ?? '');
    }
  }
  return tables;
}
