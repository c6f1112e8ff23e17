import { describe, expect, test } from 'vitest';
import { BASE, loaded } from './packs.ts';

const DOCUMENTS = BASE.replace(
  '    lines:\n      each: SalesOrderLines\n      fields:\n',
  "    checks:\n      - { id: empty, when: size(SalesOrderLines) == 0, says: '\"There are no lines.\"' }\n      - { id: odd, when: 'YourRef == null', says: '\"No reference.\"', then: tell }\n      - { id: rate, each: SalesOrderLines, let: { due: line.AmountFC * 0.21 }, when: line.VATAmount != due, says: '\"The VAT is off.\"' }\n    unlessBooked: YourRef\n    lines:\n      each: SalesOrderLines\n      fields:\n        vatCode: { table: codes, key: line.VATCode }\n",
).replace(
  'equals: AmountFCExclVat }',
  'equals: AmountFCExclVat, when: AmountFC != null, tolerance: 0.05 }\n      - { of: amount * 2, equals: AmountFC }',
);
const COPIES = "copyOf: [{ resource: salesorderswithlines, by: orderNumber, value: 'YourRef' }]\n";
const FILES = {
  '../pack/values.yml': 'promised: [vatCode]\n',
  '../pack/orders.yml': `${COPIES}${DOCUMENTS}`,
  '../pack/tables/codes.yml': '"1": VL\n',
};
const SETTINGS = 'use: ../pack\nflows: [orders]\nvalues: { prefix: EO- }\n';

const brokenBy = (own: string, settings = '') =>
  loaded({
    ...FILES,
    'settings.yml': SETTINGS + settings,
    'orders.yml': `extends: shipped\n${own}`,
  }).broken.map(({ code, at, message }) => `${code} ${at?.file}:${at?.line} ${message}`);
const broken = (own: string, settings = '') => brokenBy(`steps: { invoice: ${own} }\n`, settings);

describe('the promises of a shipped flow', () => {
  test.each([
    [
      'a check that keeps a document waiting is taken out',
      '{ checks: { empty: { remove: true } } }',
      'steps.invoice.checks.empty',
    ],
    ['it only tells now', '{ checks: { empty: { then: tell } } }', 'steps.invoice.checks.empty'],
    ['the total is not added up any more', '{ totals: { amount: { remove: true } } }', 'steps.invoice.totals.amount'],
    [
      'an account has a default',
      '{ lines: { fields: { vatCode: { default: VH, unmapped: default } } } }',
      'steps.invoice.lines.fields.vatCode',
    ],
    [
      'it is the same for all',
      '{ lines: { fields: { vatCode: { value: VH } } } }',
      'steps.invoice.lines.fields.vatCode',
    ],
    [
      'a check asks for another doubt',
      '{ checks: { rate: { when: line.VATAmount > due } } }',
      'steps.invoice.checks.rate',
    ],
    ['it looks at other lines', '{ checks: { rate: { each: "[]" } } }', 'steps.invoice.checks.rate'],
    ['it reckons otherwise', '{ checks: { rate: { let: { due: line.VATAmount } } } }', 'steps.invoice.checks.rate'],
    ['a total must be another amount', '{ totals: { amount: { equals: AmountFC } } }', 'steps.invoice.totals.amount'],
    ['it is compared less often', '{ totals: { amount: { when: AmountFC > 5 } } }', 'steps.invoice.totals.amount'],
    [
      'one is, that was always compared',
      '{ totals: { amount * 2: { when: "false" } } }',
      'steps.invoice.totals.amount * 2',
    ],
    ['it may be further off', '{ totals: { amount: { tolerance: 0.06 } } }', 'steps.invoice.totals.amount'],
    ['what is booked already is not looked for', '{ unlessBooked: { remove: true } }', 'steps.invoice.unlessBooked'],
    ['nothing is looked for', '{ unlessBooked: "[]" }', 'steps.invoice.unlessBooked'],
    [
      'the document has another number',
      `{ fields: { invoiceNumber: 'externalKey("F" + string(OrderNumber))' } }`,
      'steps.invoice.fields.invoiceNumber',
    ],
    [
      'its number comes from a table',
      '{ fields: { invoiceNumber: { table: codes, key: OrderNumber } } }',
      'steps.invoice.fields.invoiceNumber',
    ],
    ['it is found by something else', '{ match: [description, invoiceNumber] }', 'steps.invoice.match'],
  ])('are broken if %s', (_, own, path) => {
    expect(broken(own)).toEqual([
      expect.stringMatching(
        `PROMISE_BROKEN (mappings|pack)/orders.yml:\\d+ orders no longer keeps a promise of the shipped flow: ${path.replaceAll('*', '\\*')}\\.`,
      ),
    ]);
    expect(broken(own, `tests: { accept: ["orders/${path}"] }\n`)).toEqual([]);
  });

  test.each([
    ['other texts and other conditions', '{ lines: { fields: { description: line.ItemCode } }, when: Status == 21 }'],
    [
      'another table',
      '{ lines: { fields: { vatCode: { table: codes, key: line.VATCode, when: line.VATCode != null } } } }',
    ],
    ['a check that only tells is taken out', '{ checks: { odd: { remove: true } } }'],
    ['a further check', '{ checks: [{ id: more, when: Status == 5, says: "\'Five.\'" }] }'],
    ['the step is taken out', '{ remove: true }'],
    ['a check that says it in other words', `{ checks: { rate: { says: "'Off.'" } } }`],
    ['a name that a check did not have', '{ checks: { rate: { let: { more: line.AmountFC } } } }'],
    ['a total that is always compared', '{ totals: { amount: { when: { remove: true } } } }'],
    ['a total that may be less off', '{ totals: { amount: { tolerance: 0 } } }'],
    ['another number of what is booked already', '{ unlessBooked: externalKey(YourRef) }'],
    ['an option of the number', '{ fields: { invoiceNumber: { write: create } } }'],
    ['a second way to find the document', '{ match: [invoiceNumber, description] }'],
    ['other fields of the document', '{ fields: { debtorCustomerNumber: debtor.name } }'],
  ])('are kept with %s', (_, own) => {
    expect(broken(own)).toEqual([]);
  });
});

