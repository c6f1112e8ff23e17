import { expect, test } from 'vitest';
import { debtor, start } from './caller.ts';

const rows = { debtors: [debtor] };
const line = { amount: 100, vatCode: 'VH', ledgerAccountId: 8000, description: 'Stoel' };
const invoice = {
  invoiceNumber: 'EO-1',
  debtorCustomerNumber: '10010',
  date: '2026-07-01T00:00:00',
  journalId: '70',
  paymentConditionId: 1,
  lines: { _data: [line] },
};
const path = '/v1/salesinvoiceswithlines';
const keys = (body: { errors: object }) => Object.keys(body.errors);

test('an invoice starts as status 1, totals from its lines, period by date (AS-invoices)', async () => {
  await using started = await start({ rows });
  const lines = [
    { ...line, amount: 0.1 },
    { ...line, amount: 0.2 },
    { ...line, amount: 33.33, vatCode: 'VL' },
    { ...line, amount: -10, vatAmount: -2.1 },
  ];
  const { status, body } = await started.call('POST', path, { ...invoice, lines: { _data: lines } });
  expect(status).toBe(201);
  expect(body).toMatchObject({ status: 1, bookyear: 2026, bookperiod: 7, paymentDueDate: null });
  expect(body).toMatchObject({ amountExclVat: 23.63, vatAmount: 0.96, amountInclVat: 24.59 });
  expect(body.lines._data.map((one: { vatAmount: number }) => one.vatAmount)).toEqual([0.02, 0.04, 3, -2.1]);
  expect(body.lines._meta).toEqual({ totalCount: 4 });
});

test('the public client’s body is taken: empty _meta, null due date, bookyear and bookperiod', async () => {
  await using started = await start({ rows });
  const body = {
    ...invoice,
    bookyear: 2025,
    bookperiod: 12,
    paymentDueDate: null,
    description: '',
    lines: { _data: [{ ...line, _meta: {} }], _meta: { totalCount: 0 } },
    _meta: { self: '' },
  };
  const answer = await started.call('POST', path, body);
  expect(answer.status).toBe(201);
  expect(answer.body).toMatchObject({ bookyear: 2025, bookperiod: 12 });
});

test.each([
  ['debtorCustomerNumber', '99'],
  ['journalId', '71'],
  ['paymentConditionId', 9],
])('an unknown %s is 400 with that key (AS-invoices)', async (field, value) => {
  await using started = await start({ rows });
  const { status, body } = await started.call('POST', path, { ...invoice, [field]: value });
  expect(status).toBe(400);
  expect(keys(body).map((key) => key.toLowerCase())).toEqual([field.toLowerCase()]);
  expect(started.sandbox.rows('salesinvoiceswithlines')).toHaveLength(0);
});

test.each([
  ['vatCode', 'V6'],
  ['vatCode', 'IH'],
  ['ledgerAccountId', 8999],
  ['ledgerAccountId', 0],
  ['costCenterId', 77],
])('a line with %s %s is 400 with that key (AS-invoices)', async (field, value) => {
  await using started = await start({ rows });
  const lines = { _data: [line, { ...line, [field]: value }] };
  const { status, body } = await started.call('POST', path, { ...invoice, lines });
  expect(status).toBe(400);
  expect(keys(body).map((key) => key.toLowerCase())).toEqual([field.toLowerCase()]);
});

test('a VAT code outside its dates and a disabled ledger account are not known', async () => {
  const vatcodes = [{ id: 'VH', percentage: 21, salesCode: true, validUntil: '2026-06-30T00:00:00' }];
  const ledgeraccounts = [{ id: 8000, description: 'Omzet', disabled: true }];
  await using started = await start({ rows: { ...rows, vatcodes, ledgeraccounts } });
  expect(keys((await started.call('POST', path, invoice)).body)).toEqual(['VatCode', 'LedgerAccountId']);
  const earlier = await started.call('POST', path, { ...invoice, date: '2026-06-30T09:00:00' });
  expect(keys(earlier.body)).toEqual(['LedgerAccountId']);
});

