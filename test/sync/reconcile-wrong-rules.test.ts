import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { guid } from '../../src/sandbox/world/random.ts';
import { INVOICES, invoiceRow, openCompany } from '../plan/bookkeepers-company.ts';
import { compile, type FlowOutcome } from './engine.ts';

const folder = join(import.meta.dirname, '..', '..', 'mappings');
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const tables = Object.fromEntries(
  readdirSync(join(folder, 'tables')).map((name) => [`tables/${name}`, read(`tables/${name}`)]),
);
const FLOW = 'invoices.exact-online-to-asperion';
const CHECK = `reconcile-${FLOW}`;

interface Flow {
  with: Record<string, unknown>;
  steps: {
    id: string;
    fields: Record<string, unknown>;
    lines: { each: string; fields: Record<string, unknown>; append?: unknown };
    totals?: unknown;
  }[];
}

/** The shipped flow that books, with its rules changed. */
function flowWith(change: (invoice: Flow['steps'][number], flow: Flow) => void): string {
  const flow = parse(read(`${FLOW}.yml`)) as Flow;
  const invoice = flow.steps.at(-1);
  if (invoice === undefined) throw new Error(`${FLOW} has no step.`);
  change(invoice, flow);
  return stringify(flow);
}

/** Of 70001 twenty cups were ordered and twelve delivered: the invoice is of twelve. */
const order = {
  OrderID: guid(1, 'SalesOrders', 1),
  OrderNumber: 1,
  OrderedBy: guid(1, 'Accounts', '20001'),
  OrderDate: '2026-12-01T00:00:00',
  Status: 21,
  Currency: 'EUR',
  SalesOrderLines: [
    {
      ID: guid(1, 'SalesOrderLines', 1),
      LineNumber: 1,
      Quantity: 20,
      NetPrice: 10,
      AmountFC: 200,
      VATAmount: 42,
      VATCode: '2',
    },
  ],
};
const [first, ...others] = INVOICES;
if (first === undefined) throw new Error('There is no invoice.');
const delivered = { ...first, lines: first.lines.slice(0, 1) };

/** Books the invoices by a flow, then checks them. */
async function checked(flow: string): Promise<FlowOutcome | undefined> {
  await using company = await openCompany(others);
  const row = invoiceRow(delivered) as { SalesInvoiceLines: object[] };
  const lines = row.SalesInvoiceLines.map((line) => ({ ...line, SalesOrder: order.OrderID }));
  company.exactOnline.insert('SalesOrders', order);
  company.exactOnline.insert('SalesInvoices', { ...row, SalesInvoiceLines: lines });
  const booked = await company.run(compile({ ...tables, [`${FLOW}.yml`]: flow }));
  expect([booked[FLOW]?.error, booked[FLOW]?.letters]).toEqual([null, []]);
  // The flow itself stays in the folder, switched off.
  const both = compile({ ...tables, [`${FLOW}.yml`]: flow, [`${CHECK}.yml`]: read(`${CHECK}.yml`) });
  const programs = both.programs.filter(({ name }) => name === CHECK);
  return (await company.run({ ...both, programs }))[CHECK];
}

const told = (outcome: FlowOutcome | undefined): readonly string[] =>
  (outcome?.verified?.differences ?? []).map(({ reference, kind, fields }) =>
    [reference, kind, ...fields.map(({ field }) => field)].join(' '),
  );

describe('the check of invoices', () => {
  test('finds nothing where the shipped flow booked: eleven invoices, equal in all they come to', async () => {
    const outcome = await checked(flowWith(() => {}));
    expect(told(outcome)).toEqual([]);
    const { compared, equal, totals = [] } = outcome?.verified ?? {};
    expect([compared, equal]).toEqual([18, 18]); // eleven invoices of seven debtors
    for (const { source, target, sourceVat, targetVat } of totals) {
      expect([source.toFixed(2), sourceVat.toFixed(2)]).toEqual([target.toFixed(2), targetVat.toFixed(2)]);
    }
  });

  const mistakes: Record<
    string,
    { readonly change: Parameters<typeof flowWith>[0]; readonly finds: readonly string[] }
  > = {
    'the date of the order instead of the invoice': {
      change: ({ fields }) => {
        fields.date = 'OrderDate';
        fields.bookyear = 'bookYear(OrderDate)';
        fields.bookperiod = 'bookPeriod(OrderDate)';
      },
      finds: ['70004 differs date bookyear bookperiod'],
    },
    'the customer who ordered instead of the one who is invoiced': {
      change: (_, flow) => {
        flow.with.customer = { resource: 'crm/Accounts', by: 'ID', value: 'OrderedBy' };
      },
      finds: ['70009 differs debtorCustomerNumber'],
    },
    'what was ordered instead of what was delivered': {
      change: (invoice, flow) => {
        flow.with.order = {
          resource: 'salesorder/SalesOrders',
          by: 'OrderID',
          value: 'SalesInvoiceLines[0].SalesOrder',
        };
        const own = { description: { value: 'Cups' }, vatCode: { value: 'VH' }, ledgerAccountId: { value: 8000 } };
        invoice.lines = {
          each: 'SalesInvoiceLines.filter(l, l.SalesOrder == null)',
          fields: invoice.lines.fields,
          append: [
            ...(invoice.lines.append as object[]),
            { each: 'order.SalesOrderLines', fields: { ...own, amount: 'line.AmountFC', vatAmount: 'line.VATAmount' } },
          ],
        };
        delete invoice.totals;
      },
      finds: ['70001 differs amountExclVat amountInclVat lines VH/8000.amount lines VH/8000.vatAmount'],
    },
    'no VAT': {
      change: (invoice) => {
        invoice.lines.fields.vatAmount = { value: 0 };
        delete invoice.totals;
      },
      finds: [
        '70001 differs amountInclVat lines VH/8000.vatAmount',
        '70003 differs amountInclVat lines OSS-DE/8012.vatAmount',
      ],
    },
    'the default account for every country': {
      change: ({ lines }) => {
        lines.fields.ledgerAccountId = { value: 8000 };
      },
      finds: ['70002 differs lines VICP/8011.amount lines VICP/8000.amount'],
    },
    'no discount': {
      change: (invoice) => {
        delete invoice.lines.append;
        delete invoice.totals;
      },
      finds: [
        '70009 differs amountExclVat amountInclVat lines VH/8000.amount lines VH/8000.vatAmount lines VL/8000.amount lines VL/8000.vatAmount',
      ],
    },
  };

  test.each(Object.entries(mistakes))('turns red where the flow books %s', async (_, { change, finds }) => {
    const outcome = await checked(flowWith(change));
    expect(told(outcome)).toEqual(expect.arrayContaining([...finds]));
    expect(outcome?.verified?.isNew).toBeGreaterThan(0);
  });
});
