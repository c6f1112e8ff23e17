import Big from 'big.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SyncError } from '../../../src/errors/errors.ts';
import type { Kind, Parameter } from '../../../src/mapping/functions/function.ts';
import { library } from '../../../src/mapping/functions/library.ts';
import { isDecimal, LocalDateTime, type Value } from '../../../src/values.ts';
import { TODAY } from '../flows.ts';
import { MEANT } from './handwritten.ts';

const settings = { bookYear: { start: '07-01' }, externalKeys: { prefix: 'EO-' } };

const texts = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    'NL',
    'dd-MM-yyyy',
    'Europe/Amsterdam',
    ',',
    '2026-03-29T02:30:00',
    '2026-01-31',
    '1.234,56',
    '+31 20 555 0123',
  ),
  fc.constantFrom(
    'Damstraat 12-A',
    'Jan van der Berg',
    '<p>a &amp; b',
    '&#x80;&#0;&#xD800;',
    '-',
    '12',
    "'",
    '<!--',
    '<a href="',
    '&',
  ),
);
const VALUES: Readonly<Record<Kind, fc.Arbitrary<Value>>> = {
  text: texts,
  integer: fc.oneof(fc.integer({ min: -20, max: 40 }), fc.maxSafeInteger()),
  decimal: fc.oneof(
    fc
      .tuple(fc.maxSafeInteger(), fc.integer({ min: 0, max: 8 }))
      .map(([digits, places]) => new Big(digits).div(10 ** places)),
    fc.constantFrom(new Big('0'), new Big('-0.005'), new Big('1e40'), new Big('1e-40')),
  ),
  boolean: fc.boolean(),
  date: fc
    .date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true })
    .map((date) => new LocalDateTime(date.toISOString().slice(0, 19))),
  list: fc.constant([]),
};

function argument({ accepts, of }: Parameter): fc.Arbitrary<Value> {
  const kinds = accepts ?? ['text', 'integer', 'decimal', 'boolean', 'date'];
  return fc.oneof(
    ...kinds.map((kind) =>
      kind === 'list'
        ? fc.array(fc.oneof(fc.constant(null), ...(of ?? ['text']).map((one) => VALUES[one])), { maxLength: 5 })
        : VALUES[kind],
    ),
  );
}

/** What a result may be: a value of the language, whole texts and exact numbers only. */
function expectValue(value: Value): void {
  if (typeof value === 'number') expect(Number.isSafeInteger(value)).toBe(true);
  else if (typeof value === 'string') expect(value.length).toBeLessThanOrEqual(100_000);
  else if (value instanceof LocalDateTime) expect(value.iso).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
  else if (Array.isArray(value)) for (const element of value) expectValue(element);
  else expect(value === null || typeof value === 'boolean' || isDecimal(value)).toBe(true);
}

test.each([...library.values()].map((row) => [row.name, row] as const))(
  '%s gives a value or a coded error',
  (_, row) => {
    const required = row.parameters.filter(({ optional, repeats }) => optional !== true && repeats !== true).length;
    const args = fc
      .tuple(fc.tuple(...row.parameters.map(argument)), fc.integer({ min: required, max: row.parameters.length }))
      .map(([all, count]) => all.slice(0, count))
      // What the checks of parameters refuse never reaches a function.
      .filter((all) => all.every((value, position) => (row.parameters[position]?.check?.(value) ?? null) === null));
    fc.assert(
      fc.property(args, (given) => {
        try {
          expectValue(row.run?.(given, settings, TODAY) ?? null);
        } catch (error) {
          if (!(error instanceof SyncError)) throw error;
          expect(error.code).toMatch(/^(BAD_VALUE|NUMBER_RANGE|TEXT_TOO_LONG|LIST_TOO_LONG|TOTAL_MISMATCH)$/);
          expect(error.message).not.toContain('undefined');
        }
      }),
      { numRuns: 60 },
    );
  },
);

const run = (name: string, ...args: readonly Value[]): Value => library.get(name)?.run?.(args, settings, TODAY) ?? null;

describe('a value that is normalised twice stays the same', () => {
  test.each([
    'trim',
    'squeeze',
    'lower',
    'upper',
    'digits',
    'transliterate',
    'postcode',
    'iban',
    'vatNumber',
    'phone',
    'country',
  ])('%s', (name) => {
    let values = 0;
    fc.assert(
      fc.property(fc.oneof(texts, MEANT[name] ?? texts), (text) => {
        const once = run(name, text);
        if (typeof once !== 'string' || once === '') return;
        values += 1;
        expect(run(name, once)).toBe(once);
      }),
      { numRuns: 200 },
    );
    expect(values).toBeGreaterThan(50);
  });
});

describe('one function undoes the other', () => {
  const street = fc.constantFrom(
    'Damstraat',
    'Plein 1945',
    '1e Jan Steenstraat',
    'Straat van 1940-1945',
    'Rue de la Loi',
    "'t Hoog",
  );
  const addition = fc.constantFrom(null, 'A', '2', 'bis', 'bus 3', 'II', '12a');

  test('an address line and its parts', () => {
    fc.assert(
      fc.property(street, fc.integer({ min: 1, max: 9999 }), addition, (name, number, more) => {
        const line = run('addressLine', name, number, more);
        expect([run('street', line), run('houseNumber', line), run('houseNumberAddition', line)]).toEqual([
          name,
          String(number),
          more,
        ]);
      }),
    );
  });

  test('a name in both orders', () => {
    const first = fc.constantFrom('Anna', 'Jan Willem', 'P.J.');
    const prefix = fc.constantFrom('', 'de', 'van der', 'ten', "in 't");
    fc.assert(
      fc.property(first, prefix, fc.constantFrom('Berg', 'Vries', 'Smit'), (given, before, surname) => {
        const words = (parts: readonly string[]) => parts.filter((part) => part !== '').join(' ');
        const orders = [words([given, before, surname]), `${surname}, ${words([given, before])}`];
        for (const name of orders) {
          expect(run('surname', name)).toBe(surname);
          expect(run('surnamePrefix', name)).toBe(before === '' ? null : before);
        }
      }),
    );
  });

  test('VAT added and taken off again differs by less than a cent', () => {
    const cents = fc.integer({ min: -10_000_000, max: 10_000_000 }).map((amount) => new Big(amount).div(100));
    fc.assert(
      fc.property(cents, fc.constantFrom(0, 6, 9, 21), (amount, rate) => {
        const back = run('excl', run('incl', amount, rate), rate);
        expect(new Big(String(back)).minus(amount).abs().lte('0.01')).toBe(true);
      }),
    );
  });

  test('Dutch time and UTC, the hour that comes twice aside', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1990-01-01'), max: new Date('2037-01-01'), noInvalidDate: true }),
        (date) => {
          const utc = `${date.toISOString().slice(0, 19)}Z`;
          const back = run('utcText', run('amsterdam', utc));
          const hours = Math.abs(Date.parse(String(back)) - Date.parse(utc)) / 3_600_000;
          expect([0, 1]).toContain(hours);
        },
      ),
    );
  });

  test('a date written in a format and read again', () => {
    fc.assert(
      fc.property(
        VALUES.date,
        fc.constantFrom('dd-MM-yyyy HH:mm:ss', "yyyy-MM-dd'T'HH:mm:ss", 'M/d/yyyy H:mm:ss'),
        (date, format) => {
          expect(run('parseDate', run('formatDate', date, format), format)).toEqual(date);
        },
      ),
    );
  });
});
