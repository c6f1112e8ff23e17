import Big from 'big.js';
import { describe, expect, test } from 'vitest';
import { changedFields, pairLines, sentFields } from '../../src/plan/changes.ts';
import { createDisplay, readReveal } from '../../src/plan/value-display.ts';
import { LocalDateTime, type RecordValues, type Value } from '../../src/values.ts';

const open = createDisplay(readReveal(['all']));
const closed = createDisplay([]);
const line = (description: string, amount: string, vatCode: string): RecordValues => ({
  description,
  amount: new Big(amount),
  vatCode,
});

describe('a change in a plan', () => {
  test('is shown field by field, with the old value, and without fields that stay', () => {
    const before = { name: 'Old', city: 'Delft', paymentConditionId: 1, comments: null };
    const after = { name: 'New', city: 'Delft', paymentConditionId: 2, comments: '' };
    expect(changedFields(Object.keys(after), before, after, open)).toEqual([
      { field: 'name', before: 'Old', after: 'New' },
      { field: 'paymentConditionId', before: 1, after: 2 },
    ]);
  });

  test('has no old value where the target was not read, which is not the same as an empty one', () => {
    expect(changedFields(['city'], null, { city: null }, open)).toEqual([{ field: 'city', after: null }]);
    expect(changedFields(['city'], {}, { city: 'Delft' }, open)).toEqual([
      { field: 'city', before: null, after: 'Delft' },
    ]);
  });

  test('of lines is shown line by line, without what only the target keeps', () => {
    const before = {
      lines: [
        { ...line('Beans', '10.00', 'VH'), id: 7 },
        { ...line('Filters', '2.50', 'VH'), id: 8 },
      ],
    };
    const after = { lines: [line('Beans', '10.00', 'VL'), line('Filters', '2.50', 'VH')] };
    expect(changedFields(['lines'], before, after, open)).toEqual([
      { field: 'lines[1].vatCode', before: 'VH', after: 'VL' },
    ]);
  });

  test('shows the line that was inserted', () => {
    const before = [line('Beans', '10.00', 'VH'), line('Filters', '2.50', 'VH')];
    const after = [line('Beans', '10.00', 'VH'), line('Shipping', '6.95', 'VH'), line('Filters', '2.50', 'VH')];
    expect(changedFields(['lines'], { lines: before }, { lines: after }, open)).toEqual([
      { field: 'lines[2]', before: null, after: { description: 'Shipping', amount: '6.95', vatCode: 'VH' } },
    ]);
    expect(changedFields(['lines'], { lines: after }, { lines: before }, open)).toEqual([
      { field: 'lines[2]', before: { description: 'Shipping', amount: '6.95', vatCode: 'VH' }, after: null },
    ]);
    expect(
      pairLines(before, after, open).map(({ before: old, after: now }) => [old?.description, now?.description]),
    ).toEqual([
      ['Beans', 'Beans'],
      [undefined, 'Shipping'],
      ['Filters', 'Filters'],
    ]);
  });
});

describe('personal values', () => {
  const values = { name: 'A. Jansen', emailAddress: 'a@example.com', city: null, countryCode: 'NL' };

  test('are shown by their class, and null as null', () => {
    expect(sentFields(values, closed)).toEqual([
      { field: 'name', after: '[name]' },
      { field: 'emailAddress', after: '[email]' },
      { field: 'city', after: null },
      { field: 'countryCode', after: 'NL' },
    ]);
  });

  test('count as changed when they change, even when both sides look the same', () => {
    expect(changedFields(['name'], { name: 'B. Jansen' }, values, closed)).toEqual([
      { field: 'name', before: '[name]', after: '[name]' },
    ]);
  });

  test('are shown class by class, in lines as well', () => {
    const display = createDisplay(readReveal(['email']));
    expect(sentFields({ ...values, lines: [{ name: 'x', email: 'y' }] }, display).map(({ after }) => after)).toEqual([
      '[name]',
      'a@example.com',
      null,
      'NL',
      [{ name: '[name]', email: 'y' }],
    ]);
  });

  test('give an error that names the classes when the given class does not exist', () => {
    expect(() => readReveal(['names'])).toThrow(
      expect.objectContaining({ code: 'WRONG_INPUT', hint: expect.stringContaining('name, email, phone, address') }),
    );
    expect(readReveal(['none'])).toEqual([]);
  });
});

test('values are plain JSON: cents in full, dates without empty times, keys by what they mean', () => {
  const display = createDisplay(
    [],
    new Map<Value, string>([
      ['(new 1)', 'new debtors EO-1'],
      [-7, 'new debtors EO-1'],
    ]),
  );
  const values = {
    price: new Big('3.1'),
    rate: new Big('2.955'),
    quantity: new Big('1.0'),
    date: new LocalDateTime('2026-03-02T00:00:00'),
    at: new LocalDateTime('2026-03-02T08:30:00'),
    debtor: -7,
    text: 'for (new 1)',
  };
  expect(Object.fromEntries(sentFields(values, display).map(({ field, after }) => [field, after]))).toEqual({
    price: '3.10',
    rate: '2.955',
    quantity: '1',
    date: '2026-03-02',
    at: '2026-03-02T08:30:00',
    debtor: '(new debtors EO-1)',
    text: 'for (new debtors EO-1)',
  });
});
