import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Answer, Call, Choices, Mishap, PlainServer, Row } from './plain-servers.ts';
import { type PlainRun, setPlainStage } from './plain-stage.ts';

const ODD: Choices = {
  pageSize: 3,
  numbers: 'texts',
  order: 'newest-first',
  created: { status: 200, fields: 'key' },
};

const EVEN: Choices = {
  pageSize: 60,
  numbers: 'numbers',
  order: 'oldest-first',
  created: { status: 201, fields: 'all' },
};

const WITH_FILE = { 'INPUT_STATE-STORE': 'file:state/sync.bin', ACTIONS_RESULTS_URL: '', ACTIONS_RUNTIME_TOKEN: '' };

const CUSTOMERS = 'customers.exact-online-to-asperion';
const PRODUCTS = 'products.asperion-to-exact-online';
const ORDERS = 'orders.exact-online-to-asperion';

/** References and codes of the records that failed. */
const failuresOf = ({ report }: PlainRun): readonly string[] =>
  report.flows.flatMap(({ failures }) => failures.map(({ reference, code }) => `${reference} ${code}`));

const find = (rows: readonly Row[], field: string, value: unknown): Row =>
  rows.find((row) => row[field] === value) ?? {};

describe.concurrent.each<[string, Choices, Record<string, string>]>([
  ['small pages backwards, texts for numbers and POSTs that answer a key', ODD, {}],
  ['large pages, numbers, POSTs that answer the record, and the state in a file', EVEN, WITH_FILE],
])('servers with %s', (_title, choices, variables) => {
  test('hold each record once, field by field, whatever happens between the runs', async () => {
    await using stage = await setPlainStage({ choices, variables, articles: 28 });
    const { debtors = [], articles = [], salesinvoiceswithlines: invoices = [] } = stage.asperion.tables;
    const { Accounts, Items = [], SalesItemPrices = [], SalesOrders, SalesOrderLines } = stage.exact.tables;
    const debtor = (code: string): Row => find(debtors, 'characteristic5', code);

    const first = await stage.run();
    expect(failuresOf(first)).toEqual(['1006 CHECK_FAILED']); // its line has no VAT code
    expect(first.exitCode).toBe(1);
    expect(debtors).toHaveLength(32 + 4);
    expect(debtor('EO-20001')).toMatchObject(firstDebtor);
    expect(debtor('EO-20002')).toMatchObject({ name: 'J. Jansen', debtorKindId: 'private' });
    expect(debtor('EO-20002').paymentConditionId ?? null).toBeNull(); // it has none there
    expect(debtor('EO-20002').attentionTo ?? null).toBeNull();
    expect(debtor('EO-20003')).toMatchObject({ address: "Rue de l'Été 3", countryCode: 'BE', debtorKindId: 'company' });
    expect(debtor('EO-20004')).toMatchObject({ customerNumber: '10017', name: 'Oude Bekende BV', vatNumber: 'NL4' });
    expect(debtor('EO-20005')).toMatchObject({ name: 'Toch Klant', countryCode: 'US', debtorKindId: 'private' });

    expect(invoices).toHaveLength(5);
    for (const [number, customer, fields] of invoicesAtFirst) {
      const expected = { debtorCustomerNumber: debtor(customer).customerNumber, journalId: '70', ...fields };
      expect(find(invoices, 'invoiceNumber', number)).toMatchObject(expected);
    }

    expect(Items).toHaveLength(28);
    expect(find(Items, 'Code', 'A-1')).toMatchObject({ Description: 'Meel '.repeat(12).trimEnd(), Unit: 'stuk    ' });
    expect(find(Items, 'Code', 'A-2')).toMatchObject(secondItem);
    const pricesOf = (code: string): readonly unknown[] =>
      SalesItemPrices.filter((row) => sameId(row.Item, find(Items, 'Code', code).ID)).map((row) => row.Price);
    expect(SalesItemPrices).toHaveLength(28);
    expect(pricesOf('A-1')).toEqual([2.5, 0.5]); // the second is an agreement with one customer
    expect(pricesOf('A-3')).toEqual([]);
    expect(pricesOf('A-28')).toEqual([28]);

    const idle = await stage.run();
    expect(idle.exitCode).toBe(0);
    // What was given out in the last quarter of an hour is read once more, in as many pages as it has.
    expect([...new Set(idle.calls)]).toEqual([
      'exact GET sync/Deleted',
      'exact GET sync/CRM/Accounts',
      'exact GET sync/SalesOrder/SalesOrderLines',
      'exact GET sync/SalesOrder/SalesOrderHeaders',
      'asperion GET articles',
    ]);
    expect(idle.calls.filter((call) => call === 'asperion GET articles')).toHaveLength(2); // 28 articles are two pages

    stage.exact.edit(Accounts?.[0], { AddressLine1: 'Dorpsstraat 10', Phone: '' });
    stage.exact.edit(Accounts?.[4], { Status: 'C' });
    stage.exact.edit(SalesOrders?.[3], { Status: 21 });
    stage.exact.edit(SalesOrderLines?.[6], { VATCode: '2  ' });
    stage.asperion.edit(articles[3], { description: 'Nieuwe naam' });
    stage.asperion.edit(articles[26], { salesPrice: 99 });
    stage.asperion.edit(debtor('EO-20002'), { city: 'Gezet door een mens' });
    const edited = await stage.run();
    expect(edited.exitCode).toBe(0);
    expect(edited.writes.toSorted()).toEqual([
      ['asperion POST salesinvoiceswithlines', expect.objectContaining({ invoiceNumber: 'EO-O1004' })],
      ['asperion POST salesinvoiceswithlines', expect.objectContaining({ invoiceNumber: 'EO-O1006' })],
      ['asperion PUT debtors', { address: 'Dorpsstraat 10', phoneNumber: null }],
      ['exact PUT logistics/Items', { Description: 'Nieuwe naam' }],
      ['exact PUT logistics/SalesItemPrices', { Price: 99 }],
    ]);

    await stage.loseState();
    const lost = await stage.run();
    expect(lost.exitCode).toBe(0);
    expect(lost.writes).toEqual([['asperion PUT debtors', { city: null }]]); // compared in full: the source wins
  });
});

