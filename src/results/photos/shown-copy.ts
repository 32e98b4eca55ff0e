import type { Problem } from '#kernel/problem.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import { resultsProblem } from '../problems.ts';

/** Of a side: the smallest writing on the paper stays readable, and nobody needs more on a screen. */
const SHOWN_PIXELS_MAX = 2000;
const PIXELS_MAX = 40_000_000;
/** What a picture may take that must be unpacked as a whole; the others are read line by line. */
const UNPACKED_BYTES_MAX = 128 * 1024 * 1024;
const SECONDS_MAX = 10;
const QUALITY = 80;

export const SHOWN_MEDIA_TYPE = 'image/jpeg';
const MEDIA_TYPES: Readonly<Record<string, string>> = { jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp' };

export type ShownCopy = {
  /** JPEG, upright, without any metadata */
  readonly shown: Buffer;
  /** what the original proved to be, whatever it was called */
  readonly mediaType: string;
};

/** Decodes what claims to be a photo and draws it anew, so that nothing of the file but its picture is ever shown. */
export async function shownCopy(original: Buffer): Promise<Result<ShownCopy, Problem>> {
  const sharp = await loadSharp();
  try {
    const picture = sharp(original, { limitInputPixels: PIXELS_MAX, failOn: 'error', sequentialRead: true });
    const about = await picture.metadata();
    const mediaType = MEDIA_TYPES[about.format];
    if (!mediaType || (about.pages ?? 1) > 1 || !fits(about)) return noPhoto();
    const shown = await picture
      .autoOrient()
      .resize({ width: SHOWN_PIXELS_MAX, height: SHOWN_PIXELS_MAX, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: QUALITY })
      .timeout({ seconds: SECONDS_MAX })
      .toBuffer();
    return accept({ shown, mediaType });
  } catch {
    // Whatever the decoder says of these bytes, it is the same to the sender: no photo.
    return noPhoto();
  }
}

function noPhoto(): Result<ShownCopy, Problem> {
  return refuse(resultsProblem('no-photo', { megapixels: PIXELS_MAX / 1_000_000 }));
}

type About = {
  readonly format: string;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly depth: string;
  readonly isProgressive: boolean;
};

function fits({ format, width, height, channels, depth, isProgressive }: About): boolean {
  const pixels = width * height;
  if (!(pixels <= PIXELS_MAX)) return false;
  if (format !== 'webp' && !isProgressive) return true;
  // A progressive JPEG keeps its coefficients, two bytes each, until the last scan.
  const bytesPerValue = format === 'jpeg' || depth === 'ushort' ? 2 : 1;
  return pixels * channels * bytesPerValue <= UNPACKED_BYTES_MAX;
}

let loading: ReturnType<typeof load> | null = null;

/** Loaded by the first photo: the command line has no use for it. */
function loadSharp(): ReturnType<typeof load> {
  loading ??= load();
  return loading;
}

async function load() {
  const { default: sharp } = await import('sharp');
  sharp.cache(false);
  sharp.concurrency(1);
  // No decoder but these three is reachable, so that no other has to be trusted with what strangers send.
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'] });
  return sharp;
}
