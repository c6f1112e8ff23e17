import { describe, expect, test } from 'vitest';
import { readComment } from '../../src/desk/comment.ts';
import { rankCandidates } from '../../src/desk/rank.ts';
import { missingRow, readMissingRow } from '../../src/mapping/tables/missing-rows.ts';
import { personalClass } from '../../src/privacy/personal.ts';
import type { Meaning } from '../../src/systems/meaning.ts';
import { factsOf, systemNames } from '../../src/systems/registry.ts';

const terms: readonly Meaning[] = [
  { code: '1', name: '30 dagen', days: 30 },
  { code: '2', name: '14 dagen', days: 14 },
  { code: '3', name: '60 dagen', days: 60 },
  { code: '4', name: '8 dagen', days: 8 },
  { code: '5', name: '90 dagen', days: 90 },
  { code: '6', name: 'Contant', days: null },
];
const term = { to: 'asperion.paymentconditions', compare: 'term' } as const;
const rank = (from: Meaning | null, plan: Parameters<typeof rankCandidates>[0]['plan'] = term, list = terms) =>
  rankCandidates({ table: 'payment-conditions', keys: ['45'], plan, from, list, isWhole: true });

describe('candidates for a missing row', () => {
  test('begin with what means the same, then what is near, the longer term first', () => {
    const found = rank({ code: '45', name: '45 days', days: 45 });
    expect(found.list).toBe('paymentconditions');
    expect(found.rows.map(({ name }) => name)).toEqual(['60 dagen', '30 dagen', '90 dagen', '14 dagen', '8 dagen']);
    expect(rank({ code: 'x', name: '', days: 14 }).rows[0]).toEqual({
      command: '/map payment-conditions 45=2',
      name: '14 dagen',
      because: 'same number of days',
    });
  });

  test('of VAT codes have the same rate before another one', () => {
    const list: readonly Meaning[] = [
      { code: '10', name: 'Laag', rate: 9 },
      { code: '11', name: 'Verlegd', rate: 0 },
      { code: '12', name: 'Hoog', rate: 21 },
    ];
    const plan = { to: 'asperion.vatcodes', compare: 'vat' } as const;
    expect(rank({ code: '4', name: 'VAT high', rate: 21 }, plan, list).rows[0]).toMatchObject({ name: 'Hoog' });
  });

  test('are none of those that nothing speaks for: another rate or country, no word of the name', () => {
    const rates: readonly Meaning[] = [
      { code: 'AT', name: 'Verkoop 20%', rate: 20, country: 'AT' },
      { code: 'BEL', name: 'Verkoop 9%', rate: 9, country: 'BE' },
    ];
    const vat = { to: 'asperion.vatcodes', compare: 'vat' } as const;
    expect(rank({ code: '9', name: 'Verkoop 9%', rate: 9, country: null }, vat, rates).rows).toEqual([]);
    const units: readonly Meaning[] = [
      { code: 'kg', name: 'Kilogram' },
      { code: 'm', name: 'Meter' },
    ];
    const unit = { to: 'exact-online.logistics/Units', compare: 'unit' } as const;
    expect(rank({ code: 'km', name: 'km' }, unit, units).rows).toEqual([]);
    expect(rank({ code: '45', name: '45' }, unit, units)).not.toHaveProperty('name');
  });

  test('come with the name of the key and the whole list, unless that is too long', () => {
    const found = rank({ code: '45', name: '45 days', days: 45 });
    expect(found).toMatchObject({ table: 'payment-conditions', keys: ['45'], name: '45 days' });
    expect(found.entries).toEqual(Object.fromEntries(terms.map(({ code, name }) => [code, name])));
    const many = Array.from({ length: 1000 }, (_, at) => ({ code: String(at), name: `Account ${at}` }));
    expect(rank(null, { to: 'asperion.ledgeraccounts', compare: 'account' }, many)).not.toHaveProperty('entries');
    const words = { table: 'article-units', keys: ['km'], plan: { to: 'asperion.articles', compare: 'unit' } as const };
    expect(rankCandidates({ ...words, from: null, list: terms, isWhole: false })).not.toHaveProperty('entries');
  });

  test('of VAT codes leave out those that include VAT: flows write amounts without it', () => {
    const list: readonly Meaning[] = [
      { code: '2', name: 'Hoog, inclusief', rate: 21, isInclusive: true },
      { code: '4', name: 'Hoog, exclusief', rate: 21, isInclusive: false },
    ];
    const plan = { to: 'exact-online.vat/VATCodes', compare: 'vat' } as const;
    const found = rank({ code: 'VH', name: 'Hoog', rate: 21, kind: 'domestic' }, plan, list).rows;
    expect(found.map(({ name }) => name)).toEqual(['Hoog, exclusief']);
  });

  test('have no reason if several fit equally: none of them is proposed', () => {
    const list = [...terms, { code: '7', name: '14 dagen netto', days: 14 }];
    const found = rank({ code: '45', name: '14 days', days: 14 }, term, list).rows;
    expect(found.slice(0, 2).map(({ name }) => name)).toEqual(['14 dagen', '14 dagen netto']);
    expect(found.map(({ because }) => because)).toEqual([null, null, null, null, null]);
  });

  test('of VAT codes have no reason for a rate alone, and none for two rates that nobody knows', () => {
    const plan = { to: 'asperion.vatcodes', compare: 'vat' } as const;
    const list: readonly Meaning[] = [
      { code: '10', name: 'Codes', rate: 21, country: 'DE' },
      { code: '11', name: 'Diversen', rate: 21 },
      { code: '13', name: 'Gebruikt', rate: 21, kind: 'margin' },
      { code: '12', name: 'Code domestic', kind: 'domestic' },
    ];
    const reasonsFor = (from: Meaning) => rank(from, plan, list).rows.map(({ name, because }) => [name, because]);
    expect(reasonsFor({ code: '4', name: 'Code', rate: 21, kind: 'domestic' })).toEqual([
      ['Diversen', null],
      ['Code domestic', null],
    ]);
    expect(reasonsFor({ code: '4', name: 'Diversen', kind: 'domestic' })).toEqual([['Diversen', null]]);
  });

  test('are left out if their row would be read as another one', () => {
    const list: readonly Meaning[] = [
      { code: 'A"1', name: 'Odd', days: 45 },
      { code: 'A1', name: 'Even', days: 60 },
    ];
    expect(rank({ code: '45', name: '', days: 45 }, term, list).rows).toEqual([
      { command: '/map payment-conditions 45=A1', name: 'Even', because: null },
    ]);
    expect(rankCandidates({ table: 't', keys: ['4"5'], plan: term, from: null, list, isWhole: true }).rows).toEqual([]);
  });

  test('are by the words of the name if nothing else speaks for one, as readable commands', () => {
    const list: readonly Meaning[] = [
      { code: 'A', name: 'Koffie bonen' },
      { code: 'B 1', name: 'Thee los gewicht' },
    ];
    const plan = { to: 'asperion.articlecategories', compare: 'name' } as const;
    const found = rank({ code: '45', name: 'Thee los' }, plan, list).rows;
    expect(found.map(({ name }) => name)).toEqual(['Thee los gewicht']);
    expect(readComment(found[0]?.command ?? '')).toMatchObject({ kind: 'map', keys: ['45'], value: 'B 1' });
  });

  test('are none if the source does not tell what the key means', () => {
    expect(rank(null).rows).toEqual([]);
  });
});

