/**
 * Makes data/reference/regions.csv.br, points.csv.br and maps/*.topojson.br from public source files.
 * Usage: node tools/build-regions.ts SOURCE_DIR [OUT_DIR]; the expected source files are named below and in
 * data/reference/README.md. The same input gives the same bytes.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { geoArea } from 'd3-geo';
import { feature, quantize } from 'topojson-client';
import { filter, presimplify, simplify } from 'topojson-simplify';
import type {
  GeometryCollection,
  GeometryObject,
  MultiPolygon,
  Objects,
  Polygon,
  Topology,
} from 'topojson-specification';
import { splitCsvLine } from '../src/regions/domain/parse-region-rows.ts';
import { EDITIONS } from '../src/regions/domain/region.ts';

const VILLAGE_MAPS = {
  '62': '62_kalteng_desa_kec_kab_prov.topojson',
  '64': '64_kaltim_desa_kec_kab_prov.topojson',
  '65': '65_kaltara_desa_kec_kab_prov.topojson',
};
const LAYERS = { province: 'prov', regency: 'kab', district: 'kec', village: 'desa' } as const;
type Layer = keyof typeof LAYERS;

/** Grid points along the longer side: 1e4 keeps a village outline within about 50 m over a province, 4e3 serves an overview. */
const GRID_DETAIL = 10_000;
const GRID_OVERVIEW = 4_000;
/** Square degrees (about 1.2 km²): the smallest bend that an overview keeps. */
const OVERVIEW_BEND_MIN = 1e-4;

const [sourceDir, outDir = 'data/reference'] = process.argv.slice(2);
if (sourceDir === undefined) {
  process.stderr.write('Usage: node tools/build-regions.ts SOURCE_DIR [OUT_DIR]\n');
  process.exit(2);
}
mkdirSync(join(outDir, 'maps'), { recursive: true });
writeRegions(sourceDir);
writePoints(sourceDir);
writeMaps(sourceDir);

function writeRegions(source: string): void {
  const [header, ...lines] = linesOf(join(source, 'wilayah_indonesia.csv'));
  if (header !== 'kode,jenis,nama,nama_lain,ed2022,kpu2024,ed2025') throw new Error(`unexpected columns: ${header}`);
  const rows = lines.map((line) => {
    const [code = '', kind, name = '', otherNames = '', ...flags] = splitCsvLine(line);
    const bits = EDITIONS.reduce((sum, _, i) => sum + (flags[i] === '1' ? 1 << i : 0), 0);
    const others = otherNames.replace(/[\s,]+(?=\||$)/g, '');
    return { code, text: [code, kind, quoteCsv(name), quoteCsv(others), bits].join(',') };
  });
  // In the order of the code every region is directly followed by all regions inside it; the reader relies on that.
  rows.sort((a, b) => (a.code < b.code ? -1 : 1));
  writeBrotli('regions.csv.br', ['code,kind,name,other_names,editions', ...rows.map((row) => row.text), ''].join('\n'));
}

function writePoints(source: string): void {
  const [, ...lines] = linesOf(join(source, 'titik_wilayah_kalimantan.csv'));
  writeBrotli('points.csv.br', ['code,latitude,longitude', ...lines.sort(), ''].join('\n'));
}

function writeMaps(source: string): void {
  const boundaries = join(source, 'batas');
  for (const [province, file] of Object.entries(VILLAGE_MAPS)) {
    const whole = readTopology(join(boundaries, file), ['regency', 'district', 'village']);
    writeMap(province, cut(whole, province, ['regency', 'district', 'village']), GRID_DETAIL);
    const overview = cut(whole, province, ['regency', 'district']);
    writeMap(`${province}.district`, simplify(presimplify(overview), OVERVIEW_BEND_MIN), GRID_OVERVIEW);
    for (const regency of codesOf(whole, 'regency')) {
      writeMap(regency, cut(whole, regency, ['regency', 'district', 'village']), GRID_DETAIL);
    }
  }
  const island = readTopology(join(boundaries, 'kalimantan_kab_prov.topojson'), ['province', 'regency']);
  writeMap('kalimantan', island, GRID_OVERVIEW);
  for (const province of codesOf(island, 'province')) {
    writeMap(`${province}.regency`, cut(island, province, ['province', 'regency']), GRID_OVERVIEW);
  }
}

function readTopology(path: string, layers: readonly Layer[]): Topology {
  const read = JSON.parse(readFileSync(path, 'utf8')) as Topology<Record<string, GeometryCollection>>;
  const objects = Object.fromEntries(layers.map((layer) => [layer, renamed(read.objects[LAYERS[layer]])]));
  // Weight 0 removes no point; it turns the grid into degrees, which the next quantization starts from.
  return simplify(presimplify({ ...read, objects } as Topology), 0);
}

function renamed(layer: GeometryCollection | undefined): GeometryCollection {
  const geometries = (layer?.geometries ?? []).map((geometry) => {
    const { kode, nama } = geometry.properties as { kode: string; nama: string };
    return { ...geometry, properties: { code: kode, name: nama } };
  });
  return { type: 'GeometryCollection', geometries };
}

function cut(topology: Topology, area: string, layers: readonly Layer[]): Topology {
  const inside = (geometry: GeometryObject) => `${codeOf(geometry)}.`.startsWith(`${area}.`);
  const pick = (layer: Layer) => ({
    type: 'GeometryCollection',
    geometries: geometriesOf(topology, layer).filter(inside),
  });
  const objects = Object.fromEntries(layers.map((layer) => [layer, pick(layer)]));
  const { bbox: _, ...rest } = topology;
  return filter({ ...rest, objects } as Topology);
}

function writeMap(name: string, topology: Topology, grid: number): void {
  const map = quantize(topology as Topology<Objects<object>>, grid);
  for (const layer of Object.keys(map.objects) as Layer[]) {
    for (const geometry of geometriesOf(map, layer)) windClockwise(map, geometry as Polygon | MultiPolygon);
  }
  writeBrotli(`maps/${name}.topojson.br`, JSON.stringify(map));
}

/** d3-geo fills the right-hand side: an outer ring that runs counter-clockwise would fill the rest of the globe. */
function windClockwise(map: Topology, geometry: Polygon | MultiPolygon): void {
  for (const polygon of geometry.type === 'Polygon' ? [geometry.arcs] : geometry.arcs) {
    polygon.forEach((ring, i) => {
      const area = geoArea(feature(map, { type: 'Polygon', arcs: [ring] } as Polygon));
      const clockwise = area < 2 * Math.PI;
      if (area > 0 && clockwise !== (i === 0)) polygon[i] = [...ring].reverse().map((arc) => ~arc);
    });
  }
}

function geometriesOf(topology: Topology, layer: Layer): GeometryObject[] {
  return (topology.objects[layer] as GeometryCollection).geometries;
}

function codesOf(topology: Topology, layer: Layer): string[] {
  return geometriesOf(topology, layer).map(codeOf);
}

function codeOf(geometry: GeometryObject): string {
  return (geometry.properties as { code: string }).code;
}

function linesOf(path: string): string[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
}

function quoteCsv(text: string): string {
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function writeBrotli(name: string, text: string): void {
  const raw = Buffer.from(text);
  const packed = brotliCompressSync(raw, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length },
  });
  writeFileSync(join(outDir, name), packed);
  process.stdout.write(`${name} ${raw.length} -> ${packed.length}\n`);
}
