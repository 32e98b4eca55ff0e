import type { ShrinkAnswer, ShrinkQuestion } from './shrink-steps.ts';

/** `unreadable`: no picture; `no-tool`: the part that shrinks could not be loaded or died. */
export type Shrunk = { readonly jpeg: Uint8Array<ArrayBuffer> } | { readonly fault: 'unreadable' | 'no-tool' };

export type PhotoShrinker = { shrink(file: Blob): Promise<Shrunk>; close(): void };

/** Shrinks one photo at a time, each in a worker of its own: only its end gives back what the large picture took. */
export function photoShrinker(): PhotoShrinker {
  let worker: Worker | null = null;
  let last: Promise<unknown> = Promise.resolve();

  async function ask(file: Blob): Promise<Shrunk> {
    const size = await pictureSize(file);
    if (size === null) return { fault: 'unreadable' };
    const tool = new Worker(new URL('./shrink-photo.worker.ts', import.meta.url), { type: 'module' });
    worker = tool;
    const answer = await new Promise<ShrinkAnswer | null>((resolve) => {
      tool.onmessage = ({ data }: MessageEvent<ShrinkAnswer>) => resolve(data);
      tool.onerror = () => resolve(null);
      tool.postMessage({ file, ...size } satisfies ShrinkQuestion);
    });
    tool.terminate();
    if (answer === null) return { fault: 'no-tool' };
    return answer.jpeg === null ? { fault: 'unreadable' } : { jpeg: new Uint8Array(answer.jpeg) };
  }

  return {
    shrink(file) {
      const shrunk = last.then(() => ask(file));
      last = shrunk;
      return shrunk;
    },
    close: () => worker?.terminate(),
  };
}

/** As it is seen upright. An image that is never shown is read as far as its size only, not unpacked. */
async function pictureSize(file: Blob): Promise<{ readonly width: number; readonly height: number } | null> {
  const image = new Image();
  const address = URL.createObjectURL(file);
  try {
    await new Promise((resolve, reject) => {
      image.onload = resolve;
      image.onerror = reject;
      image.src = address;
    });
    const { naturalWidth: width, naturalHeight: height } = image;
    return width > 0 && height > 0 ? { width, height } : null;
  } catch {
    return null;
  } finally {
    image.src = '';
    URL.revokeObjectURL(address);
  }
}
