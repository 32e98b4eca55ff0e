/** Whether everybody signed the paper; null = not said. */
export type CrewSignatures = 'complete' | 'incomplete' | null;
export type WitnessSignatures = 'complete' | 'incomplete' | 'absent' | null;

/** What is said of a paper beside its figures. */
export type NoteParts = {
  /** a special event at the station (kejadian khusus) */
  readonly event: string;
  /** why the paper contradicts itself, in the words of the person who has it in hand */
  readonly asWritten: string;
  readonly crew: CrewSignatures;
  readonly witnesses: WitnessSignatures;
};

export const NO_NOTE: NoteParts = { event: '', asWritten: '', crew: null, witnesses: null };

/** The longest text of one part, so that all of them fit the note of a submission (2,000 characters). */
export const NOTE_PART_MAX = 700;

/** More line breaks than anybody means; they become spaces, so that the note keeps its length. */
const LINES_MAX = 100;

const EVENT = 'Kejadian khusus: ';
const AS_WRITTEN = 'Kertas memang begitu: ';
const SIGNATURES = 'Tanda tangan: ';
const CREW = { complete: 'KPPS lengkap', incomplete: 'KPPS tidak lengkap' } as const;
const WITNESSES = {
  complete: 'saksi lengkap',
  incomplete: 'saksi tidak lengkap',
  absent: 'tidak ada saksi',
} as const;

/** The words for a paper that contradicts itself are said of such a paper only: beside sums that agree they are wrong. */
export function noteBeside(contradicts: boolean, note: NoteParts): NoteParts {
  return contradicts || note.asWritten === '' ? note : { ...note, asWritten: '' };
}

/** The note of a submission: one line per part, in Indonesian whatever the screen speaks; null when nothing is said. */
export function noteText({ event, asWritten, crew, witnesses }: NoteParts): string | null {
  const signed = [crew && CREW[crew], witnesses && WITNESSES[witnesses]].filter((word) => word !== null);
  const lines = [
    ...partLine(EVENT, event),
    ...partLine(AS_WRITTEN, asWritten),
    ...(signed.length > 0 ? [SIGNATURES + signed.join('; ')] : []),
  ];
  return lines.length > 0 ? lines.join('\n') : null;
}

/** Reads a note back into its parts; what somebody else wrote in another way counts as a special event. */
export function readNote(note: string | null): NoteParts {
  let parts: NoteParts = NO_NOTE;
  for (const line of (note ?? '').split(/\n(?! {2})/)) {
    const text = line.replaceAll('\n  ', '\n');
    if (text.startsWith(EVENT)) parts = { ...parts, event: text.slice(EVENT.length) };
    else if (text.startsWith(AS_WRITTEN)) parts = { ...parts, asWritten: text.slice(AS_WRITTEN.length) };
    else if (text.startsWith(SIGNATURES)) parts = { ...parts, ...signaturesOf(text.slice(SIGNATURES.length)) };
    else if (text !== '') parts = { ...parts, event: parts.event === '' ? text : `${parts.event}\n${text}` };
  }
  return parts;
}

/** Text that JSON and the database can hold: no zero character, no half of a pair, line breaks of one kind. */
export function plainText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replaceAll('\u0000', '')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .trim();
}

/** Further lines are set in by two spaces, so that a text never reads as the next part. */
function partLine(label: string, text: string): readonly string[] {
  const plain = plainText(plainText(text).slice(0, NOTE_PART_MAX));
  if (plain === '') return [];
  const lines = plain.split('\n');
  return [label + lines.join(lines.length > LINES_MAX ? ' ' : '\n  ')];
}

function signaturesOf(words: string): Pick<NoteParts, 'crew' | 'witnesses'> {
  const said = words.split('; ');
  return { crew: keyOf(CREW, said), witnesses: keyOf(WITNESSES, said) };
}

function keyOf<Key extends string>(words: Readonly<Record<Key, string>>, said: readonly string[]): Key | null {
  const keys = Object.keys(words) as Key[];
  return keys.find((key) => said.includes(words[key])) ?? null;
}
