import { readFile, writeFile } from 'node:fs/promises';
import { afterEach, describe, expect, test } from 'vitest';
import type { Stage } from '../../../sandbox/stage.ts';
import { debtorOf } from '../support/expected.ts';
import { only, pick, type Row, type Rows } from '../support/rows.ts';
import { flowOf, namesOf, setStageWithFile, smallWorld } from '../support/stage.ts';

const FLOW = 'orders.exact-online-to-asperion';

let stage: Stage;

/** The flow of orders alone; an order's customer is a debtor only when the order made it one. */
async function setOrders(steps: (set: Stage) => Promise<unknown> = async () => {}): Promise<void> {
  stage = await setStageWithFile({ world: smallWorld() });
  stage.inputs.flows = FLOW;
  await steps(stage);
}

afterEach(() => stage[Symbol.asyncDispose]());

const orders = (): Rows => stage.exactOnline.rows('SalesOrders');
/** The numbers of the printed invoices of an order. */
const invoicesIn = (exactOnline: Stage['exactOnline'], order: unknown): readonly unknown[] =>
  exactOnline
    .rows('SalesInvoices')
    .filter(({ InvoiceID, Status }) => {
      const lines = exactOnline.rows('SalesInvoiceLines').filter((line) => line.InvoiceID === InvoiceID);
      return Status === 50 && lines.some(({ SalesOrderNumber }) => SalesOrderNumber === order);
    })
    .map(({ InvoiceNumber }) => InvoiceNumber);
const invoicesOf = (order: unknown): readonly unknown[] => invoicesIn(stage.exactOnline, order);
const invoice = (number: unknown): Row =>
  only(stage.asperion.rows('salesinvoiceswithlines'), 'invoiceNumber', `EO-${String(number)}`);
const debtors = (): Rows => stage.asperion.rows('debtors');
const customerOf = (order: Row): Row => only(stage.exactOnline.rows('Accounts'), 'ID', order.OrderedBy);

/** A debtor for what has no customer of its own. */
const COUNTER = { customerNumber: '99999', name: 'Losse verkoop', address: 'Kade 1', debtorKindId: 'private' };

describe('customers of orders', () => {
  test('become debtors with all their fields; known ones are found, and nobody else is touched', async () => {
    await setOrders();
    const before = structuredClone(debtors());
    const contacts = stage.exactOnline.rows('Contacts');
    const run = await stage.run();
    expect(flowOf(run, FLOW).failures).toEqual([]);
    const sold = orders().filter(({ OrderNumber }) => invoicesOf(OrderNumber).length > 0);
    expect(sold.length).toBeGreaterThan(4);
    for (const order of sold) {
      const { comments, ...fields } = debtorOf(customerOf(order), contacts);
      const debtor = only(debtors(), 'characteristic5', fields.characteristic5);
      expect(pick(debtor, Object.keys(fields))).toEqual(fields);
      const [own] = invoicesOf(order.OrderNumber);
      expect(invoice(own).debtorCustomerNumber).toBe(debtor.customerNumber);
    }
    const buyers = new Set(sold.map(({ OrderedBy }) => OrderedBy));
    expect(debtors().filter(({ characteristic5 }) => characteristic5 !== null)).toHaveLength(buyers.size);
    for (const own of ['10001', '10005']) {
      expect(only(debtors(), 'customerNumber', own)).toEqual(only(before, 'customerNumber', own));
    }
    expect((await stage.run()).writes).toEqual([]);
  });

  test('are brought before the invoices, and nobody else is', async () => {
    await setOrders();
    const first = await stage.run();
    expect(first.exitCode).toBe(0);
    const accounts = stage.exactOnline.rows('Accounts');
    const wanted = stage.exactOnline.rows('SalesInvoices').filter(({ Status }) => Status === 50);
    expect(wanted.length).toBeGreaterThan(0);
    const buyers = new Set(wanted.map(({ InvoiceTo }) => `EO-${String(only(accounts, 'ID', InvoiceTo).Code)}`));
    const linked = stage.asperion
      .rows('debtors')
      .flatMap(({ characteristic5 }) => (characteristic5 === null ? [] : [characteristic5]));
    expect(new Set(linked)).toEqual(new Set([...buyers, 'EO-20001']));
    const names = namesOf(first.writes);
    expect(names.lastIndexOf('asperion POST debtors')).toBeLessThan(
      names.indexOf('asperion POST salesinvoiceswithlines'),
    );
    const updates = first.writes.filter(({ method }) => method === 'PUT').map(({ path }) => path);
    expect(updates).toEqual(['/v1/debtors/303', '/v1/debtors/304']);
    for (const { InvoiceNumber, InvoiceTo } of wanted) {
      const invoice = only(
        stage.asperion.rows('salesinvoiceswithlines'),
        'invoiceNumber',
        `EO-${String(InvoiceNumber)}`,
      );
      const code = only(accounts, 'ID', InvoiceTo).Code;
      expect(only(stage.asperion.rows('debtors'), 'customerNumber', invoice.debtorCustomerNumber).characteristic5).toBe(
        `EO-${String(code)}`,
      );
    }
  });

  test('are the same debtors when the flow of customers comes later', async () => {
    await setOrders();
    await stage.run();
    stage.inputs.flows = `customers.exact-online-to-asperion,${FLOW}`;
    await stage.run();
    const numbers = debtors().flatMap(({ characteristic5 }) => (characteristic5 === null ? [] : [characteristic5]));
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers).toHaveLength(8);
    expect(debtors()).toHaveLength(10); // the eight customers, and two that only Asperion has
  });
});

