import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cliActor } from '#access/domain/actor.ts';
import { readReferenceFigures } from '#demo/reference-figures.ts';
import { REHEARSAL_SEED, rehearsalElection } from '#demo/rehearsal-election.ts';
import { spreadStations } from '#demo/spread-stations.ts';
import { applyElection } from '#elections/commands/apply-election.ts';
import { upsertStations } from '#elections/store/stations.ts';
import { withTransaction } from '#platform/db/transaction.ts';
import { resultsHooks } from '#results/recount/recheck.ts';
import { type RunningDesk, runningDesk } from './running-desk.ts';

describe('the picture of a rehearsal sheet', () => {
  let running: RunningDesk;
  let sheet: string;
  beforeAll(async () => {
    running = await runningDesk();
    const { sql, clock, books } = running.desk;
    const definition = rehearsalElection();
    const input = { sql, at: clock.now(), actor: cliActor('test'), definition, hooks: resultsHooks };
    expect(await applyElection(input)).toMatchObject({ ok: true });
    const { region, station } = spreadStations(readReferenceFigures(), REHEARSAL_SEED)[0]!;
    const { electionNo } = (await books.current(sql)).find(definition.id)!;
    const unknown = { permanentVoters: null, permanentVotersM: null, permanentVotersF: null };
    const place = {
      village: region,
      station,
      kind: 'regular',
      address: null,
      latitude: null,
      longitude: null,
    } as const;
    await withTransaction(sql, (tx) => upsertStations(tx, electionNo, [{ ...place, ...unknown, predecessors: [] }]));
    sheet = `/api/v1/sheets/${definition.id}:gubernur-64:${region}:${String(station).padStart(3, '0')}:regular`;
  });
  afterAll(() => running.stop());

  const get = (url: string) => running.app.inject({ method: 'GET', url, headers: running.province.headers });

  it('is an image that can run nothing and load nothing, the same at every look', async () => {
    const { picture } = (await get(sheet)).json() as { picture: string };
    const reply = await get(picture);
    expect(reply.statusCode).toBe(200);
    expect(reply.headers['content-type']).toMatch(/^image\/svg\+xml/);
    expect(reply.headers['content-security-policy']).toMatch(/^default-src 'none'; .*sandbox$/);
    expect(reply.headers['x-content-type-options']).toBe('nosniff');
    expect(reply.body).toMatch(/^<svg /);
    expect(reply.body).toContain('GLADI');
    expect(reply.body).not.toMatch(/<script|<foreignObject|<iframe|\son\w+=|javascript:|href=["'](?!#)|<!ENTITY/i);
    expect((await get(picture)).body).toBe(reply.body);
  });
});