test('an invoice needs debtor, date, journal and complete lines (AS-invoices)', async () => {
  await using started = await start({ rows });
  const { body } = await started.call('POST', path, { lines: { _data: [{ description: 'x' }] } });
  const expected = ['Amount', 'Date', 'DebtorCustomerNumber', 'JournalId', 'LedgerAccountId', 'VatCode'];
  expect(keys(body).sort()).toEqual(expected);
  expect(keys((await started.call('POST', path, { ...invoice, lines: [line] })).body)).toEqual(['Lines']);
});

test.each(['amountExclVat', 'amountInclVat', 'vatAmount'])(
  'a sent %s is 400, because totals are computed (AS-invoices)',
  async (field) => {
    await using started = await start({ rows });
    const { status, body } = await started.call('POST', path, { ...invoice, [field]: 100 });
    expect(status).toBe(400);
    expect(keys(body).map((key) => key.toLowerCase())).toEqual([field.toLowerCase()]);
  },
);

test('a fraction of a cent is 400 (AS-values)', async () => {
  await using started = await start({ rows });
  const lines = { _data: [{ ...line, amount: 0.125 }] };
  expect(keys((await started.call('POST', path, { ...invoice, lines })).body)).toEqual(['Amount']);
});

test('an invoice number twice in a journal is 409, in another journal it is not (AS-invoices)', async () => {
  await using started = await start({ rows });
  expect((await started.call('POST', path, invoice)).status).toBe(201);
  const again = await started.call('POST', path, invoice);
  expect(again.status).toBe(409);
  expect(again.body.errors).toHaveProperty('InvoiceNumber');
  expect((await started.call('POST', path, { ...invoice, journalId: '90' })).status).toBe(201);
  const withoutNumber = { ...invoice, invoiceNumber: null };
  expect((await started.call('POST', path, withoutNumber)).status).toBe(201);
  expect((await started.call('POST', path, withoutNumber)).status).toBe(201);
});

test('a concept can be changed, its totals follow; a processed invoice cannot', async () => {
  await using started = await start({ rows });
  const { id, lines } = (await started.call('POST', path, invoice)).body;
  const changed = {
    lines: {
      _data: [
        { ...lines._data[0], amount: 50, vatAmount: null },
        { ...line, amount: 1 },
      ],
    },
  };
  const { body } = await started.call('PUT', `${path}/${id}`, changed);
  expect(body).toMatchObject({ invoiceNumber: 'EO-1', amountExclVat: 51, vatAmount: 10.71 });
  expect(body.lines._data.map((one: { id: number }) => one.id)).toEqual([1, 2]);
  started.sandbox.update('salesinvoiceswithlines', id, { status: 3 });
  const late = await started.call('PUT', `${path}/${id}`, { description: 'Te laat' });
  expect(late.status).toBe(400);
  expect(keys(late.body)).toEqual(['Status']);
});

test('salesinvoices shows the same invoices without lines, read-only', async () => {
  await using started = await start({ rows });
  await started.call('POST', path, invoice);
  const { body } = await started.call('GET', '/v1/salesinvoices?InvoiceNumber=EO-1');
  expect(body._data[0]).toMatchObject({ invoiceNumber: 'EO-1', amountInclVat: 121 });
  expect(body._data[0]).not.toHaveProperty('lines');
  expect(body._data[0]._meta.self).toBe(`${started.sandbox.url}/v1/salesinvoices/1`);
  expect((await started.call('GET', '/v1/salesinvoices/1')).body.invoiceNumber).toBe('EO-1');
  expect((await started.call('POST', '/v1/salesinvoices', invoice)).status).toBe(405);
});

test('an invoice of a closed period is 400, and so is a change of one (AS-closed-periods)', async () => {
  await using started = await start({ rows });
  expect((await started.call('POST', path, invoice)).status).toBe(201);
  started.sandbox.switches.closedPeriods = [{ bookyear: 2026, bookperiod: 7 }];
  const again = { ...invoice, invoiceNumber: 'EO-2' };
  const refused = await started.call('POST', path, again);
  expect([refused.status, keys(refused.body)]).toEqual([400, ['Bookperiod']]);
  const stated = { ...again, date: '2026-08-01T00:00:00' };
  expect((await started.call('POST', path, { ...stated, bookyear: 2026, bookperiod: 7 })).status).toBe(400);
  expect((await started.call('PUT', `${path}/1`, { description: 'x' })).status).toBe(400);
  expect((await started.call('POST', path, stated)).status).toBe(201);
});
