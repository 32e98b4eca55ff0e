import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { KilledSite } from './killed-site.ts';
import type { KilledPaper } from './paper.ts';
import type { PhoneHolds, SheetItem } from './phone-storage.ts';

type Outcome = 'accepted' | 'conflict';
type StoredAct = { id: string; outcome: string; device: string | null };
type StoredContent = { act_id: string; content_hash: string; kept_as: 'revision' | 'rival' };
type StoredPhoto = {
  id: string;
  submission_id: string;
  page: number;
  sha256: string;
  received: string;
  whole: boolean;
};

export type Arrivals = {
  readonly acts: readonly StoredAct[];
  readonly contents: readonly StoredContent[];
  readonly photos: readonly StoredPhoto[];
};

/** What the store of the desk has of one person. */
export async function readArrivals({ desk: { sql } }: Pick<KilledSite, 'desk'>, account: string): Promise<Arrivals> {
  const acts = await sql<StoredAct[]>`
    select id::text, outcome, device from sheet_act where actor_id = ${account} and act = 'submit' order by id`;
  const contents = await sql<StoredContent[]>`
    select act_id::text, encode(content_hash, 'hex') as content_hash, 'revision' as kept_as
    from sheet_revision where author_id = ${account}
    union all
    select act_id::text, encode(content_hash, 'hex'), 'rival' from sheet_rival where author_id = ${account}`;
  const photos = await sql<StoredPhoto[]>`
    select id::text, submission_id::text, page, encode(sha256, 'hex') as sha256, received::text,
      completed_at is not null and received = length as whole
    from photo where uploaded_by = ${account}`;
  return { acts, contents, photos };
}

/**
 * Everything arrived exactly once, as it was entered, and the phone knows it: the store, the phone and the paper tell the
 * same story. `outcomes` names the papers that stand against other figures.
 */
export async function checkArrivals(
  site: Pick<KilledSite, 'desk' | 'address' | 'overseer'>,
  account: string,
  {
    papers,
    holds,
    outcomes,
  }: {
    readonly papers: readonly KilledPaper[];
    readonly holds: PhoneHolds;
    readonly outcomes: (task: string) => Outcome;
  },
): Promise<void> {
  const stored = await readArrivals(site, account);
  assert.equal(holds.drafts.length, 0, 'no draft is left');
  assert.deepEqual(holds.items.map(({ subject }) => subject).sort(), papers.map(({ task }) => task).sort());
  assert.equal(stored.acts.length, papers.length, 'each paper was handed in once');
  assert.equal(stored.contents.length, papers.length, 'each paper stands once');
  const photosMin = papers.reduce((sum, { photos }) => sum + photos.length, 0);
  assert.equal(stored.photos.length, photosMin, 'each photo stands once');
  for (const paper of papers) {
    const item = holds.items.find(({ subject }) => subject === paper.task);
    assert.ok(item);
    checkPaper(item, paper, { stored, outcome: outcomes(paper.task) });
    for (const photo of stored.photos.filter(({ submission_id }) => submission_id === item.id))
      assert.equal(await contentOfPhoto(site, photo.id), 'image/jpeg');
  }
}

function checkPaper(
  item: SheetItem,
  paper: KilledPaper,
  { stored, outcome }: { readonly stored: Arrivals; readonly outcome: Outcome },
): void {
  const hash = hashOfContent(paper);
  const act = stored.acts.find(({ id }) => id === item.id);
  const content = stored.contents.find(({ act_id }) => act_id === item.id);
  assert.equal(content?.content_hash, hash, 'the store has what stands on the paper');
  assert.equal(content.kept_as, outcome === 'conflict' ? 'rival' : 'revision');
  assert.equal(act?.outcome, outcome);
  const { submission, sheet, revision, contentHash, outcome: told } = item.receipt ?? {};
  assert.deepEqual(
    { submission, sheet, revision, contentHash, told },
    { submission: item.id, sheet: paper.task, revision: 1, contentHash: hash, told: outcome },
    'the receipt on the phone says what the store says',
  );
  const ofPhone = item.photos.map(({ page, sha256, state }) => ({ page, sha256, whole: state === 'done' }));
  const ofStore = stored.photos
    .filter(({ submission_id }) => submission_id === item.id)
    .map(({ page, sha256, whole }) => ({ page, sha256, whole }));
  assert.deepEqual(byPage(ofStore), byPage(ofPhone), 'photos are whole, and the same here and there');
  assert.equal(ofStore.length, paper.photos.length);
  assert.ok(ofStore.every(({ whole }) => whole));
}

function byPage<Photo extends { readonly page: number }>(photos: readonly Photo[]): Photo[] {
  return [...photos].sort((a, b) => a.page - b.page);
}

/** The hash of the contract, computed from the paper alone. @source contracts 6: RFC 8785 of these six, keys in order */
function hashOfContent({ task, figures }: KilledPaper): string {
  const [election, contest, region, station, round] = task.split(':');
  const values = Object.fromEntries(Object.entries(figures).sort(([a], [b]) => (a < b ? -1 : 1)));
  const text = JSON.stringify({ contest, election, region, round, station: Number(station), values });
  return createHash('sha256').update(text).digest('hex');
}

/** The desk can open it: its kind as the desk serves it. */
async function contentOfPhoto({ address, overseer }: Pick<KilledSite, 'address' | 'overseer'>, id: string) {
  const reply = await fetch(`${address}/api/v1/photos/${id}`, { headers: overseer.headers });
  await reply.arrayBuffer();
  return reply.headers.get('content-type');
}
