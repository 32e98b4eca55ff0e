/** A picture and its size upright, in pixels. */
export type ShrinkQuestion = { readonly file: Blob; readonly width: number; readonly height: number };
export type ShrinkAnswer = { readonly jpeg: ArrayBuffer | null };

/** What a photo may weigh on its way over a slow line. @unit bytes */
export const TARGET_BYTES = 250_000;

/** Tried one after another until the picture is light enough: first less quality, then fewer pixels. */
export const SHRINK_STEPS: readonly { readonly side: number; readonly quality: number }[] = [
  { side: 1600, quality: 0.6 },
  { side: 1600, quality: 0.45 },
  { side: 1600, quality: 0.3 },
  { side: 1280, quality: 0.4 },
  { side: 1280, quality: 0.25 },
  { side: 1024, quality: 0.25 },
];

/** The size with the longest side at most `side`, in whole pixels; never enlarged. */
export function shrunkSize(
  { width, height }: { readonly width: number; readonly height: number },
  side: number,
): { readonly width: number; readonly height: number } {
  const scale = Math.min(1, side / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
