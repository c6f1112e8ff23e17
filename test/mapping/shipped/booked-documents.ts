import { join } from 'node:path';
import Big from 'big.js';
import fc from 'fast-check';
import { readFlows } from '../../../src/commands/select-flows.ts';
import { runTest } from '../../../src/validate/run-test.ts';
import type { Rows } from '../../../src/validate/test-values.ts';
import { LocalDateTime, type RecordValues } from '../../../src/values.ts';
import { seed } from '../../support/seed.ts';
import { catalogs } from '../flows.ts';
import { type Document, euros, VAT } from './documents.ts';

const { programs } = readFlows('mappings', join(import.meta.dirname, '..', '..', '..'));

/** So many documents take part in one run: fewer than the guards of the flows allow. */
const BATCH = 400;
const DAY = new LocalDateTime('2026-03-14T00:00:00');

/** A customer with a VAT number: its negative lines are returns, and no trade-ins. */
const CUSTOMER = {
  ID: 'acc-1',
  Code: '20001',
  Name: 'Bakkerij De Molen B.V.',
  AddressLine1: 'Kade 1',
  Country: 'NL',
  VATNumber: 'NL001234567B01',
};
const ARTICLES = ['KOF-1', 'KORTING', 'AFRONDING'];
const TARGET: Rows = new Map([
  ['articles', ARTICLES.map((articleNumber, id) => ({ id, articleNumber, description: articleNumber }))],
]);

/** What a flow books of a document: its lines, or the code with which it waits. */
export type Booked = readonly RecordValues[] | string;

/** Records of the source by resource. */
export type Records = readonly (readonly [string, RecordValues])[];

/** A way in which documents come. */
export interface Trial {
  readonly flow: string;
  /** The records of the source that are document `number`. */
  readonly as: (document: Document, number: number) => Records;
  /** I: the amounts of the lines include VAT. */
  readonly codes?: 'E' | 'I';
}

/** Draws documents, takes them through the real engine, and holds each against what is expected of it. */
export async function checkBooked(
  trial: Trial,
  runs: number,
  drawn: fc.Arbitrary<Document>,
  holds: (document: Document, rows: Booked) => void,
): Promise<void> {
  const all = fc.sample(drawn, { numRuns: runs, seed });
  for (let start = 0; start < all.length; start += BATCH) {
    const some = all.slice(start, start + BATCH);
    const found = await booked(trial, some);
    for (const [at, document] of some.entries()) {
      const rows = found.get(String(at + 1)) ?? 'LEFT_OUT';
      try {
        holds(document, rows);
      } catch (error) {
        const says = error instanceof Error ? error.message : '';
        throw new Error(`Seed ${seed}: ${JSON.stringify(document)} gave ${JSON.stringify(rows)}. ${says}`);
      }
    }
  }
}

async function booked({ flow, as, codes = 'E' }: Trial, drawn: readonly Document[]): Promise<Map<string, Booked>> {
  const program = programs.find(({ name }) => name === `${flow}.exact-online-to-asperion`);
  if (program === undefined) throw new Error(`There is no flow ${flow}.`);
  const rows = new Map<string, RecordValues[]>([
    ['crm/Accounts', [CUSTOMER]],
    ['vat/VATCodes', Object.keys(VAT).map((Code) => ({ ID: Code, Code, Type: codes }))],
  ]);
  for (const [index, document] of drawn.entries()) {
    for (const [resource, record] of as(document, index + 1)) {
      const list = rows.get(resource) ?? [];
      list.push(record);
      rows.set(resource, list);
    }
  }
  const at = { file: 'made up', line: 1, column: 1 };
  const run = { today: null, source: rows, target: TARGET, deleted: new Map(), expected: [], at, path: [] };
  const test = { flow: program.name, name: 'made up', at, substitutes: null, links: new Map(), runs: [run] };
  const [happened] = await runTest(test, program, { programs, catalogs, observe: () => {} });
  const found = new Map<string, Booked>();
  for (const one of happened?.actual ?? []) {
    if (one.kind === 'stopped') throw new Error(happened?.reasons.join('\n'));
    if (one.kind === 'refused') found.set(one.record, one.code);
    if (one.kind !== 'create' || one.resource === 'debtors') continue;
    const { invoiceNumber, sourceDocumentNumber, reference, lines } = one.fields;
    const number = String(invoiceNumber ?? sourceDocumentNumber ?? reference).replace(/\D/g, '');
    found.set(number, lines as readonly RecordValues[]);
  }
  return found;
}

