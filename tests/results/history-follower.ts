import type { Actor } from '#access/domain/actor.ts';
import type { Election } from '#elections/domain/election.ts';
import { isWithin } from '#kernel/region-code.ts';
import type { Sql } from '#platform/db/sql.ts';
import type { Receipt } from '#results/domain/submission.ts';
import type { ElectionPlan } from '#results/fixtures.ts';
import { standsAbove } from './expected-sheet-life.ts';
import { actOnModel, emptyModel, type ModelAnswer, type ModelSheet } from './history-model.ts';
import { figuresOf, type Place, type Step, type SubmitItem, split } from './history-writer.ts';

/** Follows a history of one writer with the model, answer by answer. */
export type Follower = {
  open(rounds: NonNullable<ElectionPlan['rounds']>): void;
  follow(step: Step, answer: unknown): string[];
  /** what the database holds against what the model holds */
  compare(sql: Sql): Promise<string[]>;
  /** how often each act was allowed or refused */
  acts(): Readonly<Record<string, number>>;
};

type Expected = ModelAnswer | { readonly outcome: 'held' };

export function followHistory(election: Election): Follower {
  const sheets = new Map<string, { place: Place; sheet: ModelSheet }>();
  const held = new Map<string, { actor: Actor; item: SubmitItem }>();
  const counts: Record<string, number> = {};
  let opened: NonNullable<ElectionPlan['rounds']> = [];

  function sheetAt(place: Place): ModelSheet {
    const key = `${place.contest.id} ${place.station} ${place.round}`;
    const found = sheets.get(key) ?? { place, sheet: emptyModel() };
    sheets.set(key, found);
    return found.sheet;
  }

  function isOpen({ contest, station, round }: Place): boolean {
    const known = opened.find((item) => item.round === round && item.contest === contest.id);
    return round === 'regular' || (known?.opened !== undefined && known.stations.includes(station));
  }

  function submit(actor: Actor, item: SubmitItem): Expected {
    // Whatever lies outside a person's region does not exist for that person: the station, its contest, the election.
    if (!isWithin(split(item.place.station).village as never, actor.region))
      return { refusedFor: ['unknown-station', 'unknown-contest', 'unknown-election'] };
    if (item.outdated || !isOpen(item.place)) {
      held.set(item.submission.id, { actor, item });
      return { outcome: 'held' };
    }
    return enter(actor, item);
  }

  function enter(actor: Actor, { place, content, submission }: SubmitItem): Expected {
    const { basis, reason = null } = submission;
    const act = { act: 'submit', basis, reason, replace: false, contentHash: '' } as const;
    return actOnModel(sheetAt(place), { actor, act, content });
  }

  function decideHeld(step: Extract<Step, { do: 'held' }>): Expected {
    const waiting = held.get(step.submission);
    if (!waiting) return { refusedFor: ['unknown-held'] };
    const { actor, item } = waiting;
    if (!standsAbove(step.actor.role, actor.role, actor.id === step.actor.id)) return { refusedFor: ['not-above'] };
    if (step.fate === 'admit' && !isOpen(item.place)) return { refusedFor: ['round-not-opened'] };
    held.delete(step.submission);
    return step.fate === 'admit' ? enter(actor, item) : { outcome: 'held' };
  }

  function expectedOf(step: Exclude<Step, { do: 'submit' }>): Expected {
    if (step.do === 'held') return decideHeld(step);
    if (step.do === 'photo') return { outcome: 'held' };
    if (!isWithin(split(step.place.station).village as never, step.actor.region))
      return { refusedFor: ['unknown-sheet'] };
    return actOnModel(sheetAt(step.place), { actor: step.actor, act: step.request.act, content: step.content });
  }

  function note(name: string, expected: Expected): void {
    const label = `${name} ${'outcome' in expected ? 'done' : 'refused'}`;
    counts[label] = (counts[label] ?? 0) + 1;
  }

  return {
    open(rounds) {
      opened = rounds;
    },
    acts: () => counts,
    follow(step, answer) {
      if (step.do === 'submit') {
        const receipts = answer as readonly Receipt[];
        return step.items.flatMap((item, i) => compareReceipt(receipts[i] as Receipt, submit(step.actor, item)));
      }
      if (step.do === 'photo') sheetAt(step.place).photo = true;
      const expected = expectedOf(step);
      note(step.do === 'judge' ? step.request.act.act : step.do, expected);
      return step.do === 'photo' ? [] : compareAnswer(step, answer as Answer, expected);
    },
    async compare(sql) {
      const lists = await Promise.all([...sheets.values()].map(({ place, sheet }) => compareSheet(sql, place, sheet)));
      const [row] = await sql<{ held: number }[]>`
        select count(*)::int as held from held_submission where fate is null
          and contest_no = any(${election.contests.map((contest) => contest.contestNo)}::int[])`;
      return [...lists.flat(), ...(row?.held === held.size ? [] : [`${row?.held} held, expected ${held.size}`])];
    },
  };
}

function compareReceipt(receipt: Receipt, expected: Expected): string[] {
  const code = receipt.problem?.code.replace('results.', '') ?? '';
  const same =
    'refusedFor' in expected
      ? receipt.outcome === 'refused' && receipt.revision === null && expected.refusedFor.includes(code)
      : receipt.outcome === expected.outcome &&
        receipt.revision === ('revision' in expected ? expected.revision : null) &&
        receipt.rival === ('rival' in expected ? expected.rival : undefined);
  return same ? [] : [`receipt ${JSON.stringify(receipt)}, expected ${JSON.stringify(expected)}`];
}

type Answer =
  | { readonly ok: true; readonly value: { outcome: string; revision: number | null } | null }
  | { readonly ok: false; readonly problem: { code: string } };

function compareAnswer(step: Step, answer: Answer, expected: Expected): string[] {
  const same = answer.ok
    ? 'outcome' in expected &&
      (answer.value === null ||
        (answer.value.outcome === expected.outcome &&
          answer.value.revision === ('revision' in expected ? expected.revision : null)))
    : 'refusedFor' in expected && expected.refusedFor.includes(answer.problem.code.replace('results.', ''));
  return same
    ? []
    : [`${JSON.stringify(step)} answered ${JSON.stringify(answer)}, expected ${JSON.stringify(expected)}`];
}

async function compareSheet(sql: Sql, place: Place, sheet: ModelSheet): Promise<string[]> {
  const { village, station } = split(place.station);
  const at = sql`contest_no = ${place.contest.contestNo} and village = ${village} and station = ${station} and round = ${place.round}`;
  const [row] = await sql<
    { state: string; revision: number; author: string; figures: Record<string, number>; rivals: number[] }[]
  >`
    select s.state, s.revision, r.author_id as author, r.figures,
      array(select rival from sheet_rival where ${at} and closed_as is null order by rival) as rivals
    from (select * from sheet where ${at}) s join sheet_revision r using (kab_id, contest_no, village, station, round, revision)`;
  const actual = row
    ? [row.state, row.revision, row.author, row.rivals, sorted(row.figures)]
    : ['none', 0, undefined, [], '[]'];
  const figures = sheet.content ? figuresOf(place, sheet.content) : {};
  const rivals = sheet.rivals.map((rival) => rival.rival);
  const expected = [sheet.state, sheet.revision, sheet.author?.id, rivals, sorted(figures)];
  return JSON.stringify(actual) === JSON.stringify(expected)
    ? []
    : [`${JSON.stringify({ place: [place.station, place.round], actual, expected })}`];
}

function sorted(values: Record<string, number>): string {
  return JSON.stringify(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)));
}
