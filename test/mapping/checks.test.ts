import { describe, expect, test } from 'vitest';
import { customers, errorsOf, problemsOf } from './flows.ts';

// What single mistakes are told as is in mistakes/; this is about what mistakes do to one another, and what is no mistake.

/** Problems of a flow. */
const told = (flow: string, tables: Readonly<Record<string, string>> = {}) =>
  problemsOf({ 'flow.yml': flow, ...tables });

const conditions = (more = '') =>
  customers(`paymentConditionId: { table: conditions, key: PaymentConditionSales${more} }`);

describe('a mistake', () => {
  const flow = (head: string) => `${head}
to: asperion
steps:
  - { id: debtor, resource: debtors, match: [vatNumber], update: true, fields: { vatNumber: VATNumber, name: Name, address: AddressLine1, debtorKindId: { value: a } } }
`;

  test('in the source is told once, and does not hide those of the target', () => {
    const problems = told(
      flow('from: exact-online.crm/Acounts').replace('vatNumber: VATNumber', 'vatNumbr: VATNumber'),
    );
    expect(problems.map((line) => line.split(' ')[1])).toEqual(['UNKNOWN_RESOURCE', 'UNKNOWN_FIELD']);
  });

  test('in the source does not make known relations unknown', () => {
    const head =
      'from: exact-online.crm/Acounts\nwith:\n  contact: { resource: crm/Contacts, by: ID, value: MainContact }';
    const problems = told(flow(head).replace('name: Name', 'name: contact.FulName'));
    expect(problems).toHaveLength(2);
    expect(problems[1]).toContain('UNKNOWN_FIELD There is no field "FulName" in crm/Contacts.');
  });

  test('in a field of the target does not hide the one in its rule', () => {
    expect(told(customers('emialAddress: Emial')).map((line) => line.split(' ')[1])).toEqual([
      'UNKNOWN_FIELD',
      'UNKNOWN_FIELD',
    ]);
  });

  test('in a table is told once, at its place, even when `where` uses it too', () => {
    const where = 'Code != null && table("kinds", Country) == "1"';
    const kinds = (rows: string) => ({
      'flow.yml': customers('', `where: '${where}'\n`),
      'tables/kinds.yml': rows,
    });
    const placesOf = (rows: string) => errorsOf(kinds(rows)).map(({ at, code }) => `${at?.file}:${at?.line} ${code}`);
    expect(placesOf('NL: { a: "1" }\nBE: { a: "2" }\n')).toEqual(['mappings/flow.yml:3 TABLE_KEYS']);
    expect(placesOf('NL: { a: "1" }\nBE: "2"\n')).toEqual(['mappings/tables/kinds.yml:1 TABLE_KEYS']);
  });

  test('in each of two rows of a table is told, at its place in the table', () => {
    const errors = errorsOf({
      'flow.yml': conditions(),
      'tables/conditions.yml': '"01": 1\n"02": soon\n"03": 3\n"04": x\n',
    });
    expect(errors.map(({ code, at }) => [code, at?.file, at?.line, at?.column])).toEqual([
      ['BAD_VALUE', 'mappings/tables/conditions.yml', 2, 7],
      ['BAD_VALUE', 'mappings/tables/conditions.yml', 4, 7],
    ]);
  });

  test('has its place inside an expression, even a quoted one', () => {
    expect(told(customers('comments: lower(Nmae)'))[0]).toMatch(/^13:23 UNKNOWN_FIELD/);
    expect(told(customers(`comments: 'lower(Nmae)'`))[0]).toMatch(/^13:24 UNKNOWN_FIELD/);
    expect(told(customers(`comments: '"it''s " + Nmae'`))[0]).toMatch(/^13:29 UNKNOWN_FIELD/);
  });

  test('is told together with all others, in the order of the file', () => {
    const written = customers(
      'emialAddress: Emial\npaymentConditionId: { table: nope, key: Code }\n',
      'where: Nmae == "x"\n',
    ).replace('[characteristic5]', '[vatNumber]');
    expect(told(written).map((line) => line.slice(0, line.indexOf(' ', 6)))).toEqual([
      '3:8 UNKNOWN_FIELD',
      '7:13 MATCH_NOT_MAPPED',
      '14:7 UNKNOWN_FIELD',
      '14:21 UNKNOWN_FIELD',
      '15:36 UNKNOWN_TABLE',
    ]);
  });
});

test.each([
  ['comments: { value: true }', 'The field holds text, but this is true or false. | Put it in quotes: "true".'],
  ['paymentConditionId: { value: false }', 'The field holds whole numbers, but this is true or false.'],
  [
    'paymentConditionId: { expr: int(PaymentConditionSales), default: "?" }',
    'WRONG_TYPE The field holds whole numbers',
  ],
  [
    'paymentConditionId: { expr: int(PaymentConditionSales), force: true }',
    'WRONG_TYPE The field holds whole numbers, but this is true or false.',
  ],
  [`paymentConditionId: '"one"'`, 'WRONG_TYPE The field holds whole numbers, but this gives text.'],
])('a constant must fit its field: %s', (line, wanted) => {
  expect(told(customers(line))).toEqual([expect.stringContaining(wanted)]);
});

test('a field of a composite key must be there, and the system must be able to search it', () => {
  const accounts = (match: string) => `from: asperion.debtors
to: exact-online
steps:
  - id: account
    resource: crm/Accounts
    match: ${match}
    update: true
    fields: { Name: name, SearchCode: customerNumber, ActivitySector: '[][0]' }
`;
  expect(told(accounts('[SearchCode, Name]'))).toEqual([]);
  expect(told(accounts('[SearchCode, [Name, ActivitySector]]'))[0]).toContain(
    '6:32 NOT_SEARCHABLE Records of crm/Accounts cannot be searched by "ActivitySector".',
  );
  expect(told(customers('').replace('[characteristic5]', '[[characteristic5, vatNumbr]]'))[0]).toContain(
    'UNKNOWN_FIELD There is no field "vatNumbr" in debtors.',
  );
});

test('no relation can be named like what every object has', () => {
  const head = 'with: { constructor: { resource: crm/Contacts, by: ID, value: MainContact } }\n';
  expect(told(customers('', head))[0]).toContain('RESERVED_NAME');
});

test('the value that finds the default record fits its field', () => {
  const step = (fallback: string) =>
    told(customers('').replace('update: true', `update: true\n    default: ${fallback}`));
  expect(step('{ paymentConditionId: soon, use: always }')[0]).toContain('WRONG_TYPE');
  expect(step('{ customerNumber: "99999", use: always }')).toEqual([]);
});

test('a code to look up is a text', () => {
  const item = `from: asperion.articles
to: exact-online
steps:
  - { id: item, resource: logistics/Items, match: [Code], update: true, fields: { Code: articleNumber, Description: description, GLRevenue: { ref: financial/GLAccounts, by: Code, expr: isStockArticle } } }
`;
  expect(told(item).join()).toContain('WRONG_TYPE The field holds text, but this gives true or false');
});

test('a date that chooses a dated row may stand beside rows without dates', () => {
  expect(told(conditions(', at: Created'), { 'tables/conditions.yml': '"01": 1\n' })).toEqual([]);
});
