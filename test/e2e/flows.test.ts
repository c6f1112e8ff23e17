import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Stage, StageRun } from '../../src/sandbox/stage.ts';
import { landmarks } from '../../src/sandbox/world/landmarks.ts';
import { debtorOf, deliveryOf, invoiceLineOf, invoiceOf, itemOf } from './expected.ts';
import { cents, only, pick, type Row, type Rows } from './rows.ts';
import { flowOf, namesOf, setStage } from './stage.ts';

let stage: Stage;
let run: StageRun;
let accounts: Rows;
let contacts: Rows;
let orders: Rows;
let orderLines: Rows;
let articles: Rows;
let before: { debtors: Rows; invoices: Rows; items: Rows; prices: Rows };
let debtors: Rows;
let invoices: Rows;
let items: Rows;
let prices: Rows;

beforeAll(async () => {
  stage = await setStage();
  const { exactOnline, asperion } = stage;
  accounts = exactOnline.rows('Accounts');
  contacts = exactOnline.rows('Contacts');
  orders = exactOnline.rows('SalesOrders');
  orderLines = exactOnline.rows('SalesOrderLines');
  articles = asperion.rows('articles');
  const targets = () =>
    structuredClone({
      debtors: asperion.rows('debtors'),
      invoices: asperion.rows('salesinvoiceswithlines'),
      items: exactOnline.rows('Items'),
      prices: exactOnline.rows('SalesItemPrices'),
    });
  before = targets();
  run = await stage.run();
  ({ debtors, invoices, items, prices } = targets());
});

afterAll(() => stage[Symbol.asyncDispose]());

test('the run writes debtors and invoices in Asperion, items and prices in Exact Online, and nothing else', () => {
  expect([...new Set(namesOf(run.writes))].sort()).toEqual([
    'asperion POST debtors',
    'asperion POST salesinvoiceswithlines',
    'asperion PUT debtors',
    'exact-online POST logistics/Items',
    'exact-online POST logistics/SalesItemPrices',
    'exact-online PUT logistics/Items',
    'exact-online PUT logistics/SalesItemPrices',
  ]);
  expect(run.writes.filter(({ status }) => status >= 300)).toEqual([]);
});

test('the sources stay as they were', () => {
  expect(stage.exactOnline.rows('Accounts')).toEqual(accounts);
  expect(stage.exactOnline.rows('Contacts')).toEqual(contacts);
  expect(stage.exactOnline.rows('SalesOrders')).toEqual(orders);
  // Exact Online shows the item's new description on lines that are as they were.
  const own = ({ ItemDescription, ...line }: Row): Row => line;
  expect(stage.exactOnline.rows('SalesOrderLines').map(own)).toEqual(orderLines.map(own));
  expect(stage.asperion.rows('articles')).toEqual(articles);
});

