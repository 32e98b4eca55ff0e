import type { RegionCode } from '#kernel/region-code.ts';
import { regencyIdOf } from '#kernel/region-code.ts';
import type { Sql, Tx } from '#platform/db/sql.ts';
import { kindOfNumber, type Station, type StationKind } from '../domain/station.ts';

type StationRow = {
  village: RegionCode;
  station: number;
  kind: StationKind;
  permanent_voters: number | null;
  permanent_voters_m: number | null;
  permanent_voters_f: number | null;
  address: string | null;
  latitude: number | null;
  longitude: number | null;
  predecessors: string[];
};

/** All stations of an election within a region (null = all), in order of code and number. */
export async function listStations(
  sql: Sql | Tx,
  electionNo: number,
  within: RegionCode | null = null,
): Promise<readonly Station[]> {
  const kabId = within === null ? null : regencyIdOf(within);
  const rows = await sql<StationRow[]>`
    select village, station, kind, permanent_voters, permanent_voters_m, permanent_voters_f, address, latitude, longitude, predecessors
    from station
    where election_no = ${electionNo}
      ${kabId === null ? sql`` : sql`and kab_id = ${kabId}`}
      ${within === null ? sql`` : sql`and (village = ${within} or village like ${`${within}.%`})`}
    order by kab_id, village, station`;
  return rows.map(stationFrom);
}

/** Register numbers of the named stations; a station that is not on the register is missing from the answer. */
export async function listRegisters(
  sql: Sql | Tx,
  keys: readonly { readonly electionNo: number; readonly village: string; readonly station: number }[],
): Promise<
  readonly {
    readonly electionNo: number;
    readonly village: string;
    readonly station: number;
    readonly permanentVoters: number | null;
  }[]
> {
  const rows = await sql<{ election_no: number; village: string; station: number; permanent_voters: number | null }[]>`
    select s.election_no, s.village, s.station, s.permanent_voters
    from unnest(${keys.map((key) => regencyIdOf(key.village as RegionCode))}::int[], ${keys.map((key) => key.electionNo)}::int[],
      ${keys.map((key) => key.village)}::text[], ${keys.map((key) => key.station)}::smallint[])
      as key (kab_id, election_no, village, station)
    join station s using (kab_id, election_no, village, station)`;
  return rows.map((row) => ({
    electionNo: row.election_no,
    village: row.village,
    station: row.station,
    permanentVoters: row.permanent_voters,
  }));
}

export async function upsertStations(tx: Tx, electionNo: number, stations: readonly Station[]): Promise<void> {
  const rows = stations.map((station) => ({
    kab_id: regencyIdOf(station.village),
    village: station.village,
    station: station.station,
    kind: station.kind,
    permanent_voters: station.permanentVoters,
    permanent_voters_m: station.permanentVotersM,
    permanent_voters_f: station.permanentVotersF,
    address: station.address,
    latitude: station.latitude,
    longitude: station.longitude,
    predecessors: station.predecessors,
  }));
  await tx`
    insert into station (kab_id, election_no, village, station, kind, permanent_voters, permanent_voters_m, permanent_voters_f, address,
      latitude, longitude, predecessors)
    select kab_id, ${electionNo}, village, station, kind, permanent_voters, permanent_voters_m, permanent_voters_f, address, latitude,
      longitude, predecessors
    from jsonb_to_recordset(${tx.json(rows as never)}) as row (kab_id int, village text, station smallint, kind text,
      permanent_voters int, permanent_voters_m int, permanent_voters_f int, address text, latitude float8, longitude float8, predecessors text[])
    on conflict (kab_id, election_no, village, station) do update set kind = excluded.kind, permanent_voters = excluded.permanent_voters,
      permanent_voters_m = excluded.permanent_voters_m, permanent_voters_f = excluded.permanent_voters_f, address = excluded.address,
      latitude = excluded.latitude, longitude = excluded.longitude, predecessors = excluded.predecessors`;
}

/** Counts the stations of every village, kecamatan and kabupaten anew, for the named kabupaten. */
export async function recountStations(tx: Tx, electionNo: number, kabIds: readonly number[]): Promise<void> {
  await tx`
    insert into station_count (kab_id, election_no, region, stations)
    select kab_id, ${electionNo}, region, count(*)
    from station, lateral (values (village), (left(village, 8)), (left(village, 5))) as above (region)
    where election_no = ${electionNo} and kab_id = any(${kabIds as number[]}::int[])
    group by kab_id, region
    on conflict (kab_id, election_no, region) do update set stations = excluded.stations`;
}

/** Station counts of the named regions (villages, kecamatan, kabupaten); a region without stations is missing. */
export async function listStationCounts(
  sql: Sql | Tx,
  electionNo: number,
  regions: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await sql<{ region: string; stations: number }[]>`
    select region, stations from station_count where election_no = ${electionNo} and region = any(${regions as string[]}::text[])`;
  return new Map(rows.map((row) => [row.region, row.stations]));
}

/** Station counts of every kabupaten/kota of an election. */
export async function listRegencyCounts(sql: Sql | Tx, electionNo: number): Promise<ReadonlyMap<string, number>> {
  const rows = await sql<{ region: string; stations: number }[]>`
    select region, stations from station_count where election_no = ${electionNo} and length(region) = 5`;
  return new Map(rows.map((row) => [row.region, row.stations]));
}

export async function countStations(sql: Sql | Tx, electionNo: number): Promise<number> {
  const [row] = await sql<
    { stations: number }[]
  >`select count(*)::int as stations from station where election_no = ${electionNo}`;
  return row?.stations ?? 0;
}

/** The kabupaten in which an election has stations. */
export async function listRegencyIds(sql: Sql | Tx, electionNo: number): Promise<readonly number[]> {
  const rows = await sql<
    { kab_id: number }[]
  >`select distinct kab_id from station where election_no = ${electionNo} order by 1`;
  return rows.map((row) => row.kab_id);
}

function stationFrom(row: StationRow): Station {
  return {
    village: row.village,
    station: row.station,
    kind: row.kind ?? kindOfNumber(row.station),
    permanentVoters: row.permanent_voters,
    permanentVotersM: row.permanent_voters_m,
    permanentVotersF: row.permanent_voters_f,
    address: row.address,
    latitude: row.latitude,
    longitude: row.longitude,
    predecessors: row.predecessors,
  };
}
