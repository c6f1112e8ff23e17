import { describe, expect, it } from 'vitest';
import { guid } from '../../../sandbox/world/random.ts';
import { Company, compile } from '../../support/engine.ts';
import { account, order, orders, salesEntries } from '../../support/samples.ts';

/** Documents that the target stores otherwise than they were sent, or whose answer seems to say so. */

describe('a document whose create is answered without its lines, and with another total', () => {
  const flow = compile({
    'entries.yml': salesEntries({
      lines: 'VATAmountFC: line.vatAmount\nVATCode: { value: "2" }',
    }),
  });
  const costed = compile({
    'entries.yml': salesEntries({
      lines: 'VATAmountFC: line.vatAmount\nVATCode: { value: "2" }\nCostCenter: { value: WINKEL }',
    }),
  });
  const line = (amount: number) => ({ description: 'K', amount, vatAmount: 2.1, vatCode: 'VH', ledgerAccountId: 8000 });
  const invoice = {
    id: 1,
    invoiceNumber: '26-1',
    debtorCustomerNumber: '10001',
    status: 3,
    date: '2026-03-01T00:00:00',
    lines: [line(10), line(20)],
  };
  const open = async (): Promise<Company> => {
    const company = await Company.open({ asperion: { salesinvoiceswithlines: [invoice] } });
    company.exactOnline.insert('Accounts', account(1, { Code: '20001' }));
    return company;
  };
  const answered = ({ exactOnline }: Company, change: (row: Record<string, unknown>) => void) =>
    exactOnline.faults.add({
      method: 'POST',
      path: /SalesEntries$/,
      act: 'replace',
      rewrite: (body) => {
        const { d } = JSON.parse(body);
        change(d);
        return JSON.stringify({ d });
      },
    });
  const reads = ({ exactOnline }: Company, path: RegExp): number =>
    exactOnline.requests.filter((call) => call.method === 'GET' && path.test(call.path)).length;
  const first = (company: Company) => company.exactOnline.rows('SalesEntryLines')[0]?.ID;

  it('is read with the others of its batch, in two calls', async () => {
    await using company = await open();
    const numbers = [2, 3, 4];
    for (const id of numbers)
      company.asperion.insert('salesinvoiceswithlines', { ...invoice, id, invoiceNumber: `26-${id}` });
    expect((await company.run(flow)).entries).toMatchObject({ letters: [], steps: { entry: { created: 4 } } });
    expect([reads(company, /SalesEntries$/), reads(company, /SalesEntryLines$/)]).toEqual([2, 1]);
    company.wait(25);
    expect((await company.run(flow)).entries).toMatchObject({ letters: [], steps: {} });
    expect(reads(company, /SalesEntryLines$/)).toBe(1);
  });

  it.each([
    ['VAT code', { VATCode: '4' }],
    ['ledger account', { GLAccount: '4f0c1b52-0000-4000-8000-000000000009' }],
    ['cost centre', { CostCenter: 'MARKT' }],
  ])('waits when a line is booked under another %s, until it is right', async (_what, other) => {
    await using company = await open();
    const { exactOnline } = company;
    let sent: object = {};
    answered(company, () => {
      const line = exactOnline.rows('SalesEntryLines')[0];
      sent = Object.fromEntries(Object.keys(other).map((field) => [field, line?.[field]]));
      exactOnline.update('SalesEntryLines', first(company), other);
    });
    expect((await company.run(costed)).entries).toMatchObject({
      letters: [{ code: 'DIFFERS', reason: expect.stringContaining('differs from the source in SalesEntryLines') }],
      steps: { entry: { created: 1, failed: 1 } },
    });
    company.wait(25);
    expect((await company.run(costed)).entries?.letters).toMatchObject([{ code: 'DIFFERS' }]);
    exactOnline.update('SalesEntryLines', first(company), sent);
    company.wait(25);
    expect((await company.run(costed)).entries).toMatchObject({ letters: [], steps: { entry: { unchanged: 1 } } });
    expect(exactOnline.rows('SalesEntries')).toHaveLength(1);
  });

  it('is in step when what was not sent is filled in, and codes have other blanks and case', async () => {
    await using company = await open();
    const { exactOnline } = company;
    answered(company, () => {
      const GLAccount = String(exactOnline.rows('SalesEntryLines')[0]?.GLAccount).toUpperCase();
      const filled = { GLAccount, VATCode: '2  ', CostCenter: ' winkel', CostUnit: 'X', Description: 'Omzet' };
      exactOnline.update('SalesEntryLines', first(company), filled);
    });
    expect((await company.run(costed)).entries).toMatchObject({ letters: [], steps: { entry: { created: 1 } } });
  });

  it('waits when a line is not there', async () => {
    await using company = await open();
    answered(company, (row) => {
      company.exactOnline.remove('SalesEntryLines', company.exactOnline.rows('SalesEntryLines').at(-1)?.ID);
      row.AmountFC = 12.1;
    });
    expect((await company.run(flow)).entries).toMatchObject({
      letters: [{ code: 'DIFFERS', reason: expect.stringContaining('differs from the source in SalesEntryLines') }],
      steps: { entry: { created: 1, failed: 1 } },
    });
    company.wait(25);
    expect((await company.run(flow)).entries?.letters).toMatchObject([{ code: 'DIFFERS' }]);
    expect(company.exactOnline.rows('SalesEntries')).toHaveLength(1);
  });

  it('is in step when its lines are those that were sent', async () => {
    await using company = await open();
    answered(company, (row) => {
      row.AmountFC = 34.21;
    });
    expect((await company.run(flow)).entries).toMatchObject({ letters: [], steps: { entry: { created: 1 } } });
  });
});

