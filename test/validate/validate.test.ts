import { describe, expect, it } from 'vitest';
import { isValid } from '../../src/report/validate-report.ts';
import { customers, orders } from '../support/samples.ts';
import { check, failuresOf } from './check.ts';

const account = '{ ID: acc-1, Code: "08", Name: De Molen, AddressLine1: Kade 1 }';
const created = '{ characteristic5: EO-08, name: De Molen, address: Kade 1, debtorKindId: company }';

/** The cases of a flow of customers. */
const customerTests = (tests: string, flow = customers({})) =>
  check({ 'customers.yml': flow, 'customers.test.yml': tests });

describe('a case', () => {
  it('passes when what is sent is what is expected, in whatever order its fields stand', async () => {
    const validation = await customerTests(`
- name: a customer
  given: { source: { crm/Accounts: [${account}] } }
  expect: [{ create: debtors, fields: { name: De Molen, characteristic5: EO-08, debtorKindId: company, address: Kade 1 } }]
`);
    expect(failuresOf(validation)).toEqual([]);
    expect(validation.flows).toMatchObject([{ flow: 'customers', cases: 1 }]);
  });

  it('fails with what differs, field by field, at its line', async () => {
    const validation = await customerTests(`
- name: a customer
  given: { source: { crm/Accounts: [${account}] } }
  expect: [{ create: debtors, fields: { characteristic5: EO-8, name: De Molen, address: Kade 1, city: Gouda, debtorKindId: company } }]
`);
    expect(failuresOf(validation)).toEqual([
      `Case "a customer": the result is not as expected: - is what the case expects, + what came.
 [
   {
     create: "debtors"
     fields: {
-      city: "Gouda"
-      characteristic5: "EO-8"
+      characteristic5: "EO-08"
     }
   }
 ]`,
    ]);
    expect(validation.flows[0]?.failed[0]?.error).toMatchObject({
      code: 'TEST_FAILED',
      at: { file: 'mappings/customers.test.yml', line: 2, column: 3 },
    });
    expect(isValid(validation)).toBe(false);
  });

  it('fails for a write too many and one too few, and says why a record was refused', async () => {
    const validation = await customerTests(`
- { name: nothing is expected, given: { source: { crm/Accounts: [${account}] } }, expect: [] }
- name: a customer without an address
  given: { source: { crm/Accounts: [{ ID: acc-2, Code: "2", Name: Mila Jansen }] } }
  expect: [{ create: debtors, fields: { name: Mila Jansen } }]
`);
    const [first, second] = failuresOf(validation);
    expect(first).toContain('+    create: "debtors"');
    expect(second).toContain('-    create: "debtors"');
    expect(second).toContain('+    refused: "REQUIRED_EMPTY"');
    expect(second).toMatch(/^2 was refused, REQUIRED_EMPTY: The source has nothing for address/m);
  });

  it('stands alone: what it creates is not there for the next one', async () => {
    const test = (name: string) => `
- name: ${name}
  given: { source: { crm/Accounts: [${account}] } }
  expect: [{ create: debtors, fields: ${created} }]`;
    expect(failuresOf(await customerTests(`${test('one')}${test('two')}`))).toEqual([]);
  });

  it('is run for a flow that is off, and not for one that was not asked for', async () => {
    const test = '- { name: nobody, given: {}, expect: [] }';
    const files = { 'on.yml': customers({}), 'on.test.yml': test, 'off.test.yml': test };
    const off = customers({ head: 'enabled: false' });
    expect((await check({ ...files, 'off.yml': off })).flows.map(({ cases }) => cases)).toEqual([1, 1]);
    expect((await check({ ...files, 'off.yml': off }, ['off'])).flows.map(({ flow }) => flow)).toEqual(['off']);
  });
});

