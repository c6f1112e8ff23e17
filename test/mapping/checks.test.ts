import { describe, expect, test } from 'vitest';
import { customers, errorsOf, INVOICE_LINES, orders, problemsOf } from './flows.ts';

/** Problems of a flow with, after each, nothing else. */
const told = (flow: string, tables: Readonly<Record<string, string>> = {}) =>
  problemsOf({ 'flow.yml': flow, ...tables });

describe('target fields', () => {
  test('unknown, with place and nearest name', () => {
    expect(told(customers('emialAddress: Email'))).toEqual([
      '13:7 UNKNOWN_FIELD There is no field "emialAddress" in debtors. | Did you mean emailAddress?',
    ]);
  });

  test('a mistake in the rule of an unknown field is shown as well', () => {
    expect(told(customers('emialAddress: Emial')).map((line) => line.split(' ')[1])).toEqual([
      'UNKNOWN_FIELD',
      'UNKNOWN_FIELD',
    ]);
  });

  test('read-only, with what to do', () => {
    expect(told(customers('dateAdded: Created'))[0]).toMatch(
      /^13:7 READ_ONLY_FIELD The field "dateAdded" of debtors cannot be written\. \| Take the line out/,
    );
  });

  test('stock of Asperion: through orders', () => {
    const flow = `from: exact-online.logistics/Items
to: asperion
steps:
  - { id: article, resource: articles, match: [articleNumber], update: true, fields: { articleNumber: Code, description: Description, currentStock: Stock } }
`;
    expect(told(flow).join()).toMatch(/READ_ONLY_FIELD.*currentStock.*moves through orders.*salesorderswithlines/);
  });

  test('price and stock of Exact Online: resources of their own', () => {
    const flow = (field: string) => `from: asperion.articles
to: exact-online
steps:
  - { id: item, resource: logistics/Items, match: [Code], update: true, fields: { Code: articleNumber, Description: description, ${field}: salesPrice } }
`;
    expect(told(flow('StandardSalesPrice')).join()).toMatch(/READ_ONLY_FIELD.*logistics\/SalesItemPrices/);
    expect(told(flow('Stock')).join()).toMatch(/READ_ONLY_FIELD.*inventory\/StockCounts/);
  });

  test('required ones must be mapped, those of lines too', () => {
    const bare =
      'from: exact-online.crm/Accounts\nto: asperion\nsteps:\n  - { id: d, resource: debtors, match: [vatNumber], update: true, fields: { vatNumber: VATNumber } }\n';
    expect(told(bare)[0]).toMatch(
      /^4:\d+ MISSING_FIELD A record of debtors needs name, address, debtorKindId, and no rule fills them/,
    );
    expect(told(orders('lines:\n  each: SalesOrderLines\n  fields:\n    amount: line.AmountFC\n'))[0]).toMatch(
      /^18:7 MISSING_FIELD A record of salesinvoiceswithlines\.lines needs vatCode, ledgerAccountId/,
    );
    expect(told(orders('')).join()).toMatch(
      /MISSING_FIELD A record of salesinvoiceswithlines needs lines, and no rule fills it/,
    );
  });

  test('required on creation is not served by a rule for updates', () => {
    const flow = customers('').replace('address: AddressLine1', 'address: { expr: AddressLine1, write: update }');
    expect(told(flow).join()).toMatch(/MISSING_FIELD A record of debtors needs address/);
  });
});

