import { SvelteMap } from 'svelte/reactivity';
import { NATIONAL } from '#kernel/region-code.ts';
import { pathWith, readJson } from '#platform/web/read-json.ts';
import type { RegionAnswer } from '#regions/contract.ts';

export type RegionNames = ReturnType<typeof regionNames>;

/** Names of regions by code, asked for once each; null while a name is not known. */
export function regionNames() {
  const known = new SvelteMap<string, string>([[NATIONAL, 'Indonesia']]);
  const asked = new Set<string>();

  async function learn(code: string, edition: string): Promise<void> {
    if (known.has(code) || asked.has(code)) return;
    asked.add(code);
    const answer = await readJson<RegionAnswer>(pathWith(`/api/v1/regions/${encodeURIComponent(code)}`, { edition }));
    if (answer.kind === 'read') known.set(code, answer.value.name);
    else asked.delete(code);
  }

  return { of: (code: string) => known.get(code) ?? null, learn };
}
