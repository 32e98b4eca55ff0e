import type { Actor } from '#access/domain/actor.ts';
import type { SheetAct } from '#results/domain/sheet-facts.ts';
import {
  actOnModel,
  type Content,
  emptyModel,
  type ModelAnswer,
  type ModelSheet,
} from '../../results/history-model.ts';
import { contradicts, type Figures, hashOfContent, type Place, placeName } from '../world/figures.ts';
import type { Ledger, Sent } from './ledger.ts';
import { type ActRow, keyOf, type State } from './read-state.ts';

/** I6: every state was reached by an act that somebody in scope made and the second reading of the contract allows. */
export type ActFollower = {
  follow(state: State): string[];
  /** how often each act was seen with each outcome */
  readonly seen: ReadonlyMap<string, number>;
};

type Intent = {
  readonly actor: Actor;
  readonly place: Place;
  readonly act: SheetAct;
  readonly content: Content | null;
};

export function followActs(ledger: Ledger, election: string): ActFollower {
  const models = new Map<string, ModelSheet>();
  const held = new Set<string>();
  const seen = new Map<string, number>();
  const lastOf = new Map<string, number>();

  function modelAt(place: Place): ModelSheet {
    const key = keyOf({ ...place, contest_no: place.contest.contestNo });
    const found = models.get(key) ?? emptyModel();
    models.set(key, found);
    return found;
  }

  /** What its maker meant by an act that the record holds. */
  function intentOf(row: ActRow): Intent | null {
    const sent = ledger.sent.get(row.id);
    if (sent) return submitIntent(sent.actor, sent);
    const admission = ledger.admissions.get(row.id);
    const waiting = admission && ledger.sent.get(admission.submission);
    if (waiting) return submitIntent(waiting.actor, waiting);
    const judged = ledger.judged.get(row.id);
    if (!judged) return null;
    const content = judged.figures ? contentOf(judged.place, judged.figures) : null;
    return { actor: judged.actor, place: judged.place, act: judged.act, content };
  }

  function submitIntent(
    actor: Actor,
    { place, figures, basis, reason }: { place: Place; figures: Figures; basis: number; reason: string | null },
  ): Intent {
    const act = { act: 'submit', basis, reason, replace: false, contentHash: '' } as const;
    return { actor, place, act, content: contentOf(place, figures) };
  }

  function contentOf(place: Place, figures: Figures): Content {
    return { name: hashOfContent(election, place, figures), broken: contradicts(figures, place.contest) };
  }

  function followOne(row: ActRow): string[] {
    const intent = intentOf(row);
    if (!intent) return [`I6: act ${row.id} (${row.act}) was made by nobody`];
    const { actor, place } = intent;
    if (row.actor !== actor.id || row.role !== actor.role)
      return [`I6: act ${row.id} of ${actor.id} is noted for ${row.actor} as ${row.role}`];
    if (keyOf(row) !== keyOf({ ...place, contest_no: place.contest.contestNo }))
      return [`I6: act ${row.id} was made on another sheet than ${keyOf(row)}`];
    if (!place.village.startsWith(actor.region)) return [`I6: act ${row.id} of ${actor.role} out of scope`];
    note(`${row.act} ${row.outcome}`);
    const sent = ledger.sent.get(row.id);
    if (sent && isOvertaken(sent))
      return [`order: ${row.id} of ${sent.phone} came after what was said of this sheet later`];
    if (sent && mustWait(sent)) {
      held.add(row.id);
      return row.outcome === 'held'
        ? []
        : [`I6: ${row.id} was made with an older definition and became ${row.outcome}`];
    }
    return compare(row, actOnModel(modelAt(place), intent));
  }

  /** A phone's words about one sheet arrive in the order in which they were saved, whatever its clock said. */
  function isOvertaken({ id, phone, place }: Sent): boolean {
    const subject = `${phone} ${placeName(place)}`;
    const saved = ledger.saved.get(id) ?? 0;
    const last = lastOf.get(subject) ?? -1;
    lastOf.set(subject, Math.max(last, saved));
    return saved < last;
  }

  function note(label: string): void {
    seen.set(label, (seen.get(label) ?? 0) + 1);
  }

  return {
    seen,
    follow(state) {
      const faults: string[] = [];
      for (const key of state.photographed) (models.get(key) ?? setModel(models, key)).photo = true;
      for (const entry of state.entries) {
        if (!entry.action.startsWith('sheet.') || entry.act === null || entry.action === 'sheet.id-reused') continue;
        const row = state.acts.get(entry.act);
        faults.push(...(row ? followOne(row) : [`I5: entry ${entry.seq} names act ${entry.act}, which is not there`]));
      }
      for (const [key, model] of models) faults.push(...compareSheet(state, key, model));
      for (const key of state.sheets.keys()) if (!models.has(key)) faults.push(`I6: sheet ${key} came from no act`);
      return faults;
    },
  };
}

function setModel(models: Map<string, ModelSheet>, key: string): ModelSheet {
  const model = emptyModel();
  models.set(key, model);
  return model;
}

function mustWait({ outdated }: { readonly outdated: boolean }): boolean {
  return outdated;
}

function compare(row: ActRow, expected: ModelAnswer): string[] {
  const answered = { outcome: row.outcome, revision: row.revision, rival: row.answer.rival };
  const same =
    'outcome' in expected &&
    expected.outcome === answered.outcome &&
    expected.revision === answered.revision &&
    expected.rival === answered.rival;
  return same
    ? []
    : [
        `I6: ${row.act} ${row.id} on ${keyOf(row)} became ${JSON.stringify(answered)}, expected ${JSON.stringify(expected)}`,
      ];
}

function compareSheet(state: State, key: string, model: ModelSheet): string[] {
  const row = state.sheets.get(key);
  const current = (state.revisions.get(key) ?? []).find(({ no }) => no === row?.revision);
  const rivals = (state.rivals.get(key) ?? []).filter(({ closed }) => closed === null);
  const actual = [
    row?.state ?? 'none',
    row?.revision ?? 0,
    current?.author,
    current?.hash,
    rivals.map(({ no, hash }) => [no, hash]),
  ];
  const expected = [
    model.state,
    model.revision,
    model.author?.id,
    model.content?.name,
    model.rivals.map(({ rival, content }) => [rival, content.name]),
  ];
  const [is, should] = [JSON.stringify(actual), JSON.stringify(expected)];
  return is === should ? [] : [`I6: sheet ${key} is ${is}, expected ${should}`];
}
