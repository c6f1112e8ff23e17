import { describe, expect, test } from 'vitest';
import { customers, INVOICE_LINES, orders, problemsOf } from './flows.ts';

/** Problems of a flow with, after each, nothing else. */
const told = (flow: string, tables: Readonly<Record<string, string>> = {}) =>
  problemsOf({ 'flow.yml': flow, ...tables });

describe('sources, relations and steps', () => {
  const flow = (head: string) => `${head}
to: asperion
steps:
  - { id: debtor, resource: debtors, match: [vatNumber], update: true, fields: { vatNumber: VATNumber, name: Name, address: AddressLine1, debtorKindId: { value: a } } }
`;

  test('an unknown source is reported once, and target mistakes still show', () => {
    const problems = told(
      flow('from: exact-online.crm/Acounts').replace('vatNumber: VATNumber', 'vatNumbr: VATNumber'),
    );
    expect(problems).toHaveLength(2);
    expect(problems[0]).toContain(
      '1:7 UNKNOWN_RESOURCE There is no resource "crm/Acounts" in exact-online. | Did you mean exact-online.crm/Accounts?',
    );
    expect(problems[1]).toContain('UNKNOWN_FIELD There is no field "vatNumbr"');
  });

  test('a source without a feed is refused', () => {
    expect(
      told(
        'from: asperion.ledgeraccounts\nto: exact-online\nsteps:\n  - { id: account, resource: crm/Accounts, match: [Code], update: true, fields: { Code: description, Name: description } }\n',
      )[0],
    ).toMatch(/1:7 NO_FEED Changes of ledgeraccounts cannot be read from asperion/);
  });

  test('an unknown source does not make known relations unknown', () => {
    const head =
      'from: exact-online.crm/Acounts\nwith:\n  contact: { resource: crm/Contacts, by: ID, value: MainContact }';
    const problems = told(flow(head).replace('name: Name', 'name: contact.FulName'));
    expect(problems).toHaveLength(2);
    expect(problems[1]).toContain(
      'UNKNOWN_FIELD There is no field "FulName" in crm/Contacts. | Did you mean FullName?',
    );
  });

  test('an unknown target resource is reported once', () => {
    expect(told(flow('from: exact-online.crm/Accounts').replace('debtors', 'debtor'))).toEqual([
      '4:29 UNKNOWN_RESOURCE There is no resource "debtor" in asperion. | Did you mean debtors?',
    ]);
  });

  test('the resource, field, order and search of a relation are checked', () => {
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

  test('a key that the system cannot search is refused', () => {
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

  test('documents have lines and `exists`, and master data has `update`', () => {
    const problems = told(orders(INVOICE_LINES).replace('exists: verify', 'update: true'));
    expect(problems[0]).toContain('DOCUMENT_POLICY Records of salesinvoiceswithlines are documents.');
    expect(told(customers('').replace(/$/, '    lines: { each: BankAccounts, fields: { a: Name } }\n'))[0]).toContain(
      'NO_LINES Records of debtors have no lines to write.',
    );
    expect(told(orders(INVOICE_LINES))).toEqual([]);
  });

  test('a resource that cannot be created is refused', () => {
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
      'It works only under "fields" of "lines".',
    );
    expect(told(orders(INVOICE_LINES.replace('line.Description', 'line.Descripton')))[0]).toContain(
      'UNKNOWN_FIELD There is no field "Descripton" in salesorder/SalesOrderLines. | Did you mean Description?',
    );
  });

  test('a total is a number and adds up a number of the lines', () => {
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

  test('the resource, field and code of a reference are checked', () => {
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
      'WRONG_TYPE The field holds text, but this gives true or false',
    );
  });

  test('all mistakes are reported at once, in the order of the file', () => {
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
