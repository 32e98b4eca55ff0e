import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSql, type Sql } from '#platform/db/sql.ts';
import { testDesk } from '../../src/results/fixtures.ts';
import { deskServer } from '../../src/server.ts';
import { type TestDatabase, testDatabase } from '../harness/database.ts';
import { type Person, personAt } from '../harness/people.ts';

/** The way between the server and its database, which the test can cut and mend; the database itself stays. */
function cable(url: string, folder: string) {
  const at = new URL(url);
  const host = at.searchParams.get('host');
  const far =
    host === null ? { host: at.hostname, port: Number(at.port || 5432) } : { path: join(host, `.s.PGSQL.${at.port}`) };
  const open = new Set<Socket>();
  let server = createServer();
  const near = new URL(url);
  near.searchParams.set('host', folder);
  near.port = '5432';
  return {
    url: near.href,
    mend() {
      server = createServer((here) => {
        const there = connect(far);
        for (const socket of [here, there]) {
          open.add(socket);
          socket.on('error', () => {});
          socket.on('close', () => {
            here.destroy();
            there.destroy();
          });
        }
        here.pipe(there).pipe(here);
      });
      return new Promise<void>((resolve) => server.listen(join(folder, '.s.PGSQL.5432'), resolve));
    },
    cut() {
      for (const socket of open) socket.destroy();
      open.clear();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

describe('a server whose database is gone for a while', () => {
  const folder = mkdtempSync(join(tmpdir(), 'desk-ready-'));
  let database: TestDatabase;
  let way: ReturnType<typeof cable>;
  let sql: Sql;
  let app: FastifyInstance;
  let leader: Person;
  beforeAll(async () => {
    process.env.DESK_LOG = 'silent';
    database = await testDatabase();
    way = cable(database.url, folder);
    await way.mend();
    sql = createSql({ url: way.url });
    const desk = testDesk(sql);
    leader = await personAt(desk, { role: 'leader', region: '64' });
    app = await deskServer(desk);
  });
  afterAll(async () => {
    await app.close();
    await sql.end({ timeout: 1 });
    await way.cut();
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  const get = (url: string) => app.inject({ method: 'GET', url, headers: leader.headers });

  it('says that it is alive but not ready, in words, and is ready again by itself', async () => {
    expect((await get('/readyz')).json()).toEqual({ status: 'ready' });
    await way.cut();
    for (let tries = 0; tries < 3; tries++) {
      const reply = await get('/readyz');
      expect(reply.statusCode).toBe(503);
      expect(reply.json().code).toMatch(/^database\./);
      expect(reply.headers['retry-after']).toBe('5');
    }
    expect((await get('/healthz')).statusCode).toBe(200);
    const question = await get('/api/v1/elections');
    expect([question.statusCode, question.headers['content-type']]).toEqual([
      503,
      'application/problem+json; charset=utf-8',
    ]);
    expect((await get('/')).statusCode).toBe(200);

    await way.mend();
    expect((await get('/readyz')).statusCode).toBe(200);
    expect((await get('/api/v1/elections')).json()).toEqual({ elections: [] });
  });
});