describe('results', () => {
  test.each([
    ['paymentConditionId: Blocked', 'WRONG_TYPE The field holds whole numbers, and this gives true or false.'],
    ['comments: Created', 'WRONG_TYPE The field holds text, and this gives a date. | Make it text: string(Created).'],
    [
      "blocked: 'PaymentConditionSales == null ? 1 : 2'",
      'WRONG_TYPE The field holds true or false, and this gives a whole number.',
    ],
    ['comments: BankAccounts', 'WRONG_TYPE The field holds text, and this gives a list'],
    ['paymentConditionId: { value: soon }', 'WRONG_TYPE The field holds whole numbers, and this is text.'],
    ['paymentConditionId: { value: "14" }', 'and this is text. | Write 14, without quotes.'],
    ['blocked: { value: "true" }', 'and this is text. | Write true or false, without quotes.'],
    ['comments: { value: true }', 'The field holds text, and this is true or false. | Put it in quotes: "true".'],
    ['paymentConditionId: { value: false }', 'The field holds whole numbers, and this is true or false.'],
    ['paymentConditionId: { value: 1.5 }', 'BAD_VALUE A whole number is needed, not a number with a fraction.'],
    [
      'paymentConditionId: { expr: int(PaymentConditionSales), default: "?" }',
      'WRONG_TYPE The field holds whole numbers',
    ],
    [
      'paymentConditionId: PaymentConditionSales',
      '13:27 WRONG_TYPE The field holds whole numbers, and this gives text. | Write int(PaymentConditionSales) where it holds digits, or translate it: { table: NAME, key: PaymentConditionSales }.',
    ],
    [
      'paymentConditionId: { expr: int(PaymentConditionSales), force: true }',
      'WRONG_TYPE The field holds whole numbers, and this is true or false.',
    ],
    [`paymentConditionId: '"one"'`, 'WRONG_TYPE The field holds whole numbers, and this gives text.'],
    [
      'paymentConditionId: { expr: int(PaymentConditionSales), when: Name }',
      'WRONG_TYPE A condition is true or false, not text. | Compare it, as in x != null.',
    ],
  ])('%s', (line, wanted) => {
    expect(told(customers(line))).toHaveLength(1);
    expect(told(customers(line))[0]).toContain(wanted);
  });

  test('constants that are too long, written or computed', () => {
    const flow = (rule: string) => `from: asperion.articles
to: exact-online
steps:
  - id: item
    resource: logistics/Items
    match: [Code]
    update: true
    fields:
      Code: articleNumber
      Description: ${rule}
`;
    const long = 'x'.repeat(61);
    expect(told(flow(`{ value: ${long} }`))[0]).toBe(
      '10:29 TOO_LONG The text has 61 characters, 60 are allowed. | Shorten it in the mapping: slice(…, 0, 60).',
    );
    expect(told(flow(`'"${long}"'`))[0]).toContain('TOO_LONG');
    expect(told(flow(`'pad("a", 61)'`))[0]).toContain('TOO_LONG');
    expect(told(flow('{ value: short }'))).toEqual([]);
  });

  test('`where` must be true or false', () => {
    expect(told(customers('', 'where: Name\n'))[0]).toMatch(/^3:8 WRONG_TYPE A condition is true or false, not text/);
  });

  test('places inside of expressions, also quoted ones', () => {
    expect(told(customers('comments: lower(Nmae)'))[0]).toMatch(/^13:23 UNKNOWN_FIELD/);
    expect(told(customers(`comments: 'lower(Nmae)'`))[0]).toMatch(/^13:24 UNKNOWN_FIELD/);
    expect(told(customers(`comments: '"it''s " + Nmae'`))[0]).toMatch(/^13:29 UNKNOWN_FIELD/);
  });
});

