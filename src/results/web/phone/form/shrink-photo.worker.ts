import { SHRINK_STEPS, type ShrinkAnswer, type ShrinkQuestion, shrunkSize, TARGET_BYTES } from './shrink-steps.ts';

addEventListener('message', async ({ data }: MessageEvent<ShrinkQuestion>) => {
  const jpeg = await shrink(data);
  postMessage({ jpeg } satisfies ShrinkAnswer, { transfer: jpeg ? [jpeg] : [] });
});

/**
 * Drawn anew as JPEG: smaller, upright, and without place, time or maker. Null where the file is no readable picture.
 * It is made smaller while it is unpacked, so that the memory of a cheap phone holds the large picture once.
 */
async function shrink({ file, ...size }: ShrinkQuestion): Promise<ArrayBuffer | null> {
  const { width, height } = shrunkSize(size, SHRINK_STEPS[0]?.side ?? 0);
  try {
    const picture = await createImageBitmap(file, {
      imageOrientation: 'from-image',
      resizeWidth: width,
      resizeHeight: height,
      resizeQuality: 'high',
    });
    try {
      return (await (await firstThatFits(picture))?.arrayBuffer()) ?? null;
    } finally {
      picture.close();
    }
  } catch {
    return null;
  }
}

async function firstThatFits(picture: ImageBitmap): Promise<Blob | null> {
  let smallest: Blob | null = null;
  for (const { side, quality } of SHRINK_STEPS) {
    const { width, height } = shrunkSize(picture, side);
    const canvas = new OffscreenCanvas(width, height);
    const pen = canvas.getContext('2d', { alpha: false });
    if (pen === null) return null;
    // A picture with see-through parts lies on paper, not on black.
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, width, height);
    pen.imageSmoothingQuality = 'high';
    pen.drawImage(picture, 0, 0, width, height);
    smallest = await canvas.convertToBlob({ type: 'image/jpeg', quality });
    if (smallest.size <= TARGET_BYTES) break;
  }
  return smallest;
}
