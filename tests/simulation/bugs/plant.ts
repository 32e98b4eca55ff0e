import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

/** A change of the text of one file of the program. */
export type Patch = { readonly file: string; readonly find: string; readonly put: string };

const ROOT = new URL('../../../', import.meta.url);

/**
 * Changes the text of files while Node loads them; the files stay as they are. A text that is not found exactly once has
 * changed since the patch was written: then the load fails, instead of testing nothing. To be called before the program
 * is imported; the answer tells which patches no import has met.
 */
export function plant(patches: readonly Patch[]): () => string[] {
  const met = new Set<Patch>();
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      const own = patches.filter(({ file }) => new URL(file, ROOT).href === url);
      if (own.length === 0) return loaded;
      let text = loaded.source instanceof Uint8Array ? new TextDecoder().decode(loaded.source) : String(loaded.source);
      for (const patch of own) {
        const parts = text.split(patch.find);
        if (parts.length !== 2)
          throw new Error(`${fileURLToPath(url)} holds “${patch.find}” ${parts.length - 1} times, not once`);
        text = parts.join(patch.put);
        met.add(patch);
      }
      return { ...loaded, source: text };
    },
  });
  return () => patches.filter((patch) => !met.has(patch)).map(({ file }) => file);
}
