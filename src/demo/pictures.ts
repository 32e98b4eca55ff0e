import type { RegionCode } from '#kernel/region-code.ts';
import { regionTree } from '#regions/load-regions.ts';
import { readReferenceFigures } from './reference-figures.ts';
import { REHEARSAL_ELECTION_ID, REHEARSAL_SEED, rehearsalElection } from './rehearsal-election.ts';
import { rehearsalPicture } from './rehearsal-picture.ts';
import { type DemoStation, spreadStations } from './spread-stations.ts';

type PictureOf = {
  readonly election: { readonly id: string };
  readonly contest: { readonly id: string };
  readonly region: RegionCode;
  readonly station: number;
};

/** Draws the paper of a rehearsal sheet when somebody asks for it; null for anything that is not of the rehearsal. */
export function rehearsalPictures(): (of: PictureOf) => string | null {
  let stations: ReadonlyMap<string, DemoStation> | null = null;
  return ({ election, contest, region, station }) => {
    if (election.id !== REHEARSAL_ELECTION_ID) return null;
    stations ??= new Map(
      spreadStations(readReferenceFigures(), REHEARSAL_SEED).map((item) => [`${item.region} ${item.station}`, item]),
    );
    const found = stations.get(`${region} ${station}`);
    const definition = rehearsalElection().contests.find((item) => item.id === contest.id);
    if (!found || !definition) return null;
    const tree = regionTree().in('kpu2024');
    return rehearsalPicture(REHEARSAL_SEED, definition, found, (code) => tree.find(code)?.name ?? code);
  };
}