/** Spoils the first call that fits. */
function once(fits: (call: Call) => boolean, mishap: Mishap): PlainServer['spoil'] {
  let isDone = false;
  return (call) => {
    if (isDone || !fits(call)) return undefined;
    isDone = true;
    return mishap;
  };
}

const isPost = (resource: string) => (call: Call) => call.method === 'POST' && call.path.endsWith(resource);
const reads = (resource: string) => (call: Call) => call.method === 'GET' && call.path.includes(resource);

const FAULT_PAGE = '<?xml version="1.0"?><!DOCTYPE html><html><title>502 Bad Gateway</title></html>';

describe.concurrent('an answer that is lost after the record was stored', () => {
  test.each<[string, string, Answer, number]>([
    ['debtors', CUSTOMERS, 'lost', 32 + 3],
    ['salesinvoiceswithlines', ORDERS, { status: 500 }, 5],
    ['Items', PRODUCTS, 'lost', 3],
    ['SalesItemPrices', PRODUCTS, { status: 502, body: FAULT_PAGE }, 3],
  ])('makes no second record of %s', async (resource, flow, answer, count) => {
    const variables = { ...WITH_FILE, INPUT_FLOWS: flow, 'INPUT_FAIL-ON': 'never' };
    await using stage = await setPlainStage({ choices: ODD, variables });
    const spoil = once(isPost(resource), { carriedOut: true, answer });
    stage.exact.spoil = spoil;
    stage.asperion.spoil = spoil;
    expect((await stage.run()).exitCode).toBe(0);
    expect({ ...stage.exact.tables, ...stage.asperion.tables }[resource]).toHaveLength(count);
    expect((await stage.run()).writes).toEqual([]);
  });
});

describe.concurrent('servers that refuse', () => {
  test('are asked again when they say, and after a fault', async () => {
    await using stage = await setPlainStage({ choices: ODD, variables: { ...WITH_FILE, INPUT_FLOWS: CUSTOMERS } });
    const inASecond = { status: 429, headers: { 'Retry-After': '1' } };
    stage.exact.spoil = once(reads('sync/CRM'), { carriedOut: false, answer: inASecond });
    stage.asperion.spoil = once(reads('debtors'), { carriedOut: false, answer: { status: 429 } });
    expect((await stage.run()).exitCode).toBe(0);
    expect(stage.asperion.tables.debtors).toHaveLength(32 + 3);

    stage.exact.edit(stage.exact.tables.Accounts?.[0], { City: 'Zeist' });
    stage.exact.spoil = once(reads('sync/CRM'), { carriedOut: false, answer: { status: 502, body: FAULT_PAGE } });
    expect((await stage.run()).writes).toEqual([['asperion PUT debtors', { city: 'Zeist' }]]);
  });

  test('one resource stop the flow that needs it, and no other', async () => {
    await using stage = await setPlainStage({ choices: ODD, variables: WITH_FILE });
    stage.asperion.spoil = (call) =>
      reads('articles')(call) ? { carriedOut: false, answer: { status: 403, body: 'Geen inTrade' } } : undefined;
    const { report } = await stage.run();
    expect(report.flows.map(({ status, error }) => [status, error?.code])).toEqual([
      ['ok', undefined],
      ['stopped', 'FORBIDDEN'],
      ['ok', undefined],
    ]);
    expect(stage.asperion.tables.salesinvoiceswithlines).toHaveLength(5);
  });
});

