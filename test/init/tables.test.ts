import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { countRows } from '../../src/init/checklist.ts';
import type { TableInput, TablePlan } from '../../src/init/proposal.ts';
import { proposeTable } from '../../src/init/propose.ts';
import { tableText } from '../../src/init/table-text.ts';
import { readTemplate } from '../../src/init/template.ts';
import type { Meaning } from '../../src/systems/meaning.ts';
import { factsOf } from '../../src/systems/registry.ts';

const codes: readonly Meaning[] = [
  { code: '1', name: 'BTW hoog', rate: 21, kind: 'domestic' },
  { code: '7', name: 'Levering EU', rate: 0, kind: 'eu-goods' },
  { code: 'DEH', name: 'OSS DE', rate: 19, kind: 'oss', country: 'DE' },
  { code: '9', name: 'Overig', rate: 0, kind: null },
];
const targets: readonly Meaning[] = [
  { code: 'VH', name: 'BTW hoog', rate: 21, kind: 'domestic' },
  { code: 'ICP', name: 'Verkoop ICP', rate: 0, kind: null },
  { code: 'OSSDE', name: 'OSS Duitsland', rate: 19, kind: 'oss', country: 'DE' },
];

const VAT: TablePlan = {
  about: 'Country → code → code.',
  from: 'a.codes',
  to: 'b.codes',
  compare: 'vat',
  shape: 'countries',
};

const propose = (plan: TablePlan, more: Partial<TableInput> = {}) =>
  proposeTable({
    name: 'vat-codes',
    plan,
    entries: new Map([
      ['a.codes', codes],
      ['b.codes', targets],
    ]),
    shipped: { NL: { '1': 'VL', '2': 'VH' }, DE: { '7': 'VICP' }, CH: { '8': 'VEX' } },
    isHandedOn: true,
    ...more,
  });

