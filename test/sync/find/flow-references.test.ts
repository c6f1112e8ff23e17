import { describe, expect, it } from 'vitest';
import { loadReferences } from '../../../src/sync/find/references.ts';
import { createMemorySystem } from '../../../src/systems/memory-system.ts';
import { catalogsOfSystems } from '../../../src/systems/registry.ts';
import { Company, compile } from '../../support/engine.ts';
import { buyer, items, orderDocuments, salesEntries } from '../../support/samples.ts';

const article = (number: string) => ({
  id: Number(number.slice(1)),
  articleNumber: number,
  description: `Deurkruk ${number}`,
  salesPrice: 12.5,
  activeState: 'Active',
});

const prices = (rule: string) =>
  compile({
    'prices.yml': `from: asperion.articles
to: exact-online
steps:
  - id: price
    resource: logistics/SalesItemPrices
    match: [[Item, Quantity]]
    update: true
    fields:
      Item: ${rule}
      Quantity: { value: 1 }
      Price: salesPrice
      Currency: { value: EUR }
`,
  });

const item = (code: string) => ({ Code: code, Description: code, IsSalesItem: true });

describe('a code of another record', () => {
  const flow = prices('{ ref: logistics/Items, by: Code, expr: articleNumber }');

  it('that is not in the kept list is looked up, all codes of a batch together, once in a run', async () => {
    await using company = await Company.open({ asperion: { articles: [article('A1'), article('A2'), article('A3')] } });
    company.exactOnline.insert('Items', item('A1'));
    const first = (await company.run(flow)).prices;
    expect(first?.steps.price).toEqual({ created: 1, failed: 2 });
    expect(first?.letters.map(({ reference, code }) => [reference, code])).toEqual([
      ['A2', 'REF_NOT_FOUND'],
      ['A3', 'REF_NOT_FOUND'],
    ]);

    // Others make the items; the list is not a day old.
    for (const code of ['A2', 'A3']) company.exactOnline.insert('Items', item(code));
    company.wait(2);
    const before = company.exactOnline.requests.length;
    expect((await company.run(flow)).prices).toMatchObject({ steps: { price: { created: 2 } }, letters: [] });
    const asked = company.exactOnline.requests.slice(before).filter(({ path }) => path.endsWith('/Items'));
    expect(asked).toHaveLength(1);
    expect(decodeURIComponent(asked[0]?.query ?? '')).toMatch(/A2.*A3|A3.*A2/);
  });

  it('that two records have tells neither, until one of them is left with it', async () => {
    await using company = await Company.open({ asperion: { articles: [article('A1')] } });
    const [first, second] = [item('A1'), item('A2')].map((one) => company.exactOnline.insert('Items', one));
    company.exactOnline.update('Items', String(second?.ID), { Code: 'A1' });
    const waiting = (await company.run(flow)).prices;
    expect(waiting).toMatchObject({
      letters: [{ code: 'REF_NOT_FOUND', reason: 'Field Item: Several of the logistics/Items have Code "A1".' }],
    });
    expect(company.exactOnline.rows('SalesItemPrices')).toEqual([]);

    company.exactOnline.update('Items', String(second?.ID), { Code: 'A2' });
    company.wait(2);
    expect((await company.run(flow)).prices).toMatchObject({ steps: { price: { created: 1 } }, letters: [] });
    expect(company.exactOnline.rows('SalesItemPrices')).toMatchObject([{ Item: first?.ID }]);
  });

  it('can be replaced by another one when it is nowhere', async () => {
    const replaced = prices('{ ref: logistics/Items, by: Code, expr: articleNumber, missing: "DIVERSEN" }');
    await using company = await Company.open({ asperion: { articles: [article('A1')] } });
    const { ID } = company.exactOnline.insert('Items', item('DIVERSEN'));
    expect((await company.run(replaced)).prices).toMatchObject({ steps: { price: { created: 1 } } });
    expect(company.exactOnline.rows('SalesItemPrices')).toMatchObject([{ Item: ID }]);
  });

  it('can be written itself, once the target is known to have it', async () => {
    const rule = '{ ref: articles, by: articleNumber, expr: line.ItemCode, gives: code, missing: A1 }';
    const orders = compile({ 'orders.yml': orderDocuments('', rule) });
    await using company = await Company.open({
      asperion: { articles: [article('A1'), article('A2')], debtors: [buyer] },
    });
    const customer = company.exactOnline.insert('Accounts', { Code: '20001', Name: 'Bouwhof Voorbeeld', Status: 'C' });
    const ids = ['A2', 'A9'].map((code) => company.exactOnline.insert('Items', item(code)).ID);
    company.exactOnline.insert('SalesOrders', {
      OrderedBy: customer.ID,
      SalesOrderLines: ids.map((Item) => ({ Item, Quantity: 2, NetPrice: 12.5 })),
    });
    expect((await company.run(orders)).orders).toMatchObject({
      error: null,
      steps: { order: { created: 1 } },
      letters: [],
    });
    const [order] = company.asperion.rows('salesorderswithlines');
    expect(order).toMatchObject({ lines: [{ articleNumber: 'A2' }, { articleNumber: 'A1' }] });
  });
});