test('are kept with the rule of the number whose keys stand in another order', () => {
  const numbered = (rule: string) =>
    FILES['../pack/orders.yml'].replace('invoiceNumber: externalKey(OrderNumber)', `invoiceNumber: ${rule}`);
  const { broken: problems } = loaded({
    ...FILES,
    '../pack/orders.yml': numbered('{ table: codes, key: YourRef }'),
    'settings.yml': SETTINGS,
    'orders.yml':
      'extends: shipped\nsteps: { invoice: { fields: { invoiceNumber: { key: YourRef, table: codes } } } }\n',
  });
  expect(problems.map(({ message }) => message)).toEqual([]);
});

describe('a name that a promise rests on', () => {
  const files = {
    ...FILES,
    'settings.yml': SETTINGS,
    '../pack/orders.yml': `let: { whole: AmountFC * 2, twice: whole, other: YourRef }\n${FILES['../pack/orders.yml']}`
      .replace('of: amount * 2, equals: AmountFC }', 'of: amount * 2, equals: twice }')
      .replace('when: size(SalesOrderLines) == 0', 'when: size(SalesOrderLines) == 0 && whole > 0'),
  };
  const saidOf = (own: string) =>
    loaded({ ...files, 'orders.yml': `extends: shipped\n${own}` }).broken.map(
      ({ at, message }) => `${at?.file}:${at?.line}:${at?.column} ${message}`,
    );

  test('breaks it when it stands for something else: a total, a check, or another name', () => {
    expect(saidOf('let: { whole: "0.0" }\n')).toEqual([
      'mappings/orders.yml:2:15 orders no longer keeps a promise of the shipped flow: steps.invoice.checks.empty.',
      'mappings/orders.yml:2:15 orders no longer keeps a promise of the shipped flow: steps.invoice.totals.amount * 2.',
    ]);
    expect(saidOf('steps: { invoice: { let: { twice: "0.0" } } }\n')).toEqual([
      expect.stringContaining('steps.invoice.totals.amount * 2.'),
    ]);
  });

  test('may be changed if no promise uses it', () => {
    expect(saidOf('let: { other: Description }\n')).toEqual([]);
  });
});

