import type { Dice } from './dice.ts';

/** Something that happens at a moment of virtual time. Deliveries of one moment happen together. */
export type Happening = {
  readonly at: number;
  readonly tie: number;
  readonly what: { readonly run: () => void | Promise<void> } | { readonly deliver: () => Delivery };
  cancelled: boolean;
};
/** A message that reached the server; the server takes all of one moment at once. */
export type Delivery = object;

export type Timeline = {
  /** virtual milliseconds since the epoch */
  now(): number;
  after(delayMs: number, run: () => void | Promise<void>): () => void;
  deliver(delayMs: number, message: () => Delivery): void;
  /** All that happens next: one happening, or every delivery of one moment. Null when nothing is left before the bound. */
  next(until?: number): Next | null;
  /** Passes over empty time. */
  skipTo(at: number): void;
};
export type Next = { readonly run: () => void | Promise<void> } | { readonly deliveries: readonly Delivery[] };

export function timeline(start: number, chance: Dice): Timeline {
  let now = start;
  let heap: Happening[] = [];
  let cancelledCount = 0;

  function add(delayMs: number, what: Happening['what']): Happening {
    const happening = { at: now + Math.max(0, Math.round(delayMs)), tie: chance.next(), what, cancelled: false };
    push(heap, happening);
    return happening;
  }

  function first(): Happening | undefined {
    while (heap[0]?.cancelled) {
      pop(heap);
      cancelledCount--;
    }
    return heap[0];
  }

  return {
    now: () => now,
    after(delayMs, run) {
      const happening = add(delayMs, { run });
      return () => {
        if (!happening.cancelled) cancelledCount++;
        happening.cancelled = true;
        if (cancelledCount < 256) return;
        heap = heap.filter((item) => !item.cancelled).sort(earlier);
        cancelledCount = 0;
      };
    },
    deliver: (delayMs, deliver) => void add(delayMs, { deliver }),
    next(until = Number.POSITIVE_INFINITY) {
      const found = first();
      if (!found || found.at > until) return null;
      pop(heap);
      now = found.at;
      if ('run' in found.what) return { run: found.what.run };
      const deliveries = [found.what.deliver()];
      const together = heap.filter(({ at, what, cancelled }) => at === now && !cancelled && 'deliver' in what);
      for (const happening of together.sort(earlier)) {
        happening.cancelled = true;
        cancelledCount++;
        if ('deliver' in happening.what) deliveries.push(happening.what.deliver());
      }
      return { deliveries };
    },
    skipTo(at) {
      now = Math.max(now, at);
    },
  };
}

function earlier(a: Happening, b: Happening): number {
  return a.at - b.at || a.tie - b.tie;
}

/** A binary heap: the earliest lies at the front. */
function push(heap: Happening[], happening: Happening): void {
  let at = heap.length;
  heap.push(happening);
  while (at > 0) {
    const above = (at - 1) >> 1;
    if (earlier(heap[above] as Happening, happening) <= 0) break;
    heap[at] = heap[above] as Happening;
    at = above;
  }
  heap[at] = happening;
}

function pop(heap: Happening[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let at = 0;
  for (;;) {
    let below = 2 * at + 1;
    if (below >= heap.length) break;
    const right = heap[below + 1];
    if (right && earlier(right, heap[below] as Happening) < 0) below++;
    if (earlier(last, heap[below] as Happening) <= 0) break;
    heap[at] = heap[below] as Happening;
    at = below;
  }
  heap[at] = last;
}
