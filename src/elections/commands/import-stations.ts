import type { Actor } from '#access/domain/actor.ts';
import type { Problem } from '#kernel/problem.ts';
import { isWithin, regencyIdOf } from '#kernel/region-code.ts';
import { accept, type Result } from '#kernel/result.ts';
import { appendAudit, DESK_WIDE, lockRegencies, nextAuditRow } from '#platform/audit/audit-log.ts';
import type { Sql, Tx } from '#platform/db/sql.ts';
import { withTransaction } from '#platform/db/transaction.ts';
import { checkColumns } from '#platform/files/check-columns.ts';
import type { Table, TableRow } from '#platform/files/table.ts';
import { regionTree } from '#regions/load-regions.ts';
import { type Election, stationKey } from '../domain/election.ts';
import {
  parseStation,
  STATION_COLUMNS_OPTIONAL,
  STATION_COLUMNS_REQUIRED,
  type StationColumn,
  type StationWorld,
} from '../domain/parse-station.ts';
import { isSameStation, type Station } from '../domain/station.ts';
import { type RowError, rowErrors } from '../row-errors.ts';
import { bumpVersion } from '../store/elections.ts';
import { listStations, recountStations, upsertStations } from '../store/stations.ts';
import type { ElectionHooks } from './apply-election.ts';

export type StationImport = {
  readonly rows: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly errors: readonly RowError[];
};
export type ImportStationsInput = {
  readonly sql: Sql;
  readonly at: Date;
  readonly actor: Actor;
  readonly election: Election;
  readonly table: Table;
  readonly hooks: ElectionHooks;
};

const CHUNK = 5000;

/** Brings a file of stations into the register. The file is judged whole before the first write; rejected rows are left out. */
export async function importStations(input: ImportStationsInput): Promise<Result<StationImport, Problem>> {
  const columns = checkColumns(input.table.header, {
    required: STATION_COLUMNS_REQUIRED,
    optional: STATION_COLUMNS_OPTIONAL,
  });
  if (!columns.ok) return columns;
  const { stations, errors, rows, rejected } = judgeRows(input, columns.value);
  const repeated = rows - rejected - stations.length;
  if (stations.length === 0) return accept({ rows, created: 0, updated: 0, unchanged: repeated, rejected, errors });
  const counts = await withTransaction(input.sql, (tx) => writeStations(tx, input, stations));
  return accept({ rows, rejected, errors, ...counts, unchanged: counts.unchanged + repeated });
}

async function writeStations(
  tx: Tx,
  { at, actor, election, hooks }: ImportStationsInput,
  stations: readonly Station[],
): Promise<{ created: number; updated: number; unchanged: number }> {
  const kabIds = [...new Set(stations.map((station) => regencyIdOf(station.village) as number))];
  const heads = await lockRegencies(tx, [DESK_WIDE, ...kabIds]);
  const known = new Map(
    (await listStations(tx, election.electionNo)).map((station) => [
      stationKey(station.village, station.station),
      station,
    ]),
  );
  const changed = stations.filter((station) => {
    const before = known.get(stationKey(station.village, station.station));
    return !before || !isSameStation(before, station);
  });
  const created = changed.filter((station) => !known.has(stationKey(station.village, station.station))).length;
  const counts = { created, updated: changed.length - created, unchanged: stations.length - changed.length };
  if (changed.length === 0) return counts;
  for (let i = 0; i < changed.length; i += CHUNK)
    await upsertStations(tx, election.electionNo, changed.slice(i, i + CHUNK));
  await recountStations(tx, election.electionNo, kabIds);
  await bumpVersion(tx, election.electionNo);
  if (counts.updated > 0) await hooks.recheck(tx, at, election.electionNo);
  const entry = {
    electionNo: election.electionNo,
    action: 'stations.import',
    subject: `election:${election.id}`,
    actor,
    act: null,
    reason: null,
    before: null,
    after: counts,
  };
  await appendAudit(tx, at, [nextAuditRow(heads, DESK_WIDE, at, entry)]);
  return counts;
}

type Judged = { stations: readonly Station[]; errors: readonly RowError[]; rows: number; rejected: number };

type Stated = { readonly line: number; readonly station: Station };

function judgeRows({ table, election }: ImportStationsInput, columns: ReadonlyMap<string, number>): Judged {
  const world = stationWorld(election);
  const valid: Stated[] = [];
  const errors: RowError[] = [];
  let rows = 0;
  let rejected = 0;
  for (const row of table.rows) {
    rows++;
    const judged = judgeRow(row, table.header.length, columns, world);
    if ('station' in judged) valid.push({ line: row.line, station: judged.station });
    else {
      rejected++;
      errors.push(...judged.errors);
    }
  }
  const { stations, contradicting } = withoutDuplicates(valid);
  errors.push(...contradicting);
  return { stations, errors: errors.sort((a, b) => a.row - b.row), rows, rejected: rejected + contradicting.length };
}

/** Rows that say the same of a station are one; rows that contradict each other are all rejected, naming the others. */
function withoutDuplicates(valid: readonly Stated[]): { stations: Station[]; contradicting: RowError[] } {
  const stations: Station[] = [];
  const contradicting: RowError[] = [];
  for (const [key, group] of Map.groupBy(valid, ({ station }) => stationKey(station.village, station.station))) {
    const [first] = group as [Stated];
    if (group.every(({ station }) => isSameStation(station, first.station))) {
      stations.push(first.station);
      continue;
    }
    for (const { line } of group) {
      const others = group.flatMap((other) => (other.line === line ? [] : [other.line])).join(', ');
      const message = `Baris ${line}: TPS ${key} juga tertulis lain di baris ${others}. Sisakan satu.`;
      contradicting.push({ row: line, column: 'station', value: key, code: 'elections.repeated-station', message });
    }
  }
  return { stations, contradicting };
}

function judgeRow(
  row: TableRow,
  width: number,
  columns: ReadonlyMap<string, number>,
  world: StationWorld,
): { station: Station } | { errors: readonly RowError[] } {
  if (row.cells.length !== width) {
    return {
      errors: [
        {
          row: row.line,
          column: null,
          value: null,
          code: 'files.row-width',
          message: `Baris ${row.line}: ada ${row.cells.length} kolom, seharusnya ${width}. Periksa tanda pemisah.`,
        },
      ],
    };
  }
  const cellOf = (column: StationColumn) => row.cells[columns.get(column) ?? -1];
  const formula = row.cells.findIndex((cell) => cell.kind === 'formula');
  if (formula >= 0)
    return {
      errors: [
        {
          row: row.line,
          column: [...columns.keys()][formula] ?? null,
          value: null,
          code: 'files.formula',
          message: `Baris ${row.line}: ada rumus Excel. Tempel sebagai nilai, lalu ulangi.`,
        },
      ],
    };
  const parsed = parseStation((column) => cellOf(column)?.text ?? '', world);
  return 'station' in parsed ? parsed : { errors: rowErrors(row.line, parsed.faults) };
}

export function stationWorld(election: Election): StationWorld {
  const tree = regionTree().in(election.regionEdition);
  return {
    hasVillage: (code) => code.length === 13 && tree.find(code) !== null,
    isInElection: (code) => election.regions.some((region) => isWithin(code, region)),
  };
}
