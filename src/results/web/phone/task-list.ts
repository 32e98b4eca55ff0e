import type { Draft, OutboxItem, OutboxPhoto } from '#platform/outbox/outbox-item.ts';
import type { Task, Tasks } from '../../contract/tasks.ts';
import { STATUS_WORDS, type StatusWords } from '../status-words.ts';
import { draftKey } from './form/sheet-draft.ts';
import { type HeldEntry, standingHeld } from './held-entries.ts';
import { receiptOf } from './sheet-item.ts';
import { PHONE_MARKS } from './task-words.ts';

/** One paper of the list with what this phone knows of it. */
export type TaskRow = {
  readonly task: Task;
  readonly mark: StatusWords;
  /** the newest thing sent or to be sent for it */
  readonly item: OutboxItem | null;
  readonly draft: Draft | null;
  /** something to enter still: nothing of it is on its way or at the desk */
  readonly isOpen: boolean;
  readonly trouble: TaskTrouble | null;
  /** what the desk has put aside of it, while that is this person's last word */
  readonly held: HeldEntry | null;
  /** a page that the server refused, of anything sent for it */
  readonly refusedPhoto: OutboxPhoto | null;
};

/** The most urgent first. Refused on the way comes before all: that is nowhere but on this phone. */
const TROUBLES = ['refused', 'returned', 'turned-down', 'conflict', 'photo', 'held'] as const;
export type TaskTrouble = (typeof TROUBLES)[number];

const HELD = STATUS_WORDS.held;

export type StationGroup = { readonly station: number; readonly rows: readonly TaskRow[]; readonly isDone: boolean };
export type VillageGroup = {
  readonly region: string;
  readonly name: string;
  readonly district: string;
  readonly remote: boolean;
  readonly stations: readonly StationGroup[];
  readonly open: number;
};

/** What of one account stands on the phone. */
export type OnPhone = {
  readonly owner: string;
  readonly items: readonly OutboxItem[];
  readonly drafts: readonly Draft[];
};

export function taskRows(tasks: Tasks, election: string, { owner, items, drafts }: OnPhone): TaskRow[] {
  const sent = groupBy(items, ({ subject }) => subject);
  const held = standingHeld(tasks, items);
  const started = new Map(drafts.map((draft) => [draft.key, draft]));
  return tasks.tasks
    .filter((task) => task.election === election)
    .map((task) =>
      rowOf(task, tasks.asOf, {
        sent: sent.get(task.id) ?? [],
        draft: started.get(draftKey(owner, task.id)) ?? null,
        held: held.get(task.id) ?? null,
      }),
    );
}

/** What owes something first, and of that remote villages first, then by name; within one, what is unfinished first. */
export function villageGroups(tasks: Tasks, rows: readonly TaskRow[]): VillageGroup[] {
  const byVillage = groupBy(rows, ({ task }) => task.region);
  return [...byVillage]
    .map(([region, own]) => {
      const village = tasks.villages.find((one) => one.region === region);
      const open = own.filter(({ isOpen }) => isOpen).length;
      const { name = region, district = '', remote = false } = village ?? {};
      return { region, name, district, remote, open, stations: stationGroups(own) };
    })
    .sort(
      (a, b) =>
        Number(b.open > 0) - Number(a.open > 0) ||
        Number(b.remote) - Number(a.remote) ||
        a.name.localeCompare(b.name, 'id'),
    );
}

/**
 * What the big button leads to: a begun draft, else the first paper that nobody else is filling. Never to one that is
 * held: it has been entered, and entering it again would only be held again.
 */
export function nextTask(groups: readonly VillageGroup[]): TaskRow | null {
  const rows = groups.flatMap(({ stations }) => stations.flatMap((station) => station.rows));
  const open = rows.filter(({ isOpen, mark }) => isOpen && mark !== HELD);
  const begun = open.filter(({ draft }) => draft).sort((a, b) => newestDraft(b) - newestDraft(a));
  return begun[0] ?? open.find(({ task }) => task.lease === null) ?? open[0] ?? null;
}