describe('a case of documents', () => {
  it('holds from whatever date on a company keeps its books, unless the flow says one itself', async () => {
    const files = {
      'settings.yml': 'since: 2026-12-01\n',
      'orders.test.yml': `
- name: an order of March
  given:
    source:
      crm/Accounts: [{ ID: acc-1, Code: "08", Name: De Molen, AddressLine1: Kade 1 }]
      salesorder/SalesOrders: [{ OrderID: order-1, OrderNumber: 26001, OrderedBy: acc-1, SalesOrderLines: [{ ID: line-1, Description: Koffie, Quantity: 1, AmountFC: 10 }], OrderDate: 2026-03-01, Status: 21 }]
  expect: []
`,
    };
    const written = ({ flows }: Awaited<ReturnType<typeof check>>) => flows[0]?.failed[0]?.difference ?? '';
    expect(written(await check({ ...files, 'orders.yml': orders({}) }))).toContain('create');
    expect(written(await check({ ...files, 'orders.yml': `since: 2026-12-01\n${orders({})}` }))).toBe('');
  });
});

describe('a case runs as its flow does', () => {
  const known = `debtors: [{ id: 5, customerNumber: "10042", name: de molen bv, address: Kade 1, vatNumber: NL1.B01, debtorKindId: company }]`;
  const flow = customers({ match: '[characteristic5, vatNumber]', fields: 'vatNumber: VATNumber\ncity: City' });

  it('matches, links, sends what changed later and nothing else, and clears with null', async () => {
    const validation = await customerTests(
      `
- name: met by its VAT number
  given:
    source: { crm/Accounts: [{ ID: acc-1, Code: "08", Name: De Molen, AddressLine1: Kade 1, VATNumber: nl1b01, City: Gouda }] }
    target: { ${known} }
  expect:
    - { update: debtors, record: "10042", fields: { characteristic5: EO-08, name: De Molen, vatNumber: nl1b01, city: Gouda } }
  then:
    - expect: []
    - given: { source: { crm/Accounts: [{ ID: acc-1, City: null }] } }
      expect: [{ update: debtors, record: "10042", fields: { address: Kade 1, city: null } }]
    - given: { source: { crm/Accounts: [{ ID: acc-2, Code: "09", Name: Vos, AddressLine1: Dijk 2 }] } }
      expect: [{ create: debtors, fields: { characteristic5: EO-09, name: Vos, address: Dijk 2, debtorKindId: company } }]
`,
      flow,
    );
    expect(failuresOf(validation)).toEqual([]);
  });

  it('tells null, which clears, from a field that is not sent', async () => {
    const validation = await customerTests(
      `
- name: the city is cleared
  given:
    source: { crm/Accounts: [${account}] }
    target: { debtors: [{ id: 5, customerNumber: "1", characteristic5: EO-08, name: De Molen, address: Kade 1, debtorKindId: company, city: Gouda }] }
  expect: [{ update: debtors, record: "1", fields: {} }]
`,
      flow,
    );
    expect(failuresOf(validation)[0]).toContain('+      city: null');
  });

  it('sees what changed in the target by hand when the case says so', async () => {
    const validation = await customerTests(`
- name: a debtor that is gone is looked for again
  given: { source: { crm/Accounts: [${account}] } }
  expect: [{ create: debtors, fields: ${created} }]
  then:
    - given: { target: { debtors: [{ id: 1, name: Molen }] }, source: { crm/Accounts: [{ ID: acc-1, Name: Molens }] } }
      expect: [{ update: debtors, record: "10001", fields: { name: Molens } }]
`);
    expect(failuresOf(validation)).toEqual([]);
  });

  it('takes pins, guards and refusals, which may stand anywhere among the writes', async () => {
    const validation = await customerTests(
      `
- name: pinned
  given:
    source: { crm/Accounts: [${account}, { ID: acc-2, Code: "09" }] }
    target: { ${known} }
    links: { "08": "10042" }
  expect:
    - { refused: REQUIRED_EMPTY, record: "09" }
    - { update: debtors, record: "10042", fields: { characteristic5: EO-08, name: De Molen } }
- name: too many at once
  given: { source: { crm/Accounts: [${account}, { ID: acc-2, Code: "09", Name: Vos, AddressLine1: Dijk 2 }] } }
  expect: [{ stopped: GUARD_EXCEEDED }]
`,
      customers({ head: 'guard: { maxCreates: 1 }' }),
    );
    expect(failuresOf(validation)).toEqual([]);
  });

  it('keeps numbers exact and takes texts as they are written', async () => {
    const tests = (amount: string) => `
- name: an order
  given:
    source:
      salesorder/SalesOrders:
        - { OrderID: o-1, OrderNumber: 0007, OrderDate: 2026-03-01, OrderedBy: acc-1, Status: 21, SalesOrderLines: [{ AmountFC: 0.1 }, { AmountFC: 1234567890123.57 }] }
      crm/Accounts: [${account}]
  expect:
    - { create: debtors, fields: ${created} }
    - create: salesinvoiceswithlines
      fields:
        { invoiceNumber: EO-7, debtorCustomerNumber: "10001", date: 2026-03-01, bookyear: 2026, bookperiod: 3, journalId: 70, description: Order 7,
          lines: [{ amount: 0.10, vatCode: VH, ledgerAccountId: 8000 }, { amount: ${amount}, vatCode: VH, ledgerAccountId: 8000 }] }
`;
    const run = (amount: string) => check({ 'orders.yml': orders({}), 'orders.test.yml': tests(amount) });
    expect(failuresOf(await run('1234567890123.570'))).toEqual([]);
    expect(failuresOf(await run('1234567890123.571'))[0]).toContain('+          amount: 1234567890123.57');
  });

  it('reads what is not filled in as a run does, and no more of a number than a double holds', async () => {
    const flow = (from: string, to: string, fields: string) =>
      `from: ${from}\nto: ${to}\nsteps:\n  - id: one\n    resource: ${fields}`;
    const article = `logistics/Items
    match: [Code]
    update: true
    fields:
      Code: articleNumber
      Description: { expr: description, default: none }
      FreeTextField_01: 'articleCategoryId == null ? "none" : string(articleCategoryId)'
      FreeTextField_02: 'dateAdded == null ? "never" : string(dateAdded)'
`;
    const entry = `debtors
    match: [characteristic5]
    update: true
    fields:
      characteristic5: EntryNumber
      name: 'InvoiceNumber == null ? "none" : "0"'
      address: SalesEntryLines.map(l, l.AmountDC)[0]
      debtorKindId: { value: company }
`;
    const validation = await check({
      'articles.yml': flow('asperion.articles', 'exact-online', article),
      'articles.test.yml': `
- name: an article with as little as Asperion shows of it
  given: { source: { articles: [{ articleNumber: A1, description: "  ", articleCategoryId: 0, dateAdded: 0001-01-01 }] } }
  expect: [{ create: logistics/Items, fields: { Code: A1, Description: none, FreeTextField_01: none, FreeTextField_02: never } }]
`,
      'entries.yml': flow('exact-online.salesentry/SalesEntries', 'asperion', entry),
      'entries.test.yml': `
- name: an entry without an invoice, and a sum of doubles in its line
  given: { source: { salesentry/SalesEntries: [{ EntryNumber: 7, InvoiceNumber: 0, SalesEntryLines: [{ AmountDC: 33.33333349 }] }] } }
  expect: [{ create: debtors, fields: { characteristic5: "7", name: none, address: "33.333333", debtorKindId: company } }]
`,
    });
    expect(failuresOf(validation)).toEqual([]);
    expect(validation.flows.map(({ cases }) => cases)).toEqual([1, 1]);
  });
});

