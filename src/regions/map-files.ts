import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { type Area, type Level, levelOf, NATIONAL } from '#kernel/region-code.ts';

const MAPS_DIR = new URL('../../data/reference/maps/', import.meta.url);

/** A TopoJSON document, packed with brotli as it goes over the wire; its tag is weak, as it also stands for the unpacked form. */
export type MapFile = { readonly packed: Buffer; readonly etag: string };

const loadedMaps = new Map<string, MapFile>();

/**
 * The shipped map of an area whose smallest parts are of the given level, or null where none is shipped.
 * The map of the nation shows what the product has borders of: the five provinces of Kalimantan.
 */
export function findMap(area: Area, layer: Level): MapFile | null {
  const name = mapName(area, layer);
  if (name === null) return null;
  const loaded = loadedMaps.get(name);
  if (loaded !== undefined) return loaded;
  const path = new URL(`${name}.topojson.br`, MAPS_DIR);
  if (!existsSync(path)) return null;
  const packed = readFileSync(path);
  const map = { packed, etag: `W/"${createHash('sha256').update(packed).digest('base64url').slice(0, 22)}"` };
  loadedMaps.set(name, map);
  return map;
}

/** The detail that suits a screen showing the whole area. */
export function usualLayer(area: Area): Level {
  if (area === NATIONAL) return 'regency';
  return levelOf(area) === 'province' ? 'district' : 'village';
}

function mapName(area: Area, layer: Level): string | null {
  if (area === NATIONAL) return layer === 'province' || layer === 'regency' ? 'kalimantan' : null;
  const level = levelOf(area);
  if (level === 'province') return layer === 'village' ? area : layer === 'province' ? null : `${area}.${layer}`;
  // The file of a kabupaten is small enough to hold its villages and districts together.
  return level === 'regency' && (layer === 'village' || layer === 'district') ? area : null;
}