test('the promises of a flow hold under another name, through a part and a folder between', () => {
  const remove = 'steps: { invoice: { checks: { empty: { remove: true } } } }\n';
  const settings = 'use: ../pack\nvalues: { prefix: EO- }\n';
  const renamed = loaded({
    ...FILES,
    'settings.yml': `${settings}flows: [mine]\n`,
    'mine.yml': `extends: orders\n${remove}`,
  });
  expect(renamed.broken.map(({ message }) => message)).toEqual([
    'mine no longer keeps a promise of the shipped flow: steps.invoice.checks.empty.',
  ]);
  const between = loaded({
    ...FILES,
    '../middle/settings.yml': `${settings}flows: [orders]\ntests: { accept: [orders/steps.invoice.checks.empty] }\n`,
    '../middle/orders.yml': `extends: shipped\n${remove}`,
    'settings.yml': 'use: ../middle\n',
  });
  expect(between.broken).toHaveLength(1);
});

test('an expression that is the same for every record is a default as well', () => {
  expect(broken('{ lines: { fields: { vatCode: \'"VH"\' } } }')).toHaveLength(1);
  expect(broken('{ lines: { fields: { vatCode: { expr: "8000" } } } }')).toHaveLength(1);
});

test('a part that stands in for the one below breaks a promise of a flow not written here', () => {
  const checks = / {4}checks:\n((?: {6}- .*\n)+)/.exec(DOCUMENTS)?.[1] ?? '';
  const { broken } = loaded({
    ...FILES,
    '../pack/orders.yml': DOCUMENTS.replace(
      checks,
      `      - { id: noted, when: YourRef == null, says: '"x"', then: tell }\n      - extends: doubts\n`,
    ),
    '../pack/parts/doubts.yml': checks.replaceAll('      - ', '- '),
    'settings.yml': SETTINGS,
    'parts/doubts.yml': '[]\n',
  });
  expect(broken.map(({ message }) => message)).toEqual([
    'orders no longer keeps a promise of the shipped flow: steps.invoice.checks.empty.',
    'orders no longer keeps a promise of the shipped flow: steps.invoice.checks.rate.',
  ]);
});

test('the line of a promise that is broken is the one that breaks it', () => {
  const own = 'steps:\n  invoice:\n    checks:\n      rate:\n        says: "\'Off.\'"\n        when: "false"\n';
  expect(brokenBy(own)).toEqual([
    'PROMISE_BROKEN mappings/orders.yml:7 orders no longer keeps a promise of the shipped flow: steps.invoice.checks.rate.',
  ]);
});

test.each(['copyOf: { remove: true }\n', COPIES.replace("'YourRef'", "'null'")])(
  'copies that are not recognised any more break a promise: %s',
  (own) => {
    expect(brokenBy(own)).toEqual([expect.stringMatching(/ of the shipped flow: copyOf\.$/)]);
    expect(brokenBy(own, 'tests: { accept: [orders/copyOf] }\n')).toEqual([]);
  },
);

test('copies may be recognised by something else', () => {
  expect(brokenBy(COPIES.replace("'YourRef'", "'Description'"))).toEqual([]);
});

describe('an entry of tests.accept that names no broken promise', () => {
  const remove = '{ checks: { empty: { remove: true } } }';
  const told = (entry: string, own = remove, files: Readonly<Record<string, string>> = {}) =>
    loaded({
      ...FILES,
      'settings.yml': `${SETTINGS}tests:\n  accept: ["${entry}"]\n`,
      'orders.yml': `extends: shipped\nsteps: { invoice: ${own} }\n`,
      ...files,
    }).broken.map(({ code, at, message, hint }) => `${code} ${at?.file}:${at?.line} ${message} | ${hint}`);

  test('is told with the nearest one', () => {
    expect(told('orders/steps.invoice.checks.emty')).toContain(
      'UNKNOWN_PROMISE mappings/settings.yml:5 No override takes away a promise "orders/steps.invoice.checks.emty". | Did you mean "orders/steps.invoice.checks.empty"?',
    );
  });

  test('is told when the override is gone', () => {
    expect(told('orders/steps.invoice.checks.empty', '{ when: Status == 5 }')).toEqual([
      'UNKNOWN_PROMISE mappings/settings.yml:5 No override takes away a promise "orders/steps.invoice.checks.empty". | Remove it.',
    ]);
  });

  test('waits if its flow does not run', () => {
    const files = { '../pack/stock.yml': BASE, 'stock.yml': 'extends: shipped\nlimit: 5\n' };
    expect(told('stock/steps.invoice.totals.amount', '{ when: Status == 5 }', files)).toEqual([]);
  });
});

