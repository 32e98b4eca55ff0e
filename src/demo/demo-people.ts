import type { AccessDesk, PasswordDesk } from '#access/access-desk.ts';
import { createAccounts } from '#access/commands/create-accounts.ts';
import { type Actor, cliActor } from '#access/domain/actor.ts';
import type { Role } from '#access/domain/role.ts';
import { findAccountByUser, setPassword } from '#access/store/accounts.ts';
import { invariant } from '#kernel/result.ts';

/** Known to everybody who reads the start's lines: the demo is open to its own machine only. */
export const DEMO_PASSWORD = 'gladi-desk-2024';

export type DemoPerson = { readonly user: string; readonly name: string; readonly role: Role; readonly region: string };

/** One person for every role, and two operators of one village, so that a conflict can be made. */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
  { user: 'operator', name: 'Operator', role: 'village_operator', region: '64.09.01.1003' },
  { user: 'operator.dua', name: 'Operator Dua', role: 'village_operator', region: '64.09.01.1003' },
  { user: 'operator.hulu', name: 'Operator Hulu', role: 'village_operator', region: '64.11.04.2006' },
  { user: 'kecamatan', name: 'Kecamatan', role: 'district_verifier', region: '64.09.01' },
  { user: 'kabupaten', name: 'Kabupaten', role: 'regency_desk', region: '64.09' },
  { user: 'provinsi', name: 'Provinsi', role: 'province_desk', region: '64' },
  { user: 'pimpinan', name: 'Pimpinan', role: 'leader', region: '64' },
  { user: 'admin.data', name: 'Admin Data', role: 'data_admin', region: '64' },
  { user: 'admin.teknis', name: 'Admin Teknis', role: 'technical_admin', region: '64' },
  { user: 'auditor', name: 'Auditor', role: 'auditor', region: '64' },
];

/** Villages whose last stations have not sent yet, so that their operators find work. */
export const UNFINISHED_VILLAGES: readonly string[] = ['64.09.01.1003', '64.11.04.2006'];

/** Makes the people of the demo who are not there yet, with the one password. */
export async function loadDemoPeople(desk: PasswordDesk): Promise<void> {
  const actor: Actor = cliActor('demo');
  for (const person of DEMO_PEOPLE)
    if ((await findAccountByUser(desk.sql, person.user)) === null) await makePerson(desk, actor, person);
}

async function makePerson(desk: AccessDesk & PasswordDesk, actor: Actor, person: DemoPerson): Promise<void> {
  const { name, role, region } = person;
  const created = await createAccounts(desk, { actor, rows: [{ row: 1, name, role, region }] });
  const account = created.ok ? created.value.made[0] : undefined;
  invariant(account?.user === person.user, `the demo's own people can be made (${person.user})`);
  const hashed = await desk.passwords.hash(DEMO_PASSWORD);
  invariant(hashed.ok, 'nobody else hashes passwords while the demo is loaded');
  await desk.sql.begin((tx) => setPassword(tx, account.id, hashed.value));
}
