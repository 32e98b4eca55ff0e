/** Pages of one submission's paper; on the phone and on the server. */
export const PHOTO_PAGES_MAX = 12;