describe('what else a flow may do', () => {
  it('writes back into the source, once', async () => {
    const flow = `from: exact-online.salesorder/SalesOrders
to: asperion
where: Status == 12
steps:
  - id: order
    resource: salesorderswithlines
    match: [reference]
    exists: skip
    fields: { reference: 'string(OrderNumber)', date: OrderDate, debtorCustomerNumber: { value: "1" } }
    lines: { each: SalesOrderLines, fields: { articleNumber: line.ItemCode, quantity: line.Quantity } }
back: { fields: { YourRef: order.reference } }
`;
    const validation = await check({
      'orders.yml': flow,
      'orders.test.yml': `
- name: an open order
  given:
    source:
      salesorder/SalesOrders:
        - { OrderID: O-1, OrderNumber: 7, OrderDate: 2026-03-01, Status: 12, SalesOrderLines: [{ ItemCode: K1, Quantity: 2 }] }
  expect:
    - create: salesorderswithlines
      fields: { reference: "7", date: 2026-03-01, debtorCustomerNumber: "1", lines: [{ articleNumber: K1, quantity: 2 }] }
    - { update: salesorder/SalesOrders, record: "7", fields: { YourRef: "7" } }
  then:
    - expect: []
`,
    });
    expect(failuresOf(validation)).toEqual([]);
    expect(validation.flows[0]?.rules).toEqual({ reached: 7, all: 8 });
    expect(validation.flows[0]?.unreached.map(({ says }) => says)).toEqual(['makes "where" false']);
  });

  it('verifies, and reports what differs', async () => {
    const verify = customers({ head: 'purpose: verify' }).replace(/ {4}update: true\n/, '');
    const validation = await customerTests(
      `
- name: one is missing, one differs, one is the same
  given:
    source:
      crm/Accounts: [{ Code: "1", Name: A, AddressLine1: B }, { Code: "2", Name: A, AddressLine1: B }, { Code: "3", Name: A, AddressLine1: B }]
    target:
      debtors:
        - { customerNumber: "5", characteristic5: EO-2, name: Z, address: B, debtorKindId: company }
        - { customerNumber: "6", characteristic5: EO-3, name: A, address: B, debtorKindId: company }
  expect:
    - { missing: debtors, record: "1" }
    - { differs: debtors, record: "2", in: [name] }
`,
      verify,
    );
    expect(failuresOf(validation)).toEqual([]);
  });

  it('reports what was deleted in the source, or deactivates it', async () => {
    const run = (how: string, expected: string) =>
      check({
        'items.yml': `from: exact-online.logistics/Items
to: asperion
deleted: ${how}
steps:
  - id: article
    resource: articles
    match: [articleNumber]
    update: true
    fields: { articleNumber: Code, description: Description }
`,
        'items.test.yml': `
- name: an item is deleted
  given: { source: { logistics/Items: [{ ID: I-1, Code: K1, Description: Koffie }] } }
  expect: [{ create: articles, fields: { articleNumber: K1, description: Koffie } }]
  then:
    - given: { deleted: { logistics/Items: [I-1] } }
      expect: [${expected}]
`,
      });
    expect(failuresOf(await run('report', '{ stands: articles, record: K1 }'))).toEqual([]);
    expect(failuresOf(await run('ignore', ''))).toEqual([]);
    const [failure] = failuresOf(await run('deactivate', ''));
    expect(failure).toMatch(/\+ {4}update: "articles"\n\+ {4}record: "K1"\n\+ {4}fields: \{\n\+ {6}activeState: /);
  });
});

describe('checks', () => {
  const flow = customers({
    head: `checks: [{ id: no-city, when: City == null, says: '"No city."', then: tell }, { when: Status == "S", says: '"A supplier."' }]`,
  });
  const record = 'Code: "1", Name: A, AddressLine1: B, Status: S, ID: acc-1';
  const sent = 'create: debtors, fields: { characteristic5: EO-1, name: A, address: B, debtorKindId: company }';
  const test = (status: string, expected: string) =>
    `- { name: a, given: { source: { crm/Accounts: [{ ${record.replace('Status: S', `Status: ${status}`)} }] } }, expect: [${expected}] }`;

  it('are expected to report, or to refuse', async () => {
    const told = test('C', `{ ${sent} }, { told: no-city, record: "1" }`);
    const refused = test('S', '{ refused: CHECK_FAILED, record: "1" }').replace('name: a', 'name: b');
    const validation = await check({ 'flow.yml': flow, 'flow.test.yml': `${told}\n${refused}` });
    expect(failuresOf(validation)).toEqual([]);
  });

  it('fail the case when they report what nobody expected', async () => {
    const validation = await check({ 'flow.yml': flow, 'flow.test.yml': test('C', `{ ${sent} }`) });
    expect(failuresOf(validation)[0]).toContain('told: "no-city"');
  });
});
