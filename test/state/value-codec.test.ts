import Big from 'big.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeRecord, decodeValue, encodeRecord, encodeValue } from '../../src/state/value-codec.ts';
import { LocalDateTime, type RecordValues, type Value } from '../../src/values.ts';

const decimals = fc
  .tuple(fc.bigInt(), fc.integer({ min: 0, max: 30 }))
  .map(([digits, scale]) => new Big(String(digits)).times(new Big(10).pow(-scale)))
  // A zero has no sign that means anything.
  .map((decimal) => (decimal.eq(0) ? new Big(0) : decimal));
const moments = fc
  .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => new LocalDateTime(date.toISOString().slice(0, 19)));
const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('decimal', 'moment', 'list', '__proto__', ''));
const integers = fc.maxSafeInteger().map((number) => number + 0);

const { value: values, record: records } = fc.letrec<{ value: Value; record: RecordValues }>((tie) => ({
  record: fc.dictionary(texts, tie('value'), { maxKeys: 5, noNullPrototype: true }),
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, false),
    integers,
    texts,
    decimals,
    moments,
    fc.array(tie('value'), { maxLength: 4 }),
    tie('record'),
  ),
}));

const throughJson = (encoded: unknown): unknown => JSON.parse(JSON.stringify(encoded));

test('every value comes out of JSON as what went in', () => {
  fc.assert(
    fc.property(values, (value) => {
      expect(decodeValue(throughJson(encodeValue(value)))).toStrictEqual(value);
    }),
  );
});

test('every record comes out of JSON as what went in, fields of any name included', () => {
  fc.assert(
    fc.property(records, (record) => {
      const decoded = decodeRecord(throughJson(encodeRecord(record)));
      expect(Object.entries(decoded)).toStrictEqual(Object.entries(record));
    }),
  );
});

test('decimals keep every digit, whole numbers stay numbers', () => {
  const amounts = [new Big('1234567890123456789.01'), new Big('1e-20'), 2, 0];
  expect(JSON.stringify(encodeValue(amounts))).toBe(
    '["list",["decimal","1234567890123456789.01"],["decimal","0.00000000000000000001"],2,0]',
  );
});

test.each([
  ['a fraction', 1.5],
  ['a number beyond the whole ones', 2 ** 60],
  ['a list without a kind', [1, 2]],
  ['an empty list', []],
  ['an unknown kind', ['amount', '1']],
  ['a decimal that is none', ['decimal', '1e3']],
  ['a decimal as a number', ['decimal', 1]],
  ['two moments', ['moment', '2026-01-01T00:00:00', '2026-01-02T00:00:00']],
  ['nothing', undefined],
])('refuses %s', (_, encoded) => {
  expect(() => decodeValue(encoded)).toThrow(TypeError);
  expect(() => decodeRecord({ field: encoded })).toThrow(TypeError);
});

test.each([null, 'text', 1, ['list']])('%j is not a record', (encoded) => {
  expect(() => decodeRecord(encoded)).toThrow(TypeError);
});
