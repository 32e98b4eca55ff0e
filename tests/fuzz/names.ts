import { createHash } from 'node:crypto';
import { uuidV7 } from '#kernel/uuid.ts';
import type { Asker, BesiegedDesk } from './besieged-desk.ts';
import { sha256Hex } from './files.ts';

const NUMBER = /"‹#(\w+):(\d+)›"/g;
const TEXT = /‹(\w+):(\d+)›/g;

/** Puts the ids of the running desk where a case has only their names. */
export function realNames(desk: BesiegedDesk, asker: Asker | null, text: string): string {
  if (!text.includes('‹')) return text;
  return text
    .replace(NUMBER, (_, kind: string, n: string) => real(desk, asker, kind, Number(n)))
    .replace(TEXT, (_, kind: string, n: string) => real(desk, asker, kind, Number(n)));
}

function real(desk: BesiegedDesk, asker: Asker | null, kind: string, n: number): string {
  if (kind === 'self') return asker?.account ?? '';
  if (kind === 'new') return freshId(n);
  if (kind === 'length') return String(desk.files.photo(n).length);
  if (kind === 'sha') return sha256Hex(desk.files.photo(n));
  const known = kind === 'definition' ? desk.definitions : (desk.pool[kind as keyof typeof desk.pool] ?? []);
  return known[n % Math.max(1, known.length)] ?? 'tidak-ada';
}

function freshId(n: number): string {
  const random = createHash('sha256').update(`fuzz ${n}`).digest().subarray(0, 10);
  return uuidV7(new Date(Date.UTC(2024, 10, 27, 8) + n), random);
}