describe('customers', () => {
  const { customers } = landmarks;
  const account = (code: string): Row => only(accounts, 'Code', code);
  const debtor = (code: string): Row => only(debtors, 'characteristic5', `EO-${code}`);
  const known = Object.values(customers.known);

  test('every customer with an address is exactly one debtor, field by field', () => {
    const wanted = accounts.filter(({ Status, AddressLine1 }) => Status === 'C' && AddressLine1 !== null);
    expect(wanted).toHaveLength(37);
    for (const one of wanted) {
      const { comments, ...fields } = debtorOf(one, contacts);
      const isNew = known.every(({ account: code }) => code !== one.Code);
      const found = debtor(String(one.Code));
      expect(pick(found, Object.keys(fields))).toEqual(fields);
      if (isNew) expect(found.comments).toBe(comments);
    }
    expect(debtors).toHaveLength(before.debtors.length + wanted.length - known.length);
    expect(new Set(debtors.map(({ customerNumber }) => customerNumber)).size).toBe(debtors.length);
  });

  test('a company keeps its contact person, VAT and chamber number', () => {
    expect(debtor('20002')).toMatchObject({
      name: 'Hotel Noorderlicht B.V.',
      attentionTo: 'Pieter Hofman',
      debtorKindId: 'company',
      vatNumber: 'NL812345678B01',
      cocNumber: '30923456',
      emailAddress: 'inkoop@noorderlicht.example',
      paymentConditionId: 2,
      countryCode: 'NL',
    });
  });

  test('a private person is no contact of itself', () => {
    expect(debtor('20004')).toMatchObject({
      name: 'Sanne de Vries',
      attentionTo: null,
      debtorKindId: 'private',
      vatNumber: null,
      cocNumber: null,
      emailAddress: 'familie.devries@example.com',
      paymentConditionId: 2,
    });
  });

  test('an association without a VAT number and without a contact is a company', () => {
    expect(debtor(customers.withoutContact)).toMatchObject({
      name: 'Stichting Buurtboerderij Het Lage Land',
      attentionTo: null,
      debtorKindId: 'company',
      vatNumber: null,
      cocNumber: '40945678',
      paymentConditionId: 1,
    });
  });

  test('a remark of Exact Online comes along when the debtor is made', () => {
    expect(debtor('20009')).toMatchObject({
      name: 'Feinkost Müller & Söhne GmbH',
      countryCode: 'DE',
      comments: 'Rechnung immer zweifach.',
    });
  });

  test('the one known by the external key is the same in both systems, and is not written', () => {
    const { account: code, debtor: number } = customers.known.byExternalKey;
    expect(debtor(code)).toEqual(only(before.debtors, 'customerNumber', number));
  });

  test('the one known by a VAT number that was typed with dots is found, corrected and keeps what is its own', () => {
    const { account: code, debtor: number } = customers.known.byVatNumber;
    const old = only(before.debtors, 'customerNumber', number);
    expect(old.vatNumber).toBe('NL 8123.45.678.B01');
    const { dateLastChange, ...found } = debtor(code);
    expect(found).toEqual({ ...found, ...debtorOf(account(code), contacts), comments: old.comments });
    expect(pick(found, ['id', 'customerNumber', 'paymentMethodId', 'dateAdded', 'comments'])).toEqual(
      pick(old, ['id', 'customerNumber', 'paymentMethodId', 'dateAdded', 'comments']),
    );
    expect(found.comments).toBe('Sleutel ligt bij de receptie.');
    expect(dateLastChange).not.toBe(old.dateLastChange);
  });

  test('the one known by an e-mail address in capitals is found and completed', () => {
    const { account: code, debtor: number } = customers.known.byEmailAddress;
    const old = only(before.debtors, 'customerNumber', number);
    expect(old).toMatchObject({ emailAddress: 'WINKEL@GOUDENKORENAAR.EXAMPLE', vatNumber: null, cocNumber: null });
    expect(debtor(code)).toMatchObject({
      id: old.id,
      customerNumber: number,
      emailAddress: 'winkel@goudenkorenaar.example',
      vatNumber: 'NL823456789B02',
      cocNumber: '30934567',
    });
  });

  test('customers that share an e-mail address are debtors of their own', () => {
    for (const [left, right] of customers.sharingAnAddress) {
      expect(debtor(left).emailAddress).toBe(debtor(right).emailAddress);
      expect(debtor(left).customerNumber).not.toBe(debtor(right).customerNumber);
      expect(debtor(left).name).not.toBe(debtor(right).name);
    }
  });

  test.each([
    ['20006', 'BE', 'company'],
    ['20010', 'BE', 'private'],
    ['20011', 'DE', 'private'],
    ['20012', 'FR', 'private'],
    ['20013', 'FR', 'company'],
    ['20014', 'AT', 'company'],
    ['20015', 'CH', 'company'],
    ['20016', 'GB', 'company'],
  ])('customer %s from %s is a %s debtor of that country', (code, countryCode, debtorKindId) => {
    expect(debtor(code)).toMatchObject({ countryCode, debtorKindId, postCode: account(code).Postcode });
  });

  test('prospects and suppliers, and those without an address, are nowhere in Asperion', () => {
    for (const code of [...customers.notCustomers, customers.withoutAddress]) {
      expect(debtors.filter(({ characteristic5 }) => characteristic5 === `EO-${code}`)).toEqual([]);
      expect(debtors.filter(({ name }) => name === account(code).Name)).toEqual([]);
    }
    expect(flowOf(run, 'customers').failures.map(({ reference }) => reference)).toEqual([customers.withoutAddress]);
  });

  test('the debtors that only Asperion has are left alone', () => {
    for (const number of customers.ofAsperionOnly) {
      expect(only(debtors, 'customerNumber', number)).toEqual(only(before.debtors, 'customerNumber', number));
    }
  });

  test('the numbers of the report are those of the target', () => {
    expect(flowOf(run, 'customers').steps).toEqual([
      { step: 'debtor', read: 38, created: 34, updated: 2, unchanged: 1, skipped: 0, failed: 1 },
    ]);
  });
});

