import { describe, expect, it } from 'vitest';
import { isVisible, isWithinGift, standingAssignments } from '#access/domain/account-scope.ts';
import { activationCode, parseActivationCode, shownCode } from '#access/domain/activation-code.ts';
import type { Actor } from '#access/domain/actor.ts';
import { type Assignment, assignmentInUse } from '#access/domain/assignment.ts';
import { actorFrom } from '#access/domain/live-session.ts';
import { loginStem, nameGiver } from '#access/domain/login-name.ts';
import { weakPassword } from '#access/domain/password-rules.ts';
import { parsePhoneNumber } from '#access/domain/phone-number.ts';
import type { Role } from '#access/domain/role.ts';
import { fitsLevel, parseRole } from '#access/domain/role-fit.ts';
import { parseTerm } from '#access/domain/term.ts';
import { addressKey, addressWaitMs, nameWaitMs } from '#access/domain/throttle.ts';
import type { Area } from '#kernel/region-code.ts';

const AT = new Date('2024-11-27T06:00:00Z');
const hours = (from: number) => new Date(AT.getTime() + from * 3_600_000);

function role(no: number, name: Role, region: string, from: number, until: number | null): Assignment {
  return {
    no,
    role: name,
    region: region as Area,
    startsAt: hours(from),
    endsAt: until === null ? null : hours(until),
  };
}

describe('the role in use', () => {
  const operator = role(1, 'village_operator', '64.09.01.1001', -9, null);
  const desk = role(2, 'regency_desk', '64.09', -9, null);
  const leader = role(3, 'leader', '64', -9, null);
  const over = role(4, 'province_desk', '64', -9, 0);
  const later = role(5, 'province_desk', '64', 1, null);
  it.each<[string, Assignment[], number | null, number | null]>([
    ['the highest that holds', [operator, desk, leader], null, 2],
    ['the chosen one', [operator, desk, leader], 1, 1],
    ['not a chosen one that is over: it ends at its very moment', [operator, over], 4, 1],
    ['not a chosen one that has not begun', [operator, later], 5, 1],
    ['the first of two equals', [leader, role(6, 'auditor', '64', -1, null)], null, 3],
    ['one that begins now', [role(7, 'leader', '64', 0, null)], null, 7],
    ['none', [over, later], null, null],
  ])('is %s', (_, assignments, chosen, expected) => {
    expect(assignmentInUse(assignments, chosen, AT)?.no ?? null).toBe(expected);
  });
});

describe('who somebody is', () => {
  const account = { id: 'a', user: 'u', name: 'N' };
  const device = { id: 'd', kind: 'phone', name: 'HP' } as const;
  const who = (...assignments: Assignment[]) => actorFrom({ account, device, assignments, assignmentNo: null }, AT);
  const village = role(1, 'village_operator', '64.09.01.1001', -9, -1);
  const operator = { role: 'village_operator', region: '64.09.01.1001' };
  it('keeps the regions where results were entered once, but not those the role covers', () => {
    expect(who(village, role(2, 'village_operator', '64.09.02.1001', -1, null))?.formerly).toEqual([operator]);
    expect(who(village, role(2, 'district_verifier', '64.09.01', -1, null))?.formerly).toBeUndefined();
    expect(who(village, role(2, 'leader', '64.09', -1, null))?.formerly).toEqual([operator]);
    expect(who(role(1, 'auditor', '64', -9, -1), role(2, 'leader', '64.09', -1, null))?.formerly).toBeUndefined();
  });
  it('keeps the latest role of a region, the latest region first', () => {
    const verifier = role(2, 'district_verifier', '64.09.02', -7, -5);
    const again = role(3, 'regency_desk', '64.09.02', -4, -2);
    expect(who(village, verifier, again, role(4, 'leader', '64', -1, null))?.formerly).toEqual([
      { role: 'regency_desk', region: '64.09.02' },
      operator,
    ]);
  });
  it('keeps the other entering roles that hold beside the one in use', () => {
    const here = role(1, 'village_operator', '64.09.01.1001', -9, null);
    const there = role(2, 'village_operator', '64.09.02.1001', -5, null);
    expect(who(here, there)).toMatchObject({
      region: '64.09.01.1001',
      besides: [{ role: 'village_operator', region: '64.09.02.1001' }],
    });
    expect(who(here, there)?.formerly).toBeUndefined();
    expect(who(here, role(3, 'regency_desk', '64.09', -5, null))).toMatchObject({
      role: 'regency_desk',
      besides: [operator],
    });
  });
  it('is marked as ended when nothing holds, in the role that ended last', () => {
    const before = role(2, 'district_verifier', '64.09.02', -9, -3);
    expect(who(village, before)).toMatchObject({ ended: true, role: 'village_operator', region: '64.09.01.1001' });
    expect(who()).toBeNull();
  });
});

