import type { Problem } from '#kernel/problem.ts';
import { parseArea, regencyIdOf } from '#kernel/region-code.ts';
import { accept, type Result } from '#kernel/result.ts';
import { readAuditProgress } from '#platform/audit/audit-log.ts';
import type { Tally, TallyChild } from '../contract/sheets.ts';
import { readTally, type TallyQuestion, type TallyReader } from './read-tally.ts';

/** Texts kept in memory, in characters; the oldest go first. */
const KEPT_MAX = 64 * 1024 * 1024;

/**
 * Tallies as the text that is sent, kept while nothing changed. Many desks ask for the same region every few seconds; each
 * asks the record of changes first how far it has come, so that an answer is never behind a commit.
 */
export type TallyAnswers = { read(question: TallyQuestion & TallyDepth): Promise<Result<string, Problem>> };

/** Candidate totals are for those with the right to them; others see coverage and turnout. @source contracts 6, "Who" */
export type TallyDepth = { readonly withTotals: boolean };

export function tallyAnswers(reader: TallyReader): TallyAnswers {
  const kept = new Map<string, { readonly progress: number; readonly text: string }>();
  let size = 0;

  function keep(key: string, progress: number, text: string): void {
    size += text.length - (kept.get(key)?.text.length ?? 0);
    kept.delete(key);
    kept.set(key, { progress, text });
    for (const [oldest, { text: dropped }] of kept) {
      if (size <= KEPT_MAX) break;
      kept.delete(oldest);
      size -= dropped.length;
    }
  }

  return {
    async read(question) {
      const { contest, region, children, withTotals } = question;
      const area = region === undefined ? contest.area : parseArea(region);
      // Read before the figures: what is kept may be newer than its mark, never older.
      const progress = await readAuditProgress(reader.sql, area === null ? null : regencyIdOf(area));
      const key = `${contest.contestNo} ${area ?? region} ${children} ${withTotals}`;
      const found = kept.get(key);
      if (found?.progress === progress) return accept(found.text);
      const tally = await readTally(reader, question);
      if (!tally.ok) return tally;
      const text = JSON.stringify(withTotals ? tally.value : withoutTotals(tally.value));
      keep(key, progress, text);
      return accept(text);
    },
  };
}

function withoutTotals({ children, ...tally }: Tally): unknown {
  const bare = ({ totals: _totals, ...rest }: TallyChild) => rest;
  return { ...bare(tally), ...(children ? { children: children.map(bare) } : {}) };
}
