import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { type Call, callOf, gist, twinOf } from './calls.ts';
import { type Cell, nameOfCell } from './cells.ts';
import { expectedVerdict } from './verdicts.ts';
import type { World } from './world.ts';

export type Difference = { readonly cell: Cell; readonly expected: string; readonly got: string };
export type Outcome = { readonly cells: number; readonly twins: number; readonly differences: readonly Difference[] };

const AT_ONCE = 6;

/** Asks every cell of the server: first those that read, so that lists and totals are still as they were made. */
export async function runTable(app: FastifyInstance, world: World, cells: readonly Cell[]): Promise<Outcome> {
  const differences: Difference[] = [];
  let twins = 0;
  const ordered = [...cells].sort((one, other) => Number(!isReading(one)) - Number(!isReading(other)));
  const queue = ordered[Symbol.iterator]();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const cell of queue) {
        const difference = await ask(cell);
        if (difference) differences.push({ cell, ...difference });
      }
    }),
  );
  return { cells: ordered.length, twins, differences };

  async function ask(cell: Cell): Promise<Omit<Difference, 'cell'> | null> {
    const { answers, hidden, changes } = expectedVerdict(cell, world.facts);
    const fits = cell.route.startsWith('HEAD') ? answers.map((text) => text.slice(0, 3)) : answers;
    const call = await callOf(cell, world, changes);
    const reply = await app.inject(call.inject);
    const got = gist(cell, reply);
    if (!fits.includes(got)) return { expected: fits.join(' or '), got };
    if (!hidden) return null;
    twins++;
    const twin = twinOf(cell, world, call);
    const [nobody, told] = [await app.inject(twin.inject), reply].map((answer, at) =>
      masked(answer, at === 0 ? twin.echo : call.echo, isLongAlike(call, twin)),
    ) as [string[], string[]];
    const apart = nobody.findIndex((part, at) => part !== told[at]);
    return apart < 0 ? null : { expected: `as for what does not exist: ${nobody[apart]}`, got: String(told[apart]) };
  }
}

function isReading({ route }: Cell): boolean {
  return route.startsWith('GET ') || route.startsWith('HEAD ');
}

/** No code that does not exist is as long as the word `national`. */
function isLongAlike(call: Call, twin: Call): boolean {
  return call.echo.join().length === twin.echo.join().length;
}

const ABOUT_THE_ASKING = ['date', 'x-ratelimit-remaining', 'x-ratelimit-reset'];

/** An answer byte for byte, in parts, but for the id that it repeats, hashes of what was sent, and how often somebody asked. */
function masked(
  { statusCode, headers, body }: LightMyRequestResponse,
  echo: readonly string[],
  withLength: boolean,
): string[] {
  const left = withLength ? ABOUT_THE_ASKING : [...ABOUT_THE_ASKING, 'content-length'];
  const told = Object.entries(headers).filter(([name]) => !left.includes(name));
  let text = body.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{64}/g, 'ID');
  for (const id of [...echo].sort((one, other) => other.length - one.length)) text = text.replaceAll(id, 'ID');
  return [String(statusCode), text, ...told.map(([name, value]) => `${name}: ${value}`).sort()];
}

/** Differences as a person reads them: those of one kind in one line, with an example. */
export function describeDifferences(differences: readonly Difference[]): string {
  const kinds = Map.groupBy(differences, ({ cell, expected, got }) => [cell.route, cell.role, expected, got].join());
  const lines = [...kinds.values()].map((alike) => {
    const { cell, expected, got } = alike[0] as Difference;
    const more = alike.length === 1 ? '' : ` (and ${alike.length - 1} more like it)`;
    return `${nameOfCell(cell)}: expected ${expected}, got ${got}${more}`;
  });
  return lines.join('\n');
}
