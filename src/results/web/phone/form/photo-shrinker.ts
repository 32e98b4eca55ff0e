import type { ShrinkAnswer, ShrinkQuestion } from './shrink-steps.ts';

/** `unreadable`: no picture; `no-tool`: the part that shrinks could not be loaded or died. */
export type Shrunk = { readonly jpeg: Uint8Array<ArrayBuffer> } | { readonly fault: 'unreadable' | 'no-tool' };

export type PhotoShrinker = { shrink(file: Blob): Promise<Shrunk>; close(): void };

/** Shrinks one photo at a time in a worker that is loaded with the first of them. */
export function photoShrinker(): PhotoShrinker {
  let worker: Worker | null = null;
  let asked = 0;
  let last: Promise<unknown> = Promise.resolve();

  function ask(file: Blob): Promise<Shrunk> {
    worker ??= new Worker(new URL('./shrink-photo.worker.ts', import.meta.url), { type: 'module' });
    const tool = worker;
    const question: ShrinkQuestion = { asked: ++asked, file };
    return new Promise((resolve) => {
      tool.onmessage = async ({ data }: MessageEvent<ShrinkAnswer>) => {
        if (data.asked !== question.asked) return;
        if (data.jpeg === null) resolve({ fault: 'unreadable' });
        else resolve({ jpeg: new Uint8Array(await data.jpeg.arrayBuffer()) });
      };
      tool.onerror = () => {
        close();
        resolve({ fault: 'no-tool' });
      };
      tool.postMessage(question);
    });
  }

  function close(): void {
    worker?.terminate();
    worker = null;
  }

  return {
    shrink(file) {
      const shrunk = last.then(() => ask(file));
      last = shrunk;
      return shrunk;
    },
    close,
  };
}