describe('whom a desk sees and whose account it may touch', () => {
  const actor = (name: Role, region: string): Actor => ({
    id: 'x',
    role: name,
    region: region as Area,
    device: null,
    channel: 'desk',
  });
  const here = role(1, 'village_operator', '64.09.01.1001', -9, null);
  const gone = role(1, 'village_operator', '64.09.01.1001', -9, -1);
  const elsewhere = role(2, 'village_operator', '64.71.01.1001', -1, null);
  it.each<[string, Assignment[], boolean, boolean]>([
    ['own village operator', [here], true, true],
    ['one that moved away', [gone, elsewhere], false, false],
    ['one who serves here and elsewhere', [here, elsewhere], true, false],
    ['one whose last role ended here', [gone], true, true],
    ['one who begins tomorrow', [role(1, 'village_operator', '64.09.01.1001', 24, null)], true, true],
    ['an auditor of the kabupaten', [role(1, 'auditor', '64.09', -9, null)], true, false],
    ['a province desk', [role(1, 'province_desk', '64', -9, null)], false, false],
  ])('the desk of 64.09 and %s', (_, assignments, seen, given) => {
    expect(isVisible(actor('regency_desk', '64.09'), assignments, AT)).toBe(seen);
    expect(isWithinGift(actor('regency_desk', '64.09'), assignments, AT)).toBe(given);
  });
  it('nobody stands by nothing, and an ended actor sees nobody', () => {
    expect(standingAssignments([], AT)).toEqual([]);
    expect(isVisible({ ...actor('regency_desk', '64.09'), ended: true }, [here], AT)).toBe(false);
  });
});

describe('login names', () => {
  it.each([
    ['Siti Aminah', 'siti.aminah'],
    ['Siti Aminah, S.Pd.', 'siti.aminah'],
    ['  Drs. H. Muhammad Nur Hidayat', 'drs.h.muhammad'],
    ["Nur'aini", 'nuraini'],
    ['Ésti-Ångkasa', 'esti.angkasa'],
    ['李小龙', 'pengguna'],
    [', S.H.', 'pengguna'],
    ['A'.repeat(120), 'a'.repeat(40)],
  ])('%s begins as %s', (name, stem) => {
    expect(loginStem(name)).toBe(stem);
  });
  it('are given out once each, round those that are taken', () => {
    const next = nameGiver(new Set(['budi', 'budi3']));
    expect([next('budi'), next('budi'), next('budi'), next('siti')]).toEqual(['budi2', 'budi4', 'budi5', 'siti']);
  });
});

describe('activation codes', () => {
  it('have sixty bits, are shown in fours and are read back', () => {
    const code = activationCode(Uint8Array.from({ length: 12 }, (_, at) => at * 23));
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/);
    expect(shownCode(code)).toMatch(/^.{4}-.{4}-.{4}$/);
    expect(parseActivationCode(shownCode(code))).toBe(code);
  });
  it.each([
    ['abcd efgh jkmn', 'ABCDEFGHJKMN'],
    ['ooii-llOO-1234', '00111100' + '1234'],
    ['ＡＢＣＤ–ＥＦＧＨ—ＪＫＭＮ', 'ABCDEFGHJKMN'],
    ['abcd-efgh-jkm', null],
    ['abcd-efgh-jkmnp', null],
    ['abcd-efgh-jkmu', null],
    ['', null],
  ])('%s is read as %s', (text, code) => {
    expect(parseActivationCode(text)).toBe(code);
  });
});

describe('passwords', () => {
  const known = ['siti.aminah', 'Siti Aminah, S.Pd.', 'ABCDEFGHJKMN', '64.09.01.1001'];
  it.each([
    ['pendek123', 'too-short'],
    ['éééééééé9', 'too-short'],
    ['siti.aminah', 'yours'],
    ['Siti Aminah 1987', 'yours'],
    ['abcd-efgh-jkmn', 'yours'],
    ['6409011001', 'yours'],
    ['1234567890', 'obvious'],
    ['9876543210', 'obvious'],
    ['aaaaaaaaaa', 'obvious'],
    ['1212121212', 'obvious'],
    ['abcdefghij', 'obvious'],
    ['Password123!', 'obvious'],
    ['Indonesia1945', 'obvious'],
    ['perahu kuning di hulu', null],
    ['sungai9Mahakam', null],
  ])('%s: %s', (password, reason) => {
    expect(weakPassword(password, known)).toBe(reason);
  });
});

