import type { Entry, EntryActor } from '#platform/audit/verify-entries.ts';
import type { ReportFault } from '#platform/audit/verify-report.ts';
import { type EntryDigest, isSameDigest, NO_SHEET_DIGEST, readAfter, readDigest } from './verify-digest.ts';

type Told = { readonly seq: number; readonly subject: string; readonly at: string };
export type ToldAct = Told & {
  readonly action: string;
  readonly actor: EntryActor;
  readonly reason: string | null;
  readonly outcome: string;
  readonly state: string;
  readonly revision: number | null;
  readonly contentHash: string | null;
  readonly rival: number | null;
  readonly request: string;
};
export type ToldContent = Told & {
  readonly act: string;
  readonly contentHash: string | null;
  readonly author: string | null;
  /** null where the entries do not say it */
  readonly role: string | null;
  readonly reason: string | null;
};
export type ToldRival = ToldContent & { closedAs: string | null; closedBy: string | null };
export type ToldVoid = Told & {
  readonly by: string;
  readonly reason: string | null;
  readonly revision: number;
  closedAs: string | null;
  closedBy: string | null;
};
export type ToldHeld = Told & { readonly actor: EntryActor; readonly contentHash: string | null };
export type ToldFate = Told & { readonly act: string | null; readonly fate: string; readonly reason: string | null };
export type ToldPhoto = Told & {
  readonly actor: EntryActor;
  /** as the entry states it, not yet compared with anything */
  readonly after: Readonly<Record<string, unknown>>;
};
export type ToldSheet = { digest: EntryDigest; seq: number; openVoid: string | null };

/** What the entries of one kabupaten say must be in the tables; each is taken out when its row was found. */
export type ToldHistory = {
  readonly sheets: Map<string, ToldSheet>;
  readonly acts: Map<string, ToldAct>;
  readonly revisions: Map<string, ToldContent>;
  readonly rivals: Map<string, ToldRival>;
  readonly voids: Map<string, ToldVoid>;
  readonly held: Map<string, ToldHeld>;
  readonly fates: Map<string, ToldFate>;
  readonly photos: Map<string, ToldPhoto>;
  /** by id: the hash of the request that the id already stood for */
  readonly reused: Map<string, Told & { readonly requestHash: unknown }>;
};

export function emptyHistory(): ToldHistory {
  const map = () => new Map();
  return {
    sheets: map(),
    acts: map(),
    revisions: map(),
    rivals: map(),
    voids: map(),
    held: map(),
    fates: map(),
    photos: map(),
    reused: map(),
  };
}

export function partOf(subject: string, number: number): string {
  return `${subject}#${number}`;
}

/** Adds one entry to what must be found, and proves that it goes on where the sheet's entry before it ended. */
export function tellEntry(history: ToldHistory, entry: Entry, report: ReportFault): void {
  const { action, act, seq, subject, at } = entry;
  if (action === 'sheet.id-reused') {
    if (act !== null) history.reused.set(act, { seq, subject, at, requestHash: fieldOf(entry.before, 'requestHash') });
  } else if (action.startsWith('held.')) {
    const fate = { seq, subject, at, act, fate: action.slice('held.'.length), reason: entry.reason };
    history.fates.set(String(fieldOf(entry.before, 'submission')), fate);
  } else if (action === 'sheet.photo') {
    tellPhoto(history, entry, report);
  } else if (action.startsWith('sheet.')) {
    tellSheetEntry(history, entry, report);
  }
}

/** A photo leaves the sheet as it is, so the chain of its states passes it by. */
function tellPhoto(history: ToldHistory, { kab, seq, subject, at, actor, after }: Entry, report: ReportFault): void {
  const id = fieldOf(after, 'photo');
  if (typeof id !== 'string') {
    const message = `Catatan nomor ${seq} tentang foto ${subject} tidak lengkap, sehingga fotonya tidak dapat diikuti.`;
    report({ code: 'audit.entry-unreadable', kab, seq, subject, message });
    return;
  }
  if (history.photos.has(id)) {
    const message = `Foto ${id} dicatat dua kali, terakhir pada nomor ${seq}.`;
    report({ code: 'audit.entry-doubled', kab, seq, subject, message });
  }
  history.photos.set(id, { seq, subject, at, actor, after: after as ToldPhoto['after'] });
}

