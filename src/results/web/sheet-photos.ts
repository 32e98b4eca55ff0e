import type { SheetHistory } from '../contract/sheets.ts';
import { nameIn } from './person-name.ts';

export type SheetPhoto = {
  readonly id: string;
  readonly page: number;
  readonly submission: string;
  readonly href: string;
  readonly by: string;
  readonly at: string;
};

/** The complete photos of one round's paper: those of the latest sender first, the pages of each in their order. */
export function photosOf(history: SheetHistory, round: string): readonly SheetPhoto[] {
  return history.photos
    .filter((photo) => photo.round === round)
    .sort((left, right) => right.submission.localeCompare(left.submission) || left.page - right.page)
    .map(({ id, page, submission, by, at }) => ({
      id,
      page,
      submission,
      at,
      by: nameIn(history, by),
      href: `/api/v1/photos/${encodeURIComponent(id)}`,
    }));
}
