const LIMIT_MS = 60_000;
const LOOK_AGAIN_MS = 500;

/** Asks again and again; a page that is just being loaded anew answers later. */
export async function untilTrue(ask: () => Promise<boolean>): Promise<void> {
  const limit = Date.now() + LIMIT_MS;
  while (!(await ask().catch(() => false))) {
    if (Date.now() > limit) throw new Error(`never true: ${ask}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}
