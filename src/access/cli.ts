import type { Problem } from '#kernel/problem.ts';
import { accept, type Result, refuse } from '#kernel/result.ts';
import { type CliCommand, wrongUse } from '#platform/cli/command.ts';
import type { AccessDesk } from './access-desk.ts';
import { addAssignment } from './commands/add-assignment.ts';
import { createAccounts } from './commands/create-accounts.ts';
import { endAccount } from './commands/end-account.ts';
import { renewCode } from './commands/renew-code.ts';
import type { AccountAnswer } from './contract/accounts.ts';
import { cliActor } from './domain/actor.ts';
import { foldUser } from './domain/login-name.ts';
import { parseRole } from './domain/role-fit.ts';
import { importAccounts } from './import-file.ts';
import { notARole } from './new-account.ts';
import { accessProblem } from './problems.ts';
import { listPeople } from './reading/list-people.ts';
import { findAccountByUser, type StoredAccount } from './store/accounts.ts';

export type AccessContext = { readonly access: () => Promise<AccessDesk> };

const ACTOR = cliActor('user');
const PAGE_MAX = 200;

export const accessCommands: readonly CliCommand<AccessContext>[] = [
  {
    name: 'user add',
    positionals: [],
    options: {
      name: { type: 'string', describe: 'nama orangnya (akun baru)', value: 'NAMA' },
      user: { type: 'string', describe: 'akun yang sudah ada, untuk peran tambahan', value: 'LOGIN' },
      role: { type: 'string', required: true, describe: 'peran, misalnya village_operator', value: 'PERAN' },
      region: { type: 'string', required: true, describe: 'kode wilayah', value: 'KODE' },
      until: { type: 'string', describe: 'hari terakhir, misalnya 2024-12-31', value: 'HARI' },
      phone: { type: 'string', describe: 'nomor telepon', value: 'NOMOR' },
    },
    describe: 'membuat akun dengan kode aktivasi sekali pakai, atau menambah peran',
    async run({ access }, args) {
      const [name, user, until] = [args.text('name'), args.text('user'), args.text('until')];
      if ((name === undefined) === (user === undefined)) return wrongUse('Sebutkan --name atau --user, salah satu.');
      if (user !== undefined && args.text('phone') !== undefined) return wrongUse('--phone hanya untuk akun baru.');
      const [role, region] = [args.text('role') as string, args.text('region') as string];
      const desk = await access();
      const added =
        user === undefined
          ? await addAccount(desk, { name: name as string, role, region, until, phone: args.text('phone') })
          : await addRole(desk, user, { role, region, until });
      if (!added.ok) return added;
      const { activation_code: code } = added.value;
      const text = code === null ? 'peran ditambahkan.' : `kode aktivasi ${code}, berlaku 14 hari dan sekali pakai.`;
      return accept({ json: added.value, exit: 0, text: `${added.value.user}: ${text}` });
    },
  },
  {
    name: 'user import',
    positionals: ['BERKAS'],
    options: { 'dry-run': { type: 'boolean', describe: 'hanya memeriksa' } },
    describe: 'membuat akun dari CSV atau Excel (name, role, region, from, until, phone)',
    async run({ access }, args) {
      const options = { actor: ACTOR, dryRun: args.flag('dry-run') };
      const imported = await importAccounts(await access(), args.positionals[0] as string, options);
      if (!imported.ok) return imported;
      const { rows, made, errors, warnings } = imported.value;
      const lines = [
        `${rows} baris: ${made.length} akun dibuat, ${new Set(errors.map(({ row }) => row)).size} baris ditolak.`,
        ...made.map(({ user, name, activationCode }) => `${user}\t${activationCode}\t${name}`),
        ...[...errors, ...warnings].map(
          ({ row, column, message }) => `Baris ${row}${column && `, kolom ${column}`}: ${message}`,
        ),
      ];
      return accept({ json: imported.value, exit: errors.length > 0 ? 1 : 0, text: lines.join('\n') });
    },
  },
  {
    name: 'user list',
    positionals: [],
    options: { region: { type: 'string', describe: 'kode wilayah', value: 'KODE' } },
    describe: 'daftar akun dengan perannya',
    async run({ access }, args) {
      const accounts = await listAll(await access(), args.text('region'));
      if (!accounts.ok) return accounts;
      const json = { accounts: accounts.value };
      return accept({ json, exit: 0, text: accounts.value.map(lineOf).join('\n') || 'Belum ada akun.' });
    },
  },
  {
    name: 'user end',
    positionals: ['LOGIN'],
    options: { reason: { type: 'string', required: true, describe: 'alasan', value: 'TEKS' } },
    describe: 'mengakhiri akun: sesi dan perangkatnya ikut berakhir',
    async run({ access }, args) {
      const desk = await access();
      const account = await requireUser(desk, args.positionals[0] as string);
      if (!account.ok) return account;
      const reason = args.text('reason') as string;
      const ended = await endAccount(desk, { actor: ACTOR, account: account.value.id, reason });
      if (!ended.ok) return ended;
      return accept({ json: { user: account.value.user }, exit: 0, text: `${account.value.user}: akun diakhiri.` });
    },
  },
];

