import { contentText, type Submission } from '../../../domain/submission.ts';

/** The content hash as the server computes it: what a receipt must name before the phone says "Diterima". */
export async function contentHash(submission: Submission): Promise<string> {
  return sha256Hex(new TextEncoder().encode(contentText(submission, submission.values)));
}

export async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
