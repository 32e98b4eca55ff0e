import { readdirSync, readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { geoArea } from 'd3-geo';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { describe, expect, it } from 'vitest';
import { isWithin, LEVELS, type Level, levelOf, type RegionCode } from '#kernel/region-code.ts';
import { regionTree } from '../../src/regions/load-regions.ts';
import { findMap, usualLayer } from '../../src/regions/map-files.ts';

const MAPS_DIR = new URL('../../data/reference/maps/', import.meta.url);
const EARTH_RADIUS_KM = 6371.0088;
const today = regionTree().in('ed2025');

type Part = { readonly code: RegionCode; readonly name: string; readonly areaSteradian: number };
type ShippedMap = {
  readonly name: string;
  readonly bytes: number;
  readonly layers: ReadonlyMap<Level, readonly Part[]>;
};

const maps = readdirSync(MAPS_DIR).map(readMap);

function readMap(file: string): ShippedMap {
  const packed = readFileSync(new URL(file, MAPS_DIR));
  const topology = JSON.parse(brotliDecompressSync(packed).toString()) as Topology;
  const layers = Object.entries(topology.objects).map(([level, layer]) => {
    const { features } = feature(topology, layer as GeometryCollection<{ code: RegionCode; name: string }>);
    return [level as Level, features.map((part) => ({ ...part.properties, areaSteradian: geoArea(part) }))] as const;
  });
  return { name: file.replace('.topojson.br', ''), bytes: packed.length, layers: new Map(layers) };
}

function bytesMax(name: string): number {
  if (/^\d\d$/.test(name)) return 100_000;
  return /^\d\d\.regency$/.test(name) ? 10_000 : 25_000;
}

function areaKm2(map: ShippedMap, level: Level): number {
  return (map.layers.get(level) ?? []).reduce((sum, part) => sum + part.areaSteradian, 0) * EARTH_RADIUS_KM ** 2;
}

describe.each(maps)('the map $name', (map) => {
  it('fits a slow line', () => {
    expect(map.bytes).toBeLessThanOrEqual(bytesMax(map.name));
  });

  it('names only regions of today, each once and in the layer of its level', () => {
    for (const [level, parts] of map.layers) {
      expect(LEVELS).toContain(level);
      const faulty = parts.filter(({ code }) => today.find(code) === null || levelOf(code) !== level);
      expect(faulty).toEqual([]);
      expect(new Set(parts.map(({ code }) => code)).size).toBe(parts.length);
    }
  });

  it('is wound so that d3-geo fills the inside of every region', () => {
    for (const parts of map.layers.values()) {
      expect(parts.filter(({ areaSteradian }) => areaSteradian >= 0.1 || areaSteradian <= 0)).toEqual([]);
    }
  });

  it('covers the same ground in every layer', () => {
    const areas = [...map.layers.keys()].map((level) => areaKm2(map, level));
    for (const area of areas) expect(area / areas[0]!).toBeCloseTo(1, 3);
  });

  it('holds every part of its area', () => {
    if (map.name === 'kalimantan') return expect(map.layers.get('regency')?.length).toBe(56);
    const area = map.name.replace(/\.[a-z]+$/, '') as RegionCode;
    for (const [level, parts] of map.layers) {
      expect(parts.every(({ code }) => isWithin(code, area))).toBe(true);
      expect(parts.map(({ code }) => code).sort()).toEqual(today.within(area, level).map(({ code }) => code));
    }
  });
});

describe('the shipped maps together', () => {
  /** Official areas in km² (BIG, December 2024). */
  it.each([
    ['62', 'village', 153430.363],
    ['64', 'village', 126951.758],
    ['65', 'village', 69900.886],
    ['62.district', 'district', 153430.363],
    ['64.district', 'district', 126951.758],
    ['65.district', 'district', 69900.886],
    ['64.09', 'village', 3197.199],
    ['64.71', 'village', 509.45],
    ['62.71', 'village', 2848.699],
    ['64.regency', 'regency', 126951.758],
  ] as const)('give %s the area that the state gives it, within 3 %%', (name, level, officialKm2) => {
    const map = maps.find((one) => one.name === name)!;
    expect(Math.abs(areaKm2(map, level) / officialKm2 - 1)).toBeLessThan(0.03);
  });

  it('show every kabupaten of the three provinces with its villages', () => {
    for (const province of ['62', '64', '65'] as RegionCode[]) {
      for (const { code } of today.children(province)) expect(findMap(code, 'village'), code).not.toBeNull();
    }
  });

  it('answer each area and detail from the file made for it, and null where there is none', () => {
    const bytesOf = (name: string) => maps.find((map) => map.name === name)?.bytes;
    const found = (area: string, layer: Level) => findMap(area as RegionCode, layer)?.packed.length;
    expect(found('64', 'village')).toBe(bytesOf('64'));
    expect(found('64', 'district')).toBe(bytesOf('64.district'));
    expect(found('64', 'regency')).toBe(bytesOf('64.regency'));
    expect(found('64.09', 'village')).toBe(bytesOf('64.09'));
    expect(found('64.09', 'district')).toBe(bytesOf('64.09'));
    expect(findMap('national', 'regency')?.packed.length).toBe(bytesOf('kalimantan'));
    for (const [area, layer] of [
      ['61', 'village'],
      ['64', 'province'],
      ['64.09.01', 'village'],
      ['64.09', 'regency'],
    ] as const) {
      expect(found(area, layer)).toBeUndefined();
    }
    expect(findMap('national', 'village')).toBeNull();
  });

  it('offer a usual detail that exists for every area with a map', () => {
    for (const area of ['62', '64', '65', '64.09', '62.71'] as RegionCode[])
      expect(findMap(area, usualLayer(area))).not.toBeNull();
    expect(findMap('national', usualLayer('national'))).not.toBeNull();
  });
});

describe('the label points', () => {
  const csv = brotliDecompressSync(readFileSync(new URL('../points.csv.br', MAPS_DIR)))
    .toString()
    .trimEnd();
  const [header, ...lines] = csv.split('\n');

  it('give one place on the island for regions of today, and for every region of the three mapped provinces', () => {
    expect(header).toBe('code,latitude,longitude');
    const codes = lines.map((line) => line.split(',')[0] as RegionCode);
    const counts = (['regency', 'district', 'village'] as const).map(
      (level) => codes.filter((code) => levelOf(code) === level).length,
    );
    expect(counts).toEqual([56, 626, 7229]);
    expect(codes.filter((code) => today.find(code) === null)).toEqual([]);
    const mapped = (['62', '64', '65'] as RegionCode[]).flatMap((province) => today.within(province).slice(1));
    const placed = new Set(codes);
    expect(mapped.filter(({ code }) => !placed.has(code))).toEqual([]);
    const places = lines.map((line) => line.split(',').slice(1).map(Number) as [number, number]);
    expect(
      places.every(([latitude, longitude]) => latitude > -6 && latitude < 5 && longitude > 108 && longitude < 120),
    ).toBe(true);
  });
});