type Added = { readonly user: string; readonly activation_code: string | null };
type Wanted = { readonly role: string; readonly region: string; readonly until: string | undefined };

async function addAccount(
  desk: AccessDesk,
  wanted: Wanted & { readonly name: string; readonly phone: string | undefined },
): Promise<Result<Added, Problem>> {
  const created = await createAccounts(desk, { actor: ACTOR, rows: [{ row: 1, ...wanted }] });
  if (!created.ok) return created;
  const { made, errors } = created.value;
  const [account] = made;
  if (account) return accept({ user: account.user, activation_code: account.activationCode });
  const [
    { code, message, message_en: en, column, value } = { code: '', message: '', message_en: '', column: '', value: '' },
  ] = errors;
  return refuse({ code, status: 422, message: { id: message, en }, fields: { [column]: value } });
}

/** One more role; whoever never activated the account gets a new code with it. */
async function addRole(desk: AccessDesk, user: string, wanted: Wanted): Promise<Result<Added, Problem>> {
  const account = await requireUser(desk, user);
  if (!account.ok) return account;
  const role = parseRole(wanted.role);
  if (role === null) return refuse(notARole(wanted.role, ACTOR));
  const added = await addAssignment(desk, { actor: ACTOR, account: account.value.id, ...wanted, role });
  if (!added.ok) return added;
  if (account.value.passwordHash !== null) return accept({ user: account.value.user, activation_code: null });
  const renewed = await renewCode(desk, { actor: ACTOR, account: account.value.id });
  return renewed.ok ? accept({ user: renewed.value.user, activation_code: renewed.value.activationCode }) : renewed;
}

async function requireUser({ sql }: AccessDesk, user: string): Promise<Result<StoredAccount, Problem>> {
  const account = await findAccountByUser(sql, foldUser(user));
  return account ? accept(account) : refuse(accessProblem('unknown-user', { user }));
}

async function listAll(desk: AccessDesk, region: string | undefined): Promise<Result<AccountAnswer[], Problem>> {
  const accounts: AccountAnswer[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page = await listPeople(desk, { actor: ACTOR, region, cursor, limit: PAGE_MAX });
    if (!page.ok) return page;
    accounts.push(...page.value.accounts);
    cursor = page.value.next;
  }
  return accept(accounts);
}

function lineOf({ user, name, assignments, activated, endedAt }: AccountAnswer): string {
  const roles = assignments.map(({ role, regionName }) => `${role} ${regionName}`).join('; ');
  const state = endedAt ? 'berakhir' : activated ? 'aktif' : 'belum diaktifkan';
  return [user, name, roles, state].join('\t');
}
