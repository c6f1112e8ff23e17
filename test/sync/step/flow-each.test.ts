import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../../src/http/transport.ts';
import { Company, compile } from '../../support/engine.ts';
import { buyer, orderDocuments } from '../../support/samples.ts';

const ARTICLES = `- id: article
  each: SalesOrderLines
  when: line.ItemCode != "A9"
  resource: articles
  match: [articleNumber]
  update: false
  fields:
    articleNumber: line.ItemCode
    description: line.ItemDescription`;

/** Orders whose articles are made first; `more` is said of an article that is not there. */
const mapping = (head: string, more = '') =>
  compile({
    'orders.yml': orderDocuments(
      head,
      `{ ref: articles, by: articleNumber, expr: line.ItemCode, gives: code${more} }`,
      ARTICLES,
    ),
  });
const orders = mapping('', ', missing: A1');
/** Without another article that stands in. */
const strict = (head: string) => mapping(head);

async function open(...baskets: readonly (readonly string[])[]): Promise<Company> {
  const article = { id: 1, articleNumber: 'A1', description: 'Als vanouds', activeState: 'Active' };
  const company = await Company.open({ asperion: { debtors: [buyer], articles: [article] } });
  const { ID: OrderedBy } = company.exactOnline.insert('Accounts', {
    Code: '20001',
    Name: 'Bouwhof Voorbeeld',
    Status: 'C',
  });
  const ids = new Map<string, unknown>();
  for (const Code of new Set(baskets.flat())) {
    ids.set(Code, company.exactOnline.insert('Items', { Code, Description: `Deurkruk ${Code}`, IsSalesItem: true }).ID);
  }
  for (const basket of baskets) {
    const SalesOrderLines = basket.map((code) => ({ Item: ids.get(code), Quantity: 1, NetPrice: 12.5 }));
    company.exactOnline.insert('SalesOrders', { OrderedBy, SalesOrderLines });
  }
  return company;
}

const numbers = (company: Company) => company.asperion.rows('articles').map(({ articleNumber }) => articleNumber);

