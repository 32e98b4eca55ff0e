import { chmod, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAccounts } from '#access/commands/create-accounts.ts';
import { readPhone } from '#access/commands/read-phone.ts';
import { cliActor } from '#access/domain/actor.ts';
import { openPhone, sealPhone } from '#access/phone/phone-cipher.ts';
import { create, type PeopleDesk, peopleDesk } from './people-desk.ts';

const ACTOR = cliActor('test');
const PERSON = { name: 'Siti', role: 'village_operator', region: '64.09.01.1001', phone: '0812 3456 7890' };

describe('phone numbers', () => {
  let desk: PeopleDesk;
  let key: string;
  beforeEach(async () => {
    desk = await peopleDesk();
    key = join(desk.filesDir, 'keys', 'phone.key');
  });
  afterEach(() => desk.stop());
  const read = (account: string) => readPhone(desk, { actor: ACTOR, account });

  it('are read back, and each reading stands in the record without the number', async () => {
    const { id } = await create(desk, PERSON);
    expect(await read(id)).toEqual({ ok: true, value: '+6281234567890' });
    const entries = await desk.sql`select content from audit_entry where action = 'account.read-phone'`;
    expect(entries).toHaveLength(1);
    const all = await desk.sql`select content from audit_entry`;
    for (const secret of ['81234567890', 'Siti', 'siti']) expect(JSON.stringify(all)).not.toContain(secret);
  });

  it('are unreadable in the table, and sealed to their account', async () => {
    const [one, other] = [await create(desk, PERSON), await create(desk, { ...PERSON, phone: '0899 9999 9999' })];
    const rows = await desk.sql<{ phone_cipher: Buffer }[]>`select phone_cipher from account`;
    for (const { phone_cipher: bytes } of rows) expect(bytes.toString('latin1')).not.toMatch(/81234567890|99999999/);
    await desk.sql`update account set phone_cipher = (select phone_cipher from account where id = ${one.id})
      where id = ${other.id}`;
    expect(await read(other.id)).toMatchObject({ problem: { code: 'access.phone-unreadable' } });
    expect((await read(one.id)).ok).toBe(true);
  });

  it('no bit of a sealed number can be changed unseen', () => {
    const secret = Buffer.alloc(32, 7);
    const sealed = sealPhone(secret, 'a', '+6281234567890');
    expect(openPhone(secret, 'a', sealed)).toBe('+6281234567890');
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(openPhone(secret, 'a', changed)).toBeNull();
    }
    expect(openPhone(Buffer.alloc(32, 8), 'a', sealed)).toBeNull();
    expect(openPhone(secret, 'a', sealed.subarray(0, 20))).toBeNull();
  });

  it('the key is made once, for its owner only, and not before it is needed', async () => {
    await create(desk, { name: 'Tanpa', role: 'leader', region: '64' });
    await expect(stat(key)).rejects.toThrow();
    await Promise.all(Array.from({ length: 5 }, () => create(desk, PERSON)));
    expect((await stat(key)).mode & 0o777).toBe(0o600);
    const made = await readFile(key);
    expect(made).toHaveLength(32);
    await create(desk, PERSON);
    expect(await readFile(key)).toEqual(made);
  });

  it('a key that others can read, or that has another length, is not used', async () => {
    const { id } = await create(desk, PERSON);
    await chmod(key, 0o640);
    expect(await read(id)).toMatchObject({ problem: { code: 'access.phone-key-unusable' } });
    await chmod(key, 0o600);
    await writeFile(key, 'short');
    expect(await read(id)).toMatchObject({ problem: { code: 'access.phone-key-unusable' } });
  });

  it('a lost key is never replaced while numbers are stored under it', async () => {
    const { id } = await create(desk, PERSON);
    await rm(key);
    expect(await read(id)).toMatchObject({ problem: { code: 'access.phone-key-missing' } });
    expect(await createAccounts(desk, { actor: ACTOR, rows: [{ row: 1, ...PERSON }] })).toMatchObject({
      problem: { code: 'access.phone-key-missing' },
    });
    await expect(stat(key)).rejects.toThrow();
  });
});
