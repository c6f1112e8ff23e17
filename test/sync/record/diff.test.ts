import Big from 'big.js';
import { describe, expect, it } from 'vitest';
import { compareWithFingerprints, differences, holds, valuesToCreate } from '../../../src/sync/diff.ts';
import { canonical, LocalDateTime, type Value } from '../../../src/values.ts';

const fingerprint = (field: string, value: Value) => `${field}:${canonical(value)}`;

describe('holds', () => {
  it('compares amounts by value, not by writing', () => {
    expect(holds(new Big('12.50'), new Big('12.5'))).toBe(true);
    expect(holds(2, new Big('2.00'))).toBe(true);
    expect(holds(new Big('0.1'), new Big('0.10000000000000001'))).toBe(false);
  });

  it('takes empty text for null', () => {
    expect(holds(null, '')).toBe(true);
    expect(holds(null, undefined)).toBe(true);
  });

  it('finds a day at any time of it, and tells moments of one day apart', () => {
    const at = (time: string) => new LocalDateTime(`2026-11-10T${time}`);
    expect(holds(at('00:00:00'), at('01:00:00'))).toBe(true);
    expect(holds(at('02:00:00'), at('00:00:00'))).toBe(true);
    expect(holds([{ day: at('00:00:00') }], [{ day: at('01:00:00') }])).toBe(true);
    expect(holds(at('09:00:00'), at('10:00:00'))).toBe(false);
    expect(holds(at('00:00:00'), new LocalDateTime('2026-11-11T00:00:00'))).toBe(false);
  });

  it('compares lines in order and only by mapped fields', () => {
    const lines = [{ amount: new Big('1.00'), vatCode: '21' }];
    expect(holds(lines, [{ id: 5, amount: new Big('1'), vatCode: '21' }])).toBe(true);
    expect(holds(lines, [{ id: 5, amount: new Big('1.01'), vatCode: '21' }])).toBe(false);
    expect(holds(lines, [])).toBe(false);
  });

  it('finds lines in another order, those with most fields first', () => {
    const actual = [
      { article: 1, discount: 2 },
      { article: 1, discount: 3 },
    ];
    expect(holds([{ article: 1 }, { article: 1, discount: 2 }], actual)).toBe(true);
    expect(holds([{ article: 1 }, { article: 1, discount: 4 }], actual)).toBe(false);
    // One line there is not two of them.
    const twice = [{ article: 1, discount: 3 }];
    expect(holds([...twice, ...twice], actual)).toBe(false);
  });

  it('tells moments apart from texts', () => {
    expect(holds(new LocalDateTime('2026-01-01T00:00:00'), '2026-01-01T00:00:00')).toBe(false);
  });
});

describe('valuesToCreate', () => {
  it('leaves out nulls and fields that are for updates only', () => {
    expect(valuesToCreate({ a: 1, b: null, c: 2 }, { c: 'update' })).toEqual({ a: 1 });
  });
});

describe('differences', () => {
  it('clears a field that the source has emptied', () => {
    expect(differences({ city: null }, { city: 'Utrecht' }, {})).toEqual({ city: null });
  });

  it('never touches a field that is written on creation only', () => {
    expect(differences({ comments: 'new' }, { comments: 'by hand' }, { comments: 'create' })).toEqual({});
  });

  it('fills an "empty" field only where the target has nothing', () => {
    expect(differences({ phone: '1' }, { phone: '2' }, { phone: 'empty' })).toEqual({});
    expect(differences({ phone: '1' }, { phone: null }, { phone: 'empty' })).toEqual({ phone: '1' });
  });
});

describe('compareWithFingerprints', () => {
  const fingerprints = { name: 'name:s"Acme"', city: 'city:null' };

  it('is silent when nothing changed', () => {
    expect(compareWithFingerprints({ name: 'Acme', city: null }, fingerprints, {}, fingerprint)).toEqual({
      kind: 'unchanged',
    });
  });

  it('names the fields that changed, cleared ones too', () => {
    expect(compareWithFingerprints({ name: null, city: null }, fingerprints, {}, fingerprint)).toEqual({
      kind: 'changed',
      values: { name: null },
    });
  });

  it('must look when a field was never sent before', () => {
    expect(compareWithFingerprints({ name: 'Acme', postCode: '1' }, fingerprints, {}, fingerprint).kind).toBe(
      'unknown',
    );
  });

  it('must look before it fills an "empty" field', () => {
    expect(
      compareWithFingerprints({ name: 'Other', city: null }, fingerprints, { name: 'empty' }, fingerprint).kind,
    ).toBe('unknown');
  });
});
