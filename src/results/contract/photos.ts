import { Type } from 'typebox';
import { PHOTO_PAGES_MAX } from '../domain/photo-limits.ts';

/** A shrunk photo is about 100-250 kB; the bound leaves room for an unshrunk one of a simple phone. */
export const PHOTO_BYTES_MAX = 4 * 1024 * 1024;
export { PHOTO_PAGES_MAX };
export const PHOTO_PIECE_BYTES_MAX = 256 * 1024;
/** Of one account for one sheet, however many submissions it made. @source quality F15 */
export const PHOTOS_PER_SHEET_MAX = 40;

/** Announces one page of a submission's paper. The same page and content again answers the same id and its offset. */
export const createPhotoContract = {
  name: 'createPhoto',
  method: 'POST',
  path: '/api/v1/photos',
  access: 'sheets.submit',
  body: Type.Object(
    {
      submission: Type.String({ maxLength: 36 }),
      page: Type.Integer({ minimum: 1, maximum: PHOTO_PAGES_MAX }),
      length: Type.Integer({ minimum: 1, maximum: PHOTO_BYTES_MAX }),
      sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    },
    { additionalProperties: false },
  ),
  response: Type.Object({ id: Type.String(), offset: Type.Integer(), complete: Type.Boolean() }),
  problems: ['results.unknown-submission', 'results.too-many-photos'],
} as const;

const PARAMS = Type.Object({ id: Type.String({ maxLength: 36 }) });

/** Where to go on: `Upload-Offset` and `Upload-Length`, as tus has them. */
export const askPhotoOffsetContract = {
  name: 'askPhotoOffset',
  method: 'HEAD',
  path: '/api/v1/photos/:id',
  access: 'sheets.submit',
  params: PARAMS,
  problems: ['results.unknown-photo'],
} as const;

/** A piece (`application/offset+octet-stream`) at `Upload-Offset`; 204 with the new offset, 409 when it is another. */
export const sendPhotoPieceContract = {
  name: 'sendPhotoPiece',
  method: 'PATCH',
  path: '/api/v1/photos/:id',
  access: 'sheets.submit',
  params: PARAMS,
  problems: [
    'results.unknown-photo',
    'results.wrong-offset',
    'results.photo-too-long',
    'results.photo-differs',
    'results.no-photo',
    'results.busy',
    'results.photo-not-stored',
  ],
} as const;

export const readPhotoContract = {
  name: 'readPhoto',
  method: 'GET',
  path: '/api/v1/photos/:id',
  access: 'photos.read',
  params: PARAMS,
  response: Type.String({ description: 'image/jpeg' }),
  problems: ['results.unknown-photo', 'results.photo-lost'],
} as const;
