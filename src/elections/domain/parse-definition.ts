import type { Area, RegionCode } from '#kernel/region-code.ts';
import { isWithin, NATIONAL, parseArea, parseRegionCode } from '#kernel/region-code.ts';
import { parseStationNumber } from '#kernel/station-number.ts';
import { isDay, type TimeZone } from '#kernel/time.ts';
import type { ElectionDefinitionFile } from '../definition-schema.ts';
import type { Borders, Candidate, Contest, Election, Round } from './election.ts';
import { stationKey } from './election.ts';

/** A definition as parsed, before the database gave it numbers. */
export type ElectionDraft = Omit<Election, 'electionNo' | 'version' | 'contests'> & {
  readonly contests: readonly Omit<Contest, 'contestNo'>[];
};

/** What the definition may refer to; passed in, because the domain reads no files. */
export type DefinitionWorld = {
  readonly hasRegion: (code: RegionCode, edition: string) => boolean;
  readonly hasForm: (form: string) => boolean;
  readonly hashOf: (contest: Pick<Contest, 'id' | 'area' | 'form' | 'candidates'>) => string;
};

/** @law none: borders of attention chosen by this desk; an election may set its own. */
export const DEFAULT_BORDERS: Borders = { invalidPercent: '15', zeroCandidatePercent: '20', turnoutPercent: '95' };

/** Reads a definition whose shape was checked. Every fault is listed, each naming its place in the file. */
export function parseDefinition(
  file: ElectionDefinitionFile,
  world: DefinitionWorld,
): { readonly draft: ElectionDraft } | { readonly faults: readonly string[] } {
  const faults: string[] = [];
  if (!isDay(file.votingDay)) faults.push(`/votingDay: “${file.votingDay}” bukan tanggal (tulis seperti 2024-11-27)`);
  if (file.verification === 'double_entry') faults.push('/verification: double_entry belum tersedia; pakai photo');
  else if (file.verification !== 'photo')
    faults.push(`/verification: “${file.verification}” tidak dikenal; pakai photo`);
  const regions = parseRegions(file, world, faults);
  const contests = file.contests.map((contest, i) => parseContest(contest, i, { file, regions, world, faults }));
  for (const id of repeated(file.contests.map((contest) => contest.id))) {
    faults.push(`/contests: id “${id}” dipakai dua kali`);
  }
  const rounds = parseRounds(file, faults);
  if (faults.length > 0) return { faults };
  const { invalidPercent, zeroCandidatePercent, turnoutPercent } = file.borders ?? {};
  return {
    draft: {
      id: file.id,
      name: file.name,
      kind: file.kind as Election['kind'],
      votingDay: file.votingDay,
      timeZone: file.timeZone as TimeZone,
      regions,
      regionEdition: file.regionEdition as Election['regionEdition'],
      maxVotersPerStation: file.maxVotersPerStation,
      reservePercent: decimal(file.reservePercent),
      verification: 'photo',
      borders: {
        invalidPercent: decimal(invalidPercent, DEFAULT_BORDERS.invalidPercent),
        zeroCandidatePercent: decimal(zeroCandidatePercent, DEFAULT_BORDERS.zeroCandidatePercent),
        turnoutPercent: decimal(turnoutPercent, DEFAULT_BORDERS.turnoutPercent),
      },
      demo: (file.demo as Election['demo']) ?? null,
      contests: contests.map((contest) => ({ ...contest, rounds: rounds.get(contest.id) ?? [] })),
    },
  };
}

/** A percentage as decimal text with at most four decimals, the precision of the database and of the exact arithmetic. */
function decimal(value: number | undefined, otherwise = '0'): string {
  return value === undefined ? otherwise : String(Number(value.toFixed(4)));
}

function parseRegions(file: ElectionDefinitionFile, world: DefinitionWorld, faults: string[]): RegionCode[] {
  const regions: RegionCode[] = [];
  file.regions.forEach((text, i) => {
    const code = parseRegionCode(text);
    if (!code || !world.hasRegion(code, file.regionEdition)) {
      faults.push(`/regions/${i}: wilayah “${text}” tidak ada di edisi ${file.regionEdition}`);
    } else if (regions.some((other) => isWithin(code, other) || isWithin(other, code))) {
      faults.push(`/regions/${i}: wilayah ${code} tumpang tindih dengan wilayah lain di daftar`);
    } else if (code.length > 5) {
      faults.push(`/regions/${i}: ${code} terlalu kecil; wilayah pemilihan paling kecil kabupaten/kota`);
    } else {
      regions.push(code);
    }
  });
  return regions;
}

