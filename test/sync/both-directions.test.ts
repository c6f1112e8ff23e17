import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../src/http/transport.ts';
import { guid } from '../../src/sandbox/world/random.ts';
import { Company, compile, type FlowOutcome, type Mappings } from './engine.ts';
import { account, accountId, articles, order, orders, refuseBad } from './samples.ts';

/** Accounts become debtors, lossy: the e-mail address in small letters. */
const forth = (head = '', fields = ''): string => `from: exact-online.crm/Accounts
to: asperion
${head}
steps:
  - id: debtor
    resource: debtors
    match: [characteristic5]
    update: true
    fields:
      characteristic5: { expr: '"EO-" + Code', write: create }
      name: Name
      address: AddressLine1
      city: City
      emailAddress: lower(Email)
      debtorKindId: { value: company }
${fields}`;

/** Debtors become accounts. */
const back = (head = ''): string => `from: asperion.debtors
to: exact-online
${head}
steps:
  - id: account
    resource: crm/Accounts
    match: [SearchCode]
    update: true
    fields:
      SearchCode: customerNumber
      Name: name
      AddressLine1: address
      City: city
      Email: emailAddress
`;

const both = (forthHead = '', backHead = '', more = ''): Mappings =>
  compile({ 'customers.forth.yml': forth(forthHead, more), 'customers.back.yml': back(backHead) });

const debtor = (number: number, more = {}) => ({
  customerNumber: String(number),
  name: `Winkel ${number}`,
  address: 'Weg 9',
  debtorKindId: 'company',
  ...more,
});

/** What both systems hold of the customers, by name. */
function held({ exactOnline, asperion }: Company) {
  const accounts = exactOnline.rows('Accounts').map((row) => [row.Name, row.City ?? null, row.Email ?? null]);
  const debtors = asperion.rows('debtors').map((row) => [row.name, row.city ?? null, row.emailAddress ?? null]);
  return { accounts: accounts.sort(), debtors: debtors.sort() };
}

/** Calls that wrote, since the last time. */
function writes(company: Company): number {
  const all = [...company.exactOnline.requests, ...company.asperion.requests];
  const count = all.filter(({ method, path }) => method !== 'GET' && !/token/.test(path)).length;
  const before = seen.get(company) ?? 0;
  seen.set(company, count);
  return count - before;
}
const seen = new WeakMap<Company, number>();

const letters = (run: Readonly<Record<string, FlowOutcome>>) =>
  Object.values(run).flatMap((flow) => flow.letters.map(({ code, reason }) => `${code} ${reason}`));

const theDebtor = (company: Company) => company.asperion.rows('debtors')[0]?.id ?? null;

