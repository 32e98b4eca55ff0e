import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningDesk, runningDesk, VILLAGE } from './running-desk.ts';

type Case = readonly [url: string, status: number, code: string];
const SHEETS = '/api/v1/sheets?contest=gubernur&election=satu';
const TALLY = '/api/v1/tally?contest=gubernur&election=satu';

/** What each kind of wrong question is answered with. */
const REFUSED: readonly Case[] = [
  ['/api/v1/tally', 400, 'http.wrong-input'],
  ['/api/v1/tally?contest=', 400, 'http.wrong-input'],
  [`${TALLY}&unknown=1`, 400, 'http.wrong-input'],
  [`${TALLY}&children=yes`, 400, 'http.wrong-input'],
  [`${TALLY}&contest=bupati`, 400, 'http.wrong-input'],
  [`${TALLY}&region=${'6'.repeat(41)}`, 400, 'http.wrong-input'],
  ['/api/v1/tally?contest=gubernur', 400, 'results.election-needed'],
  ['/api/v1/tally?contest=gubernur&election=tiga', 404, 'elections.unknown-election'],
  ['/api/v1/sheets?contest=gubernur&election=tiga', 404, 'elections.unknown-election'],
  ['/api/v1/tally?contest=wali', 404, 'results.unknown-contest'],
  [`${TALLY}&region=64.99`, 404, 'regions.unknown'],
  [`${TALLY}&region=Penajam`, 400, 'regions.not-a-code'],
  [`${TALLY}&region=11`, 404, 'regions.unknown'],
  ['/api/v1/tally?contest=bupati&region=64.71', 404, 'results.outside-contest'],
  [`${SHEETS}&limit=0`, 400, 'http.wrong-input'],
  [`${SHEETS}&limit=201`, 400, 'http.wrong-input'],
  [`${SHEETS}&limit=1e2x`, 400, 'http.wrong-input'],
  [`${SHEETS}&limit=1.5`, 400, 'http.wrong-input'],
  [`${SHEETS}&status=happy`, 400, 'results.unknown-status'],
  [`${SHEETS}&cursor=happy`, 400, 'results.bad-cursor'],
  [`${SHEETS}&cursor=flagged~64.09.01.1001~1~regular~more`, 400, 'results.bad-cursor'],
  ['/api/v1/regions?limit=2001', 400, 'http.wrong-input'],
  ['/api/v1/regions?edition=kpu1999', 400, 'http.wrong-input'],
  ['/api/v1/regions/64.99', 404, 'regions.unknown'],
  ['/api/v1/regions/64.99/map', 404, 'regions.unknown'],
  ['/api/v1/regions/64.09.01.1001/map', 404, 'regions.no-map'],
];

const UNKNOWN_SHEETS = [
  'x',
  `tiga:gubernur:${VILLAGE}:001:regular`,
  `satu:wali:${VILLAGE}:001:regular`,
  'satu:gubernur:64.99.01.1001:001:regular',
  'satu:gubernur:64.09:001:regular',
  `satu:gubernur:${VILLAGE}:777:regular`,
  'satu:gubernur:64.71.01.1002:001:regular',
  'satu:bupati:64.71.01.1001:001:regular',
  `satu:gubernur:${VILLAGE}:0:regular`,
  `satu:gubernur:${VILLAGE}:001:regular:more`,
  `satu:gubernur:${VILLAGE}:001:happy`,
  "satu:gubernur:'; drop table sheet; --:001:regular",
];

describe('a wrong question', () => {
  let running: RunningDesk;
  beforeAll(async () => {
    running = await runningDesk();
  });
  afterAll(() => running.stop());

  const get = (url: string) => running.app.inject({ method: 'GET', url, headers: running.province.headers });

  it.each(REFUSED)('%s is answered %i %s', async (url, status, code) => {
    const reply = await get(url);
    expect([reply.statusCode, reply.json().code]).toEqual([status, code]);
    expect(reply.headers['content-type']).toMatch(/^application\/problem\+json/);
    const problem = reply.json();
    expect(problem).toMatchObject({ type: `urn:desk:problem:${code}`, status, fields: expect.any(Object) });
    expect(problem.detail).toMatch(/^[^{}]{20,}\.$/);
    expect(problem.detail_en).not.toBe(problem.detail);
  });

  it('about a sheet is answered alike for every sheet that is not there', async () => {
    for (const id of UNKNOWN_SHEETS) {
      for (const tail of ['', '/picture']) {
        const reply = await get(`/api/v1/sheets/${encodeURIComponent(id)}${tail}`);
        expect([id + tail, reply.statusCode, reply.json().code]).toEqual([id + tail, 404, 'results.unknown-sheet']);
      }
    }
  });

  it('about a picture that nobody drew says so', async () => {
    const reply = await get(`/api/v1/sheets/satu:gubernur:${VILLAGE}:001:regular/picture`);
    expect([reply.statusCode, reply.json().code]).toEqual([404, 'results.no-picture']);
  });

  it('a page number leads through the whole list without a repeat', async () => {
    const ids: string[] = [];
    let cursor: string | null = '';
    for (let pages = 0; cursor !== null && pages < 10; pages++) {
      const page = await get(`${SHEETS}&limit=1${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
      const list = page.json() as { sheets: { id: string }[]; next: string | null; total: number };
      expect(list.total).toBe(4);
      ids.push(...list.sheets.map((sheet) => sheet.id));
      cursor = list.next;
    }
    expect(new Set(ids).size).toBe(4);
    expect(ids).toHaveLength(4);
  });
});