describe('a document whose create is answered with other amounts', () => {
  const flow = compile({ 'orders.yml': orders({}).replace('exists: skip', 'exists: verify') });
  const rows = ({ asperion }: Company) => asperion.rows('salesinvoiceswithlines');
  const posts = ({ asperion }: Company): number =>
    asperion.requests.filter(({ method, path }) => method === 'POST' && create.path.test(path)).length;
  const open = () => Company.open({ exactOnline: { Accounts: [account(1)], SalesOrders: [order(1, 1)] } });
  const cut = (body: string) => JSON.stringify({ ...JSON.parse(body), lines: { _data: [] } });
  const create = { method: 'POST', path: /SalesInvoice/i, act: 'replace' } as const;

  it('waits when it holds them, is never sent again, and is in step once both are equal', async () => {
    await using company = await open();
    const lines = () => rows(company)[0]?.lines;
    let sent: unknown;
    const rewrite = (body: string): string => {
      sent = lines();
      company.asperion.update('salesinvoiceswithlines', rows(company)[0]?.id ?? null, { lines: [] });
      return cut(body);
    };
    company.asperion.faults.add({ ...create, rewrite });
    expect((await company.run(flow)).orders).toMatchObject({
      letters: [{ code: 'DIFFERS', reason: expect.stringContaining('differs from the source in lines') }],
      steps: { invoice: { created: 1, failed: 1 } },
    });
    company.wait(25);
    expect((await company.run(flow)).orders?.letters).toMatchObject([{ code: 'DIFFERS' }]);
    company.asperion.update('salesinvoiceswithlines', rows(company)[0]?.id ?? null, { lines: sent });
    company.wait(25);
    expect((await company.run(flow)).orders).toMatchObject({ letters: [], steps: { invoice: { unchanged: 1 } } });
    expect(posts(company)).toBe(1);
  });

  it('is read once, and is in step when only the answer was cut short', async () => {
    await using company = await open();
    company.asperion.faults.add({ ...create, rewrite: cut });
    expect((await company.run(flow)).orders).toMatchObject({ letters: [], steps: { invoice: { created: 1 } } });
    expect(company.asperion.requests.filter(({ query }) => query.startsWith('Id='))).toHaveLength(1);
    company.wait(1);
    company.exactOnline.update('SalesOrders', guid(1, 'order', 1), { Remarks: 'x' });
    expect((await company.run(flow)).orders).toMatchObject({ letters: [], steps: { invoice: { unchanged: 1 } } });
  });

  it.each([
    ['waits while it shows another total than its lines come to', 5, ['DIFFERS']],
    ['is in step when only the answer shows another total', 0, []],
  ])('%s', async (_what, tooMuch, codes) => {
    await using company = await open();
    const priced = orders({})
      .replace('exists: skip', 'exists: verify')
      .replace(/^( *)amount: .*$/m, '$&\n$1vatAmount: { value: 2.10 }');
    const withVat = compile({ 'orders.yml': priced });
    const total = (row: object, more: number): string => {
      const told = row as Record<string, number>;
      return JSON.stringify({ ...told, amountInclVat: (told.amountInclVat ?? 0) + more });
    };
    company.asperion.faults.add({ ...create, rewrite: (body) => total(JSON.parse(body), 5) });
    const rewrite = (body: string): string => {
      const list = JSON.parse(body);
      return JSON.stringify({ ...list, _data: list._data.map((row: object) => JSON.parse(total(row, tooMuch))) });
    };
    company.asperion.faults.add({ ...create, method: 'GET', rewrite, times: 9 });
    for (const _run of [1, 2]) {
      const letters = codes.map((code) => ({ code, reason: expect.stringContaining('in amountInclVat') }));
      expect((await company.run(withVat)).orders).toMatchObject({ letters });
      company.wait(25);
    }
    expect(posts(company)).toBe(1);
  });

  it('is compared by the next run when this one has no time to read it', async () => {
    await using company = await open();
    const drop = { lines: [] };
    const rewrite = (body: string): string => {
      company.asperion.update('salesinvoiceswithlines', rows(company)[0]?.id ?? null, drop);
      company.time.now += 30 * 60_000;
      return cut(body);
    };
    company.asperion.faults.add({ ...create, rewrite });
    expect((await company.run(flow, { minutes: 20 })).orders).toMatchObject({
      letters: [],
      steps: { invoice: { created: 1 } },
    });
    company.wait(1);
    expect((await company.run(flow)).orders).toMatchObject({
      letters: [{ code: 'DIFFERS' }],
      steps: { invoice: { failed: 1 } },
    });
    expect(posts(company)).toBe(1);
  });

  it('is in step when its lines have another order', async () => {
    const line = (n: number) => ({ ID: guid(1, 'line', n), Description: `K${n}`, Quantity: 1, AmountFC: n });
    await using company = await Company.open({
      exactOnline: {
        Accounts: [account(1)],
        SalesOrders: [order(1, 1, { SalesOrderLines: [line(1), line(2), line(3)] })],
      },
    });
    const turn = (body: string): string => {
      const { id = null, lines } = rows(company)[0] ?? {};
      const turned = (lines as unknown[]).toReversed();
      company.asperion.update('salesinvoiceswithlines', id, { lines: turned });
      return JSON.stringify({ ...JSON.parse(body), lines: { _data: turned } });
    };
    company.asperion.faults.add({ ...create, rewrite: turn });
    expect((await company.run(flow)).orders).toMatchObject({ letters: [], steps: { invoice: { created: 1 } } });
    company.forget();
    expect((await company.run(flow)).orders).toMatchObject({ letters: [], steps: { invoice: { unchanged: 1 } } });
  });

  it('may hold what the target fills in itself where the mapping says `write: empty`', async () => {
    await using company = await open();
    const described = `description: '"Order " + string(OrderNumber)'`;
    const ifEmpty = `description: { expr: '"Order " + string(OrderNumber)', write: empty }`;
    const mapping = orders({}).replace('exists: skip', 'exists: verify');
    expect(mapping).toContain(described);
    const filling = compile({ 'orders.yml': mapping.replace(described, ifEmpty) });
    const description = 'Verkoop';
    const rewrite = (body: string): string => {
      company.asperion.update('salesinvoiceswithlines', rows(company)[0]?.id ?? null, { description });
      return JSON.stringify({ ...JSON.parse(body), description });
    };
    company.asperion.faults.add({ ...create, rewrite });
    expect((await company.run(filling)).orders).toMatchObject({ letters: [], steps: { invoice: { created: 1 } } });
    company.forget();
    expect((await company.run(filling)).orders).toMatchObject({ letters: [], steps: { invoice: { unchanged: 1 } } });
  });
});
