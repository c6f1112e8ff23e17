import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { problemsOf, customers as someCustomers } from '../mapping/flows.ts';

/** Countries of the tables outside the Union. */
const OUTSIDE_EU = ['CH', 'GB', 'NO', 'US'];

describe('what an API does not have is refused at load, with what to do instead', () => {
  test.each([
    ['vatCode', 'it is on the lines of orders, invoices and entries'],
    ['ledgerAccountId', 'it is on the lines of orders, invoices and entries'],
    ['costCenterId', 'it is on the lines of orders, invoices and entries'],
    ['costUnitId', 'it is on the lines of orders, invoices and entries'],
    ['language', 'Debtors do not have this field in Asperion'],
    ['currency', 'documents are in the currency of the administration'],
    ['characteristic1', 'characteristic4 and characteristic5 only'],
  ])('%s of a debtor', (field, hint) => {
    const problems = problemsOf({ 'flow.yml': someCustomers(`${field}: { value: "1" }`) });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`UNKNOWN_FIELD There is no field "${field}" in debtors. | `);
    expect(problems[0]).toContain(hint);
  });

  test.each([
    [
      'Costcenter',
      'READ_ONLY_FIELD The field "Costcenter" of crm/Accounts cannot be written. | Customers do not have this field',
    ],
    [
      'CustomField',
      'READ_ONLY_FIELD The field "CustomField" of crm/Accounts cannot be written. | Only addresses have free fields',
    ],
    [
      'FreeTextField_01',
      'UNKNOWN_FIELD There is no field "FreeTextField_01" in crm/Accounts. | Only addresses have free fields',
    ],
  ])('%s of an account', (field, message) => {
    const flow = `from: asperion.debtors
to: exact-online
steps:
  - id: account
    resource: crm/Accounts
    match: [SearchCode]
    update: true
    fields: { SearchCode: customerNumber, Name: name, ${field}: characteristic4 }
`;
    expect(problemsOf({ 'flow.yml': flow })).toEqual([expect.stringContaining(message)]);
  });

  test('contacts and addresses of Asperion in a flow that is on, without the setting', () => {
    const delivery = 'with: { delivery: { resource: addresses, by: debtorId, value: id } }\n';
    const flow = `from: asperion.debtors
to: exact-online
${delivery}steps:
  - id: account
    resource: crm/Accounts
    match: [SearchCode]
    update: true
    fields: { SearchCode: customerNumber, Name: name, City: delivery.city }
`;
    expect(problemsOf({ 'flow.yml': flow })).toEqual([expect.stringContaining('FEATURE_OFF')]);
    expect(problemsOf({ 'flow.yml': flow, 'settings.yml': 'asperion: { contactsAndAddresses: true }\n' })).toEqual([]);
  });
});

test('tables of accounts have the countries of that of VAT codes but the own, and its codes', () => {
  const rows = (name: string): Record<string, Record<string, string>> =>
    parse(readFileSync(path.join('mappings', 'tables', `${name}.yml`), 'utf8'), { schema: 'failsafe' });
  const orders = rows('vat-codes');
  const accounts = rows('account-vat-codes');
  expect(Object.keys(accounts)).toEqual(Object.keys(orders).filter((country) => country !== 'NL'));
  expect(Object.keys(rows('account-revenue-accounts'))).toEqual(Object.keys(rows('revenue-accounts')));
  for (const [country, codes] of Object.entries(accounts)) {
    expect(Object.keys(orders[country] ?? {})).toEqual(expect.arrayContaining(Object.values(codes)));
    expect(codes).toEqual(OUTSIDE_EU.includes(country) ? { company: '8', private: '8' } : { company: '7' });
  }
});
