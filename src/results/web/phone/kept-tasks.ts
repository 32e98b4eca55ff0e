import type { Task, TaskDefinition, TaskElection, TaskForm, Tasks } from '../../contract/tasks.ts';

/** The bound of `have` in the contract. */
const HAVE_CHARACTERS_MAX = 8_000;
/** Definitions and forms of the past that stay on the phone; each weighs about a kilobyte. */
const KEPT_MAX = 60;

/** The hashes that the phone need not be sent again, newest first, as `have` wants them. */
export function haveOf(kept: Tasks | null): string {
  const hashes = [...(kept?.definitions ?? []), ...(kept?.forms ?? [])].map(({ hash }) => hash);
  let have = '';
  for (const hash of hashes) {
    if (have.length + hash.length >= HAVE_CHARACTERS_MAX) break;
    have += `${have === '' ? '' : ','}${hash}`;
  }
  return have;
}

/** The new list, with the definitions and forms that the server left out because this phone named them. */
export function mergeTasks(kept: Tasks | null, answer: Tasks): Tasks {
  return {
    ...answer,
    definitions: mergeByHash(answer.definitions, kept?.definitions ?? []),
    forms: mergeByHash(answer.forms, kept?.forms ?? []),
  };
}

/** Everything needed to show one paper; null when the phone was never given a part of it. */
export type TaskPaper = {
  readonly task: Task;
  readonly village: string;
  readonly definition: TaskDefinition;
  readonly form: TaskForm;
  readonly election: TaskElection;
};

export function findPaper(tasks: Tasks, taskId: string): TaskPaper | null {
  const task = tasks.tasks.find(({ id }) => id === taskId);
  const election = tasks.elections.find(({ id }) => id === task?.election);
  const named = election?.contests.find(({ contest }) => contest === task?.contest);
  const definition = tasks.definitions.find(({ hash }) => hash === named?.definition);
  const form = tasks.forms.find(({ hash }) => hash === definition?.form);
  if (!task || !election || !definition || !form) return null;
  return { task, village: villageName(tasks, task.region), definition, form, election };
}

/** Whether every contest of the list has its definition and form: else the whole list is asked for anew. */
export function isWhole(tasks: Tasks): boolean {
  const forms = new Set(tasks.forms.map(({ hash }) => hash));
  const formOf = new Map(tasks.definitions.map(({ hash, form }) => [hash, form]));
  const named = tasks.elections.flatMap(({ contests }) => contests.map(({ definition }) => definition));
  return named.every((hash) => forms.has(formOf.get(hash) ?? ''));
}

export function villageName(tasks: Tasks, region: string): string {
  return tasks.villages.find((village) => village.region === region)?.name ?? region;
}

function mergeByHash<Kept extends { readonly hash: string }>(newer: readonly Kept[], older: readonly Kept[]): Kept[] {
  const known = new Set(newer.map(({ hash }) => hash));
  return [...newer, ...older.filter(({ hash }) => !known.has(hash))].slice(0, KEPT_MAX);
}
