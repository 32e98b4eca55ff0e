import type { Draft, OutboxItem } from '#platform/outbox/outbox-item.ts';
import type { Task, Tasks } from '../../contract/tasks.ts';
import { STATUS_WORDS, type StatusWords } from '../status-words.ts';
import { draftKey } from './form/sheet-draft.ts';
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
  readonly trouble: 'refused' | 'returned' | 'conflict' | 'held' | null;
};

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
  const newest = new Map<string, OutboxItem>();
  for (const item of items) newest.set(item.subject, item);
  const started = new Map(drafts.map((draft) => [draft.key, draft]));
  return tasks.tasks
    .filter((task) => task.election === election)
    .map((task) => {
      const item = newest.get(task.id) ?? null;
      return rowOf(task, item, started.get(draftKey(owner, task.id)) ?? null, tasks.asOf);
    });
}

/** Remote villages first, then by name; within one, what is unfinished first. */
export function villageGroups(tasks: Tasks, rows: readonly TaskRow[]): VillageGroup[] {
  const byVillage = groupBy(rows, ({ task }) => task.region);
  return [...byVillage]
    .map(([region, own]) => {
      const village = tasks.villages.find((one) => one.region === region);
      const open = own.filter(({ isOpen }) => isOpen).length;
      const { name = region, district = '', remote = false } = village ?? {};
      return { region, name, district, remote, open, stations: stationGroups(own) };
    })
    .sort((a, b) => Number(b.remote) - Number(a.remote) || a.name.localeCompare(b.name, 'id'));
}

/** What the big button leads to: a begun draft, else the first paper that nobody else is filling. */
export function nextTask(groups: readonly VillageGroup[]): TaskRow | null {
  const rows = groups.flatMap(({ stations }) => stations.flatMap((station) => station.rows));
  const open = rows.filter(({ isOpen }) => isOpen);
  const begun = open.filter(({ draft }) => draft).sort((a, b) => newestDraft(b) - newestDraft(a));
  return begun[0] ?? open.find(({ task }) => task.lease === null) ?? open[0] ?? null;
}

/** Refused on the way first: those are nowhere but on this phone. */
export function troubledRows(rows: readonly TaskRow[]): TaskRow[] {
  const order = ['refused', 'returned', 'conflict', 'held'];
  return rows
    .filter(({ trouble }) => trouble !== null)
    .sort((a, b) => order.indexOf(a.trouble ?? '') - order.indexOf(b.trouble ?? ''));
}

function rowOf(task: Task, item: OutboxItem | null, draft: Draft | null, asOf: string): TaskRow {
  const onWay = wayMark(item, asOf);
  const status = STATUS_WORDS[task.status];
  const atDesk = task.status === 'missing' ? PHONE_MARKS.missing : status;
  const isEntered = task.status !== 'missing' && task.status !== 'void';
  const isOpen = onWay === null && (!isEntered || draft !== null);
  return {
    task,
    item,
    draft,
    mark: onWay ?? (draft ? PHONE_MARKS.draft : atDesk),
    isOpen,
    trouble: troubleOf(task, item, onWay !== null),
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
  return receipt.outcome === 'held' ? STATUS_WORDS.held : PHONE_MARKS.sent;
}

function troubleOf(task: Task, item: OutboxItem | null, isOnWay: boolean): TaskRow['trouble'] {
  if (item?.state === 'refused') return 'refused';
  if (isOnWay) return null;
  const { status } = task;
  return status === 'returned' || status === 'conflict' || status === 'held' ? status : null;
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
