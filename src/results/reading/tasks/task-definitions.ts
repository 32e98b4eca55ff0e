import type { Contest, Election } from '#elections/domain/election.ts';
import type { FormProfile } from '#elections/domain/form-profile.ts';
import { canonicalJson, type Json } from '#kernel/canonical-json.ts';
import { zoneName } from '#kernel/time.ts';
import { sha256 } from '#platform/audit/audit-log.ts';
import type { TaskDefinition, TaskElection, TaskForm } from '../../contract/tasks.ts';
import { nameOf } from '../tally-scope.ts';

/** An election with those of its contests in which the person has stations. */
export type TaskContests = { readonly election: Election; readonly contests: readonly Contest[] };

/** The forms by id, each with the hash by which a phone says that it has it. */
export function hashedForms(forms: ReadonlyMap<string, FormProfile>): ReadonlyMap<string, TaskForm> {
  return new Map(
    [...forms].map(([id, form]) => {
      const { title, labels, sections } = form;
      const hash = sha256(canonicalJson(form as unknown as Json)).toString('hex');
      const rows = sections.map((section) => ({ ...section, rows: [...section.rows] }));
      return [id, { hash, id, title, labels, sections: rows }];
    }),
  );
}

/** The settings that the checks on a phone need; they are part of no hash, so they go with every answer. */
export function taskElection({ election, contests }: TaskContests): TaskElection {
  const { id, name, votingDay, timeZone, demo, maxVotersPerStation, reservePercent, borders } = election;
  return {
    id,
    name,
    votingDay,
    timeZone,
    timeZoneName: zoneName(timeZone),
    demo,
    maxVotersPerStation,
    reservePercent,
    borders,
    contests: contests.map((contest) => ({ contest: contest.id, definition: contest.definitionHash })),
  };
}

/** What the phone lacks of the definitions and forms. */
export function lackedBy(
  have: ReadonlySet<string>,
  all: readonly TaskContests[],
  forms: ReadonlyMap<string, TaskForm>,
): { definitions: TaskDefinition[]; forms: TaskForm[] } {
  const pairs = all.flatMap(({ election, contests }) => contests.map((contest) => ({ election, contest })));
  const used = new Set(pairs.map(({ contest }) => contest.form));
  return {
    definitions: pairs
      .filter(({ contest }) => !have.has(contest.definitionHash))
      .map(({ election, contest }) => taskDefinition(election, contest, forms.get(contest.form)?.hash ?? '')),
    forms: [...forms.values()].filter((form) => used.has(form.id) && !have.has(form.hash)),
  };
}

function taskDefinition(election: Election, contest: Contest, form: string): TaskDefinition {
  return {
    hash: contest.definitionHash,
    election: election.id,
    contest: contest.id,
    kind: contest.kind,
    areaName: nameOf(election, contest.area),
    form,
    candidates: contest.candidates.map((candidate) => ({ ...candidate })),
  };
}