function tellSheetEntry(history: ToldHistory, entry: Entry, report: ReportFault): void {
  const { kab, seq, subject, at, act, reason, actor } = entry;
  const before = readDigest(entry.before);
  const after = readAfter(entry.after);
  const fault = (code: string, message: string) => report({ code, kab, seq, subject, message });
  if (!before || !after || act === null) {
    fault(
      'audit.entry-unreadable',
      `Catatan nomor ${seq} tentang ${subject} tidak lengkap, sehingga riwayat lembar tidak dapat diikuti.`,
    );
    return;
  }
  const sheet = history.sheets.get(subject) ?? { digest: NO_SHEET_DIGEST, seq: 0, openVoid: null };
  if (!isSameDigest(before, sheet.digest)) {
    const earlier = sheet.seq === 0 ? 'awal riwayat lembar' : `catatan nomor ${sheet.seq}`;
    fault('audit.chain-broken', `Riwayat ${subject} terputus: catatan nomor ${seq} tidak menyambung ${earlier}.`);
  }
  if (history.acts.has(act))
    fault('audit.entry-doubled', `Tindakan ${act} dicatat dua kali, terakhir pada nomor ${seq}.`);
  const { outcome, brought } = after;
  const isHeld = outcome === 'held';
  const told = { seq, subject, at };
  history.acts.set(act, {
    ...told,
    action: entry.action.slice('sheet.'.length),
    actor,
    reason,
    outcome,
    state: after.state,
    revision: isHeld ? null : after.revision,
    contentHash: brought?.contentHash ?? after.contentHash,
    rival: after.rival,
    request: after.request,
  });
  if (isHeld) history.held.set(act, { ...told, actor, contentHash: brought?.contentHash ?? null });
  tellRevision(history, entry, { act, before, after }, fault);
  tellRivals(history, entry, { act, before, after });
  const openVoid = tellVoid(history, entry, { act, before, after }, sheet.openVoid);
  history.sheets.set(subject, { digest: after, seq, openVoid });
}

type Step = {
  readonly act: string;
  readonly before: EntryDigest;
  readonly after: NonNullable<ReturnType<typeof readAfter>>;
};

function tellRevision(
  history: ToldHistory,
  entry: Entry,
  { act, before, after }: Step,
  fault: (code: string, message: string) => void,
): void {
  const { seq, subject, at, reason } = entry;
  const steps = after.revision - before.revision;
  if (steps !== 0 && steps !== 1)
    fault('audit.chain-broken', `Catatan nomor ${seq} melompat dari revisi ${before.revision} ke ${after.revision}.`);
  if (steps === 0 && after.contentHash !== before.contentHash) {
    fault('audit.chain-broken', `Catatan nomor ${seq} mengganti isi ${subject} tanpa revisi baru.`);
  }
  if (steps !== 1) return;
  if (after.brought && after.brought.contentHash !== after.contentHash) {
    fault('audit.chain-broken', `Catatan nomor ${seq} menyebut isi yang dibawa dan isi sesudahnya berbeda.`);
  }
  const taken = before.rivals
    .map((rival) => history.rivals.get(partOf(subject, rival)))
    .find((rival) => rival?.contentHash === after.contentHash);
  const role = after.brought ? entry.actor.role : (taken?.role ?? null);
  const { contentHash, author } = after;
  history.revisions.set(partOf(subject, after.revision), { seq, subject, at, act, contentHash, author, role, reason });
}

function tellRivals(history: ToldHistory, entry: Entry, { act, before, after }: Step): void {
  const { seq, subject, at, reason, actor } = entry;
  for (const number of after.rivals) {
    if (before.rivals.includes(number)) continue;
    const { contentHash, author } = after.brought ?? { contentHash: null, author: null };
    history.rivals.set(partOf(subject, number), {
      seq,
      subject,
      at,
      act,
      contentHash,
      author,
      role: actor.role,
      reason,
      closedAs: null,
      closedBy: null,
    });
  }
  for (const number of before.rivals) {
    const rival = after.rivals.includes(number) ? undefined : history.rivals.get(partOf(subject, number));
    if (!rival) continue;
    rival.closedAs = closingOf(after.outcome, rival.contentHash === after.contentHash);
    rival.closedBy = act;
  }
}

/** How an act of this outcome closes a waiting rival. */
function closingOf(outcome: string, isTaken: boolean): string {
  if (outcome === 'taken') return isTaken ? 'taken' : 'kept';
  return outcome === 'unchanged' ? 'withdrawn' : outcome;
}

/** The request that is open after this entry; an act that ends one is noted on it. */
function tellVoid(history: ToldHistory, entry: Entry, { act, after }: Step, open: string | null): string | null {
  const { seq, subject, at, reason, actor } = entry;
  if (after.outcome === 'void-requested') {
    history.voids.set(act, {
      seq,
      subject,
      at,
      by: actor.id,
      reason,
      revision: after.revision,
      closedAs: null,
      closedBy: null,
    });
    return act;
  }
  const closedAs = VOID_CLOSINGS[after.outcome] ?? null;
  const request = open === null || closedAs === null ? undefined : history.voids.get(open);
  if (!request) return open;
  request.closedAs = closedAs;
  request.closedBy = act;
  return null;
}

const VOID_CLOSINGS: Readonly<Record<string, string>> = { void: 'confirmed', 'void-refused': 'refused' };

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[field] : undefined;
}
