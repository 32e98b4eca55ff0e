import { createHash } from 'node:crypto';
import type { BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import type { Person } from '../../harness/people.ts';
import { type LaporSite, openLaporSite, VILLAGE } from '../lapor-site.ts';
import { until } from './slow-phone.ts';

export type Operator = Awaited<ReturnType<LaporSite['person']>>;

/** A site on which one operator has something in every state: sent back, in conflict, with the desk, to do. */
export type PhoneWorld = { readonly site: LaporSite; readonly siti: Operator; readonly desk: Person };

/** What somebody may type or paste into a reason: one word wider than any phone. */
const LONG_WORD = `fotohalamandua${'tertulis'.repeat(12)}`;

export const PASSWORD = 'perahu kayu di hulu';
export const taskOf = (station: string, contest = 'gubernur') => `desk:${contest}:${VILLAGE}:${station}:regular`;

export async function openPhoneWorld(): Promise<PhoneWorld> {
  const site = await openLaporSite();
  const siti = await site.person({ role: 'village_operator', region: VILLAGE, name: 'Siti Aminah' });
  const desk = await site.person({ role: 'regency_desk', region: '64.09', name: 'Desk Penajam' });
  await site.sendAs(siti.account.id, '002', [112, 236]);
  await site.sendAs(siti.account.id, '003', [100, 50]);
  await site.sendAs('orang-lain', '003', [101, 50]);
  await site.sendAs(siti.account.id, '004', [90, 80]);
  await ask(site, desk, `/api/v1/sheets/${encodeURIComponent(taskOf('002'))}/return`, {
    id: site.desk.ids.next(),
    revision: 1,
    reason: `V.A tidak sama dengan foto: di foto 348. ${LONG_WORD}`,
  });
  return { site, siti, desk };
}

/** One phone, as one state needs it. */
export type Visit = PhoneWorld & { readonly context: BrowserContext; readonly page: Page };

export async function ask(site: LaporSite, who: Person, path: string, body: unknown): Promise<Response> {
  const reply = await fetch(site.address + path, {
    method: 'POST',
    headers: { ...who.headers, 'content-type': 'application/json', origin: site.address },
    body: JSON.stringify(body),
  });
  if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`);
  return reply;
}

/** A phone on which the operator is logged in, opened at an address. */
export async function enterAs({ site, context, page }: Visit, who: Operator, hash = '#/tugas'): Promise<void> {
  await context.addCookies([who.browserCookie]);
  await page.goto(`${site.address}/lapor${hash}`);
}

/** Until the phone can do without its server. */
export async function untilInstalled(page: Page): Promise<void> {
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
  await until(page, 'navigator.serviceWorker.controller');
}

/** Siti's phone with its list, its files kept, and no server any more. */
export async function offline(visit: Visit, hash = '#/tugas'): Promise<void> {
  await enterAs(visit, visit.siti);
  await visit.page.waitForSelector('details');
  await untilInstalled(visit.page);
  await visit.site.stop();
  await visit.page.goto('about:blank');
  await visit.page.goto(`${visit.site.address}/lapor${hash}`);
}

export async function newCode({ site, desk }: PhoneWorld, plan: Record<string, string> = {}): Promise<string> {
  const account = { name: 'Ani', role: 'village_operator', region: VILLAGE, ...plan };
  const reply = await ask(site, desk, '/api/v1/accounts', { accounts: [account] });
  return ((await reply.json()) as { made: { activationCode: string }[] }).made[0]?.activationCode ?? '';
}

/** Takes a new account's code on this phone, as from its card. */
export async function activate(visit: Visit, plan: Record<string, string> = {}): Promise<void> {
  const code = await newCode(visit, plan);
  await visit.page.goto(`${visit.site.address}/lapor#aktivasi=${code}`);
  await visit.page.getByLabel('Kata sandi baru').fill(PASSWORD);
  await visit.page.getByRole('button', { name: 'Aktifkan' }).click();
}

/** Every box of kwk-2024 in the order of the paper, with figures that agree. */
export const ALL_BOXES: Readonly<Record<string, string>> = {
  registered_permanent_m: '200',
  registered_permanent_f: '200',
  registered_permanent: '400',
  voted_permanent_m: '170',
  voted_permanent_f: '180',
  voted_permanent: '350',
  voted_transfer_m: '3',
  voted_transfer_f: '2',
  voted_transfer: '5',
  voted_additional_m: '1',
  voted_additional_f: '1',
  voted_additional: '2',
  voted_total_m: '174',
  voted_total_f: '183',
  voted_total: '357',
  ballots_received: '410',
  ballots_used: '357',
  ballots_returned: '0',
  ballots_unused: '53',
  disabled_voted_m: '1',
  disabled_voted_f: '0',
  disabled_voted: '1',
  candidate_1: '112',
  candidate_2: '236',
  valid_votes: '348',
  invalid_votes: '9',
  total_votes: '357',
};

/** A free paper of the governor contest with these boxes filled in; by default all of them, in agreement. */
export async function fillPaper(page: Page, changes: Readonly<Record<string, string>> = {}): Promise<void> {
  await page.waitForSelector('#box-candidate_1');
  for (const [field, text] of Object.entries({ ...ALL_BOXES, ...changes })) await page.fill(`#box-${field}`, text);
  await page.locator('#box-total_votes').focus();
}

export async function pressNext(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Lanjut', exact: true }).click();
}

/** Fills the next free paper and keeps it on the phone. */
export async function saveOne(page: Page, { withPhoto = false } = {}): Promise<void> {
  await page.goto(page.url().replace(/#.*/, `#/isi/${encodeURIComponent(taskOf('001'))}`));
  await fillPaper(page);
  await pressNext(page);
  if (withPhoto) await addPhoto(page);
  await page.getByRole('button', { name: 'Simpan', exact: true }).click();
  await page.getByText('tersimpan di HP').waitFor();
}

async function addPhoto(page: Page): Promise<void> {
  const pixels = { width: 900, height: 1200, channels: 3, background: '#d8d2c0' } as const;
  const buffer = await sharp({ create: pixels }).jpeg().toBuffer();
  await page.getByLabel('Pilih dari galeri').setInputFiles([{ name: 'a.jpg', mimeType: 'image/jpeg', buffer }]);
  await page.getByAltText('Halaman 1').waitFor();
}

/** A phone with so little room that the next photos may not fit. */
export async function fillUp(page: Page): Promise<void> {
  await page.addInitScript('StorageManager.prototype.estimate = async () => ({ quota: 100e6, usage: 60e6 })');
}

/** What a broken camera or card leaves: bytes that arrive just as they were kept, and are no picture. */
export async function damagePhotos(page: Page): Promise<void> {
  const bytes = Buffer.from('bukan foto');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await changeStored(page, 'photos', `() => new Uint8Array(${JSON.stringify([...bytes])})`);
  await changeWaiting(
    page,
    `(item) => { for (const photo of item.photos) Object.assign(photo, { bytes: ${bytes.length}, sha256: '${sha256}' }); }`,
  );
}

/** Changes what waits in the outbox behind the page's back, as an older or broken app would have left it. */
export async function changeWaiting(page: Page, change: string): Promise<void> {
  await changeStored(page, 'items', `(item) => { (${change})(item); return item; }`);
}

/** Puts something else in the place of everything that one store of the phone holds. */
async function changeStored(page: Page, store: 'items' | 'photos', change: string): Promise<void> {
  await page.evaluate(`new Promise((resolve, reject) => {
    const opening = indexedDB.open('desk-phone');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const tx = opening.result.transaction('${store}', 'readwrite');
      tx.oncomplete = () => { opening.result.close(); resolve(); };
      tx.onabort = () => reject(tx.error);
      tx.objectStore('${store}').openCursor().onsuccess = ({ target }) => {
        const cursor = target.result;
        if (!cursor) return;
        cursor.update((${change})(cursor.value));
        cursor.continue();
      };
    };
  })`);
}