describe('tables', () => {
  const rule = (more = '') => customers(`paymentConditionId: { table: conditions, key: PaymentConditionSales${more} }`);

  test('unknown, with the nearest name', () => {
    const problems = told(rule(), { 'tables/condition.yml': '"01": 1\n' });
    expect(problems).toEqual(['13:36 UNKNOWN_TABLE There is no table "conditions". | Did you mean condition?']);
  });

  test('rows that the field cannot hold, at their place in the table', () => {
    const errors = errorsOf({ 'flow.yml': rule(), 'tables/conditions.yml': '"01": 1\n"02": soon\n"03": 3\n"04": x\n' });
    expect(errors.map(({ code, at }) => [code, at?.file, at?.line, at?.column])).toEqual([
      ['BAD_VALUE', 'mappings/tables/conditions.yml', 2, 7],
      ['BAD_VALUE', 'mappings/tables/conditions.yml', 4, 7],
    ]);
  });

  test('of a table are told once, at their place, also where `where` looks into it', () => {
    const where = 'Code != null && table("kinds", Country) == "1"';
    const kinds = (rows: string) => ({
      'flow.yml': customers('', `where: '${where}'\n`),
      'tables/kinds.yml': rows,
    });
    const placesOf = (rows: string) => errorsOf(kinds(rows)).map(({ at, code }) => `${at?.file}:${at?.line} ${code}`);
    expect(placesOf('NL: { a: "1" }\nBE: { a: "2" }\n')).toEqual(['mappings/flow.yml:3 TABLE_KEYS']);
    expect(placesOf('NL: { a: "1" }\nBE: "2"\n')).toEqual(['mappings/tables/kinds.yml:1 TABLE_KEYS']);
  });

  test('rows with another number of keys than the rule', () => {
    const nested = told(rule(), { 'tables/conditions.yml': 'NL:\n  "01": 1\n' });
    expect(nested[0]).toContain(
      '13:53 TABLE_KEYS The rows of table conditions have 2 keys each, and this rule gives 1.',
    );
    const flat = told(customers('paymentConditionId: { table: conditions, key: [Country, Code] }'), {
      'tables/conditions.yml': '"01": 1\n',
    });
    expect(flat[0]).toContain('TABLE_KEYS The rows of table conditions have 1 key each, and this rule gives 2.');
    const mixed = errorsOf({ 'flow.yml': rule(), 'tables/conditions.yml': '"01": 1\nNL:\n  "01": 1\n' });
    expect(mixed.map(({ message, at }) => [at?.file, at?.line, message])).toEqual([
      [
        'mappings/tables/conditions.yml',
        2,
        'This row of table conditions has more than 1 key, a rule looks it up by 1.',
      ],
    ]);
  });

  test('a default that is promised but not given', () => {
    expect(told(rule(', unmapped: default'), { 'tables/conditions.yml': '' })[0]).toContain('MISSING_DEFAULT');
  });

  test('a date that chooses a dated row is a date; rows without dates take any', () => {
    const tables = { 'tables/conditions.yml': '"01": 1\n' };
    expect(told(rule(', at: Created'), tables)).toEqual([]);
    expect(told(rule(', at: Code'), tables)[0]).toMatch(/WRONG_TYPE "at" is a date, not text/);
    expect(told(rule(', at: Crated'), tables)[0]).toMatch(/UNKNOWN_FIELD.*Did you mean Created/);
  });

  test('mistakes in keys', () => {
    const problems = told(customers('paymentConditionId: { table: t, key: [Coutnry, BankAccounts] }'), {
      'tables/t.yml': '',
    });
    expect(problems[0]).toContain('13:45 UNKNOWN_FIELD');
    expect(problems[1]).toContain('WRONG_TYPE A key of a table is a single value');
  });
});