type ContestInput = ElectionDefinitionFile['contests'][number];
type Around = {
  file: ElectionDefinitionFile;
  regions: readonly RegionCode[];
  world: DefinitionWorld;
  faults: string[];
};

function parseContest(contest: ContestInput, index: number, around: Around): Omit<Contest, 'contestNo' | 'rounds'> {
  const { world, faults } = around;
  const at = `/contests/${index}`;
  const area = parseContestArea(contest, at, around);
  if (!world.hasForm(contest.form)) faults.push(`${at}/form: formulir “${contest.form}” tidak ada`);
  for (const number of repeated(contest.candidates.map((candidate) => candidate.number))) {
    faults.push(`${at}/candidates: nomor urut ${number} dipakai dua kali`);
  }
  if (contest.candidates.filter((candidate) => candidate.blankColumn).length > 1)
    faults.push(`${at}/candidates: kolom kosong hanya boleh satu`);
  const candidates: Candidate[] = contest.candidates
    .map(({ number, name, blankColumn }) => ({ number, name, blankColumn: blankColumn === true }))
    .sort((a, b) => a.number - b.number);
  const parsed = { id: contest.id, kind: contest.kind as Contest['kind'], area, form: contest.form, candidates };
  return { ...parsed, definitionHash: world.hashOf(parsed) };
}

function parseContestArea(contest: ContestInput, at: string, { file, regions, world, faults }: Around): Area {
  const area = parseArea(contest.area);
  if (area === null) {
    faults.push(`${at}/area: “${contest.area}” bukan kode wilayah dan bukan “national”`);
    return NATIONAL;
  }
  if (area === NATIONAL) return area;
  if (!world.hasRegion(area, file.regionEdition))
    faults.push(`${at}/area: wilayah ${area} tidak ada di edisi ${file.regionEdition}`);
  else if (!regions.some((region) => isWithin(area, region)))
    faults.push(`${at}/area: ${area} di luar wilayah pemilihan (${regions.join(', ')})`);
  return area;
}

function parseRounds(file: ElectionDefinitionFile, faults: string[]): Map<string, Round[]> {
  const rounds = new Map<string, Round[]>();
  (file.rounds ?? []).forEach((entry, i) => {
    const at = `/rounds/${i}`;
    if (!/^(revote|continued|postponed)(-([2-9]|[1-9][0-9]))?$/.test(entry.round))
      faults.push(`${at}/round: “${entry.round}” tidak dikenal (revote, revote-2, continued, postponed)`);
    if (!file.contests.some((contest) => contest.id === entry.contest))
      faults.push(`${at}/contest: kontes “${entry.contest}” tidak ada`);
    if (entry.opened !== undefined && !isDay(entry.opened))
      faults.push(`${at}/opened: “${entry.opened}” bukan tanggal`);
    const stations = new Set<string>();
    entry.stations.forEach((text, s) => {
      const key = parseStationKey(text);
      if (key) stations.add(key);
      else faults.push(`${at}/stations/${s}: “${text}” bukan TPS (tulis seperti 64.09.01.1001/003)`);
    });
    const list = rounds.get(entry.contest) ?? [];
    rounds.set(
      entry.contest,
      withRound(list, { round: entry.round, opened: entry.opened ?? null, stations }, at, faults),
    );
  });
  return rounds;
}

/** A round may stand in several entries, one for each day it is held; a planned and an opened entry do not mix. */
function withRound(list: readonly Round[], round: Round, at: string, faults: string[]): Round[] {
  const same = list.find((other) => other.round === round.round);
  if (!same) return [...list, round];
  if ((same.opened === null) !== (round.opened === null))
    faults.push(
      `${at}/opened: putaran “${round.round}” sebagian dibuka, sebagian belum; isi opened di semua bagiannya`,
    );
  const merged = { ...same, stations: new Set([...same.stations, ...round.stations]) };
  return list.map((other) => (other === same ? merged : other));
}

/** `64.09.01.1001/003`, with or without dots and leading zeros, as the one spelling; null for anything else. */
export function parseStationKey(text: string): string | null {
  const [region = '', number = '', ...rest] = text.split('/');
  const code = parseRegionCode(region);
  const station = parseStationNumber(number);
  return code && code.length === 13 && station && rest.length === 0 ? stationKey(code, station) : null;
}

function repeated<Item>(items: readonly Item[]): Set<Item> {
  return new Set(items.filter((item, i) => items.indexOf(item) !== i));
}
