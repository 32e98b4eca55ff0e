import { stationLabel } from '#kernel/station-number.ts';
import { text } from '#platform/web/language.ts';
import { STATUS_WORDS, type StatusWords } from '../status-words.ts';

/** States that only the phone knows, beside those of the desk. */
export const PHONE_MARKS = {
  draft: { shape: '✎', word: text('Draf', 'Draft'), tone: 'belum' },
  waiting: { shape: '◌', word: text('Di HP', 'On the phone'), tone: 'belum' },
  sent: { shape: '▫', word: text('Terkirim', 'Sent'), tone: 'diperiksa' },
  refused: { shape: '✕', word: text('Ditolak', 'Refused'), tone: 'dikembalikan' },
  missing: { ...STATUS_WORDS.missing, word: text('Belum', 'To do') },
} as const satisfies Readonly<Record<string, StatusWords>>;

/** "TPS 004", with the round where it is not the regular one. */
export function stationName(station: number, round: string): string {
  return round === 'regular' ? `TPS ${stationLabel(station)}` : `TPS ${stationLabel(station)} · ${roundName(round)}`;
}

/** With the village behind it where there is more than one to choose from. */
export function placedName(
  name: string,
  region: string,
  villages: readonly { readonly region: string; readonly name: string }[],
): string {
  const village = villages.length > 1 ? villages.find((one) => one.region === region)?.name : undefined;
  return village ? `${name} · ${village}` : name;
}

const ROUND_NAMES: Readonly<Record<string, string>> = { revote: 'PSU', continued: 'PSL', postponed: 'PSS' };

function roundName(round: string): string {
  const [, base = round, number] = /^([a-z]+)-(\d+)$/.exec(round) ?? [];
  const name = ROUND_NAMES[base] ?? base;
  return number ? `${name} ${number}` : name;
}