describe('flows in both directions', () => {
  it('neither echo nor double, lossy fields included', async () => {
    const flows = both();
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1, { Email: 'Info@Kroon.example', City: 'Delft' }), account(2)] },
      asperion: { debtors: [debtor(10_900, { emailAddress: 'W@winkel.example' })] },
    });
    await company.run(flows);
    expect(company.exactOnline.rows('Accounts')).toHaveLength(3);
    expect(company.asperion.rows('debtors')).toHaveLength(3);
    const after = held(company);
    expect(after.accounts).toContainEqual(['Bakkerij 1', 'Delft', 'Info@Kroon.example']);
    expect(after.debtors).toContainEqual(['Winkel 10900', null, 'W@winkel.example']);
    // The second run brings the numbers that the new debtors were given; from then on nothing is left to do.
    company.wait(1);
    writes(company);
    await company.run(flows);
    expect(writes(company)).toBe(2);
    for (let run = 0; run < 6; run++) {
      company.wait(9);
      expect(letters(await company.run(flows))).toEqual([]);
    }
    expect(writes(company)).toBe(0);
    expect(held(company)).toEqual(after);
  });

  it('an idle run asks each feed once', async () => {
    const flows = both();
    await using company = await Company.open({ exactOnline: { Accounts: [account(1), account(2), account(3)] } });
    await company.run(flows);
    company.wait(1);
    await company.run(flows);
    company.wait(1);
    const before = company.exactOnline.requests.length + company.asperion.requests.length;
    await company.run(flows);
    const asked = company.exactOnline.requests.length + company.asperion.requests.length - before;
    expect(asked).toBeLessThanOrEqual(4); // a token and a feed on each side
  });

  it('bring an edit across from either side, one write each, and back again', async () => {
    const flows = both();
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1, { Email: 'Info@Kroon.example', City: 'Delft' })] },
    });
    await company.run(flows);
    await company.run(flows);
    for (const [name, by] of [
      ['Kade', 'asperion'],
      ['Bakkerij 1', 'exactOnline'],
      ['Kade', 'exactOnline'],
      ['Bakkerij 1', 'asperion'],
    ] as const) {
      company.wait(1);
      writes(company);
      if (by === 'asperion') company.asperion.update('debtors', theDebtor(company), { name });
      else company.exactOnline.update('Accounts', accountId(1), { Name: name });
      await company.run(flows);
      company.wait(1);
      await company.run(flows);
      expect(held(company)).toEqual({
        accounts: [[name, 'Delft', 'Info@Kroon.example']],
        debtors: [[name, 'Delft', 'info@kroon.example']],
      });
      expect(writes(company)).toBe(1);
    }
  });

  it('bring edits of different fields of one record across, each its way', async () => {
    const flows = both();
    await using company = await Company.open({ exactOnline: { Accounts: [account(1, { City: 'Delft' })] } });
    await company.run(flows);
    await company.run(flows);
    company.wait(1);
    company.exactOnline.update('Accounts', accountId(1), { Name: 'Kroon' });
    company.asperion.update('debtors', theDebtor(company), { city: 'Gouda' });
    await company.run(flows);
    await company.run(flows);
    expect(held(company)).toEqual({ accounts: [['Kroon', 'Gouda', null]], debtors: [['Kroon', 'Gouda', null]] });
  });

  it('know a change that means the same on the other side', async () => {
    const flows = both();
    await using company = await Company.open({ exactOnline: { Accounts: [account(1, { Email: 'A@b.example' })] } });
    await company.run(flows);
    await company.run(flows);
    company.wait(1);
    writes(company);
    company.exactOnline.update('Accounts', accountId(1), { Email: 'a@B.example' });
    await company.run(flows);
    company.wait(25);
    await company.run(flows);
    expect(writes(company)).toBe(0);
    expect(held(company).accounts).toEqual([['Bakkerij 1', null, 'a@B.example']]);
  });

  it('take over what one direction linked before the other one was there', async () => {
    const flows = both();
    await using company = await Company.open({ exactOnline: { Accounts: [account(1, { Email: 'A@b.example' })] } });
    await company.run(compile({ 'customers.forth.yml': forth() }));
    company.wait(1);
    const run = await company.run(flows);
    expect(run['customers.back']?.steps.account).toEqual({ updated: 1 }); // its number, which is not an echo
    expect(company.exactOnline.rows('Accounts')).toHaveLength(1);
    expect(held(company).accounts).toEqual([['Bakkerij 1', null, 'A@b.example']]);
    writes(company);
    company.wait(25);
    await company.run(flows);
    expect(writes(company)).toBe(0);
  });

  it('do not believe what the other direction knew before it was taken out', async () => {
    const on = both();
    const off = compile({ 'customers.forth.yml': forth() });
    await using company = await Company.open({ exactOnline: { Accounts: [account(1)] } });
    await company.run(on);
    await company.run(on);
    for (const Name of ['Kroon', 'Bakkerij 1']) {
      company.wait(1);
      company.exactOnline.update('Accounts', accountId(1), { Name });
      await company.run(off);
      expect(held(company).debtors).toEqual([[Name, null, null]]);
    }
    company.exactOnline.update('Accounts', accountId(1), { Name: 'Kroon' });
    await company.run(off);
    company.wait(1);
    company.asperion.update('debtors', theDebtor(company), { name: 'Bakkerij 1' });
    await company.run(on);
    expect(held(company).accounts).toEqual([['Bakkerij 1', null, null]]);
  });

  it.each([
    ['customers.forth: { "20001": "10900" }', ''],
    ['customers.back: { "10900": "20001" }', 'winner: dead-letter'],
  ])('hold the pins of the one that runs later: %s', async (links, backHead) => {
    const flows = compile({
      'customers.forth.yml': forth(),
      'customers.back.yml': back(backHead),
      'links.yml': links,
    });
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1)] },
      asperion: { debtors: [debtor(10_900)] },
    });
    await company.run(flows);
    expect(company.exactOnline.rows('Accounts')).toHaveLength(1);
    expect(company.asperion.rows('debtors')).toHaveLength(1);
  });

  it('do not take a record for another one that the other direction has linked', async () => {
    const byMail = forth().replace('[characteristic5]', '[characteristic5, emailAddress]');
    await using company = await Company.open({
      asperion: { debtors: [debtor(10_900, { emailAddress: 'w@winkel.example' })] },
    });
    await company.run(compile({ 'customers.back.yml': back() }));
    const [{ ID: linked = null } = {}] = company.exactOnline.rows('Accounts');
    company.exactOnline.insert('Accounts', account(2, { Email: 'w@winkel.example' }));
    // The account that is linked comes after the other one in the feed.
    company.exactOnline.update('Accounts', linked, { City: 'Delft' });
    const backLater = back('winner: dead-letter');
    const run = await company.run(compile({ 'customers.forth.yml': byMail, 'customers.back.yml': backLater }));
    expect(letters(run)).toEqual([expect.stringMatching(/^AMBIGUOUS 20002 may be 10900/)]);
    expect(held(company).debtors).toEqual([['Winkel 10900', 'Delft', 'w@winkel.example']]);
  });

  it('leave an edit in the target alone when a record that was refused is tried again', async () => {
    const flows = both('', 'winner: dead-letter');
    await using company = await Company.open({ exactOnline: { Accounts: [account(1)] } });
    await company.run(flows);
    await company.run(flows);
    company.wait(1);
    company.exactOnline.update('Accounts', accountId(1), { Name: 'bad' });
    expect(letters(await company.run(flows, { underway: refuseBad }))).toHaveLength(1);
    company.wait(2);
    company.asperion.update('debtors', theDebtor(company), { city: 'Gouda' });
    expect(letters(await company.run(flows))).toEqual([]);
    expect(held(company)).toEqual({ accounts: [['bad', 'Gouda', null]], debtors: [['bad', 'Gouda', null]] });
  });

  it('make a record again whose other half was removed', async () => {
    const flows = both();
    await using company = await Company.open({ exactOnline: { Accounts: [account(1)] } });
    await company.run(flows);
    await company.run(flows);
    company.wait(1);
    company.asperion.remove('debtors', theDebtor(company));
    company.exactOnline.update('Accounts', accountId(1), { Name: 'Kroon' });
    await company.run(flows);
    company.wait(1);
    await company.run(flows);
    expect(held(company)).toEqual({ accounts: [['Kroon', null, null]], debtors: [['Kroon', null, null]] });
  });
});

