import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessCommands } from '#access/cli.ts';
import { activate } from '#access/commands/activate.ts';
import { isWrongUse } from '#platform/cli/command.ts';
import { browser, GOOD_PASSWORD, type PeopleDesk, peopleDesk } from './people-desk.ts';

describe('people on the command line', () => {
  let desk: PeopleDesk;
  const folder = mkdtempSync(join(tmpdir(), 'desk-people-'));
  beforeAll(async () => {
    desk = await peopleDesk();
  });
  afterAll(async () => {
    await desk.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function run(name: string, options: Record<string, string | true>, ...positionals: string[]) {
    const command = accessCommands.find((item) => item.name === name);
    if (!command) throw new Error(`no command ${name}`);
    const args = {
      positionals,
      text: (option: string) => (typeof options[option] === 'string' ? (options[option] as string) : undefined),
      flag: (option: string) => options[option] === true,
    };
    const answer = await command.run({ access: async () => desk }, args);
    if (isWrongUse(answer)) return { exit: 2, json: null as never };
    return answer.ok
      ? { exit: answer.value.exit, json: answer.value.json as never }
      : { exit: 1, json: answer.problem };
  }

  it('makes an account with a code, and adds a role to it', async () => {
    const wanted = { name: 'Siti Aminah', role: 'village_operator', region: '6409011001' };
    const added = await run('user add', { ...wanted, until: '2024-12-31', phone: '0812 3456 7890' });
    const code = { user: 'siti.aminah', activation_code: expect.stringMatching(/^\w{4}-\w{4}-\w{4}$/) };
    expect(added).toEqual({ exit: 0, json: code });
    const more = { user: 'Siti.Aminah', role: 'verifikator kecamatan', region: '64.09.01' };
    const renewed = await run('user add', more);
    expect(renewed).toEqual({ exit: 0, json: code });
    const use = (text: string) => activate(desk, { code: text, password: GOOD_PASSWORD, browser: browser() });
    expect((await use(codeIn(added.json))).ok).toBe(false);
    expect((await use(codeIn(renewed.json))).ok).toBe(true);
    const again = await run('user add', { user: 'siti.aminah', role: 'leader', region: '64.09' });
    expect(again).toEqual({ exit: 0, json: { user: 'siti.aminah', activation_code: null } });
  });

  it('may give every role, and says what is wrong with a wish', async () => {
    expect((await run('user add', { name: 'Admin', role: 'technical_admin', region: '64' })).exit).toBe(0);
    expect(await run('user add', { name: 'X', role: 'raja', region: '64' })).toMatchObject({
      exit: 1,
      json: { code: 'access.not-a-role' },
    });
    expect(await run('user add', { name: 'X', role: 'leader', region: '64.99' })).toMatchObject({
      exit: 1,
      json: { code: 'regions.unknown' },
    });
    expect((await run('user add', { role: 'leader', region: '64' })).exit).toBe(2);
    expect(await run('user add', { user: 'tidak.ada', role: 'leader', region: '64' })).toMatchObject({
      exit: 1,
      json: { code: 'access.unknown-user' },
    });
  });

  it('reads a file, lists who is there and ends an account', async () => {
    const file = join(folder, 'orang.csv');
    writeFileSync(file, 'name,role,region,until\nRina,operator desa,64.09.01.1002,2024-12-31\nRudi,raja,64.09,\n');
    expect(await run('user import', { 'dry-run': true }, file)).toMatchObject({ exit: 1, json: { rows: 2, made: [] } });
    expect(await run('user import', {}, file)).toMatchObject({
      exit: 1,
      json: { rows: 2, made: [{ user: 'rina' }], errors: [{ row: 3, column: 'role' }] },
    });
    const list = await run('user list', { region: '64.09.01.1002' });
    expect(list).toMatchObject({ exit: 0, json: { accounts: [{ user: 'rina', activated: false, endedAt: null }] } });
    expect(await run('user end', { reason: 'pindah' }, 'rina')).toMatchObject({ exit: 0, json: { user: 'rina' } });
    const after = await run('user list', { region: '64.09.01.1002' });
    expect(after).toMatchObject({ json: { accounts: [{ user: 'rina', endedAt: expect.any(String) }] } });
    expect((await run('user end', { reason: 'x' }, 'tidak.ada')).exit).toBe(1);
  });
});

function codeIn(json: object): string {
  return 'activation_code' in json ? String(json.activation_code) : '';
}