describe('phone numbers', () => {
  it.each([
    ['0812-3456-7890', '+6281234567890'],
    ['+62 812 3456 7890', '+6281234567890'],
    ['62 812 3456 7890', '+6281234567890'],
    ['+62 0812 3456 7890', '+6281234567890'],
    ['812 3456 7890', '+6281234567890'],
    ['0062 812 34567890', '+6281234567890'],
    ['(0542) 123456', '+62542123456'],
    ['+60 12 345 6789', '+60123456789'],
    ['12', null],
    ['0812345678901234567', null],
    ['nol delapan', null],
    ['', null],
  ])('%s is %s', (text, number) => {
    expect(parsePhoneNumber(text)).toBe(number);
  });
});

describe('roles', () => {
  it.each([
    ['Operator Desa', 'village_operator'],
    ['verifikator_kecamatan', 'district_verifier'],
    ['Desk Kabupaten / Kota', 'regency_desk'],
    ['province_desk', 'province_desk'],
    ['PIMPINAN', 'leader'],
    ['cli', null],
    ['constructor', null],
    ['', null],
  ])('“%s” is %s', (text, name) => {
    expect(parseRole(text)).toBe(name);
  });
  it.each<[Role, string, boolean]>([
    ['village_operator', '64.09.01.1001', true],
    ['village_operator', '64.09.01', true],
    ['village_operator', '64.09', false],
    ['district_verifier', '64.09.01', true],
    ['district_verifier', '64.09.01.1001', false],
    ['regency_desk', '64.09', true],
    ['regency_desk', '64', false],
    ['province_desk', '64', true],
    ['province_desk', 'national', false],
    ['leader', '64.09.01', true],
    ['auditor', 'national', true],
  ])('%s in %s: %s', (name, region, fits) => {
    expect(fitsLevel(name, region as Area)).toBe(fits);
  });
});

describe('terms', () => {
  const judged = (from: string | undefined, until: string | undefined, region = '64') =>
    parseTerm({ from, until }, region as Area, AT);
  it('are whole days of the region, both included', () => {
    expect(judged('2024-12-01', '2024-12-31')).toEqual({
      term: { startsAt: new Date('2024-11-30T16:00:00Z'), endsAt: new Date('2024-12-31T16:00:00Z') },
    });
    expect(judged('2024-12-01', undefined, '11')).toMatchObject({
      term: { startsAt: new Date('2024-11-30T17:00:00Z') },
    });
    expect(judged('2024-12-01', undefined, '94')).toMatchObject({
      term: { startsAt: new Date('2024-11-30T15:00:00Z') },
    });
    expect(judged(undefined, undefined)).toEqual({ term: { startsAt: AT, endsAt: null } });
    expect(judged(undefined, '2024-11-27')).toMatchObject({ term: { endsAt: new Date('2024-11-27T16:00:00Z') } });
  });
  it.each([
    [undefined, '2024-11-26', 'ended-already'],
    ['2024-01-01', '2024-11-26', 'ended-already'],
    ['2024-12-02', '2024-12-01', 'ends-before-it-begins'],
    ['2024-02-30', undefined, 'not-a-day'],
    ['0000-01-01', undefined, 'not-a-day'],
    [undefined, '9999-12-31', 'not-a-day'],
    [undefined, '31/12/2024', 'not-a-day'],
  ])('from %s until %s: %s', (from, until, fault) => {
    expect(judged(from, until)).toMatchObject({ fault });
  });
});

describe('waiting after failures', () => {
  const agoSeconds = (...seconds: number[]) => seconds.map((ago) => new Date(AT.getTime() - ago * 1000));
  it.each([
    [[], 0],
    [[0], 0],
    [[0, 0], 0],
    [[0, 0, 0], 2],
    [[1, 5, 9], 1],
    [[2, 5, 9], 0],
    [[0, 1, 2, 3, 4, 5, 6, 7, 8], 60],
    [[0, 1, 2, 3, 4, 5, 6, 7, 8, 600], 300],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 899], 1],
  ])('failures %j seconds ago: %i seconds', (ago, seconds) => {
    expect(nameWaitMs(agoSeconds(...ago), AT)).toBe(seconds * 1000);
  });
  it('an address waits until the failure that fills its limit is a quarter of an hour old', () => {
    expect(addressWaitMs(null, AT)).toBe(0);
    expect(addressWaitMs(hours(-0.25), AT)).toBe(0);
    expect(addressWaitMs(new Date(AT.getTime() - 899_000), AT)).toBe(1000);
  });
  it.each([
    ['10.0.0.1', '10.0.0.1'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:DB8::9', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('%s counts as %s', (address, key) => {
    expect(addressKey(address)).toBe(key);
  });
});
