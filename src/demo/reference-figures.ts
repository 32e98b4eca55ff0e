import { readFileSync } from 'node:fs';
import { parseRegionCode, type RegionCode } from '#kernel/region-code.ts';
import { invariant } from '#kernel/result.ts';

/** February's polling stations of a village. */
export type VillageStations = {
  readonly region: RegionCode;
  readonly stations: number;
  readonly specialStations: number;
};

/** What is known of an area in November; `stations` includes the special ones, `permanentVoters` their voters. */
export type AreaFigures = {
  readonly area: RegionCode;
  readonly stations: number;
  readonly specialStations: number;
  readonly specialVoters: number;
  readonly permanentVoters: number;
  readonly permanentVotersMale: number;
};

export type ReferenceFigures = {
  readonly areas: readonly AreaFigures[];
  readonly villages: readonly VillageStations[];
};

const FOLDER = new URL('../../data/reference/demo/', import.meta.url);

/** The published figures that the rehearsal is spread from; their sources stand in the README beside them. */
export function readReferenceFigures(): ReferenceFigures {
  return {
    areas: readTable('kaltim-november-areas.csv').map((cell) => ({
      area: region(cell('area')),
      stations: Number(cell('stations')),
      specialStations: Number(cell('special_stations')),
      specialVoters: Number(cell('special_voters')),
      permanentVoters: Number(cell('permanent_voters')),
      permanentVotersMale: Number(cell('permanent_voters_m')),
    })),
    villages: readTable('kaltim-february-stations.csv').map((cell) => ({
      region: region(cell('region')),
      stations: Number(cell('stations')),
      specialStations: Number(cell('special_stations')),
    })),
  };
}

type Cell = (column: string) => string;

/** Reads our own small files, which hold no quotes; files of other people go through the reader of the import. */
function readTable(name: string): Cell[] {
  const [header, ...lines] = readFileSync(new URL(name, FOLDER), 'utf8').trim().split('\n');
  const columns = (header ?? '').split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return (column) => {
      const cell = cells[columns.indexOf(column)];
      invariant(cell !== undefined, `${name} has the column ${column} in every row`);
      return cell;
    };
  });
}

function region(text: string): RegionCode {
  const code = parseRegionCode(text);
  invariant(code !== null, `${text} is a region code`);
  return code;
}
