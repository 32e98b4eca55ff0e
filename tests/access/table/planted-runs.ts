// A process of its own: it loads the whole program once for each plant, with the plant's line changed as it is loaded.
import { registerHooks } from 'node:module';
import { createInterface } from 'node:readline';
import { createSql } from '#platform/db/sql.ts';
import { allCells } from './cells.ts';
import { PLANTS, type Plant } from './plants.ts';
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

async function runPlanted({ plant, url, data, nowMs }: PlantedOrder): Promise<PlantedAnswer> {
  const program = new URL(`src/server.ts?plant=${plant}`, ROOT).href;
  const { deskServer } = (await import(program)) as typeof import('../../../src/server.ts');
  const fixtures = new URL(`src/results/fixtures.ts?plant=${plant}`, ROOT).href;
  const { testDesk } = (await import(fixtures)) as typeof import('../../../src/results/fixtures.ts');
  const { name } = PLANTS[plant] as { readonly name: string };
  if (plant > 0 && !met.has(name)) throw new Error(`${name}: no import has met its file`);
  const sql = createSql({ url });
  const desk = { ...testDesk(sql, plant + 2), filesDir: data.filesDir, clock: { now: () => new Date(nowMs) } };
  const app = await deskServer(desk, { limits: { perPerson: 1_000_000, perAddress: 1_000_000 } });
  const { cells, differences } = await runTable(app, worldOf(data, desk), allCells('reduced'));
  await app.close();
  await sql.end({ timeout: 5 });
  return { name, cells, turned: differences.length, example: describeDifferences(differences).slice(0, 2000) };
}

function plantIn(url: string | undefined): string | null {
  return /[?&]plant=(\d+)/.exec(url ?? '')?.[1] ?? null;
}

function changed(text: string, { name, file, find, put }: Plant): string {
  const parts = text.split(find);
  if (parts.length !== 2) throw new Error(`${file} holds “${find}” ${parts.length - 1} times, not once`);
  met.add(name);
  return parts.join(put);
}