describe('of the shipped flow of orders,', () => {
  const ORDERS = 'orders.exact-online-to-asperion';
  const values = { prefix: 'EO-', bookYear: '01-01', 'journals.sales': '70', since: '2026-01-01' };
  const tables = ['ledger-accounts', 'revenue-accounts', 'payment-conditions', 'cost-centers'];
  const promisesBrokenBy = (own: string) =>
    loaded({
      'settings.yml': `use: shipped\nflows: [${ORDERS}]\nvalues: ${JSON.stringify(values)}\n`,
      ...Object.fromEntries(tables.map((name) => [`tables/${name}.yml`, '# none\n'])),
      [`${ORDERS}.yml`]: `extends: shipped\n${own}\n`,
    }).broken.map(({ hint }) => /\["[^/]+\/(.*)"\]/.exec(hint ?? '')?.[1]);

  test.each([
    ['limit: 5', []],
    ['copyOf: { remove: true }', ['copyOf']],
    ['steps: { delivery: { checks: { not-printed: { when: "false" } } } }', ['steps.delivery.checks.not-printed']],
    ['steps: { invoice: { unlessBooked: { remove: true } } }', ['steps.invoice.unlessBooked']],
    [
      `steps: { invoice: { fields: { invoiceNumber: 'externalKey("F" + string(line.InvoiceNumber))' } } }`,
      ['steps.invoice.fields.invoiceNumber'],
    ],
    ['let: { deliveryNumber: externalKey(OrderNumber) }', ['steps.delivery.fields.invoiceNumber']],
    ['steps: { invoice: { totals: { amount: { equals: "0" } } } }', ['steps.invoice.totals.amount']],
    ['steps: { delivery: { totals: { amount: { when: "false" } } } }', ['steps.delivery.totals.amount']],
    [
      'steps: { invoice: { totals: { amount + vatAmount: { tolerance: 9 } } } }',
      ['steps.invoice.totals.amount + vatAmount'],
    ],
    ['steps: { invoice: { checks: { vat-rate: { when: "false" } } } }', ['steps.invoice.checks.vat-rate']],
    ['steps: { invoice: { checks: { vat-supply: { says: "\'No.\'" } } } }', []],
    [
      `steps: { invoice: { lines: { fields: { vatCode: 'coalesce(table("vat-codes", "NL", line.VATCode), "VH")' } } } }`,
      ['steps.invoice.lines.fields.vatCode'],
    ],
    [
      'steps: { delivery: { lines: { fields: { ledgerAccountId: "line.Quantity > 0 ? 8000 : 8000" } } } }',
      ['steps.delivery.lines.fields.ledgerAccountId'],
    ],
    [
      `steps: { invoice: { let: { fallen: '"VH"' }, lines: { fields: { vatCode: 'coalesce(table("vat-codes", "NL", line.VATCode), fallen)' } } } }`,
      ['steps.invoice.lines.fields.vatCode'],
    ],
    [
      `steps: { invoice: { let: { always: '"NL"' }, lines: { fields: { vatCode: 'table("vat-codes", always, line.VATCode)' } } } }`,
      ['steps.invoice.lines.fields.vatCode'],
    ],
    // The checks ask whether the code fits the place.
    [
      `steps: { invoice: { let: { countries: '["NL"]' } } }`,
      ['steps.invoice.checks.northern-ireland', 'steps.invoice.checks.vat-supply'],
    ],
    [
      `steps: { invoice: { lines: { fields: { vatCode: { table: vat-codes, key: ['"NL"', '"2"'] } } } } }`,
      ['steps.invoice.lines.fields.vatCode'],
    ],
    [
      'steps: { invoice: { id: sale, totals: { remove: true }, lines: { fields: { ledgerAccountId: { value: 8000 } } } } }',
      [
        'steps.invoice.totals.amount',
        'steps.invoice.totals.amount + vatAmount',
        'steps.invoice.lines.fields.ledgerAccountId',
      ],
    ],
    ['steps: { invoice: { id: sale } }', []],
    // What the row (none) says of a line without a code, a person wrote; a code that such a line always gets, nobody did.
    [
      `steps: { invoice: { lines: { fields: { vatCode: 'table("vat-codes", customer.Country, coalesce(line.VATCode, "(none)"))' } } } }`,
      [],
    ],
    [
      `steps: { invoice: { lines: { fields: { vatCode: { table: vat-codes, key: [customer.Country, 'coalesce(line.VATCode, "2")'] } } } } }`,
      ['steps.invoice.lines.fields.vatCode'],
    ],
  ])('%s breaks what it should', (own, paths) => {
    expect(promisesBrokenBy(own)).toEqual(paths);
  });
});