describe('a VAT code that includes VAT', () => {
  const flow = compile({
    'entries.yml': salesEntries({ lines: 'VATCode: { ref: vat/VATCodes, by: Code, gives: code, expr: line.vatCode }' }),
    'items.yml': items('', 'SalesVatCode: { ref: vat/VATCodes, by: Code, gives: code, value: "2I" }'),
  });

  it('takes no amount of a document until it is corrected; an item may have it', async () => {
    await using company = await Company.open({
      asperion: {
        articles: [article('A1')],
        debtors: [buyer],
        salesinvoiceswithlines: ['2I', '2'].map((vatCode, index) => ({
          invoiceNumber: `2026-000${index}`,
          debtorCustomerNumber: buyer.customerNumber,
          date: '2026-03-01T00:00:00',
          status: 3,
          lines: [{ description: 'Koffie', amount: 100, vatAmount: 21, vatCode }],
        })),
      },
    });
    company.exactOnline.insert('Accounts', { Code: '20001', Name: 'Bouwhof Voorbeeld', Status: 'C' });
    const high = { Code: '2I', Description: 'Hoog, inclusief', Type: 'I', Percentage: 0.21 };
    const code = company.exactOnline.insert('VATCodes', high);
    const { entries, items: made } = await company.run(flow);
    expect(made).toMatchObject({ steps: { item: { created: 1 } }, letters: [] });
    expect(entries).toMatchObject({ steps: { entry: { created: 1, failed: 1 } } });
    expect(entries?.letters).toMatchObject([
      {
        code: 'REF_UNFIT',
        reason: expect.stringContaining(
          'The VAT code "2I" of Exact Online is for amounts that include VAT, and all are sent without it.',
        ),
      },
    ]);

    company.exactOnline.update('VATCodes', String(code.ID), { Type: 'E' });
    company.wait(2);
    expect((await company.run(flow)).entries).toMatchObject({ steps: { entry: { created: 1 } }, letters: [] });
  });

  it('takes none after another code of its list was looked up', async () => {
    const program = flow.programs.find(({ name }) => name === 'entries');
    if (program === undefined) throw new Error('no flow');
    const codes = [
      { ID: 'a', Code: '2I', Type: 'I' },
      { ID: 'b', Code: '2', Type: 'E' },
    ];
    const target = createMemorySystem(catalogsOfSystems()['exact-online'], new Map([['vat/VATCodes', codes]]));
    const { signal } = new AbortController();
    const references = await loadReferences({ program, target, signal }, {}, 0);
    const use = { field: 'VATCode', at: program.at };
    const idOf = (code: string) => references.lookup('vat/VATCodes', 'Code', code, use);
    expect([idOf('2'), idOf('99')]).toEqual(['b', undefined]);
    await references.fetchMissed();
    expect(() => idOf('2I')).toThrow('is for amounts that include VAT');
  });
});
