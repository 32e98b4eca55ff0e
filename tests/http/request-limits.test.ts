import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REQUEST_LIMITS } from '#platform/http/request-limits.ts';
import { type Person, personAt } from '../harness/people.ts';
import { type RunningDesk, runningDesk } from './running-desk.ts';

const LIMITS = { perPerson: 5, perAddress: 8 };

describe('how much one may ask in a minute', () => {
  let running: RunningDesk;
  let ani: Person;
  let budi: Person;
  beforeAll(async () => {
    running = await runningDesk({ limits: LIMITS });
    ani = await personAt(running.desk, { role: 'village_operator', region: '64.09.01.1001' });
    budi = await personAt(running.desk, { role: 'village_operator', region: '64.09.01.1001' });
  });
  afterAll(() => running.stop());

  const get = (url: string, who: Person | null, remoteAddress = '10.0.0.1') =>
    running.app.inject({ method: 'GET', url, remoteAddress, headers: who?.headers ?? {} });

  it('is bounded by person, says when to come again, and touches nobody else at the same address', async () => {
    for (let asked = 0; asked < LIMITS.perPerson; asked++) expect((await get('/api/v1/me', ani)).statusCode).toBe(200);
    const refused = await get('/api/v1/me', ani);
    expect([refused.statusCode, refused.json().code]).toEqual([429, 'http.too-many']);
    expect(refused.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(refused.json().detail).toMatch(/^Terlalu banyak permintaan/);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60);
    expect(refused.headers['content-security-policy']).toContain("default-src 'none'");
    expect((await get('/api/v1/elections', ani, '10.9.9.9')).statusCode).toBe(429);
    expect((await get('/api/v1/me', budi)).statusCode).toBe(200);
    expect((await get('/', null)).statusCode).toBe(200);
  });

  it('is bounded by address for those without a session, and leaves people there and strangers elsewhere alone', async () => {
    const logIn = (remoteAddress: string) =>
      running.app.inject({ method: 'POST', url: '/api/v1/sessions', remoteAddress, payload: {} });
    for (let asked = 0; asked < LIMITS.perAddress; asked++) expect((await logIn('10.0.0.2')).statusCode).toBe(400);
    const refused = await logIn('10.0.0.2');
    expect([refused.statusCode, refused.json().code]).toEqual([429, 'http.too-many']);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await logIn('10.0.0.3')).statusCode).toBe(400);
    expect((await get('/api/v1/elections', budi, '10.0.0.2')).statusCode).toBe(200);
  });

  it('leaves room for a phone that sends its whole queue, and for an office', () => {
    expect(REQUEST_LIMITS.perPerson).toBeGreaterThanOrEqual(600);
    expect(REQUEST_LIMITS.perAddress).toBeGreaterThanOrEqual(5 * REQUEST_LIMITS.perPerson);
  });
});
