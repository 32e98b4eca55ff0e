import type { SheetKey } from './submission.ts';

/** Which sheet an act is for: its own id (idempotency), the sheet, and the revision the actor saw. */
export type SheetTarget = { readonly id: string; readonly key: SheetKey; readonly revision: number };
