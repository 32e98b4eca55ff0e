import type { Text } from '#kernel/problem.ts';
import { text } from '#platform/web/language.ts';
import type { HeldEntry } from './held-entries.ts';

const CAUSES: Readonly<Record<string, Text>> = {
  definition: text(
    'Diisi dengan daftar calon atau formulir yang lama.',
    'It was entered with an older list of candidates or form.',
  ),
  right: text(
    'Saat sampai, Anda sudah tidak bertugas untuk TPS ini.',
    'When it arrived, this station was no longer your task.',
  ),
  round: text('Pemungutan ini tidak dibuka untuk TPS ini.', 'This round of voting is not open at this station.'),
};

const WAITS = text(
  'Dikarantina: menunggu keputusan jenjang di atas Anda.',
  'Held: waits for the decision of the level above.',
);
const NOTHING_TO_DO = text('Tidak perlu diisi lagi.', 'It need not be entered again.');

/** Why it was held, what happens now, and that nothing has to be sent; null: the receipt has told no cause yet. */
export function heldText(entry: HeldEntry | null): Text {
  const cause = CAUSES[entry?.cause ?? ''];
  const parts = [WAITS, ...(cause ? [cause] : []), NOTHING_TO_DO];
  return { id: parts.map(({ id }) => id).join(' '), en: parts.map(({ en }) => en).join(' ') };
}

/** Why the level above did not let it in. */
export function turnedDownText({ reason }: HeldEntry): Text {
  return {
    id: `Isian Anda dikarantina lalu ditolak: ${reason ?? '–'}`,
    en: `Your entry was held and then refused: ${reason ?? '–'}`,
  };
}
