import { geoMercator, geoPath } from 'd3-geo';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { type Area, isWithin, LEVELS, type Level } from '#kernel/region-code.ts';

type Named = { code: string; name: string };
export type MapShape = Named & { readonly path: Path2D };
export type DrawnMap = { readonly shapes: readonly MapShape[]; readonly borders: Path2D | null };
export type Size = { readonly width: number; readonly height: number };

/** Fits the parts of a layer that lie within an area into a box; the borders of the level above lie over them. */
export function layOutMap(topology: Topology, layer: Level, within: string, size: Size): DrawnMap {
  const all = collectionOf(topology, layer);
  if (!all) return { shapes: [], borders: null };
  const features = feature(topology, all).features.filter(({ properties }) => isPart(properties.code, within));
  const margin = 8;
  const projection = geoMercator().fitExtent(
    [
      [margin, margin],
      [Math.max(size.width - margin, margin + 1), Math.max(size.height - margin, margin + 1)],
    ],
    { type: 'FeatureCollection', features },
  );
  const path = geoPath(projection);
  const shapes = features.map((one) => ({ ...one.properties, path: new Path2D(path(one) ?? '') }));
  return { shapes, borders: bordersAbove(topology, layer, within, path) };
}

function bordersAbove(
  topology: Topology,
  layer: Level,
  within: string,
  path: ReturnType<typeof geoPath>,
): Path2D | null {
  const above = LEVELS[LEVELS.indexOf(layer) - 1];
  const collection = above === undefined ? null : collectionOf(topology, above);
  if (!collection) return null;
  const own = collection.geometries.filter(({ properties }) => {
    const code = (properties as Partial<Named> | undefined)?.code ?? '';
    return isPart(code, within) || code === within;
  });
  return new Path2D(path(mesh(topology, { ...collection, geometries: own })) ?? '');
}

export function shapeAt(context: CanvasRenderingContext2D, map: DrawnMap, x: number, y: number): MapShape | null {
  return map.shapes.find(({ path }) => context.isPointInPath(path, x, y)) ?? null;
}

function collectionOf(topology: Topology, layer: Level): GeometryCollection<Named> | null {
  return (topology.objects[layer] as GeometryCollection<Named> | undefined) ?? null;
}

function isPart(code: string, within: string): boolean {
  return code !== within && isWithin(code as Area, within as Area);
}
