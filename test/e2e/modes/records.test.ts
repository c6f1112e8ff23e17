import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Stage, StageRun } from '../../../sandbox/stage.ts';
import { only, pick, type Row, type Rows } from '../support/rows.ts';
import { flowOf, namesOf, setStage, smallWorld } from '../support/stage.ts';

/** Customers as people enter them, beyond what the world has. */
const customers = {
  mixedCase: { Code: '30001', Name: 'Café "Été" & Zn.', Email: 'Inkoop@CafeEte.Example', Country: 'NL' },
  dottedVat: {
    Code: '30002',
    Name: 'Punt & Komma',
    Email: 'punt@komma.example',
    Country: 'NL',
    VATNumber: 'NL 0087.65.432.B01',
  },
  doubtful: { Code: '30003', Name: 'Twee Gezusters', Email: 'twee@gezusters.example', Country: 'NL' },
  occupied: { Code: '30004', Name: 'Groothandel West', Email: 'west@groothandel.example', Country: 'NL' },
  sameVat: {
    Code: '30005',
    Name: 'Moeder Holding',
    Email: 'moeder@holding.example',
    Country: 'NL',
    VATNumber: 'NL008111222B01',
  },
  sameVatToo: {
    Code: '30006',
    Name: 'Dochter Holding',
    Email: 'dochter@holding.example',
    Country: 'NL',
    VATNumber: 'NL008111222B01',
  },
  norwegian: {
    Code: '30007',
    Name: 'Fjordkaffe AS',
    Email: 'post@fjordkaffe.example',
    Country: 'NO',
    VATNumber: 'NO987654321MVA',
  },
  japanese: {
    Code: '30008',
    Name: 'Kissaten Aoyama',
    Email: 'info@kissaten.example',
    Country: 'JP',
    VATNumber: 'T0000000000000',
  },
};

/** Debtors that Asperion has of its own. */
const known = {
  mixedCase: { name: 'CAFE ETE & zn', emailAddress: 'INKOOP@cafeete.example', debtorKindId: 'private' },
  dottedVat: { name: 'Punt en Komma', vatNumber: 'nl008765432b01', debtorKindId: 'company' },
  doubtful: { name: 'Gezuster Een', emailAddress: 'twee@gezusters.example', debtorKindId: 'private' },
  doubtfulToo: { name: 'Gezuster Twee', emailAddress: 'Twee@Gezusters.example', debtorKindId: 'private' },
  occupied: {
    name: 'Groothandel W.',
    emailAddress: 'west@groothandel.example',
    debtorKindId: 'company',
    characteristic5: 'wholesale',
  },
};

let stage: Stage;
let run: StageRun;
let numbers: Readonly<Record<keyof typeof known, string>>;
let before: Rows;

const debtors = (): Rows => stage.asperion.rows('debtors');
const debtorOf = ({ Code }: { Code: string }): Row => only(debtors(), 'characteristic5', `EO-${Code}`);
const debtorsOf = ({ Code }: { Code: string }): Rows => debtors().filter((row) => row.characteristic5 === `EO-${Code}`);
const invoicesOf = (number: number): Rows =>
  stage.asperion
    .rows('salesinvoiceswithlines')
    .filter(({ invoiceNumber }) => invoiceNumber === `EO-${invoiceNumberOf(number)}`);

/** The number of the invoice of an order that a test enters. */
const invoiceNumberOf = (order: number): number => 26_700_000 + order;

const linesOf = (invoice: Row | undefined): Rows => (invoice?.lines ?? []) as Rows;

