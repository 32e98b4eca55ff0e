import { rm } from 'node:fs/promises';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import type { Actor } from '#access/domain/actor.ts';
import { RIGHTS } from '#access/domain/rights.ts';
import { guardRoutes } from '#access/http/gate.ts';
import type { Contest, Election } from '#elections/domain/election.ts';
import type { Area } from '#kernel/region-code.ts';
import { httpServer } from '#platform/http/server.ts';
import { type SheetIntake, sheetIntake } from '#results/commands/submit-sheets.ts';
import {
  askPhotoOffsetContract,
  createPhotoContract,
  PHOTO_PIECE_BYTES_MAX,
  readPhotoContract,
  sendPhotoPieceContract,
} from '#results/contract/photos.ts';
import type { Desk } from '#results/desk.ts';
import type { Submission } from '#results/domain/submission.ts';
import { installElection, plainSheet, submissionOf, testDesk } from '#results/fixtures.ts';
import { photoRoutes } from '#results/routes/photos.ts';
import { testDatabase } from '../../harness/database.ts';
import { type Person, personAt } from '../../harness/people.ts';
import { sha256Of } from './pictures.ts';

const CONTRACTS = [createPhotoContract, askPhotoOffsetContract, sendPhotoPieceContract, readPhotoContract];
const PHOTOS = createPhotoContract.path;
export const VILLAGE = '64.09.01.1001';
export const FOREIGN = '64.71.01.1001';
const STATIONS = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((station) => `${VILLAGE}/00${station}`);

export type Operator = Person & { readonly actor: Actor };
export type PhotoDesk = Awaited<ReturnType<typeof photoDesk>>;

/** The routes of photos behind the real gate, on a real database and a folder of files, with sheets to send photos for. */
export async function photoDesk() {
  process.env.DESK_LOG = 'silent';
  const database = await testDatabase();
  const contests = [{ id: 'gubernur', area: '64', candidates: [1, 2] }];
  const election = await installElection(database.sql, {
    id: 'satu',
    regions: ['64'],
    contests,
    stations: [...STATIONS, `${FOREIGN}/001`],
  });
  const desk = testDesk(database.sql);
  const intake = sheetIntake(desk);
  const app = await httpServer();
  guardRoutes(app, { sql: desk.sql, clock: desk.clock, rights: RIGHTS, contracts: CONTRACTS });
  photoRoutes(app, { desk });
  return {
    app,
    desk,
    election,
    sql: database.sql,
    operator: (region: string = VILLAGE) => operatorAt(desk, region),
    reader: (role: 'district_verifier' | 'regency_desk' | 'province_desk' | 'leader', region: string) =>
      personAt(desk, { role, region }),
    submit: (who: Operator, station: number, changes: Changes = {}) =>
      submit({ desk, intake, election }, who, { station, changes }),
    ...sender(app),
    async close() {
      await app.close();
      await database.drop();
      await rm(desk.filesDir, { recursive: true, force: true });
    },
  };
}

async function operatorAt(desk: Desk, region: string): Promise<Operator> {
  const person = await personAt(desk, { role: 'village_operator', region });
  const { account, device } = person;
  return {
    ...person,
    actor: { id: account.id, role: 'village_operator', region: region as Area, device, channel: 'phone' },
  };
}

type Changes = Partial<Submission> & { readonly votes?: number };
type Ground = { readonly desk: Desk; readonly intake: SheetIntake; readonly election: Election };

/** Sends figures and answers the id of their submission. */
async function submit(
  { desk, intake, election }: Ground,
  who: Operator,
  { station, changes }: { readonly station: number; readonly changes: Changes },
): Promise<string> {
  const { votes = 40, ...more } = changes;
  const contest = election.contests[0] as Contest;
  const at = { election, contest, station: `${who.actor.region}/${station}` };
  const submission = submissionOf(at, desk.ids.next(), plainSheet([1, 2], [votes, 30], 2), more);
  const [receipt] = await intake.submit(who.actor, [submission]);
  if (!receipt || receipt.outcome === 'refused') throw new Error(receipt?.problem?.message.en);
  return submission.id;
}

type Announced = { readonly id: string; readonly offset: number; readonly complete: boolean };

/** What a phone does with the four routes. */
function sender(app: FastifyInstance) {
  const announce = (who: Person, payload: object) =>
    app.inject({ method: 'POST', url: PHOTOS, headers: who.headers, payload });
  const ask = (who: Person, id: string) => app.inject({ method: 'HEAD', url: `${PHOTOS}/${id}`, headers: who.headers });
  const read = (who: Person, id: string, headers: Record<string, string> = {}) =>
    app.inject({ method: 'GET', url: `${PHOTOS}/${id}`, headers: { ...who.headers, ...headers } });
  const piece = (who: Person, id: string, offset: number | string, payload: Buffer, type = PIECE_TYPE) =>
    app.inject({
      method: 'PATCH',
      url: `${PHOTOS}/${id}`,
      headers: { ...who.headers, 'content-type': type, 'upload-offset': String(offset) },
      payload,
    });

  async function announced(who: Person, submission: string, bytes: Buffer, page = 1): Promise<Announced> {
    const answer = await announce(who, { submission, page, length: bytes.length, sha256: sha256Of(bytes) });
    if (answer.statusCode !== 200) throw new Error(answer.body);
    return answer.json();
  }

  /** Announces and sends from where the server stands; the answer to the last piece. */
  async function send(
    who: Person,
    submission: string,
    bytes: Buffer,
    { page = 1, pieceBytes = PHOTO_PIECE_BYTES_MAX } = {},
  ) {
    const { id, offset } = await announced(who, submission, bytes, page);
    let answer: LightMyRequestResponse | null = null;
    for (let at = offset; at < bytes.length; at += pieceBytes)
      answer = await piece(who, id, at, bytes.subarray(at, at + pieceBytes));
    return { id, answer: answer as LightMyRequestResponse };
  }
  return { announce, announced, ask, read, piece, send };
}

const PIECE_TYPE = 'application/offset+octet-stream';
