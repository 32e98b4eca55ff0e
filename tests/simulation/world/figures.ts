import { createHash } from 'node:crypto';
import type { Contest } from '#elections/domain/election.ts';

/** Which paper: contest × station × round. */
export type Place = {
  readonly contest: Contest;
  readonly village: string;
  readonly station: number;
  readonly round: string;
};
export type Figures = Readonly<Record<string, number>>;
export const VARIANTS = 4;

export function placeName({ contest, village, station, round }: Place): string {
  return `${contest.id}:${village}:${String(station).padStart(3, '0')}:${round}`;
}

/** Four readings of one paper: two that contradict nothing, one with a wrong sum, one with a candidate left blank. */
export function figuresOf({ contest, village, station }: Place, variant: number): Figures {
  const salt = station + Number(village.slice(-1)) * 7;
  const figures: Record<string, number> = {};
  let valid = 0;
  for (const { number } of contest.candidates) {
    const votes = number * 11 + salt + variant;
    figures[`candidate_${number}`] = votes;
    valid += votes;
  }
  figures.valid_votes = valid;
  figures.invalid_votes = variant;
  figures.total_votes = valid + variant;
  figures.voted_total = valid + variant;
  figures.registered_permanent = valid + variant + 20;
  if (variant === 1) delete figures.registered_permanent;
  if (variant === 2) figures.valid_votes = valid + 1;
  if (variant === 3) delete figures[`candidate_${contest.candidates.at(-1)?.number}`];
  return figures;
}

/** Own reading of the rules that these figures can break. @source contracts 5: E001, E301, E302, E403 */
export function contradicts(figures: Figures, contest: Contest): boolean {
  let votes = 0;
  for (const { number } of contest.candidates) {
    const stated = figures[`candidate_${number}`];
    if (stated === undefined) return true;
    votes += stated;
  }
  const { valid_votes: valid, invalid_votes: invalid, total_votes: total, voted_total: voted } = figures;
  if (valid === undefined || invalid === undefined || total === undefined) return true;
  return votes !== valid || valid + invalid !== total || (voted !== undefined && voted !== total);
}

/** Own reading of the content hash. @source contracts 6: SHA-256 of the RFC 8785 JSON of what the sheet says */
export function hashOfContent(election: string, place: Place, figures: Figures): string {
  const { contest, village, round, station } = place;
  const sorted = Object.entries(figures).sort(([a], [b]) => (a < b ? -1 : 1));
  const values = sorted.map(([field, count]) => `${JSON.stringify(field)}:${count}`).join();
  const text = `{"contest":${JSON.stringify(contest.id)},"election":${JSON.stringify(election)},"region":"${village}","round":"${round}","station":${station},"values":{${values}}}`;
  return createHash('sha256').update(text).digest('hex');
}