test('the message of a missing row gives back its table and keys, but not a key that it hides', () => {
  const table = {
    name: 'vat-codes',
    file: 'mappings/tables/vat-codes.yml',
    rows: new Map(),
    at: () => ({ file: '', line: 1, column: 1 }),
  };
  const keys = ['NL', '5'].map((key) => ({ key, uses: [] }));
  expect(readMissingRow(missingRow(table, keys).join(' '))).toEqual({ table: 'vat-codes', keys: ['NL', '5'] });
  expect(readMissingRow(`Field vatCode: ${missingRow(table, keys).join(' ')}`)).toMatchObject({ table: 'vat-codes' });
  const hidden = { key: 'Jan', uses: [{ resource: 'crm/Accounts', field: 'Name' }] };
  expect(readMissingRow(missingRow(table, [hidden] as never).join(' '))).toBeNull();
  expect(readMissingRow('Another message.')).toBeNull();
});

test('no list that candidates come from tells of a person', () => {
  const fields = systemNames().flatMap((name) =>
    Object.entries(factsOf(name).meanings ?? {}).flatMap(([resource, meaning]) =>
      meaning.fields.map((field) => [resource, field] as const),
    ),
  );
  expect(fields.length).toBeGreaterThan(20);
  expect(fields.filter(([resource, field]) => personalClass(resource, field) !== null)).toEqual([]);
});
