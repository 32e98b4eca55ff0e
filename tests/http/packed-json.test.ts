import { brotliDecompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Person, personAt } from '../harness/people.ts';
import { type RunningDesk, runningDesk, VILLAGE } from './running-desk.ts';

/** An envelope that is read as one, whatever becomes of its items. */
const ENVELOPE = JSON.stringify({ submissions: Array.from({ length: 20 }, () => ({ id: 'x'.repeat(36) })) });
const CONTRACT = '/api/v1/openapi.json';

let running: RunningDesk;
let operator: Person;
beforeAll(async () => {
  running = await runningDesk();
  operator = await personAt(running.desk, { role: 'village_operator', region: VILLAGE });
});
afterAll(() => running.stop());

function send(payload: Buffer | string, headers: Record<string, string> = {}) {
  return running.app.inject({
    method: 'POST',
    url: '/api/v1/sheets',
    payload,
    headers: { ...operator.headers, 'content-type': 'application/json', ...headers },
  });
}

describe('a packed body', () => {
  it('is read like the plain one', async () => {
    const [plain, packed] = [await send(ENVELOPE), await send(gzipSync(ENVELOPE), { 'content-encoding': 'gzip' })];
    const codes = (body: string) =>
      (JSON.parse(body) as { receipts?: { problem: { code: string } }[] }).receipts?.map(({ problem }) => problem.code);
    expect([plain.statusCode, packed.statusCode]).toEqual([200, 200]);
    expect(codes(packed.body)).toEqual(codes(plain.body));
  });

  it.each([
    ['is no gzip', Buffer.from(ENVELOPE)],
    ['breaks off', gzipSync(ENVELOPE).subarray(0, -12)],
    ['goes on after its end', Buffer.concat([gzipSync(ENVELOPE), gzipSync('}{')])],
  ])('is refused in words when it %s', async (_, payload) => {
    const answer = await send(payload, { 'content-encoding': 'gzip' });
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ code: 'http.wrong-input' });
  });

  it('is refused as too large by what it holds, not by what it weighs', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024, ' '));
    expect(bomb.length).toBeLessThan(1024 * 1024);
    const answer = await send(bomb, { 'content-encoding': 'gzip' });
    expect(answer.statusCode).toBe(413);
    expect(answer.json()).toMatchObject({ code: 'http.too-large' });
  });
});

describe('a packed body that nobody reads to its end', () => {
  const CUT_OFF = gzipSync(Buffer.alloc(4 * 1024 * 1024, ' ')).subarray(0, -12);
  it.each([
    ['of a kind that is not taken', gzipSync(ENVELOPE).subarray(0, -12), 'application/problem+json', 400],
    ['and is no gzip, of a kind that is not taken', Buffer.from(ENVELOPE), 'application/problem+json', 400],
    ['too large and cut off', CUT_OFF, 'application/json', 413],
  ])('%s, costs its sender an answer and the desk nothing', async (_, payload, type, status) => {
    const unheard: unknown[] = [];
    const onUnheard = (error: unknown) => void unheard.push(error);
    process.on('uncaughtException', onUnheard);
    try {
      const answer = await send(payload, { 'content-encoding': 'gzip', 'content-type': type });
      expect(answer.statusCode).toBe(status);
      expect((await send(ENVELOPE)).statusCode).toBe(200);
    } finally {
      process.off('uncaughtException', onUnheard);
    }
    expect(unheard).toEqual([]);
  });
});

describe('somebody without the right', () => {
  it('has nothing unpacked for him', async () => {
    const headers = { ...running.province.headers, 'content-encoding': 'gzip' };
    expect((await send('no gzip', headers)).statusCode).toBe(403);
  });
});

describe('a long answer in JSON', () => {
  it('comes packed to whom says that he can unpack it, and plain to everybody else', async () => {
    const ask = (headers: Record<string, string>) => running.app.inject({ url: CONTRACT, headers });
    const [plain, packed] = [await ask({}), await ask({ 'accept-encoding': 'gzip, deflate, br, zstd' })];
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(packed.headers).toMatchObject({ 'content-encoding': 'br', vary: 'accept-encoding' });
    expect(packed.rawPayload.length).toBeLessThan(plain.rawPayload.length / 4);
    expect(brotliDecompressSync(packed.rawPayload).toString()).toBe(plain.body);
    expect((await ask({ 'accept-encoding': 'gzip' })).headers['content-encoding']).toBeUndefined();
  });
});