describe.concurrent('a list that ignores orderBy', () => {
  test.each<[string, Choices, number, number]>([
    ['by id, with the newest change on top', EVEN, 0, 26],
    ['backwards, whose first page never changes', ODD, 1, 0],
  ])('is read in full: %s', async (_title, choices, before, after) => {
    await using stage = await setPlainStage({
      choices,
      articles: 28,
      variables: { ...WITH_FILE, INPUT_FLOWS: PRODUCTS },
    });
    const { articles = [] } = stage.asperion.tables;
    for (const row of articles) stage.asperion.edit(row, { dateLastChange: '2026-01-05T00:00:00' });
    stage.asperion.edit(articles[before], { dateLastChange: '2026-11-20T09:00:00' });
    await stage.run();
    stage.asperion.edit(articles[after], { description: 'Nieuwe naam', dateLastChange: '2026-11-20T10:00:00' });
    expect((await stage.run()).writes).toEqual([['exact PUT logistics/Items', { Description: 'Nieuwe naam' }]]);
  });
});

test.concurrent('an older state that comes back costs no second record', async () => {
  await using stage = await setPlainStage({ choices: EVEN, variables: WITH_FILE });
  const [saved, older] = [join(stage.folder, 'state', 'sync.bin'), join(stage.folder, 'older.bin')];
  await stage.run();
  await cp(saved, older);
  stage.exact.edit(stage.exact.tables.Accounts?.[4], { Status: 'C' });
  stage.exact.edit(stage.exact.tables.SalesOrders?.[3], { Status: 21 });
  expect((await stage.run()).writes).toHaveLength(1);
  await cp(older, saved);
  expect((await stage.run()).writes).toEqual([]);
  expect(stage.asperion.tables.salesinvoiceswithlines).toHaveLength(6);
});

const sameId = (left: unknown, right: unknown): boolean => String(left).toLowerCase() === String(right).toLowerCase();

const firstDebtor = {
  name: 'Bakkerij De Zon B.V.',
  attentionTo: 'Piet Zonneveld',
  address: 'Dorpsstraat 1',
  postCode: '1234 AB',
  city: 'Utrecht',
  countryCode: 'NL',
  emailAddress: 'inkoop@dezon.example',
  phoneNumber: '030-1234567',
  vatNumber: 'NL001234567B01',
  cocNumber: '12345678',
  debtorKindId: 'company',
  paymentConditionId: 2,
  comments: 'Belt "altijd" vooraf',
};

const secondItem = {
  Description: 'Artikel 2',
  ExtraDescription: 'Lang',
  Barcode: '08712345678906',
  Unit: 'kg      ',
  IsSalesItem: true,
  IsStockItem: false,
};

const line = (
  description: string,
  amount: number,
  vatAmount: number,
  vatCode: string,
  ledgerAccountId = 8000,
): Row => ({
  description,
  amount,
  vatAmount,
  vatCode,
  ledgerAccountId,
});

/** Invoice number, the customer's external key, and the other fields. */
const invoicesAtFirst: readonly [string, string, Row][] = [
  [
    'EO-26001001',
    'EO-20001',
    {
      date: '2026-03-31',
      bookyear: 2026,
      bookperiod: 3,
      description: 'Invoice 26001001 PO 7',
      paymentConditionId: 3,
      lines: { _data: [line('A-1 Meel', 100, 21, 'VH'), line('A-2', 12.5, 1.13, 'VL')] },
    },
  ],
  ['EO-26001002', 'EO-20002', { lines: { _data: [line('Retour', -20, -4.2, 'VH')] } }],
  ['EO-26001003', 'EO-20003', { date: '2026-01-01', lines: { _data: [line('A-3 Friet', 300, 0, 'VICP', 8010)] } }],
  ['EO-26001005', 'EO-20001', { lines: { _data: [line('A-1 Meel', 9.2, 1.93, 'VH')] } }], // in dollars there
  [
    'EO-26001007',
    'EO-20005',
    { lines: { _data: [line('A-1 Proef', 0.1, 0, 'VEX', 8020), line('Proef', 0.2, 0, 'VEX', 8020)] } },
  ],
];