describe('the default debtor', () => {
  const lost = 26004;

  /** An order, delivered to its customer, whose bill goes to an account that is not there any more; and a debtor that may stand in. */
  const loseCustomer = async ({ exactOnline, asperion }: Stage): Promise<void> => {
    asperion.insert('debtors', COUNTER);
    const { ID: InvoiceTo } = exactOnline.insert('Accounts', { Name: 'Opgeheven', Status: 'C' });
    exactOnline.update('SalesOrders', only(exactOnline.rows('SalesOrders'), 'OrderNumber', lost).OrderID, {
      InvoiceTo,
    });
    const { InvoiceID } = only(exactOnline.rows('SalesInvoices'), 'InvoiceNumber', invoicesIn(exactOnline, lost)[0]);
    exactOnline.update('SalesInvoices', InvoiceID, { InvoiceTo });
    exactOnline.remove('Accounts', InvoiceTo);
  };
  const setDefault = async (set: Stage, use: string): Promise<void> => {
    const file = set.mapping(`${FLOW}.yml`);
    const step = `- { id: debtor, default: { customerNumber: "${COUNTER.customerNumber}", use: ${use} } }`;
    await writeFile(file, (await readFile(file, 'utf8')).replace('\nsteps:\n', `\nsteps:\n  ${step}\n`));
  };
  /** What else the flow asks of the customer: the country of its VAT codes, and whether that goes with the delivery. */
  const doWithoutCountry = async (set: Stage): Promise<void> => {
    const key = ['coalesce(customer.Country, "NL")', 'line.VATCode'];
    const rule = { table: 'vat-codes', key, at: 'element.InvoiceDate' };
    await set.setYaml(`${FLOW}.yml`, ['steps', 1, 'lines', 'fields', 'vatCode'], rule);
    await set.setYaml(`${FLOW}.yml`, ['steps', 1, 'checks'], undefined);
  };

  test('is needed, or the order waits', async () => {
    await setOrders(loseCustomer);
    const run = await stage.run();
    expect(flowOf(run, FLOW).deadLetters).toMatchObject([{ reference: String(lost), code: 'RELATED_MISSING' }]);
  });

  test('stands in where the customer is missing, and only there', async () => {
    await setOrders(async (set) => {
      await loseCustomer(set);
      await setDefault(set, 'when-missing');
      await doWithoutCountry(set);
    });
    const run = await stage.run();
    expect(flowOf(run, FLOW).failures).toEqual([]);
    const { debtorCustomerNumber, lines } = invoice(invoicesOf(lost)[0]);
    expect(debtorCustomerNumber).toBe('99999');
    expect((lines as Rows).map((line) => pick(line, ['amount', 'vatCode', 'ledgerAccountId']))).toEqual([
      { amount: 55.6, vatCode: 'VH', ledgerAccountId: 8900 },
      { amount: 174, vatCode: 'VL', ledgerAccountId: 8000 },
      { amount: 0.99, vatCode: 'VH', ledgerAccountId: 8000 },
      { amount: 262.5, vatCode: 'VL', ledgerAccountId: 8000 },
    ]);
    expect(
      stage.asperion.rows('salesinvoiceswithlines').filter((row) => row.debtorCustomerNumber === '99999'),
    ).toHaveLength(1);
    expect(invoice(invoicesOf(26009)[0]).debtorCustomerNumber).toBe(
      only(debtors(), 'characteristic5', 'EO-20007').customerNumber,
    );
  });

  test('takes all orders when it is forced: no debtor is created or changed', async () => {
    await setOrders(async (set) => {
      set.asperion.insert('debtors', COUNTER);
      await setDefault(set, 'always');
    });
    const before = structuredClone(debtors());
    const run = await stage.run();
    expect(new Set(namesOf(run.writes))).toEqual(new Set(['asperion POST salesinvoiceswithlines']));
    expect(debtors()).toEqual(before);
    expect(invoice(invoicesOf(26002)[0]).debtorCustomerNumber).toBe('99999');
    expect((await stage.run()).writes).toEqual([]);
  });
});