describe('products', () => {
  const own = [
    'ID',
    'Item',
    'Account',
    'Currency',
    'Quantity',
    'NumberOfItemsPerUnit',
    'Unit',
    'StartDate',
    'EndDate',
    'Price',
    'Modified',
  ];
  const { articles: marks } = landmarks;
  const item = (sku: string): Row => only(items, 'Code', sku);
  const oldItem = (sku: string): Row | undefined => before.items.find(({ Code }) => Code === sku);
  const article = (sku: string): Row => only(articles, 'articleNumber', sku);
  const pricesOf = (sku: string): Rows => prices.filter(({ Item }) => Item === item(sku).ID);
  const openEnded = (sku: string): Rows =>
    pricesOf(sku).filter(({ Account, EndDate, Quantity }) => Account === null && EndDate === null && Quantity === 1);
  const isActive = ({ activeState }: Row): boolean => activeState === 'Active';
  const hasKnownUnit = ({ articleNumber }: Row): boolean => !marks.unknownUnits.some((sku) => sku === articleNumber);
  /** What becomes an item: active, in a unit that Exact Online has. */
  const wantedArticles = (): Rows => articles.filter((one) => isActive(one) && hasKnownUnit(one));

  test('every active article in a unit that Exact Online has is exactly one item with its SKU, field by field', () => {
    const wanted = wantedArticles();
    expect(wanted).toHaveLength(20);
    for (const one of wanted) {
      const fields = itemOf(one);
      const found = item(String(one.articleNumber));
      expect(pick(found, Object.keys(fields))).toEqual(fields);
      const old = oldItem(String(one.articleNumber));
      if (old === undefined) {
        expect(found.IsStockItem).toBe(one.isStockArticle);
        expect(found.StartDate).toBe(one.dateAdded);
      } else {
        const kept = ['ID', 'IsStockItem', 'StartDate', 'ItemGroup', 'SalesVatCode', 'CostPriceStandard', 'Notes'];
        expect(pick(found, kept)).toEqual(pick(old, kept));
      }
    }
    expect(items).toHaveLength(before.items.length + 12);
  });

  test('every one of them with a price has exactly one open-ended price for everybody, to the cent', () => {
    for (const one of wantedArticles()) {
      const found = openEnded(String(one.articleNumber));
      if (one.salesPrice === null) {
        expect(found).toEqual([]);
        continue;
      }
      expect(found).toHaveLength(1);
      expect(cents(found[0]?.Price)).toBe(cents(one.salesPrice));
      expect(found[0]).toMatchObject({ Currency: 'EUR', NumberOfItemsPerUnit: 1 });
    }
    expect(prices).toHaveLength(before.prices.length + 17);
  });

  test('an item without a price gets one', () => {
    expect(openEnded(marks.knownWithoutPrice)).toMatchObject([{ Price: 14.5, Quantity: 1, Account: null }]);
  });

  test('a price that differs is changed where it is, not doubled', () => {
    const id = oldItem(marks.knownWithPrice)?.ID;
    const old = before.prices.filter(({ Item }) => Item === id);
    const [listed] = old.filter(
      ({ Account, EndDate, Quantity }) => Account === null && EndDate === null && Quantity === 1,
    );
    expect(listed?.Price).toBe(17.0525);
    expect(pricesOf(marks.knownWithPrice)).toHaveLength(old.length);
    expect(openEnded(marks.knownWithPrice)).toMatchObject([
      { ID: listed?.ID, Price: 17.95, StartDate: listed?.StartDate },
    ]);
  });

  test('quantity prices, ended prices and price agreements are left alone', () => {
    const special = before.prices.filter(
      ({ Account, EndDate, Quantity }) => Account !== null || EndDate !== null || Quantity !== 1,
    );
    expect(special).toHaveLength(6);
    for (const price of special) expect(pick(only(prices, 'ID', price.ID), own)).toEqual(pick(price, own));
  });

  test('what is the same in both systems is not written', () => {
    expect(item(marks.same)).toEqual(oldItem(marks.same));
    expect(pricesOf(marks.same)).toEqual(before.prices.filter(({ Item }) => Item === oldItem(marks.same)?.ID));
  });

  test('an article without a price becomes an item without one', () => {
    expect(item(marks.withoutPrice)).toMatchObject({ Description: 'Maatwerk volgens offerte', IsStockItem: false });
    expect(pricesOf(marks.withoutPrice)).toEqual([]);
  });

  test('inactive articles are not read', () => {
    for (const sku of marks.inactive) {
      expect(article(sku).activeState).toBe('Inactive');
      expect(items.filter(({ Code }) => Code === sku)).toEqual([]);
    }
    // The two in unknown units wait, so they have no price either.
    expect(flowOf(run, 'products').steps.map(({ read }) => read)).toEqual([22, 20]);
  });

  test('an article in a unit that Exact Online lacks waits, the others keep their own', () => {
    for (const sku of marks.unknownUnits) expect(items.filter(({ Code }) => Code === sku)).toEqual([]);
    expect(flowOf(run, 'products').failures.map(({ reference, code }) => [reference, code])).toEqual(
      marks.unknownUnits.map((sku) => [sku, 'UNMAPPED_KEY']),
    );
    const units = ['THE-1003', 'MAC-3002', 'MAC-3003', 'ACC-4002', 'ACC-4005', 'KOF-1004', 'DNS-9001'].map(
      (sku) => item(sku).Unit,
    );
    expect(units).toEqual(['doos', 'stuk', 'stuk', 'stuk', 'm', 'kg', 'uur']);
  });

  test('a description too long for Exact Online is cut at 60 characters', () => {
    expect(item(marks.longDescription).Description).toBe(
      'Reinigingstabletten espressomachine, pot met 100 tabletten v',
    );
  });

  test('items that only Exact Online has are left alone, their prices too', () => {
    for (const sku of marks.ofExactOnlineOnly) {
      expect(item(sku)).toEqual(oldItem(sku));
      expect(pricesOf(sku)).toEqual(before.prices.filter(({ Item }) => Item === oldItem(sku)?.ID));
    }
  });

  test('the numbers of the report are those of the target', () => {
    expect(flowOf(run, 'products').steps).toEqual([
      { step: 'item', read: 22, created: 12, updated: 7, unchanged: 1, skipped: 0, failed: 2 },
      { step: 'price', read: 20, created: 17, updated: 1, unchanged: 1, skipped: 1, failed: 0 },
    ]);
  });
});

