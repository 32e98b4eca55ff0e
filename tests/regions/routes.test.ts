import { brotliDecompressSync } from 'node:zlib';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RegionCode } from '#kernel/region-code.ts';
import { withTransaction } from '#platform/db/transaction.ts';
import { regionRoutes } from '../../src/regions/routes.ts';
import { upsertRemoteMark } from '../../src/regions/store.ts';
import { type TestDatabase, testDatabase } from '../harness/database.ts';

describe('the HTTP surface of regions', () => {
  let database: TestDatabase;
  let app: FastifyInstance;
  beforeAll(async () => {
    database = await testDatabase();
    app = fastify();
    regionRoutes(app, { sql: database.sql });
    const village = '64.09.04.2004' as RegionCode;
    const mark = { village, remote: true, reason: null, markedAt: new Date('2024-11-01T02:00:00Z'), markedBy: 'test' };
    await withTransaction(database.sql, (tx) => upsertRemoteMark(tx, mark));
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  const get = (path: string, headers: Record<string, string> = {}) =>
    app.inject({ method: 'GET', url: `/api/v1/regions${path}`, headers });

  it('lists children with the remote mark on villages only', async () => {
    const villages = (await get('?parent=640904&edition=kpu2024')).json();
    expect(villages.total).toBe(villages.regions.length);
    const remote = villages.regions.filter((region: { remote: boolean }) => region.remote);
    expect(remote.map((region: { code: string }) => region.code)).toEqual(['64.09.04.2004']);
    const districts = (await get('?parent=64.09')).json().regions;
    expect(districts.length).toBe(4);
    expect(districts.every((region: object) => !('remote' in region))).toBe(true);
  });

  it('searches by name', async () => {
    const found = (await get(`?q=${encodeURIComponent('Kab. Panajam')}&limit=3`)).json();
    expect(found.regions[0]).toMatchObject({ code: '64.09', name: 'Kabupaten Penajam Paser Utara' });
  });

  it('names what the found ones lie in, so that two of one name can be told apart', async () => {
    const above = async (words: string) => (await get(`?q=${words}&limit=1`)).json().regions[0].above;
    expect(await above('Petung&within=64.09')).toEqual(['Penajam', 'Kabupaten Penajam Paser Utara']);
    expect(await above('Sepaku&within=64.09')).toEqual(['Kabupaten Penajam Paser Utara', 'Kalimantan Timur']);
    expect(await above('Kalimantan%20Timur')).toEqual([]);
    expect((await get('?parent=64.09')).json().regions[0]).not.toHaveProperty('above');
  });

  it('reads one region by its code, dotted or not', async () => {
    const [dotted, plain] = await Promise.all([get('/64.09.04.2004'), get('/6409042004')]);
    expect(dotted.statusCode).toBe(200);
    expect(dotted.json()).toEqual(plain.json());
    expect(dotted.json()).toMatchObject({ code: '64.09.04.2004', kind: 'desa', name: 'Bumi Harapan', remote: true });
  });

  it.each([
    ['/64.09.99', 404, 'regions.unknown'],
    ['/96?edition=ed2022', 404, 'regions.unknown'],
    ['/Kaltim', 400, 'regions.not-a-code'],
    ['?within=Kaltim', 400, 'regions.not-a-code'],
    ['?parent=64.98', 404, 'regions.unknown'],
    ['/61/map?layer=village', 404, 'regions.no-map'],
    ['/64.09.01/map', 404, 'regions.no-map'],
    ['/98/map', 404, 'regions.unknown'],
  ])('refuses %s with %i %s', async (path, status, code) => {
    const answer = await get(path);
    expect(answer.statusCode).toBe(status);
    expect(answer.body).toContain(code);
  });

  it.each(['?level=rt', '?edition=2024', '?limit=0', '?limit=5000'])('refuses the query %s', async (query) => {
    expect((await get(query)).statusCode).toBe(400);
  });

  it('sends a map packed as it is shipped, and unpacked to whoever cannot unpack it', async () => {
    const packed = await get('/64.09/map', { 'accept-encoding': 'gzip, br' });
    expect(packed.headers).toMatchObject({ 'content-encoding': 'br', vary: 'accept-encoding' });
    expect(packed.rawPayload.length).toBeLessThan(25_000);
    const plain = await get('/64.09/map');
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(brotliDecompressSync(packed.rawPayload).equals(plain.rawPayload)).toBe(true);
    expect(plain.json().objects.village.geometries.length).toBe(54);
  });

  it('answers 304 without a body to a client that holds the map', async () => {
    const first = await get('/64/map?layer=district');
    const again = await get('/64/map?layer=district', { 'if-none-match': String(first.headers.etag) });
    expect(again.statusCode).toBe(304);
    expect(again.rawPayload.length).toBe(0);
  });
});
