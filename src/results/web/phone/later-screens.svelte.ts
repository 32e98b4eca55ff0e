type Screens = typeof import('./later-parts.ts');

let screens = $state.raw<Screens | null>(null);
let failed = $state(false);

/** The second file of the page, once it has come. */
export function laterScreens(): Screens | null {
  return screens;
}

export function laterFailed(): boolean {
  return failed;
}

/** The second file itself; asks for it, also again after a failure: a signal may be back. */
export async function laterParts(): Promise<Screens> {
  try {
    screens ??= await import('./later-parts.ts');
    failed = false;
    return screens;
  } catch (failure) {
    failed = true;
    throw failure;
  }
}

export async function loadLater(): Promise<void> {
  await laterParts().catch(() => undefined);
}