describe('orders', () => {
  const { orders: marks } = landmarks;
  const source = (entity: string): Rows => stage.exactOnline.rows(entity);
  const order = (number: number): Row => only(orders, 'OrderNumber', number);
  const inOrder = (rows: Rows): Rows =>
    rows.toSorted((left, right) => Number(left.LineNumber) - Number(right.LineNumber));
  const linesOf = ({ OrderID }: Row): Rows => inOrder(orderLines.filter((line) => line.OrderID === OrderID));
  const billed = ({ InvoiceID }: Row): Rows =>
    inOrder(source('SalesInvoiceLines').filter((line) => line.InvoiceID === InvoiceID));
  const printed = (): Rows => source('SalesInvoices').filter(({ Status }) => Status === 50);
  const isOf = (number: number) => (one: Row) =>
    billed(one).some(({ SalesOrderNumber }) => SalesOrderNumber === number);
  const accountCode = (id: unknown): unknown => only(source('GLAccounts'), 'ID', id).Code;
  const invoice = (number: number | string): Row => only(invoices, 'invoiceNumber', `EO-${number}`);
  const lines = (row: Row): Rows => row.lines as Rows;
  const owes = ({ InvoiceTo }: Row): unknown =>
    only(debtors, 'characteristic5', `EO-${String(only(accounts, 'ID', InvoiceTo).Code)}`).customerNumber;
  const total = (rows: Rows, field: string): number => rows.reduce((sum, row) => sum + cents(row[field]), 0);
  const addsUp = (one: Row): boolean => total(billed(one), 'AmountDC') === cents(one.AmountDC) - cents(one.VATAmountDC);

  test('every printed invoice that adds up is exactly one invoice, field by field and to the cent', () => {
    const wanted = printed().filter(addsUp);
    expect(wanted).toHaveLength(22);
    for (const one of wanted) {
      // The one that was there before the first sync keeps its own words and has no day to be paid on.
      const { description, paymentDueDate, ...fields } = invoiceOf(one, owes(one));
      const isNew = one.InvoiceNumber !== marks.bookedAs;
      const header: Row = isNew ? { ...fields, description, paymentDueDate } : fields;
      const found = invoice(Number(one.InvoiceNumber));
      expect(pick(found, Object.keys(header))).toEqual(header);
      const wantedLines = billed(one).map((line) => {
        const { AmountDC: amount, VATAmountDC: vat, GLAccount } = line;
        // The one that was there before has its amounts on the account of its country, which is that of its lines.
        return invoiceLineOf(line, { amount, vat }, accountCode(GLAccount));
      });
      expect(lines(found).map((line) => pick(line, Object.keys(wantedLines[0] ?? {})))).toEqual(wantedLines);
      expect(cents(found.amountExclVat)).toBe(cents(one.AmountDC) - cents(one.VATAmountDC));
      expect(cents(found.amountInclVat)).toBe(cents(one.AmountDC));
    }
    // The two that are booked by their delivery, and not the one that was there before.
    expect(invoices).toHaveLength(before.invoices.length + wanted.length - 1 + 2);
  });

  test.each([
    // order, invoice, customer, day, excluding VAT, including VAT, lines: description, amount, VAT code, revenue account
    [
      26001,
      26000001,
      '20001',
      '2026-01-06',
      257.28,
      284.38,
      [
        ['KOF-1001 Espresso Morgenrood bonen', 224.38, 'VL', 8000],
        ['ACC-4001 Melkkan roestvrij staal 600 ml', 32.9, 'VH', 8000],
      ],
    ],
    [
      26002,
      26000002,
      '20002',
      '2026-01-10',
      4731.08,
      5724.6,
      [
        ['MAC-3001 Espressomachine Duo, 2 groepen', 4527.88, 'VH', 8000],
        ['DNS-9001 Onderhoud espressomachine', 196.25, 'VH', 8000],
        ['VERZENDKOSTEN Verzendkosten', 6.95, 'VH', 8900],
      ],
    ],
    [
      26003,
      26000003,
      '20002',
      '2026-01-15',
      -52.35,
      -59.03,
      [
        ['KOF-1001 Espresso Morgenrood bonen', -35.9, 'VL', 8000],
        ['ACC-4001 Melkkan roestvrij staal 600 ml', -16.45, 'VH', 8000],
      ],
    ],
    [
      26004,
      26000004,
      '20003',
      '2026-01-16',
      2937,
      3553.77,
      [
        ['MAC-3001 Espressomachine Duo, 2 groepen', 4895, 'VH', 8000],
        ['MAC-3001 Espressomachine Duo, 2 groepen', -1958, 'VH', 8000],
      ],
    ],
    [
      26005,
      26000005,
      '20004',
      '2026-01-21',
      13.38,
      14.59,
      [
        ['THE-1001 Earl Grey, doos van 20 × 2 g', 9.75, 'VL', 8000],
        ['KOF-1002 Filterkoffie Ochtendmelange gemalen', 3.63, 'VL', 8000],
      ],
    ],
    [
      26006,
      26000006,
      '20006',
      '2026-01-25',
      490.01,
      490.01,
      [
        ['KOF-1003 Decaf Nachtrust bonen', 362.51, 'VICP', 8011],
        ['BEKER-DRUK Kartonnen bekers bedrukt, per stuk', 127.5, 'VICP', 8011],
      ],
    ],
    [
      26007,
      26000007,
      '20009',
      '2026-01-21',
      209.65,
      209.65,
      [['KOF-2001 Koffiecups compostable, doos van 100', 209.65, 'VICP', 8012]],
    ],
    [
      26008,
      26000008,
      '20010',
      '2026-01-25',
      30.95,
      35.27,
      [
        ['KOF-1002 Filterkoffie Ochtendmelange gemalen', 14.5, 'OSS-BE-L', 8011],
        ['ACC-4001 Melkkan roestvrij staal 600 ml', 16.45, 'OSS-BE', 8011],
      ],
    ],
    [
      26009,
      26000009,
      '20011',
      '2026-01-30',
      29.91,
      33.98,
      [
        ['KOF-1001 Espresso Morgenrood bonen', 13.46, 'OSS-DE-L', 8012],
        ['ACC-4001 Melkkan roestvrij staal 600 ml', 16.45, 'OSS-DE', 8012],
      ],
    ],
    [
      26010,
      26000010,
      '20012',
      '2026-01-31',
      19.5,
      23.4,
      [['THE-1001 Earl Grey, doos van 20 × 2 g', 19.5, 'OSS-FR', 8010]],
    ],
    [
      26011,
      26000011,
      '20015',
      '2026-02-05',
      566.3,
      566.3,
      [
        ['KOF-1001 Espresso Morgenrood bonen', 538.5, 'VEX', 8020],
        ['VERZENDKOSTEN Verzendkosten', 27.8, 'VEX', 8900],
      ],
    ],
    // 156.00 pounds at 1.17.
    [
      26012,
      26000012,
      '20016',
      '2026-02-09',
      182.52,
      182.52,
      [['THE-1001 Earl Grey, doos van 20 × 2 g', 182.52, 'VEX', 8020]],
    ],
    [
      26017,
      26000014,
      '20008',
      '2026-02-20',
      122,
      138.49,
      [
        ['KOF-1002 Filterkoffie Ochtendmelange gemalen', 43.5, 'V0', 8000],
        ['DNS-9001 Onderhoud espressomachine', 78.5, 'VH', 8000],
      ],
    ],
    [
      26018,
      26000015,
      '20023',
      '2026-01-12',
      177.9,
      197.86,
      [
        ['KOF-1002 Filterkoffie Ochtendmelange gemalen', 145, 'VL', 8000],
        ['ACC-4001 Melkkan roestvrij staal 600 ml', 32.9, 'VH', 8000],
      ],
    ],
    // 5 of 12, and the order is still open.
    [
      26020,
      26000018,
      '20034',
      '2026-02-27',
      16.25,
      17.71,
      [['THE-1001 Earl Grey, doos van 20 × 2 g', 16.25, 'VL', 8000]],
    ],
    // 4 of 10; the other six never come.
    [
      26021,
      26000019,
      '20030',
      '2026-03-01',
      65.8,
      79.62,
      [['ACC-4001 Melkkan roestvrij staal 600 ml', 65.8, 'VH', 8000]],
    ],
    // Ordered by 20002, delivered to 20003.
    [
      26024,
      26000020,
      '20030',
      '2026-03-11',
      4419.4,
      5347.48,
      [
        ['MAC-3001 Espressomachine Duo, 2 groepen', 4405.5, 'VH', 8000],
        ['VERZENDKOSTEN Verzendkosten', 13.9, 'VH', 8900],
      ],
    ],
  ] as const)(
    'order %i is booked as invoice %i, for customer %s on %s, at %d without and %d with VAT, on the right codes and accounts',
    (number, invoiceNumber, code, day, excluding, including, wanted) => {
      expect(printed().filter(isOf(number))).toMatchObject([{ InvoiceNumber: invoiceNumber }]);
      const found = invoice(invoiceNumber);
      expect(found).toMatchObject({
        date: `${day}T00:00:00`,
        bookyear: 2026,
        bookperiod: Number(day.slice(5, 7)),
        amountExclVat: excluding,
        amountInclVat: including,
        debtorCustomerNumber: only(debtors, 'characteristic5', `EO-${code}`).customerNumber,
      });
      const rows = lines(found).map(({ description, amount, vatCode, ledgerAccountId }) => [
        description,
        amount,
        vatCode,
        ledgerAccountId,
      ]);
      expect(rows).toEqual(wanted);
    },
  );

  test('an order with two invoices is booked as both, each on its own day', () => {
    expect(invoice(26000016)).toMatchObject({ date: '2026-02-24T00:00:00', bookperiod: 2, amountInclVat: 117.39 });
    expect(invoice(26000017)).toMatchObject({ date: '2026-03-13T00:00:00', bookperiod: 3, amountInclVat: 197.69 });
    // 6 and 4 kilos of coffee, and the 6 jugs with the second.
    expect(lines(invoice(26000016)).map(({ amount }) => amount)).toEqual([107.7]);
    expect(lines(invoice(26000017)).map(({ amount }) => amount)).toEqual([71.8, 98.7]);
  });

  test('an order that was delivered and not invoiced is booked on the day of its last delivery', () => {
    const days = ['2026-03-01T00:00:00', '2026-03-13T00:00:00'];
    marks.deliveredOnly.forEach((number, place) => {
      const one = order(number);
      const header = deliveryOf(one, days[place], owes(one));
      const found = invoice(`O${number}`);
      expect(pick(found, Object.keys(header))).toEqual(header);
      const wantedLines = linesOf(one).map((line) =>
        // The items have no account of their own, so it is that of sales in the Netherlands.
        invoiceLineOf(line, { amount: line.AmountFC, vat: line.VATAmount }, 8000),
      );
      expect(lines(found).map((line) => pick(line, Object.keys(wantedLines[0] ?? {})))).toEqual(wantedLines);
      expect(pick(found, ['amountExclVat', 'amountInclVat'])).toEqual({
        amountExclVat: one.AmountFCExclVat,
        amountInclVat: one.AmountFC,
      });
    });
  });

  test('the reference of the customer stands in the description', () => {
    expect(invoice(26000003).description).toBe('Invoice 26000003 Retour 26002');
    expect(invoice(26000002).description).toBe('Invoice 26000002');
  });

  test('an invoice that is booked already is compared and left as it is', () => {
    const number = `EO-${marks.bookedAs}`;
    expect(only(invoices, 'invoiceNumber', number)).toEqual(only(before.invoices, 'invoiceNumber', number));
    // It, and the two orders without an invoice; those with one have nothing to book by delivery.
    expect(flowOf(run, 'orders').steps.map(({ skipped }) => skipped)).toEqual([0, 3, 21]);
  });

  test('an invoice with a charge that no line shows is not booked, and its reason tells both amounts', () => {
    const [off] = printed().filter(isOf(marks.totalMismatch));
    expect(total(billed(off ?? {}), 'AmountDC')).toBe(14850);
    expect(cents(off?.AmountDC)).toBe(15545);
    const failure = flowOf(run, 'orders').failures.find(({ reference }) => reference === String(marks.totalMismatch));
    expect(failure).toMatchObject({ code: 'CHECK_FAILED', step: 'invoice', isNew: true, attempts: 1 });
    expect(failure?.reason).toContain(
      `The lines of invoice ${String(off?.InvoiceNumber)} come to 148.50 without VAT and the invoice to 155.45.`,
    );
    expect(run.exitCode).toBe(1);
  });

  test('an order whose invoice is not printed waits', () => {
    const failure = flowOf(run, 'orders').failures.find(({ reference }) => reference === String(marks.notPrinted));
    expect(failure).toMatchObject({ code: 'CHECK_FAILED', step: 'debtor' });
    expect(failure?.reason).toContain('An invoice of the order is not printed yet');
    // It, and the one with the charge.
    expect(flowOf(run, 'orders').failures).toHaveLength(2);
  });

  test('what was closed by hand is told, with what of it is booked', () => {
    expect(run.summary).toContain(
      `closed-by-hand, 1 record (${marks.closedByHand}): Of ACC-4001 4 of 10 are booked; the rest of the order was closed.`,
    );
  });

  test.each([marks.totalMismatch, marks.notPrinted, marks.neither, ...marks.unfinished])(
    'nothing of order %i is booked',
    (number) => {
      const own = printed()
        .filter(isOf(number))
        .map(({ InvoiceNumber }) => String(InvoiceNumber));
      const unwanted = [`O${number}`, String(number), ...own].map((name) => `EO-${name}`);
      expect(invoices.filter(({ invoiceNumber }) => unwanted.includes(String(invoiceNumber)))).toEqual([]);
    },
  );

  test('orders of which nothing was sold are left out, and counted under what they are', () => {
    // 26020 is partial, but what was delivered is invoiced; 26028 is cancelled.
    expect(orders.filter(({ Status }) => Status !== 21).map(({ OrderNumber }) => OrderNumber)).toEqual([
      ...marks.unfinished,
      ...[marks.partlyInvoiced, 26028],
    ]);
    expect(flowOf(run, 'orders').leftOut).toEqual([
      { words: 'cancelled', count: 2 },
      { words: 'neither invoiced nor complete', count: 2 },
      { words: 'closed with nothing delivered', count: 1 },
    ]);
    for (const number of [...marks.unfinished, marks.neither]) expect(run.summary).not.toContain(String(number));
  });

  test("Asperion's own invoice is left alone", () => {
    expect(only(invoices, 'invoiceNumber', '2026-0001')).toEqual(only(before.invoices, 'invoiceNumber', '2026-0001'));
  });

  test('the numbers of the report are those of the target', () => {
    // 25 orders: the one that is not printed fails first, the one with a charge at its invoice. An order with two invoices counts once.
    expect(flowOf(run, 'orders').steps).toEqual([
      { step: 'debtor', read: 25, created: 0, updated: 0, unchanged: 24, skipped: 0, failed: 1 },
      { step: 'invoice', read: 24, created: 20, updated: 0, unchanged: 0, skipped: 3, failed: 1 },
      { step: 'delivery', read: 23, created: 2, updated: 0, unchanged: 0, skipped: 21, failed: 0 },
    ]);
  });
});