/** Enters a completed order and its printed invoice in Exact Online, the lines as amount, VAT code and VAT. */
function enterOrder(
  number: number,
  customer: Row,
  excluding: number,
  lines: readonly (readonly [amount: number, code: string, vat: number])[],
): void {
  const { ID: Item } = only(stage.exactOnline.rows('Items'), 'Code', 'VERZENDKOSTEN');
  const { OrderID } = stage.exactOnline.insert('SalesOrders', {
    OrderNumber: number,
    OrderDate: '2026-08-31T00:00:00',
    OrderedBy: customer.ID,
    Status: 21,
    Currency: 'EUR',
    PaymentCondition: '30',
    AmountFCExclVat: excluding,
    AmountFC: excluding,
    SalesOrderLines: lines.map(([amount, VATCode], index) => ({
      LineNumber: index + 1,
      Item,
      Description: `Regel ${index + 1}`,
      Quantity: 1,
      AmountFC: amount,
      VATCode,
    })),
  });
  const account = only(stage.exactOnline.rows('GLAccounts'), 'Code', customer.Country === 'NL' ? '8000' : '8020');
  const vat = lines.reduce((sum, [, , cents]) => sum + Math.round(cents * 100), 0) / 100;
  const including = Math.round((excluding + vat) * 100) / 100;
  stage.exactOnline.insert('SalesInvoices', {
    InvoiceNumber: invoiceNumberOf(number),
    InvoiceDate: '2026-08-31T00:00:00',
    OrderedBy: customer.ID,
    InvoiceTo: customer.ID,
    Journal: '70',
    Type: 8020,
    Status: 50,
    Currency: 'EUR',
    PaymentCondition: '30',
    AmountDC: including,
    AmountFC: including,
    AmountFCExclVat: excluding,
    VATAmountDC: vat,
    VATAmountFC: vat,
    SalesInvoiceLines: lines.map(([amount, VATCode, vatAmount], index) => ({
      LineNumber: index + 1,
      SalesOrder: OrderID,
      SalesOrderNumber: number,
      Item,
      Description: `Regel ${index + 1}`,
      GLAccount: account.ID,
      Quantity: 1,
      AmountDC: amount,
      AmountFC: amount,
      VATAmountDC: vatAmount,
      VATAmountFC: vatAmount,
      VATCode,
    })),
  });
}

beforeAll(async () => {
  stage = await setStage({ world: smallWorld() });
  const { exactOnline, asperion } = stage;
  const debtor = (fields: object) =>
    String(asperion.insert('debtors', { address: 'Kade 1', countryCode: 'NL', ...fields }).customerNumber);
  numbers = Object.fromEntries(Object.entries(known).map(([name, row]) => [name, debtor(row)])) as typeof numbers;
  const account = (fields: object): Row =>
    exactOnline.insert('Accounts', {
      Status: 'C',
      AddressLine1: 'Werf 7',
      Postcode: '1234 AB',
      City: 'Veere',
      PaymentConditionSales: '30',
      ...fields,
    });
  const accounts = Object.fromEntries(Object.entries(customers).map(([name, row]) => [name, account(row)]));
  enterOrder(40001, accounts.norwegian ?? {}, 100, [[100, '8', 0]]);
  enterOrder(40002, accounts.japanese ?? {}, 100, [[100, '8', 0]]);
  enterOrder(40003, accounts.mixedCase ?? {}, -1.37, [
    [0.1, '2', 0.02],
    [0.2, '2', 0.04],
    [1.005, '1', 0.09],
    [-2.675, '1', -0.24],
  ]);
  asperion.insert('articles', {
    articleNumber: "O'NEILL & ZN/1",
    description: 'Thermosfles "O\'Neill"',
    activeState: 'Active',
    unit: 'stuk',
    salesPrice: 12.345,
  });
  asperion.insert('articles', {
    articleNumber: 'GRATIS-1',
    description: 'Proefzakje',
    activeState: 'Active',
    unit: 'stuk',
    salesPrice: 0,
  });
  before = structuredClone(debtors());
  run = await stage.run();
});

afterAll(() => stage[Symbol.asyncDispose]());

