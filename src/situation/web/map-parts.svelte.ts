import type { Topology } from 'topojson-specification';
import { pathWith, readJson } from '#platform/web/read-json.ts';
import type { Tally, TallyChild } from '#results/contract/sheets.ts';
import { type Place, tallyPath } from '#results/web/results-client.ts';
import { isSeenFrom } from './choose-contest.ts';
import type { MapScope } from './map-scope.ts';

/** Reads the map of a region once and the figures of its parts again when the region's own figures changed. */
export function mapParts() {
  const topologies = new Map<string, Topology>();
  let topology = $state.raw<Topology | null>(null);
  let isMissing = $state(false);
  let parts = $state.raw<ReadonlyMap<string, TallyChild>>(new Map());

  async function readMap({ file, layer }: MapScope): Promise<void> {
    const key = `${file} ${layer}`;
    const known = topologies.get(key);
    if (!known) topology = null;
    const answer = known ? null : await readJson<Topology>(pathWith(`/api/v1/regions/${file}/map`, { layer }));
    if (answer?.kind === 'read') topologies.set(key, answer.value);
    topology = topologies.get(key) ?? null;
    isMissing = answer?.kind === 'refused';
  }

  /** One question per part, one after the other: a map may lag by a moment, the table never waits for it. */
  async function readParts(
    tally: Tally,
    place: Place,
    scope: MapScope,
    ownRegion: string,
    isCurrent: () => boolean,
  ): Promise<void> {
    const own = tally.children?.filter(({ station }) => station === undefined) ?? [];
    const found = new Map(own.map((child) => [child.region, child]));
    if (!scope.isFiner && scope.within === place.region) {
      parts = found;
      return;
    }
    const asked = scope.isFiner ? own.map(({ region }) => region) : [scope.within];
    // The neighbours of a village lie above it, and may lie outside of what this person sees.
    if (!scope.isFiner && !isSeenFrom(scope.within, ownRegion)) found.set(tally.region, tally);
    for (const region of asked.filter((code) => isSeenFrom(code, ownRegion))) {
      const answer = await readJson<Tally>(tallyPath({ ...place, region }));
      if (!isCurrent()) return;
      if (answer.kind === 'read') for (const child of answer.value.children ?? []) found.set(child.region, child);
    }
    parts = found;
  }

  return {
    get topology() {
      return topology;
    },
    get isMissing() {
      return isMissing;
    },
    get parts() {
      return parts;
    },
    readMap,
    readParts,
  };
}
