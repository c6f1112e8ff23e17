import { describe, expect, it } from 'vitest';
import { guid } from '../../../sandbox/world/random.ts';
import { LocalDateTime } from '../../../src/values.ts';
import { Company, compile } from '../../support/engine.ts';
import { account, order } from '../../support/samples.ts';

const item = (number: number) => guid(1, 'item', number);
const price = (number: number, of: number, amount: number) => ({
  ID: guid(1, 'price', number),
  Item: item(of),
  Price: amount,
});

/** An order with a line per item; lines without a quantity are comments. */
const ordered = (...lines: readonly { readonly of: number; readonly quantity: number }[]) =>
  order(1, 1, {
    SalesOrderLines: lines.map(({ of, quantity }, index) => ({
      ID: guid(1, 'line', index),
      Item: item(of),
      Quantity: quantity,
    })),
  });

/** Orders whose lines come to an amount; `relations` of the lines, and the condition under which there is a line, are YAML. */
const flow = (relations: string, amount: string, when: string | null = null) =>
  compile({
    'orders.yml': `from: exact-online.salesorder/SalesOrders
to: asperion
steps:
  - id: invoice
    resource: salesinvoiceswithlines
    match: [invoiceNumber]
    exists: skip
    fields:
      invoiceNumber: '"EO-" + string(OrderNumber)'
      debtorCustomerNumber: { value: "10001" }
      date: OrderDate
      journalId: { value: "70" }
    lines:
      each: SalesOrderLines.filter(l, l.Quantity == -1)
      fields: { amount: line.AmountFC, vatCode: { value: VH }, ledgerAccountId: { value: 8000 } }
      append:
        - each: SalesOrderLines
          ${when === null ? '' : `when: ${when}`}
          with: ${relations}
          fields: { amount: '${amount}', vatCode: { value: VH }, ledgerAccountId: { value: 8000 } }
`,
  });

const OF_ITEM = `{ item: { resource: logistics/Items, by: ID, value: line.Item }, prices: { resource: logistics/SalesItemPrices, by: Item, value: item.ID, many: true } }`;
const SUM = 'sum(prices.map(p, p.Price))';

const open = (record: object) =>
  Company.open({
    exactOnline: {
      Accounts: [account(1)],
      Items: [2, 3].map((number) => ({ ID: item(number), Code: `A${number}`, Description: 'Koffie' })),
      SalesItemPrices: [price(1, 2, 10), price(2, 2, 5), price(3, 3, 7)],
      SalesOrders: [record],
    },
    asperion: {
      debtors: [{ id: 1, customerNumber: '10001', name: 'Bakkerij 1', address: 'Weg 1', debtorKindId: 'company' }],
    },
  });

const amounts = ({ asperion }: Company) =>
  asperion
    .rows('salesinvoiceswithlines')
    .map(({ lines }) => (lines as readonly Record<string, unknown>[]).map(({ amount }) => amount));

/** What became of the order of a company. */
const outcome = async (company: Company, mappings: ReturnType<typeof flow>) => {
  const { letters = [] } = (await company.run(mappings)).orders ?? {};
  return { waits: letters.map(({ code }) => code), amounts: amounts(company) };
};

describe('a line whose related records cannot be asked for', () => {
  it('takes none from the other lines when a condition leaves it out', async () => {
    await using company = await open(ordered({ of: 9, quantity: 0 }, { of: 2, quantity: 1 }, { of: 3, quantity: 2 }));
    expect(await outcome(company, flow(OF_ITEM, SUM, 'line.Quantity != 0'))).toEqual({ waits: [], amounts: [[15, 7]] });
  });

  it('takes none from the other lines when its own rules do not look at them', async () => {
    await using company = await open(ordered({ of: 9, quantity: 0 }, { of: 2, quantity: 1 }));
    const amount = `line.Quantity == 0 ? 0 : ${SUM}`;
    expect(await outcome(company, flow(OF_ITEM, amount))).toEqual({ waits: [], amounts: [[0, 15]] });
  });

  it('lets the record wait when its rules look at them', async () => {
    await using company = await open(ordered({ of: 9, quantity: 1 }, { of: 2, quantity: 1 }));
    expect(await outcome(company, flow(OF_ITEM, SUM))).toEqual({ waits: ['RELATED_MISSING'], amounts: [] });
  });
});

describe('a condition of lines that looks at a related record', () => {
  it('is asked once that record is there', async () => {
    await using company = await open(ordered({ of: 2, quantity: 1 }, { of: 3, quantity: 1 }));
    const when = 'item.Code == "A3"';
    expect(await outcome(company, flow(OF_ITEM, SUM, when))).toEqual({ waits: [], amounts: [[7]] });
  });
});

describe('many related records of a line that it names by their keys', () => {
  it('must all be there', async () => {
    const relations = '{ items: { resource: logistics/Items, by: ID, value: line.Item, many: true } }';
    await using company = await open(ordered({ of: 2, quantity: 1 }, { of: 9, quantity: 1 }));
    const missing = await outcome(company, flow(relations, 'size(items)'));
    expect(missing).toEqual({ waits: ['RELATED_MISSING'], amounts: [] });
  });

  it('may be none when something else is looked for', async () => {
    const relations = '{ prices: { resource: logistics/SalesItemPrices, by: Item, value: line.Item, many: true } }';
    await using company = await open(ordered({ of: 2, quantity: 1 }, { of: 9, quantity: 1 }));
    expect(await outcome(company, flow(relations, SUM))).toEqual({ waits: [], amounts: [[15, 0]] });
  });
});

describe('a mapping that nothing was fetched for', () => {
  it('fails, and never takes related records of a line for none', () => {
    const relations = '{ prices: { resource: logistics/SalesItemPrices, by: Item, value: line.Item, many: true } }';
    const [program] = flow(relations, SUM).programs;
    const record = { OrderNumber: 1, SalesOrderLines: [{ Item: item(2), Quantity: 1 }] };
    const bare = {
      record,
      related: {},
      steps: {},
      refs: () => undefined,
      today: new LocalDateTime('2026-03-02T00:00:00'),
    };
    expect(() => program?.steps[0]?.evaluate(bare)).toThrow(expect.objectContaining({ code: 'RELATED_MISSING' }));
  });
});
