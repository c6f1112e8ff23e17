import { describe, expect, it } from 'vitest';
import { guid } from '../../../sandbox/world/random.ts';
import { Company, compile } from '../../support/engine.ts';
import {
  account,
  accountId,
  accounts,
  articles,
  buyer,
  customers,
  items,
  order,
  orderDocuments,
  orders,
  salesEntries,
} from '../../support/samples.ts';

const flow = compile({ 'customers.yml': customers({}) });
const three = { exactOnline: { Accounts: [account(1), account(2), account(3)] } };

/** Searches by the external key, as they come over the wire. */
const searches = ({ asperion }: Company) =>
  asperion.requests.filter(({ method, query }) => method === 'GET' && /characteristic5=/i.test(query));

describe('the search for what a step has created', () => {
  it('is proved once in a run', async () => {
    await using company = await Company.open(three);
    expect((await company.run(flow)).customers).toMatchObject({ error: null, steps: { debtor: { created: 3 } } });
    const proofs = searches(company).length;
    company.exactOnline.insert('Accounts', account(4));
    company.exactOnline.insert('Accounts', account(5));
    const before = searches(company).length;
    expect((await company.run(flow)).customers?.steps.debtor).toEqual({ created: 2 });
    expect(proofs).toBeGreaterThan(0);
    // Two look-ups before, one proof after.
    expect(searches(company).length - before).toBe(3);
  });

  it('stops the flow when it finds nothing, names the settings, and nothing is made twice', async () => {
    await using company = await Company.open(three);
    const blind = {
      underway: <Request extends { url: string }>(request: Request): Request => ({
        ...request,
        url: request.url.replace(/Characteristic5=[^&]*/, 'Characteristic5=nobody'),
      }),
    };
    const { customers: first } = await company.run(flow, blind);
    expect(first?.error).toMatchObject({ code: 'SEARCH_NOT_WORKING' });
    expect(first?.error?.hint).toContain('asperion.comparisonSuffix');
    expect(first?.steps.debtor).toEqual({ created: 1 });
    // The settings are fixed: the one that was made is known.
    expect((await company.run(flow)).customers).toMatchObject({ error: null, steps: { debtor: { created: 2 } } });
    expect(company.asperion.rows('debtors')).toHaveLength(3);
  });

  it('looks again for what a search shows only after some seconds', async () => {
    await using company = await Company.open(three);
    let left = 0;
    const late = {
      underway: <Request extends { url: string; method: string }>(request: Request): Request => {
        if (request.method === 'POST' && request.url.includes('debtors')) left = 2;
        if (left === 0 || !request.url.includes('Characteristic5=')) return request;
        left -= 1;
        return { ...request, url: request.url.replace(/Characteristic5=[^&]*/, 'Characteristic5=nobody') };
      },
    };
    expect((await company.run(flow, late)).customers).toMatchObject({ error: null, steps: { debtor: { created: 3 } } });
  });

  it('stops every later run before it creates more, until the record is found or gone', async () => {
    await using company = await Company.open(three);
    const blind = {
      underway: <Request extends { url: string }>(request: Request): Request => ({
        ...request,
        url: request.url.replace(/Characteristic5=[^&]*/, 'Characteristic5=nobody'),
      }),
    };
    const names = () => company.asperion.rows('debtors').map(({ name }) => name);
    for (const _ of [1, 2, 3]) {
      const { customers: run } = await company.run(flow, blind);
      expect(run?.error).toMatchObject({ code: 'SEARCH_NOT_WORKING', message: expect.stringContaining('for 20001') });
      expect(names()).toEqual(['Bakkerij 1']);
      company.wait(1);
    }
    company.asperion.remove('debtors', company.asperion.rows('debtors')[0]?.id ?? null);
    expect((await company.run(flow, blind)).customers?.error?.message).toContain('for 20002');
    expect(names()).toEqual(['Bakkerij 2']);
    expect((await company.run(flow)).customers?.error).toBeNull();
    expect(company.progress.unfound).toEqual({});
  });

  it('stops no run once the mapping writes the key as the system keeps it', async () => {
    await using company = await Company.open(three);
    const { asperion } = company;
    const withoutHyphens = (body: string): string => {
      for (const { id = null, characteristic5 } of asperion.rows('debtors'))
        asperion.update('debtors', id, { characteristic5: String(characteristic5).replace('EO-', 'EO') });
      return body;
    };
    const create = { method: 'POST', path: /\/debtors$/, act: 'replace', rewrite: withoutHyphens } as const;
    for (const _ of [1, 2, 3]) asperion.faults.add(create);
    expect((await company.run(flow)).customers?.error).toMatchObject({
      code: 'SEARCH_NOT_WORKING',
      hint: expect.stringContaining('The stop ends when'),
    });
    company.wait(1);
    const corrected = compile({ 'customers.yml': customers({}).replace('"EO-" + Code', '"EO" + Code') });
    expect((await company.run(corrected)).customers).toMatchObject({
      error: null,
      steps: { debtor: { created: 2, updated: 1 } },
    });
    expect(asperion.rows('debtors')).toHaveLength(3);
  });

  it('is over for a key with a date as for any other', async () => {
    const line = (n: number) => ({
      ID: guid(1, 'line', n),
      Description: 'K',
      ItemCode: 'A1',
      Quantity: 1,
      AmountFC: 10,
    });
    const SalesOrders = [1, 2].map((n) => order(n, 1, { SalesOrderLines: [line(n)] }));
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1)], SalesOrders },
      asperion: { articles: articles(1), debtors: [buyer] },
    });
    const documents = orderDocuments('', '{ value: A1 }').replace('match: [reference]', 'match: [[reference, date]]');
    const dated = compile({ 'orders.yml': documents });
    const { orders: first } = await company.run(dated, {
      underway: (request) => ({ ...request, url: request.url.replace(/([?&])Reference=[^&]*/, '$1Reference=nobody') }),
    });
    expect(first?.error).toMatchObject({ code: 'SEARCH_NOT_WORKING' });
    expect((await company.run(dated)).orders).toMatchObject({ error: null, steps: { order: { created: 1 } } });
    expect(company.progress.unfound).toEqual({});
  });

  it('tells of a second record that was made of the same call, and which one to delete', async () => {
    await using company = await Company.open(three);
    const { asperion } = company;
    let isDoubled = false;
    const run = await company.run(flow, {
      underway: (request) => {
        // By now the first one is there; a proxy has sent it twice.
        const [first] = asperion.rows('debtors');
        if (!isDoubled && first !== undefined && request.url.includes('Characteristic5=')) {
          isDoubled = true;
          const { id: _id, ...same } = first;
          asperion.insert('debtors', { ...same, customerNumber: '10900' });
        }
        return request;
      },
    });
    expect(run.customers).toMatchObject({ error: null, steps: { debtor: { created: 3, failed: 1 } } });
    expect(run.customers?.letters).toMatchObject([{ reference: '20001', code: 'MADE_TWICE' }]);
    expect(run.customers?.letters?.[0]?.reason).toMatch(/as \d+ and as 10900\.$/);
    company.wait(2);
    const { customers: next } = await company.run(flow);
    expect([next?.steps.debtor, next?.letters]).toEqual([{ unchanged: 1 }, []]);
  });
});

