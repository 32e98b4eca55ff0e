import type { Json } from '#kernel/canonical-json.ts';
import type { Text } from '#kernel/problem.ts';
import type { PhoneStore } from '#platform/outbox/phone-store.ts';
import type { Transport } from '#platform/outbox/transport.ts';
import { pathWith } from '#platform/web/read-json.ts';
import type { Tasks } from '../../contract/tasks.ts';
import { haveOf, isWhole, mergeTasks } from './kept-tasks.ts';

export type TasksReply =
  | { readonly kind: 'read'; readonly tasks: Tasks }
  | { readonly kind: 'log-in-needed' }
  | { readonly kind: 'refused'; readonly code: string; readonly message: Text }
  | { readonly kind: 'unreachable' };

/** Asks for the list, without what the phone already has; a list that lacks a part is asked for whole. */
export async function readTasks(transport: Transport, kept: Tasks | null, region: string): Promise<TasksReply> {
  const have = haveOf(kept);
  const reply = await transport({ method: 'GET', path: pathWith('/api/v1/me/tasks', { have, region }) });
  if (reply?.status === 401) return { kind: 'log-in-needed' };
  if (reply === null || reply.status >= 500) return { kind: 'unreachable' };
  if (reply.status !== 200) return refusalOf(reply.json);
  if (!isTasks(reply.json)) return { kind: 'unreachable' };
  const tasks = mergeTasks(kept, reply.json);
  return have === '' || isWhole(tasks) ? { kind: 'read', tasks } : readTasks(transport, null, region);
}

export async function keepTasks(store: PhoneStore, tasks: Tasks, at: Date): Promise<void> {
  await store.putCache(keyOf(tasks.account.id), tasks as unknown as Json, at.toISOString());
}

export async function readKeptTasks(store: PhoneStore, owner: string): Promise<{ tasks: Tasks; at: string } | null> {
  const kept = await store.readCache(keyOf(owner));
  return kept && isTasks(kept.value) ? { tasks: kept.value, at: kept.at } : null;
}

function keyOf(owner: string): string {
  return `tasks:${owner}`;
}

function refusalOf(body: Json): TasksReply {
  const { code, detail, detail_en } = (body ?? {}) as { code?: string; detail?: string; detail_en?: string };
  if (!detail) return { kind: 'unreachable' };
  return { kind: 'refused', code: code ?? '', message: { id: detail, en: detail_en ?? detail } };
}

/** The page of a hotspot may answer 200 as well: the list of the desk has these parts. */
function isTasks(value: Json): value is Json & Tasks {
  const parts = (value ?? {}) as Partial<Record<keyof Tasks, unknown>>;
  return (
    Array.isArray(parts.tasks) &&
    Array.isArray(parts.elections) &&
    Array.isArray(parts.definitions) &&
    Array.isArray(parts.forms) &&
    Array.isArray(parts.villages) &&
    typeof (parts.account as { id?: unknown } | undefined)?.id === 'string'
  );
}
