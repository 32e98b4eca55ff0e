import { assert, constantFrom, option, property, record, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressHref, parseAddress } from '../../src/situation/web/desk-address.ts';

describe('the address of a view', () => {
  it('is short where everything is as usual', () => {
    expect(addressHref(parseAddress(''))).toBe('/');
    expect(addressHref(parseAddress('?region=64.09&basis=all'))).toBe('/?region=64.09');
  });

  it('takes an unknown basis for the usual one', () => {
    expect(parseAddress('?basis=winner').basis).toBe('all');
  });

  it('leads back to the same view, whatever the ids hold', () => {
    const id = option(string({ minLength: 1 }), { nil: null });
    const views = record({
      election: id,
      contest: id,
      region: id,
      basis: constantFrom('all', 'clean', 'verified'),
      sheet: id,
    });
    assert(
      property(views, (view) => {
        expect(parseAddress(addressHref(view).slice(1))).toEqual(view);
      }),
    );
  });
});
