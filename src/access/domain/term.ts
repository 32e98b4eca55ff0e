import { type Area, NATIONAL } from '#kernel/region-code.ts';
import { isDay, type TimeZone, timeZoneOfProvince } from '#kernel/time.ts';

/** Hours that the civil zones of Indonesia are ahead of UTC; there is no summer time. */
const AHEAD_HOURS: Readonly<Record<TimeZone, number>> = { 'Asia/Jakarta': 7, 'Asia/Makassar': 8, 'Asia/Jayapura': 9 };
const DAY_MS = 86_400_000;

export type Term = { readonly startsAt: Date; readonly endsAt: Date | null };
export type TermFault = 'not-a-day' | 'ends-before-it-begins' | 'ended-already';

/** From when until when a role holds: whole days of the region's own clock, both included. Without `from` it begins at once. */
export function parseTerm(
  { from, until }: { readonly from?: string | undefined; readonly until?: string | undefined },
  region: Area,
  at: Date,
): { readonly term: Term } | { readonly fault: TermFault; readonly field: 'from' | 'until' } {
  if (from !== undefined && !isNearDay(from)) return { fault: 'not-a-day', field: 'from' };
  if (until !== undefined && !isNearDay(until)) return { fault: 'not-a-day', field: 'until' };
  const startsAt = from === undefined ? at : startOfDay(from, region);
  const endsAt = until === undefined ? null : new Date(startOfDay(until, region).getTime() + DAY_MS);
  if (endsAt && endsAt <= startsAt)
    return { fault: from === undefined ? 'ended-already' : 'ends-before-it-begins', field: 'until' };
  if (endsAt && endsAt <= at) return { fault: 'ended-already', field: 'until' };
  return { term: { startsAt, endsAt } };
}

/** A role is given for months, so another century is a slip of the finger. */
function isNearDay(text: string): boolean {
  return isDay(text) && text.startsWith('20');
}

function startOfDay(day: string, region: Area): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) - AHEAD_HOURS[zoneOfTerm(region)] * 3_600_000);
}

/** By whose clock the days of a role in that region begin and end. */
export function zoneOfTerm(region: Area): TimeZone {
  return region === NATIONAL ? 'Asia/Jakarta' : timeZoneOfProvince(region.slice(0, 2));
}

/** The calendar day that begins at this moment in that region; null where none does. */
export function dayBeginningAt(at: Date, region: Area): string | null {
  const [day = '', clock] = localText(at, region).split('T');
  return clock === '00:00:00.000Z' ? day : null;
}

/** The last whole day before this moment, where the moment is the end of a day in that region. */
export function dayEndingAt(at: Date, region: Area): string | null {
  return dayBeginningAt(new Date(at.getTime() - DAY_MS), region);
}

export function yearAt(at: Date, region: Area): string {
  return localText(at, region).slice(0, 4);
}

function localText(at: Date, region: Area): string {
  return new Date(at.getTime() + AHEAD_HOURS[zoneOfTerm(region)] * 3_600_000).toISOString();
}