const thousandths = (quantity: number): Big => new Big(quantity).div(1000);

/** An order that is complete, delivered and not invoiced; its prices have four decimals. */
export function orderOf({ lines, discount, net, vat }: Document, number: number): Records {
  const SalesOrderLines = lines.map((line, index) => ({
    ID: `line-${number}-${index}`,
    LineNumber: index + 1,
    ItemCode: 'KOF-1',
    Description: 'Koffie',
    Quantity: thousandths(line.quantity),
    QuantityDelivered: thousandths(line.delivered),
    QuantityInvoiced: 0,
    NetPrice: new Big(line.amount).times(10).div(line.quantity).round(4),
    AmountFC: euros(line.amount),
    VATAmount: euros(line.vat),
    VATCode: line.code,
  }));
  const order = {
    OrderID: `ord-${number}`,
    OrderNumber: number,
    OrderDate: DAY,
    OrderedBy: CUSTOMER.ID,
    Status: 21,
    InvoiceStatus: 21,
    DeliveryStatus: 21,
    AmountDiscountExclVat: euros(discount),
    AmountFCExclVat: euros(net),
    AmountFC: euros(net + vat),
    AmountDC: euros(net + vat),
    SalesOrderLines,
  };
  return [
    ['salesorder/SalesOrders', order],
    ['salesorder/GoodsDeliveryLines', { ID: `dl-${number}`, SalesOrderNumber: number, EntryID: `del-${number}` }],
    ['salesorder/GoodsDeliveries', { EntryID: `del-${number}`, DeliveryDate: DAY }],
  ];
}

/** How an invoice or entry comes. */
export interface Shown {
  readonly Type: number;
  /** 1 = with the signs of the document, -1 = turned. */
  readonly sign?: 1 | -1;
  readonly isInclusive?: boolean;
}

/** A printed invoice and a sales entry that say the same. */
export function invoiceOf(document: Document, number: number, { Type, sign = 1, isInclusive = false }: Shown) {
  const { lines, discount, net, vat } = document;
  const rows = lines.map((line, index) => ({
    ID: `line-${number}-${index}`,
    LineNumber: index + 1,
    ItemCode: 'KOF-1',
    Description: 'Koffie',
    AmountDC: euros(sign * (isInclusive ? line.amount + line.vat : line.amount)),
    VATAmountDC: euros(sign * line.vat),
    VATCode: line.code,
  }));
  const header = { Status: 50, Type, AmountDC: euros(sign * (net + vat)), VATAmountDC: euros(sign * vat) };
  const invoice = {
    ...header,
    InvoiceID: `inv-${number}`,
    InvoiceNumber: number,
    InvoiceDate: DAY,
    OrderedBy: CUSTOMER.ID,
    AmountDiscountExclVat: euros(sign * discount),
    SalesInvoiceLines: rows,
  };
  const period = { ReportingYear: Number(DAY.date.slice(0, 4)), ReportingPeriod: Number(DAY.date.slice(5, 7)) };
  const ids = { EntryID: `ent-${number}`, EntryNumber: number, Customer: CUSTOMER.ID };
  const entry = { ...header, ...ids, EntryDate: DAY, ...period };
  return { invoice, entry: { ...entry, SalesEntryLines: rows } };
}

/** An order around an invoice of its own. */
export function invoicedOrder(invoice: RecordValues, number: number): Records {
  const order = { OrderID: `ord-${number}`, OrderNumber: number, OrderDate: DAY, OrderedBy: CUSTOMER.ID, Status: 20 };
  return [
    ['salesorder/SalesOrders', order],
    ['salesinvoice/SalesInvoiceLines', { ID: `sil-${number}`, SalesOrder: order.OrderID, InvoiceID: `inv-${number}` }],
    ['salesinvoice/SalesInvoices', invoice],
  ];
}
