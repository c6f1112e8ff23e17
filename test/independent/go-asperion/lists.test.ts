import { describe, expect, it } from 'vitest';
import { openBooks } from './books.ts';
import { goClient, type Query, renewLikeGo } from './client.ts';
import { decode } from './decode.ts';
import { expectNoError, lists } from './lists.ts';
import * as shapes from './shapes.ts';

describe('tokens', () => {
  it('are issued to a form after HTTP Basic was refused, which uses nothing up', async () => {
    await using books = await openBooks();
    const [basic, form] = await renewLikeGo(books.sandbox, books.sandbox.issueRefreshToken());
    expect(basic).toMatchObject({ status: 400, body: { error: 'invalid_client' } });
    expect(form?.status).toBe(200);
    expect(form?.body).toMatchObject({ token_type: 'Bearer', expires_in: 3600, access_token: expect.any(String) });
    const [, again] = await renewLikeGo(books.sandbox, form?.body.refresh_token);
    expect(again?.status).toBe(200);
  });
});

describe('lists', () => {
  it.each(lists)(
    '$path holds what the client reads, and nothing that it refuses',
    async ({ path, withTenant, shape, isWhole }) => {
      await using books = await openBooks();
      const answer = await books.client.get(path, withTenant);
      expectNoError(answer);
      expect(answer.body._data.length).toBeGreaterThan(0);
      const { wrong, unknown } = decode(shapes.listOf(shape), answer.body);
      expect(wrong).toEqual([]);
      if (isWhole) {
        expect(unknown).toEqual([]);
        const fields = Object.keys(shape).sort();
        for (const row of answer.body._data) expect(Object.keys(row).sort()).toEqual(fields);
      }
    },
  );

  it('hold no more than the client reads, except in cost units, which its types do not know', async () => {
    await using books = await openBooks();
    for (const { path, withTenant, shape } of lists.filter((list) => list.path !== '/v1/costunits')) {
      const { unknown } = decode(shapes.listOf(shape), (await books.client.get(path, withTenant)).body);
      expect(unknown, path).toEqual([]);
    }
  });

  it('answer for the default administration where the client forgets the tenant', async () => {
    await using books = await openBooks();
    const other = goClient(books.sandbox, books.token, 4712);
    for (const { path, withTenant } of lists) {
      const { body } = await other.get(path, withTenant);
      expect(body._meta.administrationId, path).toBe(withTenant ? 4712 : 4711);
    }
  });

  it('take the general parameters', async () => {
    await using books = await openBooks();
    const { body } = await books.client.get('/v1/debtors', true, {
      page: 2,
      pageSize: 1,
      fields: 'id,name',
      orderBy: 'name desc',
    });
    expect(body._data.map(({ name }: { name: string }) => name)).toEqual(['ABC Automotive']);
    expect(body._meta).toMatchObject({ totalCount: 2, pageCount: 2, nextPage: null });
    const meta = await books.client.get('/v1/debtors', true, { metaOnly: true });
    expect(decode(shapes.listOf(shapes.debtor), meta.body)).toEqual({ wrong: [], unknown: [] });
    expect(meta.body).not.toHaveProperty('_data');
  });
});

describe('pages', () => {
  it('are followed by the page number in `nextPage`, as the client’s loop does', async () => {
    await using books = await openBooks();
    const query: Query = { InvoiceNumber: '202212', InvoiceNumber_comparison: 'Contains', JournalId: '70' };
    const numbers: string[] = [];
    let page: number | undefined;
    do {
      const { body } = await books.client.get(
        '/v1/salesinvoiceswithlines',
        false,
        page === undefined ? query : { ...query, page },
      );
      expect(decode(shapes.listOf(shapes.salesInvoice), body)).toEqual({ wrong: [], unknown: [] });
      numbers.push(...body._data.map((row: { invoiceNumber: string }) => row.invoiceNumber));
      const { nextPage } = body._meta;
      page = nextPage === null ? undefined : Number(new URL(nextPage).searchParams.get('page'));
    } while (page !== undefined);
    expect([numbers.length, new Set(numbers).size]).toEqual([59, 59]);
  });
});
