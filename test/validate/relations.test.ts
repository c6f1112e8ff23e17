import { describe, expect, it } from 'vitest';
import { check, failuresOf } from './check.ts';

/** A flow of customers with these relations, and further fields. */
const customers = (relations: string, fields = '', more = ''): string => `from: exact-online.crm/Accounts
to: asperion
with:
  ${relations}
${more}
steps:
  - id: debtor
    resource: debtors
    match: [characteristic5]
    update: true
    fields:
      characteristic5: externalKey(Code)
      name: Name
      address: AddressLine1
      debtorKindId: { value: company }
      ${fields}
`;

const BANK = 'bank: { resource: crm/BankAccounts, by: Account, value: ID';
const account = (number: number, more = ''): string =>
  `{ ID: acc-${number}, Code: "${number}", Name: K${number}, AddressLine1: Weg ${number}${more} }`;
const debtor = (number: number, more: string): string =>
  `{ create: debtors, fields: { characteristic5: EO-${number}, name: K${number}, address: Weg ${number}, debtorKindId: company${more} } }`;
const banks = `crm/BankAccounts:
        - { ID: b-1, Account: acc-1, BankAccount: NL01, Main: false, Modified: 2026-01-03 }
        - { ID: b-2, Account: acc-1, BankAccount: NL02, Main: true, Modified: 2026-01-02 }
        - { ID: b-3, Account: acc-1, BankAccount: NL03 }
        - { ID: b-4, Account: acc-2, BankAccount: NL04 }`;
const given = (...accounts: readonly string[]): string => `
- name: a case
  given:
    source:
      crm/Accounts: [${accounts.join(', ')}]
      ${banks}
  expect: `;

const run = (flow: string, tests: string, more = {}) =>
  check({ 'customers.yml': flow, 'customers.test.yml': tests, ...more });
const failures = async (...of: Parameters<typeof run>) => failuresOf(await run(...of));

describe('a relation that several records answer', () => {
  const strict = customers(`${BANK} }`, 'IBANCode: bank.BankAccount'.replace('IBANCode', 'comments'));

  it('refuses the record, names how many there are and what to write; the others go on', async () => {
    const tests = `${given(account(1), account(2))}[${debtor(2, ', comments: NL04')}, { refused: RELATED_SEVERAL, record: "1" }]`;
    expect(await failures(strict, tests)).toEqual([]);
    const [told] = await failures(strict, `${given(account(1))}[]`);
    expect(told).toContain(
      '1 was refused, RELATED_SEVERAL: 3 records of crm/BankAccounts match "bank", but one is needed.',
    );
  });

  it('leaves to its reason what `where` leaves out, and a step that does not look at it', async () => {
    const flow = customers(
      `${BANK} }`,
      'comments: bank.BankAccount',
      'where: \'Status == "C" && bank.BankAccount != "NL09"\'',
    );
    expect(
      await failures(flow, `${given(account(1), account(2, ', Status: C'))}[${debtor(2, ', comments: NL04')}]`),
    ).toEqual([]);
    expect(
      await failures(flow, `${given(account(1, ', Status: C'))}[{ refused: RELATED_SEVERAL, record: "1" }]`),
    ).toEqual([]);
    const idle = customers(`${BANK} }`);
    expect(await failures(idle, `${given(account(1))}[${debtor(1, '')}]`)).toEqual([]);
  });

  it('refuses what builds on it, and no default record stands in', async () => {
    const builds = customers(
      `${BANK} }\n  name: { resource: crm/Accounts, by: ID, value: bank.Account }`,
      'comments: name.Name',
    );
    expect(await failures(builds, `${given(account(1))}[{ refused: RELATED_SEVERAL, record: "1" }]`)).toEqual([]);
  });

  it.each([
    ['order: Main desc', 'NL02'],
    ['order: Main', 'NL01'],
    ['order: Modified desc', 'NL01'],
    ['order: Modified', 'NL02'],
    ['order: BankAccount desc', 'NL03'],
  ])('gives the first by %s', async (order, wanted) => {
    const flow = customers(`${BANK}, one: first, ${order} }`, 'comments: bank.BankAccount');
    expect(await failures(flow, `${given(account(1))}[${debtor(1, `, comments: ${wanted}`)}]`)).toEqual([]);
  });
});