describe('sources, relations and steps', () => {
  const flow = (head: string) => `${head}
to: asperion
steps:
  - { id: debtor, resource: debtors, match: [vatNumber], update: true, fields: { vatNumber: VATNumber, name: Name, address: AddressLine1, debtorKindId: { value: a } } }
`;

  test('an unknown source says so once, and target mistakes still show', () => {
    const problems = told(
      flow('from: exact-online.crm/Acounts').replace('vatNumber: VATNumber', 'vatNumbr: VATNumber'),
    );
    expect(problems).toHaveLength(2);
    expect(problems[0]).toContain(
      '1:7 UNKNOWN_RESOURCE There is no resource "crm/Acounts" in exact-online. | Did you mean exact-online.crm/Accounts?',
    );
    expect(problems[1]).toContain('UNKNOWN_FIELD There is no field "vatNumbr"');
  });

  test('a source without a feed', () => {
    expect(
      told(
        'from: asperion.ledgeraccounts\nto: exact-online\nsteps:\n  - { id: account, resource: crm/Accounts, match: [Code], update: true, fields: { Code: description, Name: description } }\n',
      )[0],
    ).toMatch(/1:7 NO_FEED Changes of ledgeraccounts cannot be read from asperion/);
  });

  test('an unknown source leaves known relations known', () => {
    const head =
      'from: exact-online.crm/Acounts\nwith:\n  contact: { resource: crm/Contacts, by: ID, value: MainContact }';
    const problems = told(flow(head).replace('name: Name', 'name: contact.FulName'));
    expect(problems).toHaveLength(2);
    expect(problems[1]).toContain(
      'UNKNOWN_FIELD There is no field "FulName" in crm/Contacts. | Did you mean FullName?',
    );
  });

  test('an unknown target resource says so once', () => {
    expect(told(flow('from: exact-online.crm/Accounts').replace('debtors', 'debtor'))).toEqual([
      '4:29 UNKNOWN_RESOURCE There is no resource "debtor" in asperion. | Did you mean debtors?',
    ]);
  });

  test('relations: resource, field, order and search', () => {
    const related = (line: string) => told(flow(`from: exact-online.crm/Accounts\nwith:\n  ${line}`));
    expect(related('contact: { resource: crm/Contact, by: ID, value: MainContact }')[0]).toContain(
      '3:24 UNKNOWN_RESOURCE',
    );
    expect(related('contact: { resource: crm/Contacts, by: Id, value: MainContact }')[0]).toContain(
      'UNKNOWN_FIELD There is no field "Id" in crm/Contacts. | Did you mean ID?',
    );
    expect(
      related(
        'contact: { resource: crm/Contacts, by: ID, value: other.ID }\n  other: { resource: crm/Contacts, by: ID, value: MainContact }',
      )[0],
    ).toContain(
      'UNKNOWN_NAME There is nothing named "other" here. | A relation may only use those that stand before it.',
    );
    expect(related('Name: { resource: crm/Contacts, by: ID, value: MainContact }')[0]).toContain(
      'NAME_TAKEN "Name" is a field of crm/Accounts, too.',
    );
    expect(related('constructor: { resource: crm/Contacts, by: ID, value: MainContact }')[0]).toContain(
      'RESERVED_NAME',
    );
    expect(
      related('manager: { resource: crm/Accounts, by: AccountManagerHID, value: AccountManagerHID }')[0],
    ).toContain('NOT_SEARCHABLE Records of crm/Accounts cannot be searched by "AccountManagerHID".');
  });

  test('a step may name earlier steps only', () => {
    expect(told(customers('comments: debtor.customerNumber'))[0]).toContain(
      'UNKNOWN_NAME There is nothing named "debtor" here. | Only rules of the steps after it may use it.',
    );
  });

  test('a step must be able to find its record again', () => {
    expect(told(customers('').replace('[characteristic5]', '[emailAddress]'))).toEqual([
      '6:13 MATCH_NOT_MAPPED The key "emailAddress" is not mapped by this step. | Add a rule for emailAddress under "fields".',
    ]);
    expect(told(customers('').replace('[characteristic5]', '[[characteristic5, vatNumbr]]'))[0]).toContain(
      'UNKNOWN_FIELD There is no field "vatNumbr" in debtors. | Did you mean vatNumber?',
    );
    expect(told(customers('').replace('[characteristic5]', '[debtorKindId]'))[0]).toContain('6:5 NOT_FINDABLE');
    expect(told(customers('').replace(`'"EO-" + Code'`, `{ expr: Code, write: update }`))[0]).toContain('NOT_FINDABLE');
  });

  test('a key that the system cannot search', () => {
    const flow = (match: string) => `from: asperion.debtors
to: exact-online
steps:
  - id: account
    resource: crm/Accounts
    match: ${match}
    update: true
    fields: { Name: name, SearchCode: customerNumber, ActivitySector: '[][0]' }
`;
    expect(told(flow('[SearchCode, Name]'))).toEqual([]);
    expect(told(flow('[SearchCode, [Name, ActivitySector]]'))[0]).toContain(
      '6:32 NOT_SEARCHABLE Records of crm/Accounts cannot be searched by "ActivitySector".',
    );
    expect(told(flow('[ActivitySector]'))).toHaveLength(1);
    expect(told(flow('[ActivitySector]'))[0]).toContain(
      '6:5 NOT_FINDABLE A record of crm/Accounts that this step creates could not be found again. | Match by a mapped field',
    );
  });

  test('documents have lines and `exists`, master data `update`', () => {
    const problems = told(orders(INVOICE_LINES).replace('exists: verify', 'update: true'));
    expect(problems[0]).toContain('DOCUMENT_POLICY Records of salesinvoiceswithlines are documents.');
    expect(told(customers('').replace(/$/, '    lines: { each: BankAccounts, fields: { a: Name } }\n'))[0]).toContain(
      'NO_LINES Records of debtors have no lines to write.',
    );
    expect(told(orders(INVOICE_LINES))).toEqual([]);
  });

  test('what cannot be created', () => {
    const problems = told(
      flow('from: exact-online.crm/Accounts').replace('resource: debtors', 'resource: salesinvoices'),
    );
    expect(problems.join()).toContain(
      'NOT_CREATABLE Records of salesinvoices cannot be created through the API. | Write a step for salesinvoiceswithlines.',
    );
  });

  test('lines come from a list of records, and line is known there only', () => {
    expect(told(orders(INVOICE_LINES.replace('each: SalesOrderLines', 'each: Description')))[0]).toContain(
      'WRONG_TYPE Lines come from a list of records, not text',
    );
    expect(told(orders(INVOICE_LINES).replace('description: Description', 'description: line.Notes'))[0]).toContain(
      'It is known under "fields" of "lines" only.',
    );
    expect(told(orders(INVOICE_LINES.replace('line.Description', 'line.Descripton')))[0]).toContain(
      'UNKNOWN_FIELD There is no field "Descripton" in salesorder/SalesOrderLines. | Did you mean Description?',
    );
  });

  test('a total adds up a number of the lines and is one', () => {
    const total = (text: string) => told(orders(`${INVOICE_LINES}total: ${text}\n`));
    expect(total('{ of: amont, equals: AmountFC }')[0]).toContain(
      'UNKNOWN_FIELD The lines have no field "amont". | Did you mean amount?',
    );
    expect(total('{ of: description, equals: AmountFC }')[0]).toContain(
      'UNKNOWN_FIELD The field "description" of the lines holds no numbers.',
    );
    expect(total('{ of: amount, equals: Description }')[0]).toContain('WRONG_TYPE A total is a number, not text.');
  });

  test('the default record is found by fields that exist', () => {
    const step = (fallback: string) =>
      told(customers('').replace('update: true', `update: true\n    default: ${fallback}`));
    expect(step('{ customerNumbr: "99999", use: always }')[0]).toContain(
      'UNKNOWN_FIELD There is no field "customerNumbr" in debtors. | Did you mean customerNumber?',
    );
    expect(step('{ paymentConditionId: soon, use: always }')[0]).toContain('WRONG_TYPE');
    expect(step('{ customerNumber: "99999", use: always }')).toEqual([]);
  });

  test('references: resource, field and code', () => {
    const flow = (rule: string) => `from: asperion.articles
to: exact-online
steps:
  - { id: item, resource: logistics/Items, match: [Code], update: true, fields: { Code: articleNumber, Description: description, GLRevenue: ${rule} } }
`;
    expect(told(flow('{ ref: financial/GLAccount, by: Code, value: "8000" }')).join()).toContain(
      'Did you mean financial/GLAccounts?',
    );
    expect(told(flow('{ ref: financial/GLAccounts, by: Coed, value: "8000" }')).join()).toContain(
      'UNKNOWN_FIELD There is no field "Coed" in financial/GLAccounts. | Did you mean Code?',
    );
    expect(told(flow('{ ref: financial/GLAccounts, by: Code, expr: isStockArticle }')).join()).toContain(
      'WRONG_TYPE The field holds text, and this gives true or false',
    );
  });

  test('everything that is wrong is told at once, in the order of the file', () => {
    const flow = customers(
      'emialAddress: Emial\npaymentConditionId: { table: nope, key: Code }\n',
      'where: Nmae == "x"\n',
    ).replace('[characteristic5]', '[vatNumber]');
    expect(told(flow).map((line) => line.slice(0, line.indexOf(' ', 6)))).toEqual([
      '3:8 UNKNOWN_FIELD',
      '7:13 MATCH_NOT_MAPPED',
      '14:7 UNKNOWN_FIELD',
      '14:21 UNKNOWN_FIELD',
      '15:36 UNKNOWN_TABLE',
    ]);
  });
});

test('an id of a check that is no text is told, whatever it holds', () => {
  const written = (id: string) => customers('', `checks: [{ id: ${id}, when: Name == null, says: '"No name."' }]\n`);
  expect(told(written('{ toString: 1 }'))).toEqual([expect.stringMatching(/^3:16 [A-Z_]+ /)]);
});