export function troubledRows(rows: readonly TaskRow[]): TaskRow[] {
  return TROUBLES.flatMap((one) => rows.filter(({ trouble }) => trouble === one));
}

type Known = {
  /** in the order of saving */
  readonly sent: readonly OutboxItem[];
  readonly draft: Draft | null;
  readonly held: HeldEntry | null;
};

function rowOf(task: Task, asOf: string, { sent, draft, held }: Known): TaskRow {
  const item = sent.at(-1) ?? null;
  // A conflict is shown first: comparing is something to do, waiting is not.
  const mustCompare = task.status === 'conflict' && hasSide(task);
  const onWay = wayMark(item, asOf) ?? (held?.fate === null && !mustCompare ? HELD : null);
  const refusedPhoto = sent.filter(({ state }) => state === 'done').flatMap(refusedPhotos)[0] ?? null;
  const status = STATUS_WORDS[task.status];
  const atDesk = task.status === 'missing' ? PHONE_MARKS.missing : status;
  const isEntered = task.status !== 'missing' && task.status !== 'void';
  const isWaiting = onWay !== null && onWay !== HELD;
  // A draft that was begun beside what is held stays within reach.
  const isOpen = !isWaiting && (draft !== null || (onWay === null && !isEntered));
  return {
    task,
    item,
    draft,
    mark: onWay ?? (draft ? PHONE_MARKS.draft : atDesk),
    isOpen,
    trouble: troubleOf(task, { item, onWay, held, refusedPhoto }),
    held,
    refusedPhoto,
  };
}

/** Until the next list tells more, the receipt is the newest that is known. */
function wayMark(item: OutboxItem | null, asOf: string): StatusWords | null {
  if (item === null) return null;
  if (item.state === 'waiting') return PHONE_MARKS.waiting;
  if (item.state === 'refused') return PHONE_MARKS.refused;
  const receipt = receiptOf(item);
  if (!receipt || Date.parse(receipt.receivedAt) <= Date.parse(asOf)) return null;
  if (receipt.outcome === 'conflict') return STATUS_WORDS.conflict;
  return receipt.outcome === 'held' ? HELD : PHONE_MARKS.sent;
}

type Seen = Pick<TaskRow, 'item' | 'held' | 'refusedPhoto'> & { readonly onWay: StatusWords | null };

function troubleOf(task: Task, { item, onWay, held, refusedPhoto }: Seen): TaskTrouble | null {
  if (item?.state === 'refused') return 'refused';
  if (onWay === null && task.status === 'returned') return 'returned';
  if (onWay === null && task.status === 'conflict' && hasSide(task)) return 'conflict';
  if (onWay === null && held?.fate === 'refused') return 'turned-down';
  if (refusedPhoto !== null) return 'photo';
  return onWay === HELD ? 'held' : null;
}

/** Only whoever entered one of the sides can say which is wrong; to everybody else a conflict is the desk's. */
function hasSide({ sheet }: Task): boolean {
  return sheet !== null && [sheet, ...sheet.rivals].some(({ author }) => author.me);
}

function refusedPhotos({ photos }: OutboxItem): readonly OutboxPhoto[] {
  return photos.filter(({ state }) => state === 'refused');
}

function stationGroups(rows: readonly TaskRow[]): StationGroup[] {
  return [...groupBy(rows, ({ task }) => task.station)]
    .map(([station, own]) => ({ station, rows: own, isDone: own.every(({ isOpen }) => !isOpen) }))
    .sort((a, b) => Number(a.isDone) - Number(b.isDone) || a.station - b.station);
}

function newestDraft({ draft }: TaskRow): number {
  return draft ? Date.parse(draft.changedAt) : 0;
}

/** The platform's own grouping is younger than many a phone in use. */
function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