describe('documents in both directions', () => {
  const there = `from: exact-online.salesorder/SalesOrders
to: asperion
with:
  customer: { resource: crm/Accounts, by: ID, value: OrderedBy }
steps:
  - id: debtor
    resource: debtors
    match: [characteristic5]
    update: false
    fields:
      characteristic5: '"EO-" + customer.Code'
      name: customer.Name
      address: customer.AddressLine1
      debtorKindId: { value: company }
  - id: order
    resource: salesorderswithlines
    match: [reference]
    exists: verify
    fields:
      reference: '"EO-" + string(OrderNumber)'
      debtorCustomerNumber: debtor.customerNumber
      date: OrderDate
    lines:
      each: SalesOrderLines
      fields: { articleNumber: line.ItemCode, quantity: line.Quantity }
`;
  const DEBTOR = { customerNumber: '10001', name: 'Bakkerij 1', address: 'Kade 1', debtorKindId: 'company' };
  const THEIR_ORDER = {
    debtorCustomerNumber: '10001',
    date: '2026-03-01T00:00:00',
    lines: [{ articleNumber: 'A1', quantity: 2 }],
  };
  const homeOf = (code: string) => `from: asperion.salesorderswithlines
to: exact-online
with:
  debtor: { resource: debtors, by: customerNumber, value: debtorCustomerNumber }
steps:
  - id: account
    resource: crm/Accounts
    match: [Name]
    update: false
    fields: { Name: debtor.name, Status: { value: C } }
  - id: order
    resource: salesorder/SalesOrders
    match: [YourRef]
    exists: fail
    fields:
      YourRef: string(id)
      OrderedBy: account.ID
      OrderDate: date
    lines:
      each: lines
      fields:
        Item: { ref: logistics/Items, by: Code, value: ${code} }
        Quantity: line.quantity
`;

  it('come back neither as new documents nor as failures', async () => {
    const flows = compile({ 'orders.there.yml': there, 'orders.home.yml': homeOf('A1') });
    const id = guid(1, 'item', 1);
    await using company = await Company.open({
      exactOnline: {
        Accounts: [account(1)],
        Items: [{ ID: id, Code: 'A1', Description: 'Koffie', IsSalesItem: true }],
        SalesOrders: [
          order(1, 1, { SalesOrderLines: [{ ID: guid(1, 'line', 1), Item: id, ItemCode: 'A1', Quantity: 2 }] }),
        ],
      },
      asperion: { articles: articles(1) },
    });
    for (let run = 0; run < 4; run++) {
      expect(letters(await company.run(flows))).toEqual([]);
      company.wait(9);
    }
    expect(company.asperion.rows('salesorderswithlines')).toHaveLength(1);
    expect(company.exactOnline.rows('SalesOrders')).toHaveLength(1);
  });

  /** Another flow of the same orders: its pair of resources has never been linked. */
  const asInvoices = orders({});
  const copy = 'copies of Asperion';

  it('are left out as copies of the other system in every flow that reads them, and counted', async () => {
    const home = compile({ 'orders.home.yml': homeOf('A1') });
    await using company = await Company.open({
      asperion: { articles: articles(1), debtors: [DEBTOR], salesorderswithlines: [THEIR_ORDER] },
      exactOnline: { Items: [{ ID: guid(1, 'item', 1), Code: 'A1', Description: 'Koffie', IsSalesItem: true }] },
    });
    expect(letters(await company.run(home))).toEqual([]);
    const flows = compile({ 'invoices.yml': asInvoices.replace('where: Status == 21', '') });
    const outcome = await company.run(flows);
    expect(outcome.invoices?.leftOut).toEqual([`1 ${copy}`]);
    expect(company.asperion.rows('salesinvoiceswithlines')).toEqual([]);
  });

  it('are found in the target by copyOf when the links are lost, and asked for only where a value says so', async () => {
    const copyOf = `copyOf: [{ resource: salesorderswithlines, by: id, value: 'YourRef != null ? int(YourRef) : null' }]`;
    const flow = compile({ 'orders.yml': asInvoices.replace('where:', `${copyOf}\nwhere:`) });
    await using company = await Company.open({
      exactOnline: {
        Accounts: [account(1)],
        SalesOrders: [order(1, 1, { YourRef: '7' }), order(2, 1, { YourRef: '8' }), order(3, 1)],
      },
      asperion: { articles: articles(1), debtors: [DEBTOR], salesorderswithlines: [{ ...THEIR_ORDER, id: 7 }] },
    });
    const asked: string[] = [];
    const outcome = await company.run(flow, {
      underway: (request) => {
        if (/OrderWithLines/i.test(request.url)) asked.push(request.url);
        return request;
      },
    });
    expect(outcome.orders?.leftOut).toEqual([`1 ${copy}`]);
    expect(company.asperion.rows('salesinvoiceswithlines').map(({ invoiceNumber }) => invoiceNumber)).toEqual([
      'EO-2',
      'EO-3',
    ]);
    expect(asked.length).toBeGreaterThan(0);
    // What was sent is an original from now on, and is not asked again.
    asked.length = 0;
    const [second] = company.exactOnline.rows('SalesOrders').filter(({ OrderNumber }) => OrderNumber === 2);
    company.exactOnline.update('SalesOrders', String(second?.OrderID), { Description: 'Later' });
    await company.run(flow, {
      underway: (request) => {
        if (/OrderWithLines/i.test(request.url)) asked.push(request.url);
        return request;
      },
    });
    expect(asked).toEqual([]);
  });
});