describe('a list of related records', () => {
  it('holds each of them once, in its order, and is empty when there are none', async () => {
    const fields = `comments: join(banks.map(b, b.BankAccount), " ")
      addressLine2: string(size(banks))
      addressLine3: 'banks.exists(b, b.Main) ? "main" : "none"'`;
    const flow = customers(
      `banks: { resource: crm/BankAccounts, by: Account, value: '[ID, ID, "acc-1"]', many: true, order: BankAccount desc }`,
      fields,
    );
    const expected = `[${debtor(2, ', comments: NL04 NL03 NL02 NL01, addressLine2: 4, addressLine3: main')}]`;
    expect(await failures(flow, `${given(account(2))}${expected}`)).toEqual([]);
    const alone = customers(`banks: { resource: crm/BankAccounts, by: Account, value: ID, many: true }`, fields);
    expect(
      await failures(alone, `${given(account(9))}[${debtor(9, ', addressLine2: 0, addressLine3: none')}]`),
    ).toEqual([]);
  });
});

describe('the default record of a step', () => {
  const flow = `from: exact-online.salesorder/SalesOrders
to: asperion
with:
  customer: { resource: crm/Accounts, by: ID, value: OrderedBy }
steps:
  - id: debtor
    resource: debtors
    match: [characteristic5]
    update: false
    default: { customerNumber: "99999", use: always, when: 'Description == "Balie"' }
    fields: { characteristic5: externalKey(customer.Code), name: customer.Name, address: customer.AddressLine1, debtorKindId: { value: company } }
  - id: order
    resource: salesorderswithlines
    match: [reference]
    exists: skip
    fields: { reference: externalKey(OrderNumber), debtorCustomerNumber: debtor.customerNumber, date: OrderDate }
    lines: { each: SalesOrderLines, fields: { articleNumber: line.ItemCode, quantity: line.Quantity } }
`;

  it('is taken only where its condition is true', async () => {
    const orders = (more: string) => `
- name: an order
  given:
    source:
      crm/Accounts: [${account(1)}]
      salesorder/SalesOrders: [{ OrderID: o-1, OrderNumber: 7, OrderDate: 2026-02-03, ${more}, SalesOrderLines: [{ ItemCode: A1, Quantity: 1 }] }]
    target: { debtors: [{ id: 1, customerNumber: "99999", name: Balie }] }
  expect:
`;
    const booked = (number: string) =>
      `    - { create: salesorderswithlines, fields: { reference: EO-7, debtorCustomerNumber: ${number}, date: 2026-02-03, lines: [{ articleNumber: A1, quantity: 1 }] } }\n`;
    const counter = orders('OrderedBy: acc-1, Description: Balie') + booked('"99999"');
    const named = `${orders('OrderedBy: acc-1')}    - ${debtor(1, '')}\n${booked('"100000"')}`;
    const gone = `${orders('OrderedBy: acc-8')}    - { refused: RELATED_MISSING, record: "7" }\n`;
    for (const tests of [counter, named, gone]) expect(await failures(flow, tests)).toEqual([]);
  });
});

describe('the day of the run', () => {
  const flow = customers(`${BANK}, many: true }`, 'comments: string(today())', 'where: Created <= today()');
  const created = account(1, ', Created: 2026-06-20');

  it('is 15 June 2026 if a case says nothing, another if given, and the next in a further run', async () => {
    const later = `${given(created)}[]
  then:
    - { given: { today: 2026-06-20 }, expect: [${debtor(1, ', comments: 2026-06-20')}] }
    - { expect: [{ update: debtors, record: "10001", fields: { comments: 2026-06-21 } }] }
`;
    expect(await failures(flow, later)).toEqual([]);
    const at = given(created).replace('given:', 'given:\n    today: 2026-07-01');
    expect(await failures(flow, `${at}[${debtor(1, ', comments: 2026-07-01')}]`)).toEqual([]);
  });
});

describe('tables in expressions', () => {
  const tables = { 'tables/kinds.yml': 'NL: { "1": Dichtbij, "2": Winkel }\nBE: { "1": Ver }\n' };
  const flow = customers(
    `${BANK}, many: true }`,
    `comments: 'inTable("kinds", Country, State) || State == "9" ? table("kinds", Country, State) : "elders"'`,
  );

  it('give the text of a row, and null for a key that is null', async () => {
    const tests = `${given(account(1, ', Country: NL, State: "2"'), account(2, ', Country: BE, State: "2"'))}[${debtor(1, ', comments: Winkel')}, ${debtor(2, ', comments: elders')}]`;
    expect(await failures(flow, tests, tables)).toEqual([]);
  });

  it('let a record wait whose row is missing, with the row to add', async () => {
    const { flows } = await run(flow, `${given(account(1, ', Country: NL, State: "9"'))}[]`, tables);
    expect(flows[0]?.failed[0]?.reasons.join()).toContain(
      'UNMAPPED_KEY: Field comments: Table kinds has no row for "NL", "9".',
    );
  });
});
