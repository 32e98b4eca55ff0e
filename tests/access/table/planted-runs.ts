// A process of its own: it loads the whole program once for each plant, with the plant's line changed as it is loaded.
import { registerHooks } from 'node:module';
import { createInterface } from 'node:readline';
import type { Permission, Rights } from '#access/domain/rights.ts';
import { createSql } from '#platform/db/sql.ts';
import { allCells } from './cells.ts';
import { PLANTS, type Plant, type TextPlant } from './plants.ts';
import { describeDifferences, runTable } from './run-table.ts';
import { type WorldData, worldOf } from './world.ts';

/** What the test writes, a line each: which plant, on which copy of the world. */
export type PlantedOrder = {
  readonly plant: number;
  readonly url: string;
  readonly data: WorldData;
  readonly nowMs: number;
};
export type PlantedAnswer = {
  readonly name: string;
  readonly cells: number;
  readonly turned: number;
  readonly example: string;
};

const ROOT = new URL('../../../', import.meta.url);
const met = new Set<string>();

registerHooks({
  resolve(specifier, context, nextResolve) {
    const resolved = nextResolve(specifier, context);
    const plant = plantIn(context.parentURL) ?? plantIn(specifier);
    const isOwn = resolved.url.startsWith(new URL('src/', ROOT).href);
    if (plant === null || !isOwn) return resolved;
    const url = new URL(resolved.url);
    url.search = `?plant=${plant}`;
    return { ...resolved, url: url.href };
  },
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    const plant = PLANTS[Number(plantIn(url) ?? 0)];
    if (!plant || !('file' in plant) || new URL(plant.file, ROOT).pathname !== new URL(url).pathname) return loaded;
    const text = loaded.source instanceof Uint8Array ? new TextDecoder().decode(loaded.source) : String(loaded.source);
    return { ...loaded, source: changed(text, plant) };
  },
});

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await runPlanted(JSON.parse(line))));
}

async function runPlanted({ plant: number, url, data, nowMs }: PlantedOrder): Promise<PlantedAnswer> {
  const plant = PLANTS[number] as Plant;
  const program = await load<typeof import('../../../src/server.ts')>('src/server.ts', plant, number);
  const { testDesk } = await load<typeof import('#results/fixtures.ts')>('src/results/fixtures.ts', plant, number);
  const { RIGHTS } = await load<typeof import('#access/domain/rights.ts')>(
    'src/access/domain/rights.ts',
    plant,
    number,
  );
  if ('file' in plant && !met.has(plant.name)) throw new Error(`${plant.name}: no import has met its file`);
  const sql = createSql({ url });
  const desk = { ...testDesk(sql, number + 2), filesDir: data.filesDir, clock: { now: () => new Date(nowMs) } };
  const limits = { perPerson: 1_000_000, perAddress: 1_000_000 };
  const app = await program.deskServer(desk, { limits, rights: changedRights(RIGHTS, plant) });
  const { cells, differences } = await runTable(app, worldOf(data, desk), allCells('reduced'));
  await app.close();
  await sql.end({ timeout: 5 });
  const { name } = plant;
  return { name, cells, turned: differences.length, example: describeDifferences(differences).slice(0, 4000) };
}

/** A changed text needs a program of its own; all other plants share the unchanged one. */
async function load<Module>(file: string, plant: Plant, number: number): Promise<Module> {
  return (await import(new URL(`${file}?plant=${'file' in plant ? number : 0}`, ROOT).href)) as Module;
}

function changedRights(rights: Rights, plant: Plant): Rights {
  if (!('permission' in plant)) return rights;
  const { permission, role, has } = plant;
  const before = rights[permission as Permission];
  if (before.includes(role) === has) throw new Error(`${plant.name}: nothing would change`);
  return { ...rights, [permission]: has ? [...before, role] : before.filter((other) => other !== role) };
}

function plantIn(url: string | undefined): string | null {
  return /[?&]plant=(\d+)/.exec(url ?? '')?.[1] ?? null;
}

function changed(text: string, { name, file, find, put }: TextPlant): string {
  const parts = text.split(find);
  if (parts.length !== 2) throw new Error(`${file} holds “${find}” ${parts.length - 1} times, not once`);
  met.add(name);
  return parts.join(put);
}
