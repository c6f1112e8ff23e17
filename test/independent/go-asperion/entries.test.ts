import { describe, expect, it } from 'vitest';
import { openBooks, today } from './books.ts';
import { decode } from './decode.ts';
import { expectNoError } from './lists.ts';
import { expectProblem } from './problem.ts';
import * as shapes from './shapes.ts';

describe('journal entries', () => {
  const entry = {
    lines: {
      _data: [
        {
          amount: 100,
          bookingDate: today,
          description: 'Debit',
          ledgerAccountId: 20,
          vatAmount: 0,
          vatCode: '',
          costCenterId: 30,
        },
        {
          amount: -100,
          bookingDate: today,
          description: 'Credit',
          ledgerAccountId: 20,
          vatAmount: 0,
          vatCode: '',
          costCenterId: 0,
        },
      ],
    },
    bookperiod: 0,
    bookyear: 0,
    date: today,
    journalId: '90',
    description: 'Correctie',
    sourceDocumentNumber: 'MEM-1',
  };

  it('are stored as the client’s test sends them: no VAT code or cost centre is "" or 0', async () => {
    await using books = await openBooks();
    const { sourceDocumentNumber: _left, ...bare } = entry;
    const answer = await books.client.post('/v1/journalentrieswithlines', { ...bare, description: '' });
    expect(answer.status).toBe(201);
    expect(decode(shapes.journalEntry, answer.body)).toEqual({ wrong: [], unknown: [] });
    expect(answer.body.lines._data).toHaveLength(2);
  });

  it('are checked without being stored', async () => {
    await using books = await openBooks();
    const answer = await books.client.post('/v1/journalentrieswithlines', entry, { validateOnly: true });
    expect(answer.status).toBe(200);
    expect(books.sandbox.rows('journalentrieswithlines')).toHaveLength(0);
  });

  it('that do not balance are refused in a form that the client reads', async () => {
    await using books = await openBooks();
    const [first] = entry.lines._data;
    const answer = await books.client.post('/v1/journalentrieswithlines', { ...entry, lines: { _data: [first] } });
    expectProblem(answer, 400, ['Lines']);
  });

  it.each([
    [{ BookYear: 2021 }, 1],
    [{ BookYear: 2020 }, 0],
    [{ BookYear: 2021, Id: 1 }, 1],
    [{ BookYear: 2021, BookPeriod: 12 }, 1],
    [{ BookYear: 2021, BookPeriod: 11 }, 0],
    [{ BookYear: 2021, Date: '2021-12-14' }, 1],
    [{ BookYear: 2021, JournalId: '90' }, 1],
    [{ BookYear: 2021, Description: 'corr' }, 1],
    [{ BookYear: 2021, SourceDocumentNumber: 'MEM-2' }, 0],
    [{ BookYear: 2021, State: '1' }, 1],
    [{ BookYear: 2021, State: '2' }, 0],
    [{ BookYear: 2021, Status: '9' }, 1],
  ] as const)('by %o', async (query, count) => {
    await using books = await openBooks();
    await books.client.post('/v1/journalentrieswithlines', entry);
    const answer = await books.client.get('/v1/journalentrieswithlines', true, query);
    expectNoError(answer);
    expect(answer.body._meta.totalCount).toBe(count);
    expect(decode(shapes.listOf(shapes.journalEntry), answer.body)).toEqual({ wrong: [], unknown: [] });
  });

  it('are an empty list for the zero that the client sends when no book year was given', async () => {
    await using books = await openBooks();
    const answer = await books.client.get('/v1/journalentrieswithlines', true, { BookYear: 0 });
    expectNoError(answer);
    expect(answer.body._meta.totalCount).toBe(0);
  });

  it('come one by one as bare objects, without a tenant', async () => {
    await using books = await openBooks();
    const { body: created } = await books.client.post('/v1/journalentrieswithlines', entry);
    const answer = await books.client.get(`/v1/journalentrieswithlines/${created.id}`, false);
    expectNoError(answer);
    expect(answer.body).toEqual(created);
    expect(decode(shapes.journalEntry, answer.body)).toEqual({ wrong: [], unknown: [] });
  });
});
