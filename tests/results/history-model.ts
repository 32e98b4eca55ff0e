import type { Actor } from '#access/domain/actor.ts';
import type { SheetAct } from '#results/domain/sheet-facts.ts';
import {
  type Act,
  type AnyRole,
  type Becomes,
  type Cell,
  expectedVerdict,
  type State,
  type Verdict,
} from './expected-sheet-life.ts';

/** A content of a history; `broken` = it contradicts itself by construction. */
export type Content = { readonly name: string; readonly broken: boolean };
type Author = { readonly id: string; readonly role: AnyRole };

export type ModelSheet = {
  state: State;
  revision: number;
  content: Content | null;
  author: Author | null;
  authors: Set<string>;
  rivals: { rival: number; content: Content; author: Author }[];
  lastRival: number;
  voidAskedBy: string | null;
  photo: boolean;
};

export type ModelAct = { readonly actor: Actor; readonly act: SheetAct; readonly content: Content | null };
export type ModelAnswer =
  | { readonly outcome: string; readonly revision: number; readonly rival: number | undefined }
  | { readonly refusedFor: readonly string[] };

export function emptyModel(): ModelSheet {
  return {
    state: 'none',
    revision: 0,
    content: null,
    author: null,
    authors: new Set(),
    rivals: [],
    lastRival: 0,
    voidAskedBy: null,
    photo: false,
  };
}

/** One sheet, one act at a time, decided by the second reading of the contract; changes the sheet when the act is allowed. */
export function actOnModel(sheet: ModelSheet, request: ModelAct): ModelAnswer {
  const verdict = judge(sheet, request);
  if ('refusedFor' in verdict) return verdict;
  const rival = carryOut(sheet, request, verdict.becomes);
  return { outcome: verdict.becomes.outcome, revision: sheet.revision, rival };
}

/** The contract speaks of one rival; with several, a decision must hold for each, and a submission meets its equal. */
function judge(sheet: ModelSheet, request: ModelAct): Verdict {
  const { act, actor } = request;
  if (act.act === 'submit') {
    const same = sheet.rivals.find((rival) => rival.content.name === request.content?.name);
    const own = sheet.rivals.find((rival) => rival.author.id === actor.id);
    return expectedVerdict(cellOf(sheet, request, same ?? own ?? sheet.rivals[0] ?? null));
  }
  const verdicts = (sheet.rivals.length === 0 ? [null] : sheet.rivals).map((rival) =>
    expectedVerdict(cellOf(sheet, request, rival)),
  );
  const refused = verdicts.flatMap((verdict) => ('refusedFor' in verdict ? verdict.refusedFor : []));
  return refused.length > 0 ? { refusedFor: refused } : (verdicts[0] as Verdict);
}

function cellOf(sheet: ModelSheet, request: ModelAct, rival: ModelSheet['rivals'][number] | null): Cell {
  const { actor } = request;
  const relation =
    sheet.author?.id === actor.id ? 'author' : sheet.authors.has(actor.id) ? 'entered-equal' : 'stranger';
  return {
    state: sheet.state,
    rival: rival && { by: rival.author.id === actor.id ? 'actor' : 'other', role: rival.author.role },
    error: sheet.content?.broken ?? false,
    voidAskedBy: sheet.voidAskedBy === null ? null : sheet.voidAskedBy === actor.id ? 'actor' : 'other',
    photo: sheet.photo,
    role: actor.role,
    relation,
    authorRole: sheet.author?.role ?? 'village_operator',
    act: actOf(sheet, request),
  };
}

function actOf(sheet: ModelSheet, { act, content }: ModelAct): Act {
  const reason = 'reason' in act && act.reason !== null && act.reason !== '';
  if (act.act === 'submit') {
    const same = sheet.rivals.some((rival) => rival.content.name === content?.name);
    const kind = content?.name === sheet.content?.name ? 'current' : same ? 'rival' : 'other';
    const seen = act.basis === sheet.revision ? 'current' : 'old';
    return { name: 'submit', content: kind, seen, reason, replace: act.replace };
  }
  const seen = act.revision === sheet.revision ? 'current' : 'old';
  if (act.act === 'verify') return { name: 'verify', seen, asWritten: act.asWritten };
  if (act.act === 'confirm-void' || act.act === 'refuse-void') return { name: act.act, seen };
  if (act.act !== 'decide') return { name: act.act, seen, reason };
  const waiting = sheet.rivals.map((rival) => rival.rival).sort((a, b) => a - b);
  const named = [...act.rivals].sort((a, b) => a - b);
  const takes = act.choice !== 'take' || waiting.includes(act.take ?? -1);
  const namesRivals = takes && waiting.join() === named.join();
  return { name: 'decide', choice: act.choice, seen, reason, namesRivals };
}

function carryOut(sheet: ModelSheet, { actor, act, content }: ModelAct, becomes: Becomes): number | undefined {
  const author: Author = { id: actor.id, role: actor.role };
  const waiting = sheet.rivals.find((rival) => rival.content.name === content?.name);
  sheet.state = becomes.state;
  if (act.act === 'submit' || becomes.revision === 'act') sheet.authors.add(actor.id);
  if (becomes.revision !== null) {
    const taken = act.act === 'decide' ? sheet.rivals.find((rival) => rival.rival === act.take) : undefined;
    sheet.revision++;
    sheet.content = becomes.revision === 'rival' ? (taken?.content ?? null) : content;
    sheet.author = becomes.revision === 'rival' ? (taken?.author ?? null) : author;
  }
  if (becomes.closes || becomes.outcome === 'unchanged') {
    sheet.rivals = sheet.rivals.filter((rival) => {
      if (becomes.outcome === 'unchanged') return rival.author.id !== actor.id;
      return becomes.outcome === 'corrected' && rival.content.name !== content?.name;
    });
  }
  if (becomes.voidRequest === 'opens') sheet.voidAskedBy = actor.id;
  if (becomes.voidRequest === 'ends') sheet.voidAskedBy = null;
  if (becomes.rival === 'noted') return waiting?.rival;
  if (becomes.rival !== 'added' || content === null) return undefined;
  sheet.rivals.push({ rival: ++sheet.lastRival, content, author });
  return sheet.lastRival;
}