describe('matching', () => {
  test('an e-mail address is the same in any case, and arrives in lower case', () => {
    expect(debtorOf(customers.mixedCase)).toMatchObject({
      customerNumber: numbers.mixedCase,
      name: 'Café "Été" & Zn.',
      emailAddress: 'inkoop@cafeete.example',
    });
  });

  test('a VAT number is the same with blanks and dots', () => {
    expect(debtorOf(customers.dottedVat)).toMatchObject({
      customerNumber: numbers.dottedVat,
      name: 'Punt & Komma',
      vatNumber: 'NL008765432B01',
    });
  });

  test('two debtors that answer are an ambiguity: both are named, none is touched or added', () => {
    for (const number of [numbers.doubtful, numbers.doubtfulToo]) {
      expect(only(debtors(), 'customerNumber', number)).toEqual(only(before, 'customerNumber', number));
    }
    expect(debtorsOf(customers.doubtful)).toEqual([]);
    const letter = flowOf(run, 'customers').deadLetters.find(({ reference }) => reference === '30003');
    expect(letter).toMatchObject({ code: 'AMBIGUOUS', step: 'debtor', attempts: 1 });
    expect(letter?.reason).toContain(numbers.doubtful);
    expect(letter?.reason).toContain(numbers.doubtfulToo);
  });

  test('a debtor whose external key holds something else is an ambiguity, and keeps it', () => {
    expect(only(debtors(), 'customerNumber', numbers.occupied)).toEqual(
      only(before, 'customerNumber', numbers.occupied),
    );
    expect(debtorsOf(customers.occupied)).toEqual([]);
    expect(flowOf(run, 'customers').failures).toContainEqual(
      expect.objectContaining({ reference: '30004', code: 'AMBIGUOUS' }),
    );
  });

  test('two customers with one VAT number become two debtors', () => {
    expect(debtorOf(customers.sameVat).name).toBe('Moeder Holding');
    expect(debtorOf(customers.sameVatToo).name).toBe('Dochter Holding');
  });

  test('SKUs with quotes and slashes become items once, with all decimals of their price', () => {
    const items = stage.exactOnline.rows('Items');
    const prices = stage.exactOnline.rows('SalesItemPrices');
    const thermos = only(items, 'Code', "O'NEILL & ZN/1");
    expect(thermos.Description).toBe('Thermosfles "O\'Neill"');
    expect(only(prices, 'Item', thermos.ID).Price).toBe(12.345);
    const free = only(items, 'Code', 'GRATIS-1').ID;
    expect(prices.filter(({ Item }) => Item === free)).toEqual([]);
  });
});

describe('booking', () => {
  test('Norway is a country, not a no', () => {
    expect(debtorOf(customers.norwegian).countryCode).toBe('NO');
    const [invoice] = invoicesOf(40001);
    expect(invoice?.lines).toMatchObject([{ amount: 100, vatCode: 'VEX', ledgerAccountId: 8020 }]);
  });

  test('amounts are decimals: half a cent rounds away from zero, and the sum is exact', () => {
    const [invoice] = invoicesOf(40003);
    expect(linesOf(invoice).map(({ amount, vatCode }) => [amount, vatCode])).toEqual([
      [0.1, 'VH'],
      [0.2, 'VH'],
      [1.01, 'VL'],
      [-2.68, 'VL'],
    ]);
    expect(pick(invoice ?? {}, ['amountExclVat', 'bookyear', 'bookperiod', 'description'])).toEqual({
      amountExclVat: -1.37,
      bookyear: 2026,
      bookperiod: 8,
      description: `Invoice ${invoiceNumberOf(40003)}`,
    });
  });

  test('a country that the VAT table lacks is not booked', () => {
    expect(invoicesOf(40002)).toEqual([]);
    expect(flowOf(run, 'orders').failures).toMatchObject([
      { reference: '40002', code: 'UNMAPPED_KEY', step: 'invoice' },
    ]);
  });
});

describe('what a person settles is done in the next run', () => {
  let second: StageRun;

  beforeAll(async () => {
    const flow = 'customers.exact-online-to-asperion';
    await stage.setYaml('links.yml', [flow], { '30003': numbers.doubtfulToo, '30004': 'skip' });
    await stage.setYaml('tables/vat-codes.yml', ['JP'], { '8': 'VEX' });
    second = await stage.run();
  });

  test('a pinned record is linked and updated, and its rival is left alone', () => {
    expect(debtorOf(customers.doubtful)).toMatchObject({ customerNumber: numbers.doubtfulToo, name: 'Twee Gezusters' });
    expect(only(debtors(), 'customerNumber', numbers.doubtful)).toEqual(
      only(before, 'customerNumber', numbers.doubtful),
    );
  });

  test('a record pinned as skip is left alone and no longer waits', () => {
    expect(only(debtors(), 'customerNumber', numbers.occupied)).toEqual(
      only(before, 'customerNumber', numbers.occupied),
    );
    expect(flowOf(second, 'customers').deadLetters).toEqual([]);
  });

  test('the order is booked when the table has its country', () => {
    expect(invoicesOf(40002)).toHaveLength(1);
    expect(invoicesOf(40002)[0]?.lines).toMatchObject([{ amount: 100, vatCode: 'VEX', ledgerAccountId: 8020 }]);
    expect(flowOf(second, 'orders').deadLetters).toEqual([]);
  });

  test('nothing else is written, and the run is green', () => {
    expect(namesOf(second.writes)).toEqual(['asperion PUT debtors', 'asperion POST salesinvoiceswithlines']);
    expect(second.exitCode).toBe(0);
  });
});
