import { refuseHeld } from '#results/commands/decide-held.ts';
import { person } from '#results/fixtures.ts';
import { type LaporSite, VILLAGE } from '../lapor-site.ts';
import type { PhoneState } from './phone-state.ts';
import { enterAs, type Operator, taskOf, type Visit } from './phone-world.ts';

const REGENCY = 6409;

/** Papers that the desk has put aside for the level above. */
export const PUT_ASIDE: readonly PhoneState[] = [
  {
    screen: 'tasks',
    name: 'with a paper that is held',
    async reach(visit) {
      const { who } = await heldAt(visit, '001', 'Ratna');
      await enterAs(visit, who);
    },
    shows: 'Dikarantina: menunggu keputusan',
  },
  {
    screen: 'sheet',
    name: 'that is held',
    async reach(visit) {
      const { who } = await heldAt(visit, '002', 'Ratih');
      await enterAs(visit, who, `#/lembar/${encodeURIComponent(taskOf('002', 'bupati'))}`);
    },
    shows: 'Dikarantina: menunggu keputusan',
  },
  {
    screen: 'tasks',
    name: 'with something held that is no task',
    async reach(visit) {
      const { who } = await heldAt(visit, '004', 'Rohani', { contest: 'gubernur', round: 'revote' });
      await enterAs(visit, who);
      await visit.page.getByText('Karantina di luar daftar ini').scrollIntoViewIfNeeded();
    },
    shows: 'Pemungutan ini tidak dibuka untuk TPS ini',
  },
  {
    screen: 'tasks',
    name: 'with a held paper that was turned down',
    async reach(visit) {
      const { who, submission } = await heldAt(visit, '003', 'Rukmini');
      const { desk } = visit.site;
      const above = person('desk-penajam', 'regency_desk', '64.09');
      const refused = await refuseHeld(
        desk,
        above,
        { id: desk.ids.next(), kabId: REGENCY, submission },
        { reason: 'Nama calon nomor 2 sudah diganti. Isi lagi dari kertas.' },
      );
      if (!refused.ok) throw new Error(refused.problem.message.en);
      await enterAs(visit, who);
    },
    shows: 'dikarantina lalu ditolak',
  },
];

const OLDER = { definition: '0'.repeat(64) };

/** Somebody whose paper of the other contest, filled by an older definition unless said otherwise, is held; no sheet comes of it. */
async function heldAt(
  { site }: Visit,
  station: string,
  name: string,
  changes: Parameters<LaporSite['sendAs']>[3] = OLDER,
): Promise<{ who: Operator; submission: string }> {
  const who = await site.person({ role: 'village_operator', region: VILLAGE, name });
  const submission = await site.sendAs(who.account.id, station, [101, 50], { contest: 'bupati', ...changes });
  return { who, submission };
}
