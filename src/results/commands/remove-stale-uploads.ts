import { listUploads, removeUpload } from '#platform/blobs/upload-files.ts';
import type { Desk } from '../desk.ts';
import { listUnfinished, removeUnheard } from '../store/photos.ts';

/** A phone that was longer without signal announces its photo anew and sends it from the start. */
const KEPT_MS = 7 * 24 * 60 * 60 * 1000;

/** Clears what no phone goes on with: photos unheard of for a week, and pieces whose photo is complete or gone. */
export async function removeStaleUploads(desk: Desk): Promise<{ readonly photos: number; readonly files: number }> {
  const photos = await removeUnheard(desk.sql, new Date(desk.clock.now().getTime() - KEPT_MS));
  // Listed before asking: a file that comes later belongs to a photo that is on its way.
  const files = await listUploads(desk.filesDir);
  const unfinished = await listUnfinished(desk.sql, files.filter(isId));
  const stale = files.filter((name) => !unfinished.has(name));
  for (const name of stale) await removeUpload(desk.filesDir, name);
  return { photos, files: stale.length };
}

function isId(name: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(name);
}
