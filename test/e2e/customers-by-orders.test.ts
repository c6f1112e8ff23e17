import { afterEach, describe, expect, test } from 'vitest';
import type { Stage } from '../../src/sandbox/stage.ts';
import { debtorOf } from './expected.ts';
import { only, pick, type Row, type Rows } from './rows.ts';
import { flowOf, namesOf, setStageWithFile, smallWorld } from './stage.ts';

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
const invoice = (number: number): Row =>
  only(stage.asperion.rows('salesinvoiceswithlines'), 'invoiceNumber', `EO-${number}`);
const debtors = (): Rows => stage.asperion.rows('debtors');
const customerOf = (order: Row): Row => only(stage.exactOnline.rows('Accounts'), 'ID', order.OrderedBy);

/** A debtor for what has no customer of its own. */
const COUNTER = { customerNumber: '99999', name: 'Losse verkoop', address: 'Kade 1', debtorKindId: 'private' };

describe('customers of orders', () => {
  test('become debtors with all their fields, those known before are found; nobody else is touched', async () => {
    await setOrders();
    const before = structuredClone(debtors());
    const contacts = stage.exactOnline.rows('Contacts');
    const run = await stage.run();
    expect(flowOf(run, FLOW).failures).toEqual([]);
    const sold = orders().filter(({ Status, Currency }) => Status === 21 && Currency === 'EUR');
    expect(sold.length).toBeGreaterThan(4);
    for (const order of sold) {
      const { comments, ...fields } = debtorOf(customerOf(order), contacts);
      const debtor = only(debtors(), 'characteristic5', fields.characteristic5);
      expect(pick(debtor, Object.keys(fields))).toEqual(fields);
      expect(invoice(Number(order.OrderNumber)).debtorCustomerNumber).toBe(debtor.customerNumber);
    }
    const buyers = new Set(sold.map(({ OrderedBy }) => OrderedBy));
    expect(debtors().filter(({ characteristic5 }) => characteristic5 !== null)).toHaveLength(buyers.size);
    for (const own of ['10001', '10005']) {
      expect(only(debtors(), 'customerNumber', own)).toEqual(only(before, 'customerNumber', own));
    }
    expect((await stage.run()).writes).toEqual([]);
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

  /** An order whose customer is not there any more, and the debtor that may stand in. */
  const loseCustomer = async (set: Stage): Promise<void> => {
    set.asperion.insert('debtors', COUNTER);
    const order = only(set.exactOnline.rows('SalesOrders'), 'OrderNumber', lost);
    set.exactOnline.remove('Accounts', order.OrderedBy);
  };
  const setDefault = async (set: Stage, use: string): Promise<void> => {
    await loseCustomer(set);
    await set.setYaml(`${FLOW}.yml`, ['steps', 0, 'default'], { customerNumber: COUNTER.customerNumber, use });
    const key = ['steps', 1, 'lines', 'fields', 'vatCode', 'key', 0];
    await set.setYaml(`${FLOW}.yml`, key, 'coalesce(customer.Country, "NL")');
  };

  test('without one the order waits', async () => {
    await setOrders(loseCustomer);
    const run = await stage.run();
    expect(flowOf(run, FLOW).deadLetters).toMatchObject([{ reference: String(lost), code: 'RELATED_MISSING' }]);
  });

  test('stands in where the customer is missing, and only there', async () => {
    await setOrders((set) => setDefault(set, 'when-missing'));
    const run = await stage.run();
    expect(flowOf(run, FLOW).failures).toEqual([]);
    const { debtorCustomerNumber, lines } = invoice(lost);
    expect(debtorCustomerNumber).toBe('99999');
    expect((lines as Rows).map((line) => pick(line, ['amount', 'vatCode', 'ledgerAccountId']))).toEqual([
      { amount: 132.05, vatCode: 'VH', ledgerAccountId: 8000 },
      { amount: 239.6, vatCode: 'VL', ledgerAccountId: 8000 },
      { amount: 718.8, vatCode: 'VL', ledgerAccountId: 8000 },
    ]);
    expect(
      stage.asperion.rows('salesinvoiceswithlines').filter((row) => row.debtorCustomerNumber === '99999'),
    ).toHaveLength(1);
    expect(invoice(26009).debtorCustomerNumber).toBe(only(debtors(), 'characteristic5', 'EO-20007').customerNumber);
  });

  test('takes all orders when it is forced: no debtor is made or changed', async () => {
    await setOrders((set) => setDefault(set, 'always'));
    const before = structuredClone(debtors());
    const run = await stage.run();
    expect(new Set(namesOf(run.writes))).toEqual(new Set(['asperion POST salesinvoiceswithlines']));
    expect(debtors()).toEqual(before);
    expect(invoice(26002).debtorCustomerNumber).toBe('99999');
    expect((await stage.run()).writes).toEqual([]);
  });
});
