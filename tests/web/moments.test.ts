import { describe, expect, it } from 'vitest';
import { formatClock, formatDate, formatDay, formatMoment, sinceText } from '#platform/web/moments.ts';

const AT = new Date('2024-11-27T09:42:10Z');

describe('moments on the screen', () => {
  it('tells the hour of the named zone, whatever zone the machine is in', () => {
    expect(formatClock(AT, 'Asia/Makassar', 'id')).toBe('17.42');
    expect(formatClock(AT, 'Asia/Jakarta', 'id')).toBe('16.42');
    expect(formatClock(AT, 'Asia/Jayapura', 'en')).toBe('18:42');
  });

  it('names the day of that zone, also past midnight there', () => {
    expect(formatDay(AT, 'Asia/Makassar', 'id')).toBe('Rabu, 27 Nov 2024');
    expect(formatDay(new Date('2024-11-27T16:30:00Z'), 'Asia/Makassar', 'id')).toBe('Kamis, 28 Nov 2024');
    expect(formatDate('2024-11-27', 'id')).toBe('27 Nov 2024');
    expect(formatMoment(AT, 'Asia/Makassar', 'id')).toBe('27 Nov, 17.42');
  });

  it.each([
    [-400, 'baru saja'],
    [4_999, 'baru saja'],
    [14_000, '10 detik lalu'],
    [61_000, '1 menit lalu'],
    [7_200_000, '2 jam lalu'],
    [200_000_000, '2 hari lalu'],
  ])('says %i ms in the largest whole unit', (milliseconds, said) => {
    expect(sinceText(milliseconds).id).toBe(said);
  });
});