/** An administration of Exact Online with debtors of Asperion, which keeps the search codes of new customers in capitals, and says so in its answers. */
async function inCapitals(...numbers: readonly string[]): Promise<Company> {
  const debtors = numbers.map((customerNumber) => ({ customerNumber, name: `Klant ${customerNumber}` }));
  const company = await Company.open({ asperion: { debtors } });
  const { exactOnline } = company;
  const rewrite = (body: string): string => {
    for (const { ID = null, SearchCode } of exactOnline.rows('Accounts'))
      exactOnline.update('Accounts', ID, { SearchCode: String(SearchCode).toUpperCase() });
    return body.replace(/"SearchCode":\s*"[^"]*"/, (code) => `"SearchCode":${code.split(':')[1]?.toUpperCase()}`);
  };
  for (const _ of numbers) exactOnline.faults.add({ method: 'POST', path: /crm\/Accounts$/, act: 'replace', rewrite });
  return company;
}

/** The customers in Exact Online. */
const codes = ({ exactOnline }: Company) => exactOnline.rows('Accounts').map(({ SearchCode }) => SearchCode);

describe('a key that is kept otherwise than it was sent', () => {
  const lines = (text = '') => ({ 'customers.yml': accounts(), 'links.yml': text });

  it('stops the flow at any record of the step, and nothing more is created in any run', async () => {
    await using company = await inCapitals('10001', 'anna', 'bea');
    for (const _ of [1, 2, 3]) {
      const { customers: run } = await company.run(compile(lines()));
      expect(run?.error).toMatchObject({
        code: 'SEARCH_NOT_WORKING',
        message: expect.stringContaining('for anna is not found by SearchCode'),
        hint: expect.stringContaining('The system keeps SearchCode otherwise than it was sent'),
      });
      expect(codes(company)).toEqual(['10001', 'ANNA']);
      company.wait(1);
    }
  });

  it('stops no flow once a person pins that record, and without state none is made again', async () => {
    await using company = await inCapitals('anna', '10002');
    const stopped = await company.run(compile(lines()));
    expect(stopped.customers?.error?.hint).toContain('when you pin anna to that record in links.yml under customers');
    const [{ Code } = {}] = company.exactOnline.rows('Accounts');
    const pinned = compile(lines(`customers:\n  "anna": "${String(Code).trim()}"\n`));
    company.wait(1);
    expect((await company.run(pinned)).customers).toMatchObject({ error: null, steps: { account: { created: 1 } } });
    company.forget();
    expect((await company.run(pinned)).customers?.error).toBeNull();
    expect(codes(company)).toHaveLength(2);
  });

  it('stops no flow once the mapping writes it as it is kept', async () => {
    await using company = await inCapitals('anna', 'bea');
    expect((await company.run(compile(lines()))).customers?.error?.code).toBe('SEARCH_NOT_WORKING');
    const inMapping = accounts().replace('SearchCode: customerNumber', 'SearchCode: upper(customerNumber)');
    const corrected = compile({ 'customers.yml': inMapping });
    company.wait(1);
    expect((await company.run(corrected)).customers?.error).toBeNull();
    company.forget();
    expect((await company.run(corrected)).customers?.error).toBeNull();
    expect(codes(company)).toEqual(['ANNA', 'BEA']);
  });

  it('is seen in each answer of a system whose search was proved for the first record', async () => {
    await using company = await Company.open(three);
    const { asperion } = company;
    const cut = (body: string): string => {
      const last = asperion.rows('debtors').at(-1);
      asperion.update('debtors', last?.id ?? null, { characteristic5: 'EO-200' });
      return body.replace(/EO-20002/g, 'EO-200');
    };
    asperion.faults.add({ method: 'POST', path: /\/debtors$/, act: 'replace', skip: 1, times: 1, rewrite: cut });
    expect((await company.run(flow)).customers?.error).toMatchObject({
      code: 'SEARCH_NOT_WORKING',
      message: expect.stringContaining('for 20002'),
    });
  });

  it('is none where the answer shows the key empty, or shows another one than the record has', async () => {
    for (const shown of ['null', '"A10"']) {
      await using company = await Company.open({ asperion: { articles: articles(2) } });
      const rewrite = (body: string): string => body.replace(/"Code":\s*"A1"/, `"Code":${shown}`);
      company.exactOnline.faults.add({ method: 'POST', path: /logistics\/Items$/, act: 'replace', rewrite });
      const { products } = await company.run(compile({ 'products.yml': items() }));
      expect(products).toMatchObject({ error: null, letters: [], steps: { item: { created: 2 } } });
    }
  });

  it('is looked for in the answers of Exact Online, whose search is documented, without a call', async () => {
    await using company = await Company.open({ asperion: { articles: articles(2) } });
    await company.run(compile({ 'products.yml': items() }));
    const asked = company.exactOnline.requests.filter(({ path }) => path.endsWith('logistics/Items'));
    expect(asked.filter(({ method }) => method === 'GET').length).toBeLessThanOrEqual(1);
  });

  it('keeps a document waiting alone that is compared after it was created', async () => {
    const line = { amount: 10, vatAmount: 2.1, vatCode: 'VH', ledgerAccountId: 8000 };
    const invoice = { debtorCustomerNumber: '10001', status: 3, date: '2026-03-01T00:00:00', lines: [line] };
    await using company = await Company.open({
      asperion: {
        salesinvoiceswithlines: ['ABCDEFGH', 'B'].map((invoiceNumber, at) => ({
          id: at + 1,
          invoiceNumber,
          ...invoice,
        })),
      },
      exactOnline: { Accounts: [account(1)] },
    });
    const { exactOnline } = company;
    const rewrite = (body: string): string => {
      const kept = exactOnline.rows('SalesEntries').find(({ YourRef }) => YourRef === 'ABCDEFGH');
      if (kept !== undefined) exactOnline.update('SalesEntries', kept.EntryID, { YourRef: 'ABCD' });
      return body.replaceAll('ABCDEFGH', 'ABCD');
    };
    exactOnline.faults.add({ method: 'POST', path: /SalesEntries$/, act: 'replace', rewrite });
    const { entries } = await company.run(compile({ 'entries.yml': salesEntries({}) }));
    expect(entries).toMatchObject({ error: null, letters: [{ code: 'DIFFERS' }] });
    expect(exactOnline.rows('SalesEntries').map(({ YourRef }) => YourRef)).toEqual(['ABCD', 'B']);
  });

  it('is not ended by a pin of another flow, whose records are others', async () => {
    const apart = (flow: string): string => flow.replace('steps:', 'disjoint: a\nsteps:');
    const invoices = apart(orders({ where: 'Status == 50' }))
      .replace('salesorder/SalesOrders', 'salesinvoice/SalesInvoices')
      .replaceAll('OrderNumber', 'InvoiceNumber')
      .replaceAll('OrderDate', 'InvoiceDate')
      .replaceAll('SalesOrderLines', 'SalesInvoiceLines');
    const files = { 'orders.yml': apart(orders({})), 'invoices.yml': invoices };
    const printed = { InvoiceNumber: 77, InvoiceDate: '2026-02-02', OrderedBy: accountId(1), Status: 50 };
    await using company = await Company.open({
      exactOnline: {
        Accounts: [account(1)],
        SalesOrders: [order(1, 1)],
        SalesInvoices: [
          {
            InvoiceID: accountId(9),
            ...printed,
            SalesInvoiceLines: [{ Description: 'x', AmountFC: 10, AmountDC: 10 }],
          },
        ],
      },
    });
    const { asperion } = company;
    const cut = (body: string): string => {
      const made = asperion.rows('salesinvoiceswithlines').at(-1);
      asperion.update('salesinvoiceswithlines', made?.id ?? null, { invoiceNumber: 'EO-' });
      return body.replaceAll(String(made?.invoiceNumber), 'EO-');
    };
    asperion.faults.add({ method: 'POST', path: /\/salesinvoiceswithlines$/, act: 'replace', times: 1, rewrite: cut });
    const before = await company.run(compile(files));
    const stopped = Object.entries(before).flatMap(([name, { error }]) =>
      error?.hint?.includes(' pin ') ? [name] : [],
    );
    expect(stopped).toHaveLength(1);
    const other = stopped[0] === 'orders' ? 'invoices' : 'orders';
    const pinned = compile({ ...files, 'links.yml': `${other}:\n  "1": EO-\n` });
    company.wait(1);
    expect((await company.run(pinned))[other]?.error?.code).toBe('SEARCH_NOT_WORKING');
  });
});