describe('winner', () => {
  const edited = async (flows: Mappings, name: string, otherName: string): Promise<Company> => {
    const company = await Company.open({ exactOnline: { Accounts: [account(1)] } });
    await company.run(flows);
    await company.run(flows);
    company.wait(1);
    company.exactOnline.update('Accounts', accountId(1), { Name: name });
    company.asperion.update('debtors', theDebtor(company), { name: otherName });
    return company;
  };

  it('source: what changed on both sides gets the value of the source whose flow runs first', async () => {
    const flows = both();
    await using company = await edited(flows, 'Kroon', 'Kade');
    await company.run(flows);
    expect(held(company)).toEqual({ accounts: [['Kade', null, null]], debtors: [['Kade', null, null]] });
  });

  it('a flow whose source wins runs before one that asks', async () => {
    const flows = both('', 'winner: dead-letter');
    await using company = await edited(flows, 'Kroon', 'Kade');
    expect(letters(await company.run(flows))).toEqual([]);
    expect(held(company)).toEqual({ accounts: [['Kroon', null, null]], debtors: [['Kroon', null, null]] });
  });

  it('dead-letter: both wait, nothing is written, no value is told, and it ends when both are equal', async () => {
    const flows = both('winner: dead-letter', 'winner: dead-letter');
    await using company = await edited(flows, 'Kroon', 'Kade');
    writes(company);
    const run = await company.run(flows);
    expect(letters(run)).toEqual([
      'CONFLICT Since the last sync Name of the target changed there as well as in the source.',
      'CONFLICT Since the last sync name of the target changed there as well as in the source.',
    ]);
    company.wait(2);
    expect(letters(await company.run(flows))).toHaveLength(2);
    expect(writes(company)).toBe(0);
    // An edit of another field meanwhile is not lost while the record waits.
    company.asperion.update('debtors', theDebtor(company), { city: 'Gouda' });
    company.wait(5);
    await company.run(flows);
    expect(company.asperion.rows('debtors')[0]?.city).toBe('Gouda');
    company.asperion.update('debtors', theDebtor(company), { name: 'Kroon' });
    company.wait(25);
    await company.run(flows);
    company.wait(25);
    expect(letters(await company.run(flows))).toEqual([]);
    expect(held(company)).toEqual({ accounts: [['Kroon', 'Gouda', null]], debtors: [['Kroon', 'Gouda', null]] });
  });

  it('dead-letter: one flow alone notices as well, and edits of one side only pass', async () => {
    const flows = compile({ 'customers.forth.yml': forth('winner: dead-letter') });
    await using company = await edited(flows, 'Kroon', 'Kade');
    expect(letters(await company.run(flows))).toHaveLength(1);
    company.exactOnline.insert('Accounts', account(2));
    await company.run(flows);
    company.exactOnline.update('Accounts', accountId(2), { Name: 'Molen' });
    expect((await company.run(flows))['customers.forth']?.steps.debtor).toMatchObject({ updated: 1 });
  });
});