test('a table by country has the codes of customers there, without rows of another company', () => {
  const table = propose(VAT);
  const text = tableText(table);
  expect(parse(text)).toEqual({
    NL: { '1': 'VH', '2': { remove: true } },
    DE: { '7': 'ICP', DEH: 'OSSDE' },
    CH: { '8': { remove: true } },
  });
  expect(text).toMatch(/"7": ICP # guess: .*; check$/m);
  expect(text).toMatch(/^ {2}# "9": \? # Overig; .*: ICP \(Verkoop ICP\)$/m);
  expect(countRows(table)).toEqual({ sure: 2, guesses: 1, guessed: 1, open: 1 });
});

test('a shipped row whose own value is unknown is taken out until a value is in its place', () => {
  const table = propose(VAT, { shipped: { NL: { '9': 'V0' }, DE: { '7': 'VICP' }, CH: { '8': 'VEX' } } });
  const text = tableText(table);
  expect(text).toMatch(/^ {2}"9": \{ remove: true \} # \? Overig; .*: ICP \(Verkoop ICP\)$/m);
  expect(parse(text.replace('{ remove: true } # ?', 'ICP # ?')).NL).toEqual({ '1': 'VH', '9': 'ICP' });
  expect(countRows(table)).toEqual({ sure: 2, guesses: 1, guessed: 1, open: 1 });
  const entries = new Map([
    ['a.codes', codes.slice(3)],
    ['b.codes', targets],
  ]);
  const alone = propose(VAT, { shipped: { NL: { '9': 'V0' } }, entries });
  expect(parse(tableText(alone))).toEqual({ NL: { '9': { remove: true } } });
});

test('rows that are not handed on need not be taken out', () => {
  expect(parse(tableText(propose(VAT, { isHandedOn: false })))).toEqual({
    NL: { '1': 'VH' },
    DE: { '7': 'ICP', DEH: 'OSSDE' },
  });
});

test('a list that could not be read leaves nothing of another company: its rows are taken out', () => {
  const table = propose(VAT, { entries: new Map([['a.codes', codes]]) });
  const text = tableText(table);
  const gone = { remove: true };
  expect(parse(text)).toEqual({ NL: { '1': gone, '2': gone }, DE: { '7': gone }, CH: { '8': gone } });
  expect(text).toMatch(/^# A list that this table is made of could not be read/m);
  expect(table.isBlind).toBe(true);
  expect(countRows(table)).toEqual({ sure: 0, guesses: 0, guessed: 0, open: 0 });
});

test('accounts by country follow their names: the country first, then where it is', () => {
  const accounts: readonly Meaning[] = [
    { code: '8000', name: 'Omzet binnenland', isRevenue: true },
    { code: '8010', name: 'Omzet EU', isRevenue: true },
    { code: '8011', name: 'Omzet België', isRevenue: true },
    { code: '8012', name: 'Omzet buiten Nederland', isRevenue: true },
    { code: '1300', name: 'Debiteuren Nederland', isRevenue: false },
  ];
  const plan: TablePlan = { about: '', to: 'b.accounts', compare: 'account', shape: 'countries' };
  const shipped = { NL: '1', BE: '1', DE: '1', CH: '1' };
  const text = tableText(propose(plan, { entries: new Map([['b.accounts', accounts]]), shipped, isHandedOn: false }));
  expect(parse(text)).toEqual({ NL: '8000', BE: '8011', DE: '8010' });
  expect(text).toMatch(/^# CH: \? .*8000 \(Omzet binnenland\)/m);
});

test('new accounts get the standard rate of their country, and nothing where two rates fit', () => {
  const plan: TablePlan = {
    about: '',
    to: 'b.codes',
    compare: 'vat',
    shape: 'countries',
    keys: { company: '', private: '' },
  };
  const twice = [...targets, { code: 'VH2', name: 'Hoog', rate: 21, kind: 'domestic' } as const];
  const both = { company: '', private: '' };
  const rows = (list: readonly Meaning[]) =>
    parse(
      tableText(
        propose(plan, { entries: new Map([['b.codes', list]]), shipped: { NL: both, DE: both }, isHandedOn: false }),
      ),
    );
  expect(rows(targets)).toEqual({ NL: { company: 'VH', private: 'VH' }, DE: { company: 'ICP', private: 'OSSDE' } });
  expect(rows(twice)).toEqual({ DE: { company: 'ICP', private: 'OSSDE' } });
});

test('the supply of a VAT code has its kind and rate; one whose kind nothing tells is left open', () => {
  const text = tableText(propose({ about: '', from: 'a.codes', compare: 'vat' }, { shipped: {} }));
  expect(parse(text)).toEqual({
    '1': { kind: 'domestic', rate: 21 },
    '7': { kind: 'eu-goods', rate: 0 },
    DEH: { kind: 'oss', rate: 19, country: 'DE' },
  });
});

test('a VAT code under the margin scheme charges nothing, and its name is a guess', () => {
  const entries = new Map([
    ['a.codes', [{ code: 'VMH', name: 'Verkoop marge 21%', rate: 21, kind: 'domestic' as const }]],
  ]);
  const text = tableText(propose({ about: '', from: 'a.codes', compare: 'vat' }, { entries, shipped: {} }));
  expect(parse(text)).toEqual({ VMH: { kind: 'margin', rate: 0 } });
  expect(text).toMatch(/# guess: Verkoop marge 21%; the kind is read from the name; check$/m);
});

test('a VAT code named after another country is left open: its rate says not domestic', () => {
  const entries = new Map([['a.codes', [{ code: 'BE21', name: 'België 21%', rate: 21, kind: 'domestic' as const }]]]);
  const text = tableText(propose({ about: '', from: 'a.codes', compare: 'vat' }, { entries, shipped: {} }));
  expect(text).toMatch(/^# BE21: \? # België 21%; write \{ kind: …, rate: 21 \}$/m);
});

test('prices include the rate of a code for prices with VAT, but none under the margin scheme', () => {
  const read = factsOf('exact-online').meanings?.['vat/VATCodes']?.read;
  const percentage = { Percentage: 0.21, Description: '' };
  const entries = new Map([
    [
      'a.codes',
      [
        { Code: '2', Type: 'E', VatMargin: 0, ...percentage },
        { Code: '2I', Type: 'I', VatMargin: 0, ...percentage },
        { Code: 'M', Type: 'I', VatMargin: 1, ...percentage },
      ].flatMap((entry) => read?.(entry) ?? []),
    ],
  ]);
  const plan: TablePlan = { about: '', from: 'a.codes', compare: 'included' };
  expect(parse(tableText(propose(plan, { entries, shipped: {} })))).toEqual({ '2': '0', '2I': '21', M: '0' });
});

test('a VAT code whose kind nothing tells does not keep what another company means by it', () => {
  const shipped = { '1': { kind: 'domestic', rate: 21 }, '9': { kind: 'exempt', rate: 0 } };
  const supplies: TablePlan = { about: '', from: 'a.codes', compare: 'vat' };
  const gone = { remove: true };
  const text = tableText(propose(supplies, { shipped }));
  expect(parse(text)).toMatchObject({ '1': { kind: 'domestic', rate: 21 }, '9': gone });
  expect(text).toMatch(/^"9": \{ remove: true \} # \? Overig; write/m);
  expect(parse(tableText(propose(supplies, { shipped, entries: new Map() })))).toEqual({ '1': gone, '9': gone });
  expect(parse(tableText(propose(supplies, { shipped, isHandedOn: false })))).not.toHaveProperty('9');
});

test('keys are in lower case where the flow looks them up so', () => {
  const plan: TablePlan = { about: '', from: 'a', to: 'b', compare: 'unit' };
  const entries = new Map([
    ['a', [{ code: 'Stuk', name: 'Stuk' }]],
    ['b', [{ code: 'pc', name: 'stuk' }]],
  ]);
  const rows = (lowerCase?: true) => parse(tableText(propose({ ...plan, lowerCase }, { entries, shipped: {} })));
  expect([rows(), rows(true)]).toEqual([{ Stuk: 'pc' }, { stuk: 'pc' }]);
  expect(readTemplate().tables.units?.lowerCase).toBe(true);
});

test('a sales type is found by the VAT code that it belongs to', () => {
  const types: readonly Meaning[] = [
    { code: 'HOOG', name: 'Hoog', vatCode: 'VH' },
    { code: 'EU1', name: 'EU', vatCode: 'ICP' },
    { code: 'EU2', name: 'EU goederen', vatCode: 'ICP' },
  ];
  const plan: TablePlan = { about: '', from: 'a.codes', to: 'b.types', through: 'b.codes', compare: 'vat' };
  const entries = new Map([
    ['a.codes', codes],
    ['b.codes', targets],
    ['b.types', types],
  ]);
  expect(parse(tableText(propose(plan, { entries, shipped: {} })))).toEqual({ '1': 'HOOG' });
});

test('codes stay as they are written, and names cannot break a comment', () => {
  const list: readonly Meaning[] = [
    { code: '08', name: 'acht\n"08": 1', days: 8 },
    { code: 'NO', name: 'nooit', days: 1 },
  ];
  const text = tableText(
    propose({ about: '', from: 'a', to: 'a', compare: 'term' }, { entries: new Map([['a', list]]), shipped: {} }),
  );
  expect(parse(text)).toEqual({ '08': '08', NO: 'NO' });
});

test('a table whose keys no list has is one open row, to be written for each code', () => {
  const centers: readonly Meaning[] = [
    { code: '1', name: 'Winkel' },
    { code: '2', name: 'Webwinkel' },
  ];
  const plan: TablePlan = { about: 'Where a row has …, write the code.', to: 'b.centers', compare: 'name' };
  const table = propose(plan, { entries: new Map([['b.centers', centers]]), shipped: {} });
  expect(tableText(table)).toMatch(
    /^# "…": \? # a row like this for each code, then delete this line: 1 \(Winkel\), 2 \(Webwinkel\)$/m,
  );
  expect(countRows(table)).toMatchObject({ open: 1 });
});
