import { describe, expect, it } from 'vitest';
import { fullDebtor, openBooks, today } from './books.ts';
import { goClient } from './client.ts';
import { decode } from './decode.ts';
import { expectProblem } from './problem.ts';
import * as shapes from './shapes.ts';

/** Objects as the client writes them: what it always sends is there even when it is empty. */
const meta = { self: '' };
const newDebtor = {
  ...fullDebtor,
  customerNumber: '30030',
  name: 'Zon & Zee <Import>',
  emailAddress: 'post@zonzee.example',
  _meta: meta,
};
const emptyInvoice = {
  bookyear: 0,
  bookperiod: 0,
  debtorCustomerNumber: '',
  date: null,
  description: '',
  invoiceNumber: '',
  journalId: '',
  paymentDueDate: null,
  lines: {
    _data: [
      { amount: 0, description: '', ledgerAccountId: 0, vatCode: '' },
      { amount: 0, description: '', ledgerAccountId: 0, vatCode: '' },
    ],
    _meta: { totalCount: 0 },
  },
  _meta: meta,
};
const newInvoice = {
  ...emptyInvoice,
  debtorCustomerNumber: '10010',
  date: today,
  description: 'Reparatie',
  invoiceNumber: 'R-1',
  journalId: '70',
  paymentConditionId: 2,
  lines: {
    _data: [
      { amount: 100, description: 'Arbeid', ledgerAccountId: 20, vatCode: 'VH', costCenterId: 30, costUnitId: 1 },
      { amount: 12.5, description: 'Olie', ledgerAccountId: 20, vatCode: 'VH', vatAmount: 2.63 },
    ],
    _meta: { totalCount: 0 },
  },
};

describe('debtors', () => {
  it('are stored with every field that the client has', async () => {
    await using books = await openBooks();
    const answer = await books.client.post('/v1/debtors', newDebtor);
    expect(answer.status).toBe(201);
    expect(decode(shapes.debtor, answer.body)).toEqual({ wrong: [], unknown: [] });
    const { _meta, dateAdded, ...sent } = newDebtor;
    expect(books.sandbox.rows('debtors').at(-1)).toMatchObject(sent);
  });

  it('are answered bare: the envelope that the client expects is an unfinished copy', async () => {
    await using books = await openBooks();
    const { body } = await books.client.post('/v1/debtors', newDebtor);
    expect(decode(shapes.listOf({}), body).unknown).toContain('customerNumber');
  });

  it('are checked without being stored', async () => {
    await using books = await openBooks();
    expect((await books.client.post('/v1/debtors', newDebtor, { validateOnly: true })).status).toBe(200);
    expect(books.sandbox.rows('debtors')).toHaveLength(2);
  });

  it('without anything, as in the test of the client, are refused in a form that it reads', async () => {
    await using books = await openBooks();
    expectProblem(await books.client.post('/v1/debtors', { _meta: meta }), 400, ['Address', 'DebtorKindId', 'Name']);
  });
});

describe('sales invoices', () => {
  it('are stored with the empty totals and links that the client sends along', async () => {
    await using books = await openBooks();
    const answer = await books.client.post('/v1/salesinvoiceswithlines', newInvoice);
    expect(answer.status).toBe(201);
    expect(decode(shapes.salesInvoice, answer.body)).toEqual({ wrong: [], unknown: [] });
    expect(answer.body).toMatchObject({ status: 1, bookyear: 2021, bookperiod: 12, amountExclVat: 112.5 });
    expect(answer.body.lines._meta).toEqual({ totalCount: 2 });
  });

  it('with two empty lines, as in the test of the client, are refused by field', async () => {
    await using books = await openBooks();
    const answer = await books.client.post('/v1/salesinvoiceswithlines', emptyInvoice);
    expect(answer.status).toBe(400);
    expect(Object.keys(answer.body.errors)).toEqual(
      expect.arrayContaining(['Date', 'DebtorCustomerNumber', 'JournalId', 'LedgerAccountId', 'VatCode']),
    );
    expect(books.sandbox.rows('salesinvoiceswithlines')).toHaveLength(60);
  });

  it('are checked without being stored', async () => {
    await using books = await openBooks();
    const answer = await books.client.post('/v1/salesinvoiceswithlines', newInvoice, { validateOnly: true });
    expect(answer.status).toBe(200);
    expect(books.sandbox.rows('salesinvoiceswithlines')).toHaveLength(60);
  });

  it('take a file: a character set behind the boundary, quotes in its name by backslashes', async () => {
    await using books = await openBooks();
    const file = { name: 'bon "1".pdf', type: 'application/pdf', content: '%PDF-1.4 sample' };
    const quoted = { ...file, name: file.name.replaceAll('"', '\\"') };
    const trial = await books.client.upload('/v1/salesinvoiceswithlines/2/file', quoted, { validateOnly: true });
    expect(trial.status).toBe(200);
    const answer = await books.client.upload('/v1/salesinvoiceswithlines/2/file', quoted);
    expect(answer.status).toBe(201);
    expect(decode(shapes.file, answer.body)).toEqual({ wrong: [], unknown: [] });
    expect(answer.body).toMatchObject({ name: file.name, type: 'application/pdf', extension: '.pdf', size: 15 });
    expect(books.sandbox.files('salesinvoiceswithlines', 2)).toHaveLength(1);
  });
});

describe('refusals', () => {
  it('have a body, which the client wants', async () => {
    await using books = await openBooks();
    const { sandbox, token, client } = books;
    expectProblem(await goClient(sandbox, 'nobody', 4711).get('/v1/debtors', true), 401, []);
    expectProblem(await goClient(sandbox, token, 9999).get('/v1/debtors', true), 403, []);
    expectProblem(await client.get('/v1/journalentrieswithlines/99', false), 404, []);
  });

  it('of the content type that ASP.NET Core would choose are not understood by the client', async () => {
    await using books = await openBooks({ problemType: 'application/problem+json' });
    const { contentType } = await books.client.post('/v1/debtors', { _meta: meta });
    expect(contentType.split(';')[0]).toBe('application/problem+json');
  });
});
