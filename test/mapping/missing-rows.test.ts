import { describe, expect, test } from 'vitest';
import type { Table } from '../../src/config/tables.ts';
import type { FieldReference } from '../../src/mapping/expressions/names.ts';
import { missingRow } from '../../src/mapping/tables/missing-rows.ts';

const rows = new Map([
  ['NL', new Map([['2', 'VH']])],
  ['BE', new Map([['6', 'VVL']])],
]);
const at = { file: 'vat-codes.yml', line: 1, column: 1 };
const table: Table = { name: 'vat-codes', file: 'vat-codes.yml', rows, at: () => at };

const use = (
  from: FieldReference['from'],
  name: string,
  field: string,
  resource: string,
  personal: FieldReference['personal'] = null,
) => [{ from, name, field, resource, personal, way: 'copied' as const }];
const country = use('related', 'customer', 'Country', 'crm/Accounts');
const code = use('record', '', 'SalesInvoiceLines.VATCode', 'salesinvoice/SalesInvoiceLines');

describe('a row that is missing below a key of a related record', () => {
  test('may be right below another one: the customer of an old invoice may have moved since', () => {
    const [, hint] = missingRow(table, [
      { key: 'BE', uses: country },
      { key: '2', uses: code },
    ]);
    expect(hint).toBe(
      'Add "2": … below "BE" in vat-codes.yml. But if Country changed after this record was made, add no row: settle the record by hand, and pin it as "skip" in links.yml.',
    );
  });

  test.each([
    ['a code that is nowhere', country, '9'],
    ["a country of the record's own", use('record', '', 'Country', 'crm/Accounts'), '2'],
  ])('is just missing for %s', (_, uses, key) => {
    const [, hint] = missingRow(table, [
      { key: 'BE', uses },
      { key, uses: code },
    ]);
    expect(hint).toBe(`Add "${key}": … below "BE" in vat-codes.yml.`);
  });

  test('is just missing if the key is made of several fields, such as the VAT code of a day', () => {
    const [, hint] = missingRow(table, [
      { key: 'BE', uses: [...country, ...code] },
      { key: '2', uses: [] },
    ]);
    expect(hint).toBe('Add "2": … below "BE" in vat-codes.yml.');
  });
});

test('a missing row is shown with all values that each row has', () => {
  const values = (...names: string[]) => new Map(names.map((name) => [name, '1']));
  const supplies: Table = {
    ...table,
    rows: new Map([
      ['VH', values('kind', 'rate')],
      ['OSS', values('kind', 'rate', 'country')],
    ]),
    columns: { kind: {}, rate: { type: 'number' }, country: { type: 'country' } },
    choices: { kind: ['domestic', 'margin'] },
  };
  const hint = (...keys: string[]) =>
    missingRow(
      supplies,
      keys.map((key) => ({ key, uses: [] })),
    )[1];
  expect(hint('VH21', 'kind')).toBe(
    'Add "VH21": { "kind": …, "rate": … } to vat-codes.yml. What "kind" may be: domestic, margin.',
  );
  expect(hint('VH', 'rate')).toBe('Add "rate": … below "VH" in vat-codes.yml.');
  expect(hint('VH', 'other')).toBe('Add "other": … below "VH" in vat-codes.yml.');
});

test('a key that may not be shown is one of the words that a group has all of', () => {
  const buyers = (...names: string[]) => new Map(names.map((name) => [name, '7']));
  const accounts = (...odd: string[]): Table => ({
    ...table,
    rows: new Map([
      ['BE', buyers('company', 'private')],
      ['DE', buyers('company', 'private')],
      ['FR', buyers('company', ...odd)],
    ]),
  });
  const vatNumber = use('record', '', 'vatNumber', 'debtors', 'identity');
  const missing = (of: Table, country: string) =>
    missingRow(of, [
      { key: country, uses: [] },
      { key: 'private', uses: vatNumber },
    ]);
  expect(missing(accounts('private'), 'JP')).toEqual([
    'Table vat-codes has no row for "JP", company/private.',
    'Add "JP": { "company": …, "private": … } to vat-codes.yml.',
  ]);
  expect(missing(accounts(), 'FR')).toEqual([
    'Table vat-codes has no row for "FR", private.',
    'Add "private": … below "FR" in vat-codes.yml.',
  ]);
  expect(missing(accounts('other'), 'JP')).toEqual([
    'Table vat-codes has no row for "JP", {vatNumber}.',
    'Add a row for it to vat-codes.yml.',
  ]);
  // A key above it that may not be shown either stays out of the row to add, as does the whole row of a table with one group.
  const name = use('record', '', 'Name', 'crm/Accounts', 'name');
  const hidden = (of: Table, key: string) =>
    missingRow(of, [
      { key, uses: name },
      { key: 'private', uses: vatNumber },
    ]);
  expect(hidden(accounts('private'), 'Jansen').join(' ')).not.toMatch(/Jansen|company/);
  const one: Table = { ...table, rows: new Map([['BE', buyers('company')]]) };
  expect(missing(one, 'JP')[1]).toBe('Add a row for it to vat-codes.yml.');
});
