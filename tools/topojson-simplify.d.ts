/** The package ships no types; these are the functions that the region build uses. */
declare module 'topojson-simplify' {
  import type { Topology } from 'topojson-specification';

  export function presimplify(topology: Topology): Topology;
  /** Removes points whose triangle is smaller than `minWeight` (here square degrees) and undoes the quantization. */
  export function simplify(topology: Topology, minWeight: number): Topology;
  /** Without a filter: drops the arcs that no object uses. */
  export function filter(topology: Topology): Topology;
}
