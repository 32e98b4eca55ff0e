import type { FastifyInstance } from 'fastify';
import { LEVELS } from '#kernel/region-code.ts';
import { regionTree } from '#regions/load-regions.ts';
import { percentile } from './percentile.ts';
import { say } from './say.ts';
import { EDITION, shuffled } from './spread.ts';

const REGIONS = 1000;
const NATION_ASKED = 200;

/** Asks the tally of regions of all levels in turn, then the nation by province, each once to warm up and once to time. */
export async function askTallies(app: FastifyInstance, contest: string): Promise<void> {
  const regions = mixedRegions();
  for (const children of [false, true]) {
    const paths = regions.map((region) => pathOf(contest, region, children));
    await timeEach(app, paths);
    sayTimes(`tally of ${REGIONS} regions, ${children ? 'with' : 'without'} children`, await timeEach(app, paths), 2);
  }
  const nation = Array.from({ length: NATION_ASKED }, () => pathOf(contest, 'national', true));
  await timeEach(app, nation);
  sayTimes('tally of the nation by province', await timeEach(app, nation), 5);
}

/** As many of every level as there are, up to an equal share; smaller levels leave their share to the villages. */
function mixedRegions(): string[] {
  const tree = regionTree().in(EDITION);
  const share = REGIONS / LEVELS.length;
  const upper = LEVELS.filter((level) => level !== 'village').flatMap((level) =>
    shuffled(tree.within('national', level)).slice(0, share),
  );
  const villages = shuffled(tree.within('national', 'village')).slice(0, REGIONS - upper.length);
  return shuffled([...upper, ...villages]).map(({ code }) => code);
}

function pathOf(contest: string, region: string, children: boolean): string {
  return `/api/v1/tally?contest=${contest}&region=${region}&children=${children}`;
}

async function timeEach(app: FastifyInstance, paths: readonly string[]): Promise<number[]> {
  const times: number[] = [];
  for (const url of paths) {
    const start = performance.now();
    const answer = await app.inject({ method: 'GET', url, headers: { host: 'localhost' } });
    times.push(performance.now() - start);
    if (answer.statusCode !== 200)
      throw new Error(`${url} answered ${answer.statusCode}: ${answer.body.slice(0, 300)}`);
  }
  return times;
}

function sayTimes(name: string, times: readonly number[], aimMs: number): void {
  const figures = [50, 95, 99].map((percent) => percentile(times, percent).toFixed(2));
  say(`${name}, p50/p95/p99`, `${figures.join(' / ')} ms (aim p95 ≤ ${aimMs})`);
}
