import { VILLAGE } from '../lapor-site.ts';
import type { PhoneState } from './phone-state.ts';
import { changeWaiting, damagePhotos, enterAs, fillUp, offline, saveOne, type Visit } from './phone-world.ts';

export const QUEUE: readonly PhoneState[] = [
  {
    screen: 'queue',
    name: 'empty',
    reach: (visit) => enterAs(visit, visit.siti, '#/kiriman'),
    shows: 'Belum ada kiriman dari HP ini',
  },
  {
    screen: 'queue',
    name: 'waiting without a signal',
    async reach(visit) {
      await offline(visit);
      await saveOne(visit.page);
      await visit.page.getByRole('link', { name: /Kiriman/ }).click();
      await visit.page.getByRole('button', { name: 'Kirim sekarang' }).click();
    },
    shows: 'Server belum terjangkau',
  },
  {
    screen: 'queue',
    name: 'refused, about to be discarded',
    async reach(visit) {
      await offline(visit);
      await saveOne(visit.page);
      await changeWaiting(visit.page, '(item) => { item.body.submission.station = 99; }');
      await visit.page.getByRole('link', { name: /Kiriman/ }).click();
      await visit.site.start();
      await visit.page.getByRole('button', { name: 'Kirim sekarang' }).click();
      await visit.page.getByRole('button', { name: 'Buang …' }).click();
    },
    shows: 'Alasan membuang',
  },
  {
    screen: 'queue',
    name: 'of somebody else',
    async reach(visit) {
      await offline(visit);
      await saveOne(visit.page);
      await visit.site.start();
      await visit.context.clearCookies();
      const other = await visit.site.person({ role: 'village_operator', region: VILLAGE, name: 'Budi' });
      await visit.context.addCookies([other.browserCookie]);
      await visit.page.reload();
      await visit.page.getByText('Budi ·').waitFor();
      await visit.page.getByRole('link', { name: /Kiriman/ }).click();
    },
    shows: 'menunggu Siti Aminah masuk lagi',
  },
  {
    screen: 'queue',
    name: 'received, with a receipt to copy',
    async reach(visit) {
      const other = await visit.site.person({ role: 'village_operator', region: VILLAGE, name: 'Tuti' });
      await enterAs(visit, other);
      await saveOne(visit.page);
      await visit.page.getByRole('link', { name: /Kiriman/ }).click();
    },
    shows: 'Salin tanda terima',
  },
  {
    screen: 'queue',
    name: 'a refused photo',
    reach: (visit) => refusedPhoto(visit, 'Rini'),
    shows: 'foto ditolak',
  },
  {
    screen: 'queue',
    name: 'a refused photo, about to be discarded',
    async reach(visit) {
      await refusedPhoto(visit, 'Rita');
      await visit.page.getByRole('button', { name: 'Kirim lagi' }).click();
      await visit.page.getByText('Foto 1: ditolak').waitFor();
      await visit.page.getByRole('button', { name: 'Buang …' }).click();
    },
    shows: 'Buang foto yang ditolak',
  },
  {
    screen: 'queue',
    name: 'without the refused photo that was given up',
    async reach(visit) {
      await refusedPhoto(visit, 'Rosa');
      await visit.page.getByRole('button', { name: 'Buang …' }).click();
      await visit.page.getByLabel('Alasan membuang').fill('foto rusak');
      await visit.page.getByRole('button', { name: 'Buang foto yang ditolak' }).click();
    },
    shows: 'Semua kiriman sudah sampai di server',
  },
  {
    screen: 'tasks',
    name: 'with a refused photo',
    async reach(visit) {
      await refusedPhoto(visit, 'Rahma');
      await visit.page.getByRole('link', { name: 'Tugas saya' }).click();
    },
    shows: 'foto 1 ditolak',
  },
  {
    screen: 'queue',
    name: 'sending while the storage of the phone breaks',
    async reach(visit) {
      await visit.context.route('**/api/v1/sheets', (route) => route.abort());
      await enterAs(visit, await visit.site.person({ role: 'village_operator', region: VILLAGE, name: 'Dewi' }));
      await saveOne(visit.page);
      await visit.page.getByRole('link', { name: /Kiriman/ }).click();
      await visit.page.getByText('1 kali dicoba').waitFor();
      await visit.page.evaluate(
        "IDBObjectStore.prototype.put = IDBCursor.prototype.update = () => { throw new DOMException('broken', 'UnknownError'); }",
      );
      await visit.page.getByRole('button', { name: 'Kirim sekarang' }).click();
      await visit.page.getByText('Penyimpanan HP bermasalah').waitFor();
      // What cannot be pressed any more has not been told apart from what is on its way.
      await visit.page.locator('button:enabled', { hasText: 'Kirim sekarang' }).waitFor();
    },
    shows: 'Penyimpanan HP bermasalah',
  },
  {
    screen: 'queue',
    name: 'with little room left on the phone',
    async reach(visit) {
      await fillUp(visit.page);
      await enterAs(visit, visit.siti, '#/kiriman');
    },
    shows: 'Ruang HP kurang dari 50 MB',
  },
];

/** A paper whose figures arrive while its photo, damaged on the phone, is no picture for the server. */
async function refusedPhoto(visit: Visit, name: string): Promise<void> {
  await visit.context.route('**/api/v1/sheets', (route) => route.abort());
  await enterAs(visit, await visit.site.person({ role: 'village_operator', region: VILLAGE, name }));
  await saveOne(visit.page, { withPhoto: true });
  await damagePhotos(visit.page);
  await visit.page.getByRole('link', { name: /Kiriman/ }).click();
  await visit.context.unroute('**/api/v1/sheets');
  await visit.page.getByRole('button', { name: 'Kirim sekarang' }).click();
  await visit.page.getByText('Foto 1: ditolak').waitFor();
}
