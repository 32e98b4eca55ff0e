import { describe, expect, it } from 'vitest';
import { accountTemplate } from '#access/web/desk/account-template.ts';
import { activationAddress, CARDS_PER_SHEET, sheetsOf } from '#access/web/desk/card-sheets.ts';
import { deviceName } from '#access/web/desk/device-name.ts';
import { pendingText } from '#access/web/desk/pending-text.ts';
import { termText } from '#access/web/desk/term-text.ts';

const NOW = Date.parse('2024-11-27T09:00:00Z');
const holding = (count: number, oldestAt: string | null) => ({ count, bytes: 0, oldestAt, saidAt: null });

describe('what a phone still holds', () => {
  it('is told with the hour of the oldest, and with its day once that is not today any more', () => {
    const today = pendingText(holding(3, '2024-11-27T06:02:00Z'), NOW, 'Asia/Makassar');
    expect(today?.id).toBe('3 kiriman masih di HP, terlama 14.02');
    const earlier = pendingText(holding(1234, '2024-11-25T06:02:00Z'), NOW, 'Asia/Makassar');
    expect(earlier?.id).toBe('1.234 kiriman masih di HP, terlama 25 Nov, 14.02');
    expect(pendingText(holding(2, null), NOW, 'Asia/Makassar')?.id).toBe('2 kiriman masih di HP');
  });

  it('is no sentence where nothing is left', () => {
    expect(pendingText(holding(0, null), NOW, 'Asia/Makassar')).toBeNull();
  });
});

describe('activation cards', () => {
  it('fill sheets of eight in their order and lose none', () => {
    const cards = Array.from({ length: 2 * CARDS_PER_SHEET + 1 }, (_, index) => index);
    expect(sheetsOf(cards).map((sheet) => sheet.length)).toEqual([8, 8, 1]);
    expect(sheetsOf(cards).flat()).toEqual(cards);
    expect(sheetsOf([])).toEqual([]);
  });

  it('lead operators to the phone and everybody else to the desk, with the code behind the number sign', () => {
    const at = (role: string) => activationAddress('https://desk.example', role, '4K7M-9XQ2-TB3H');
    expect(at('village_operator')).toBe('https://desk.example/lapor#aktivasi=4K7M-9XQ2-TB3H');
    expect(at('regency_desk')).toBe('https://desk.example/#aktivasi=4K7M-9XQ2-TB3H');
  });
});

describe('from when until when a role holds', () => {
  const now = new Date('2024-11-27T09:00:00Z');
  const startsAt = '2024-11-20T00:00:00Z';
  const said = (region: string, from: string, endsAt: string | null) =>
    termText({ region, startsAt: from, endsAt }, now).id;

  it('is told as far as an end is set, with the last day itself and its year', () => {
    expect(said('64.09', startsAt, null)).toBe('mulai 20 Nov, 08.00');
    expect(said('64.09', startsAt, '2024-12-31T16:00:00Z')).toBe('mulai 20 Nov, 08.00, sampai 31 Des 2024');
    expect(said('64.09', startsAt, '2024-12-31T15:59:00Z')).toBe('mulai 20 Nov, 08.00, sampai 31 Des 2024, 23.59');
  });

  it('goes by the clock of the region: the same midnight is none further west', () => {
    expect(said('61.01', startsAt, '2024-12-31T16:00:00Z')).toMatch(/sampai 31 Des 2024, 23\.00$/);
    expect(said('national', startsAt, '2024-12-31T17:00:00Z')).toMatch(/sampai 31 Des 2024$/);
  });

  it('names the year of a start that is not of this year, and a first day as a day', () => {
    expect(said('64.09', '2023-11-20T00:00:00Z', null)).toBe('mulai 20 Nov 2023, 08.00');
    expect(said('64.09', '2024-12-31T16:00:00Z', null)).toBe('mulai 1 Jan 2025');
  });
});

it.each([
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0',
    'Edge, Windows',
  ],
  ['Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36', 'Chrome, Android'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox, Linux'],
  ['something', 'Peramban'],
])('names the browser of %s “%s”', (userAgent, name) => {
  expect(deviceName(userAgent)).toBe(name);
});

it('offers a file to fill in whose header is the one that is read', async () => {
  const text = await accountTemplate('64.09.01.1001').text();
  expect(text.replace('\uFEFF', '').split('\r\n')[0]).toBe('name;role;region;from;until;phone');
});
