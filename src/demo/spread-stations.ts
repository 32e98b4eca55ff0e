import { isWithin, type RegionCode } from '#kernel/region-code.ts';
import { invariant } from '#kernel/result.ts';
import { SPECIAL_STATION_MIN } from '#kernel/station-number.ts';
import { apportion, apportionSeats } from './apportion.ts';
import type { AreaFigures, ReferenceFigures, VillageStations } from './reference-figures.ts';
import { between, seededRandom } from './seeded-random.ts';

export type DemoStation = {
  readonly region: RegionCode;
  readonly station: number;
  readonly kind: 'regular' | 'special';
  readonly permanentVoters: number;
  readonly permanentVotersMale: number;
  readonly permanentVotersFemale: number;
};

type Place = { readonly region: RegionCode; readonly station: number; readonly voters: number };

const VOTERS_MAX = 600;

/**
 * Spreads the known stations and voters of each area over its villages, in proportion to February's stations there.
 * The sums per area are exact; every village has a regular station; no station is above the maximum of 600 voters.
 * @returns the stations in the order of their village and number
 */
export function spreadStations(figures: ReferenceFigures, seed: string): DemoStation[] {
  return figures.areas
    .flatMap((area) =>
      spreadArea(
        area,
        figures.villages.filter((village) => isWithin(village.region, area.area)),
        seed,
      ),
    )
    .sort((a, b) => (a.region === b.region ? a.station - b.station : a.region < b.region ? -1 : 1));
}

function spreadArea(area: AreaFigures, villages: readonly VillageStations[], seed: string): DemoStation[] {
  const places = [...regularPlaces(area, villages, seed), ...specialPlaces(area, villages)];
  const men = apportion(
    area.permanentVotersMale,
    places.map((place) => place.voters * between(seededRandom(seed, 'men', place.region, place.station), 0.97, 1.03)),
  );
  return places.map(({ region, station, voters }, index) => {
    invariant(voters <= VOTERS_MAX, `TPS ${station} of ${region} has at most ${VOTERS_MAX} voters, not ${voters}`);
    const male = men[index] as number;
    return {
      region,
      station,
      kind: station >= SPECIAL_STATION_MIN ? 'special' : 'regular',
      permanentVoters: voters,
      permanentVotersMale: male,
      permanentVotersFemale: voters - male,
    };
  });
}

function regularPlaces(area: AreaFigures, villages: readonly VillageStations[], seed: string): Place[] {
  const voters = apportion(
    area.permanentVoters - area.specialVoters,
    // February's stations held up to 300 voters, and not all were equally full.
    villages.map(({ region, stations }) => stations * between(seededRandom(seed, 'voters', region), 0.9, 1.1)),
  );
  const stations = apportionSeats(area.stations - area.specialStations, voters);
  return villages.flatMap(({ region }, index) =>
    unequalParts(voters[index] as number, stations[index] as number, region, seed).map((part, at) => ({
      region,
      station: at + 1,
      voters: part,
    })),
  );
}

/** Special locations stand where February had them: prisons, hospitals, mines and boarding schools do not move. */
function specialPlaces(area: AreaFigures, villages: readonly VillageStations[]): Place[] {
  const voters = apportion(
    area.specialVoters,
    Array.from({ length: area.specialStations }, () => 1),
  );
  const counts = apportion(
    area.specialStations,
    villages.map((village) => village.specialStations),
  );
  return villages
    .flatMap(({ region }, index) =>
      Array.from({ length: counts[index] as number }, (_, at) => ({ region, station: SPECIAL_STATION_MIN + at })),
    )
    .map((place, index) => ({ ...place, voters: voters[index] as number }));
}

/** Equal parts, of which neighbours then exchange some voters: the sum stays and no part passes the maximum. */
function unequalParts(voters: number, count: number, region: RegionCode, seed: string): number[] {
  const parts = apportion(
    voters,
    Array.from({ length: count }, () => 1),
  );
  const random = seededRandom(seed, 'parts', region);
  for (let at = 0; at + 1 < count; at += 2) {
    const [left, right] = [parts[at] as number, parts[at + 1] as number];
    const room = Math.max(0, Math.min(VOTERS_MAX - Math.max(left, right), Math.floor(left * 0.12)));
    const moved = Math.round(between(random, -room, room));
    parts[at] = left + moved;
    parts[at + 1] = right - moved;
  }
  return parts;
}