describe('a value that the target cuts', () => {
  /** Cuts the texts of one field in what is written to a system. */
  const cutting =
    (system: HttpRequest['system'], field: string) =>
    (request: HttpRequest): HttpRequest => {
      if (request.kind !== 'write' || request.system !== system || typeof request.body !== 'string') return request;
      const body = JSON.parse(request.body);
      return {
        ...request,
        body: JSON.stringify({ ...body, ...(field in body ? { [field]: body[field].slice(0, 9) } : {}) }),
      };
    };

  it.each([
    ['asperion', 'name'],
    ['exact-online', 'Name'],
  ] as const)('stays whole in its source, and costs no write: %s', async (system, field) => {
    const flows = both();
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1, { Email: 'info@kroon.example', City: 'Delft' })] },
      asperion: { debtors: [debtor(10_900, { emailAddress: 'w@winkel.example', city: 'Gouda' })] },
    });
    const underway = cutting(system, field);
    const source = () =>
      system === 'asperion' ? company.exactOnline.rows('Accounts') : company.asperion.rows('debtors');
    const names = () => source().map((row) => row.Name ?? row.name);
    for (let run = 0; run < 3; run += 1) {
      await company.run(flows, { underway });
      company.wait(1);
    }
    expect(names()).toContain(system === 'asperion' ? 'Bakkerij 1' : 'Winkel 10900');
    company.exactOnline.update('Accounts', accountId(1), { Name: 'De Gouden Kroon van Delft', City: 'Delft' });
    company.asperion.update('debtors', theDebtor(company), { name: 'De Grote Winkel van Gouda' });
    for (let run = 0; run < 3; run += 1) {
      expect(letters(await company.run(flows, { underway }))).toEqual([]);
      company.wait(1);
    }
    expect(names()).toContain(system === 'asperion' ? 'De Gouden Kroon van Delft' : 'De Grote Winkel van Gouda');
    writes(company);
    for (let run = 0; run < 3; run += 1) {
      await company.run(flows, { underway });
      company.wait(9);
    }
    expect(writes(company)).toBe(0);
  });

  it('stops the flow when the list that would tell it lacks the record that was written', async () => {
    const flows = both();
    await using company = await Company.open({ asperion: { debtors: [debtor(10_900)] } });
    await company.run(flows);
    company.wait(1);
    company.asperion.update('debtors', theDebtor(company), { name: 'De Grote Winkel van Gouda' });
    const body = '{"d":{"results":[]}}';
    company.exactOnline.faults.add({
      act: 'replace',
      status: 200,
      body,
      method: 'GET',
      path: /bulk\/CRM\/Accounts$/,
      times: 1,
    });
    const outcome = (await company.run(flows))['customers.back'];
    expect(outcome).toMatchObject({ error: { code: 'BAD_ANSWER' }, steps: { account: { updated: 1 } } });
  });
});