describe('a step with each', () => {
  it('makes what is missing once, however many orders name it, and leaves alone what is there', async () => {
    await using company = await open(['A1', 'A2', 'A2'], ['A2', 'A3'], ['A9']);
    expect((await company.run(orders)).orders).toMatchObject({
      error: null,
      letters: [],
      steps: { article: { created: 2, skipped: 1 }, order: { created: 3 } },
    });
    expect(numbers(company)).toEqual(['A1', 'A2', 'A3']);
    expect(company.asperion.rows('articles')[0]).toMatchObject({ description: 'Als vanouds' });
    const lines = company.asperion.rows('salesorderswithlines').map(({ lines: own }) => own);
    expect(lines[1]).toMatchObject([{ articleNumber: 'A2' }, { articleNumber: 'A3' }]);
    expect(lines[2]).toMatchObject([{ articleNumber: 'A1' }]);
  });

  it('asks nothing more once its records are linked, and makes no double when the state is lost', async () => {
    await using company = await open(['A2']);
    for (const _ of ['new', 'read once more']) {
      await company.run(orders);
      company.wait(1);
    }
    const { OrderedBy } = company.exactOnline.rows('SalesOrders')[0] ?? {};
    const Item = company.exactOnline.rows('Items')[0]?.ID;
    company.exactOnline.insert('SalesOrders', { OrderedBy, SalesOrderLines: [{ Item, Quantity: 3, NetPrice: 12.5 }] });
    const before = company.asperion.requests.length;
    expect((await company.run(orders)).orders?.steps).toMatchObject({
      article: { unchanged: 1 },
      order: { created: 1 },
    });
    const asked = company.asperion.requests.slice(before).filter(({ path }) => path.endsWith('/articles'));
    expect(asked).toHaveLength(0);
    company.forget();
    await company.run(orders);
    expect(numbers(company)).toEqual(['A1', 'A2']);
  });

  it('counts each of its records to the guard, and the order that uses one made in this run', async () => {
    await using company = await open(['A2', 'A3', 'A4']);
    const stopped = (await company.run(strict('guard: { maxCreates: 3 }'))).orders;
    expect(stopped?.error?.message).toBe('The flow would make 4 creates (maxCreates 3); it wrote nothing.');
    expect(numbers(company)).toEqual(['A1']);
    expect((await company.run(strict('guard: { maxCreates: 4 }'))).orders).toMatchObject({
      error: null,
      letters: [],
      steps: { article: { created: 3 }, order: { created: 1 } },
    });
  });

  it('counts what it made of a record before another of its elements was refused', async () => {
    await using company = await open(['A2', 'A3']);
    company.asperion.faults.add({ method: 'POST', path: /articles/, act: 'status', status: 400, skip: 1 });
    expect((await company.run(strict(''))).orders?.steps.article).toEqual({ created: 1, failed: 1 });
    expect(numbers(company)).toEqual(['A1', 'A2']);
  });

  it('is not done when the flow stops between two of its records: the dead letter stays one', async () => {
    await using company = await open(['A2', 'A3']);
    const { config, programs } = strict('');
    const articles = { config, programs: programs.map((one) => ({ ...one, steps: one.steps.slice(0, 1) })) };
    const refuse = (request: HttpRequest): HttpRequest =>
      request.kind === 'write' ? { ...request, body: '{' } : request;
    await company.run(articles, { underway: refuse });
    company.wait(2);
    company.asperion.faults.add({ method: 'POST', path: /articles/, act: 'status', status: 403, skip: 1 });
    expect((await company.run(articles)).orders).toMatchObject({
      error: { code: 'FORBIDDEN' },
      letters: [{ code: 'REFUSED' }],
    });
    company.wait(5);
    expect((await company.run(articles)).orders?.letters).toEqual([]);
    expect(numbers(company)).toEqual(['A1', 'A2', 'A3']);
  });

  const invoicesOf = (vatCode: string) =>
    compile({
      'orders.yml': `from: exact-online.salesorder/SalesOrders
to: asperion
steps:
  - id: invoice
    each: SalesOrderLines
    resource: salesinvoiceswithlines
    match: [invoiceNumber]
    exists: verify
    fields:
      invoiceNumber: '"EO-" + line.ItemCode'
      debtorCustomerNumber: { value: "10001" }
      date: OrderDate
      journalId: { value: "70" }
    lines:
      each: '[line]'
      fields: { amount: line.AmountFC, vatCode: ${vatCode}, ledgerAccountId: { value: 8000 } }
`,
    });
  const invoices = invoicesOf('{ value: VH }');

  it('says which documents of a record are booked when another is refused, in every run', async () => {
    await using company = await open(['A1', 'A2']);
    for (const created of [1, undefined]) {
      company.asperion.faults.add({ method: 'POST', path: /invoices/, act: 'status', status: 400, skip: created ?? 0 });
      const { letters, steps } = (await company.run(invoices)).orders ?? {};
      expect(steps?.invoice?.created).toBe(created);
      expect(letters).toMatchObject([
        {
          code: 'REFUSED',
          reason: expect.stringMatching(/^Booked already: EO-A1\. Asperion /),
        },
      ]);
      company.wait(5);
    }
  });

  it('says so of no document that stands in the target and differs', async () => {
    await using company = await open(['A1', 'A2']);
    await company.run(invoices);
    const [order] = company.exactOnline.rows('SalesOrders');
    const line = company.exactOnline.rows('SalesOrderLines').find(({ ItemCode }) => ItemCode === 'A2');
    company.wait(1);
    company.exactOnline.update('SalesOrderLines', String(line?.ID), { NetPrice: 15, AmountFC: 15 });
    company.exactOnline.update('SalesOrders', String(order?.OrderID), { Description: 'Meer' });
    const { letters } = (await company.run(invoices)).orders ?? {};
    expect(letters).toMatchObject([{ code: 'DIFFERS', reason: expect.not.stringContaining('ooked') }]);
  });

  it('says so in no plan, which books nothing', async () => {
    const unlisted = invoicesOf(`'line.ItemCode == "A2" ? "XX" : "VH"'`);
    await using company = await open(['A1', 'A2']);
    const [flow] = (await company.plan(unlisted)).flows;
    expect(flow?.records.flatMap(({ refusal }) => refusal?.reason ?? [])).toEqual([
      expect.stringMatching(/^The target has no VAT code "XX"/),
    ]);
  });

  it('accepts any text as a code', async () => {
    await using company = await open(['constructor']);
    expect((await company.run(strict(''))).orders?.letters).toEqual([]);
    expect(numbers(company)).toEqual(['A1', 'constructor']);
  });

  it('names the order, not the person, where a record is found by a name', async () => {
    const text = `from: exact-online.salesorder/SalesOrders
to: asperion
steps:
  - id: person
    each: SalesOrderLines
    resource: debtors
    match: [name]
    update: false
    fields: { name: line.ItemDescription, address: { value: x }, debtorKindId: { value: private } }
`;
    await using company = await open(['A2']);
    for (const customerNumber of ['7', '8']) {
      company.asperion.insert('debtors', {
        customerNumber,
        name: 'Deurkruk A2',
        address: 'x',
        debtorKindId: 'private',
      });
    }
    const [letter] = (await company.run(compile({ 'orders.yml': text }))).orders?.letters ?? [];
    expect(letter).toMatchObject({ code: 'AMBIGUOUS', reason: expect.stringMatching(/^1 may be 7 or 8/) });
    expect(letter?.reason).not.toContain('Deurkruk');
  });
});
