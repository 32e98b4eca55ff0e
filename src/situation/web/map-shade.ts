/** The step of the legend: 0 for none, 5 for all, the four between by fifths; −1 where nothing is expected. */
export function shadeStep(part: { readonly received: number; readonly expected: number } | undefined): number {
  if (!part || part.expected === 0) return -1;
  if (part.received >= part.expected) return 5;
  return part.received === 0 ? 0 : Math.min(4, 1 + Math.floor((part.received / part.expected) * 4));
}

export const SHADE_STEPS = [0, 1, 2, 3, 4, 5] as const;
