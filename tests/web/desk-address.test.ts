import { assert, constantFrom, option, property, record, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressHref, DESK_PAGES, isAboutPeople, parseAddress } from '../../src/situation/web/desk-address.ts';

describe('the address of a view', () => {
  it('is short where everything is as usual', () => {
    expect(addressHref(parseAddress(''))).toBe('/');
    expect(addressHref(parseAddress('?region=64.09&basis=all'))).toBe('/?region=64.09');
  });

  it('takes an unknown basis for the usual one', () => {
    expect(parseAddress('?basis=winner').basis).toBe('all');
  });

  it('takes an unknown page for the figures, and both sides of a conflict for figures too', () => {
    expect(parseAddress('?page=winner').page).toBeNull();
    expect(
      ['?page=accounts', '?page=phones', '?page=conflict', ''].map((query) => isAboutPeople(parseAddress(query))),
    ).toEqual([true, true, false, false]);
  });

  it('leads back to the same view, whatever the ids hold', () => {
    const id = option(string({ minLength: 1 }), { nil: null });
    const views = record({
      election: id,
      contest: id,
      region: id,
      basis: constantFrom('all', 'clean', 'verified'),
      sheet: id,
      page: option(constantFrom(...DESK_PAGES), { nil: null }),
      account: id,
    });
    assert(
      property(views, (view) => {
        expect(parseAddress(addressHref(view).slice(1))).toEqual(view);
      }),
    );
  });
});
