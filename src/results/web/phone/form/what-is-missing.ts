import type { Reading } from './read-boxes.ts';
import type { SheetDraft } from './sheet-draft.ts';

/** What keeps a draft from being saved. Contradictions do not: they want words and a photo of the paper. */
export type Missing = 'figures' | 'faults' | 'reason' | 'explanation' | 'photo';

export function whatIsMissing(
  draft: SheetDraft,
  reading: Reading,
  wants: { readonly reason: boolean; readonly explanation: boolean; readonly photosAtServer: number },
): readonly Missing[] {
  const missing: Missing[] = [];
  if (Object.keys(reading.faults).length > 0) missing.push('faults');
  else if (Object.keys(reading.values).length === 0) missing.push('figures');
  if (wants.reason && draft.reason.trim() === '') missing.push('reason');
  if (wants.explanation && draft.note.asWritten.trim() === '') missing.push('explanation');
  if (wants.explanation && draft.photos.length + wants.photosAtServer === 0) missing.push('photo');
  return missing;
}
