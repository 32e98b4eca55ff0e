import { SHRINK_STEPS, type ShrinkAnswer, type ShrinkQuestion, shrunkSize, TARGET_BYTES } from './shrink-steps.ts';

type Size = { readonly width: number; readonly height: number };

/** JPEG is unpacked in eighths of its size: with this margin the next lower one still has the pixels that are wanted. */
const MARGIN = 1.5;

addEventListener('message', async ({ data }: MessageEvent<ShrinkQuestion>) => {
  const jpeg = await shrink(data);
  postMessage({ jpeg } satisfies ShrinkAnswer, { transfer: jpeg ? [jpeg] : [] });
});

/** Drawn anew as JPEG: smaller, upright, and without place, time or maker. Null where the file is no readable picture. */
async function shrink({ file, ...size }: ShrinkQuestion): Promise<ArrayBuffer | null> {
  try {
    const wanted = shrunkSize(size, SHRINK_STEPS[0]?.side ?? 0);
    const picture = (await unpackSmall(file, wanted)) ?? (await unpack(file, wanted));
    try {
      return (await (await firstThatFits(picture, size))?.arrayBuffer()) ?? null;
    } finally {
      picture.close();
    }
  } catch {
    return null;
  }
}

/**
 * Never the whole picture in memory, which a cheap phone may not have. Null where the browser cannot: one whose frames
 * know no rotation would lay a photo on its side.
 */
async function unpackSmall(file: Blob, wanted: Size): Promise<ImageBitmap | null> {
  if (!('ImageDecoder' in globalThis) || !('rotation' in VideoFrame.prototype)) return null;
  const [desiredWidth, desiredHeight] = [Math.round(wanted.width * MARGIN), Math.round(wanted.height * MARGIN)];
  try {
    const decoder = new ImageDecoder({ data: file.stream(), type: file.type, desiredWidth, desiredHeight });
    try {
      const { image } = await decoder.decode();
      try {
        return await unpack(image, wanted);
      } finally {
        image.close();
      }
    } finally {
      decoder.close();
    }
  } catch {
    return null;
  }
}

function unpack(file: Blob | VideoFrame, { width, height }: Size): Promise<ImageBitmap> {
  return createImageBitmap(file, {
    imageOrientation: 'from-image',
    resizeWidth: width,
    resizeHeight: height,
    resizeQuality: 'high',
  });
}

/** One canvas for all steps: what a canvas that is let go held comes back only when the browser tidies up. */
async function firstThatFits(picture: ImageBitmap, size: Size): Promise<Blob | null> {
  const canvas = new OffscreenCanvas(0, 0);
  const pen = canvas.getContext('2d', { alpha: false });
  if (pen === null) return null;
  let smallest: Blob | null = null;
  for (const { side, quality } of SHRINK_STEPS) {
    const { width, height } = shrunkSize(size, side);
    if (canvas.width !== width || canvas.height !== height) {
      Object.assign(canvas, { width, height });
      // A picture with see-through parts lies on paper, not on black.
      pen.fillStyle = '#fff';
      pen.fillRect(0, 0, width, height);
      pen.imageSmoothingQuality = 'high';
      pen.drawImage(picture, 0, 0, width, height);
    }
    smallest = await canvas.convertToBlob({ type: 'image/jpeg', quality });
    if (smallest.size <= TARGET_BYTES) break;
  }
  Object.assign(canvas, { width: 0, height: 0 });
  return smallest;
}
