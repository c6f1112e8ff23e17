import { describe, expect, it } from 'vitest';
import { Company, compile } from '../../support/engine.ts';
import { account, accountId, articles, customers, items, order, orders } from '../../support/samples.ts';

/** What the keys of a flow do to records, in runs over both systems. */
describe('the default record of a step', () => {
  const COUNTER = { customerNumber: '99999', name: 'Balie', address: 'Weg 9', debtorKindId: 'private' };
  const given = {
    exactOnline: { Accounts: [account(1)], SalesOrders: [order(1, 1), order(2, 7)] },
    asperion: { debtors: [COUNTER] },
  };
  const withDefault = (use: string, number = '99999') => {
    const debtor = `default: { use: ${use}, customerNumber: "${number}" }`;
    return compile({ 'orders.yml': orders({ debtor }) });
  };
  const booked = ({ asperion }: Company) =>
    asperion
      .rows('salesinvoiceswithlines')
      .map(({ invoiceNumber, debtorCustomerNumber }) => [invoiceNumber, debtorCustomerNumber]);

  it('always: stands for every record, and none is created', async () => {
    await using company = await Company.open(given);
    const { letters, steps } = (await company.run(withDefault('always'))).orders ?? {};
    expect(letters).toEqual([]);
    expect(steps).toEqual({ debtor: { skipped: 2 }, invoice: { created: 2 } });
    expect(booked(company)).toEqual([
      ['EO-1', '99999'],
      ['EO-2', '99999'],
    ]);
    expect(company.asperion.rows('debtors')).toHaveLength(1);
  });

  it('when-missing: stands for those that the source lacks only', async () => {
    await using company = await Company.open(given);
    await company.run(withDefault('when-missing'));
    const [own, counter] = booked(company);
    expect(own?.[1]).not.toBe('99999');
    expect(counter).toEqual(['EO-2', '99999']);
  });

  it('never: is as if it were not there', async () => {
    await using company = await Company.open(given);
    const { letters } = (await company.run(withDefault('never'))).orders ?? {};
    expect(letters).toMatchObject([{ reference: '2', code: 'RELATED_MISSING', step: 'debtor' }]);
    expect(booked(company).map(([number]) => number)).toEqual(['EO-1']);
  });

  it('that the target lacks lets the record wait', async () => {
    await using company = await Company.open(given);
    const { letters } = (await company.run(withDefault('always', '88888'))).orders ?? {};
    expect(letters?.map(({ code }) => code)).toEqual(['DEFAULT_NOT_FOUND', 'DEFAULT_NOT_FOUND']);
    expect(booked(company)).toEqual([]);
  });
});

describe('a document that is there already', () => {
  const withExists = (exists: string) =>
    compile({ 'orders.yml': orders({}).replace('exists: skip', `exists: ${exists}`) });
  const there = (description: string) => ({
    invoiceNumber: 'EO-1',
    debtorCustomerNumber: '10001',
    date: '2026-03-01T00:00:00',
    journalId: '70',
    description,
    lines: [{ description: 'Koffie', amount: 10, vatCode: 'VH', ledgerAccountId: 8000 }],
  });
  const company = (description: string) =>
    Company.open({
      exactOnline: { Accounts: [account(1)], SalesOrders: [order(1, 1)] },
      asperion: {
        debtors: [
          {
            customerNumber: '10001',
            characteristic5: 'EO-20001',
            name: 'Bakkerij 1',
            address: 'Dorpsstraat 1',
            debtorKindId: 'company',
          },
        ],
        salesinvoiceswithlines: [there(description)],
      },
    });

  it.each([
    ['skip', 'is left, the same or not', { skipped: 1 }, { skipped: 1 }, undefined, undefined],
    ['verify', 'is compared', { unchanged: 1 }, { failed: 1 }, undefined, 'DIFFERS'],
    ['fail', 'is a failure, the same or not', { failed: 1 }, { failed: 1 }, 'EXISTS', 'EXISTS'],
  ])('%s: %s', async (exists, _, same, other, sameCode, otherCode) => {
    for (const [description, counts, code] of [
      ['Order 1', same, sameCode],
      ['Typed by hand', other, otherCode],
    ] as const) {
      await using own = await company(description);
      const { letters, steps } = (await own.run(withExists(exists))).orders ?? {};
      expect(steps?.invoice).toEqual(counts);
      expect(letters?.[0]?.code).toBe(code);
      expect(own.asperion.rows('salesinvoiceswithlines')).toMatchObject([{ description }]);
    }
  });
});

describe('write', () => {
  const FIELDS = `postCode: { expr: Postcode, write: always }
city: { expr: City, write: create }
phoneNumber: { expr: Phone, write: update }
comments: { expr: Remarks, write: empty }
`;
  const flow = compile({ 'customers.yml': customers({ fields: FIELDS }) });
  const before = { Postcode: '1501 AA', City: 'Zaandam', Phone: '020-555 0101', Remarks: 'Belt vooraf' };
  const after = { Postcode: '1502 BB', City: 'Purmerend', Phone: '020-555 0102', Remarks: 'Mailt vooraf' };
  const debtor = ({ asperion }: Company) => {
    const { postCode, city, phoneNumber, comments } = asperion.rows('debtors')[0] ?? {};
    return [postCode, city, phoneNumber, comments];
  };

  it('says whether a field is sent on creation, on updates, or only where nothing is', async () => {
    await using company = await Company.open({ exactOnline: { Accounts: [account(1, before)] } });
    await company.run(flow);
    expect(debtor(company)).toEqual(['1501 AA', 'Zaandam', null, 'Belt vooraf']);
    company.exactOnline.update('Accounts', accountId(1), after);
    await company.run(flow);
    expect(debtor(company)).toEqual(['1502 BB', 'Zaandam', '020-555 0102', 'Belt vooraf']);
  });

  it('empty: fills what a person emptied at the next change; null clears what is written', async () => {
    await using company = await Company.open({ exactOnline: { Accounts: [account(1, before)] } });
    await company.run(flow);
    company.asperion.update('debtors', company.asperion.rows('debtors')[0]?.id ?? null, { comments: null });
    company.exactOnline.update('Accounts', accountId(1), { ...after, Postcode: null, Phone: null });
    await company.run(flow);
    expect(debtor(company)).toEqual([null, 'Zaandam', null, 'Mailt vooraf']);
  });
});

describe('which records take part', () => {
  it('since: those that changed on that day or later, in every run', async () => {
    const flow = compile({ 'customers.yml': customers({ head: 'since: 2026-03-01' }) });
    const changed = (number: number, day: string) => account(number, { Modified: `${day}T12:00:00` });
    await using company = await Company.open({
      exactOnline: { Accounts: [changed(1, '2026-02-28'), changed(2, '2026-03-01'), changed(3, '2026-03-02')] },
    });
    const names = () => company.asperion.rows('debtors').map(({ name }) => name);
    await company.run(flow);
    expect(names()).toEqual(['Bakkerij 2', 'Bakkerij 3']);
    company.exactOnline.update('Accounts', accountId(1), { AddressLine2: 'Achterhuis' });
    await company.run(flow);
    expect(names()).toEqual(['Bakkerij 2', 'Bakkerij 3', 'Bakkerij 1']);
  });

  it('limit: so many that need work, and the next run goes on', async () => {
    const flow = compile({ 'products.yml': items('limit: 2') });
    await using company = await Company.open({ asperion: { articles: articles(5) } });
    const counts: number[] = [];
    for (let run = 0; run < 3; run++) {
      await company.run(flow);
      counts.push(company.exactOnline.rows('Items').length);
    }
    expect(counts).toEqual([2, 4, 5]);
  });

  it('where: those for which it is true; null is not', async () => {
    const flow = compile({ 'customers.yml': customers({ head: 'where: City == "Zaandam" || Remarks < "B"' }) });
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1, { City: 'Zaandam' }), account(2), account(3, { Remarks: 'A' })] },
    });
    await company.run(flow);
    expect(company.asperion.rows('debtors').map(({ name }) => name)).toEqual(['Bakkerij 1', 'Bakkerij 3']);
  });

  it('when of a step: the others are without its record, which later steps read as null', async () => {
    const text = orders({ debtor: 'when: customer.Country == "NL"' }).replace(
      'debtor.customerNumber',
      'coalesce(debtor.customerNumber, "10009")',
    );
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1), account(2, { Country: 'BE' })], SalesOrders: [order(1, 1), order(2, 2)] },
      asperion: { debtors: [{ customerNumber: '10009', name: 'Balie', address: 'Weg 9', debtorKindId: 'private' }] },
    });
    const { steps } = (await company.run(compile({ 'orders.yml': text }))).orders ?? {};
    expect(steps).toEqual({ debtor: { created: 1, skipped: 1 }, invoice: { created: 2 } });
    expect(company.asperion.rows('salesinvoiceswithlines')[1]).toMatchObject({ debtorCustomerNumber: '10009' });
  });
});

describe('a table whose values have dates', () => {
  it('books each order at the code of its own day', async () => {
    const text = orders({}).replace('vatCode: { value: VH }', 'vatCode: { table: vat, key: Currency, at: OrderDate }');
    const table =
      'EUR:\n  - { value: VL, until: 2026-02-28 }\n  - { value: VH, from: 2026-03-01, until: 2026-03-31 }\n';
    const dated = (number: number, day: string) => order(number, 1, { OrderDate: `${day}T00:00:00` });
    await using company = await Company.open({
      exactOnline: {
        Accounts: [account(1)],
        SalesOrders: [dated(1, '2026-02-28'), dated(2, '2026-03-01'), dated(3, '2026-04-01')],
      },
    });
    const flow = compile({ 'orders.yml': text, 'tables/vat.yml': table });
    const { letters } = (await company.run(flow)).orders ?? {};
    const invoices = company.asperion.rows('salesinvoiceswithlines');
    expect(invoices).toMatchObject([
      { invoiceNumber: 'EO-1', lines: [{ vatCode: 'VL' }] },
      { invoiceNumber: 'EO-2', lines: [{ vatCode: 'VH' }] },
    ]);
    expect(letters).toMatchObject([{ reference: '3', code: 'UNMAPPED_KEY' }]);
    expect(letters?.[0]?.reason).toContain('Table vat has no value for "EUR" on 2026-04-01.');

    // A change of the table is a change of the mapping: the record that waits is tried at once.
    const fixed = compile({ 'orders.yml': text, 'tables/vat.yml': `${table}  - { value: V0, from: 2026-04-01 }\n` });
    expect((await company.run(fixed)).orders).toMatchObject({ letters: [] });
    expect(company.asperion.rows('salesinvoiceswithlines')[2]).toMatchObject({ lines: [{ vatCode: 'V0' }] });
  });
});

describe('a total', () => {
  it('that the lines do not reach keeps the document from being written; appended lines count', async () => {
    const more = `      append:
        - when: AmountDiscountExclVat > 1
          fields: { amount: -AmountDiscountExclVat, vatCode: { value: VH }, ledgerAccountId: { value: 8010 } }
    total: { of: amount, equals: AmountFCExclVat }
`;
    await using company = await Company.open({
      exactOnline: {
        Accounts: [account(1)],
        SalesOrders: [
          order(1, 1),
          order(2, 1, { AmountDiscountExclVat: 2.5 }),
          order(3, 1, { AmountDiscountExclVat: 0.5 }),
        ],
      },
    });
    const { letters } = (await company.run(compile({ 'orders.yml': `${orders({})}${more}` }))).orders ?? {};
    expect(letters).toMatchObject([{ reference: '3', code: 'TOTAL_MISMATCH', step: 'invoice' }]);
    expect(letters?.[0]?.reason).toContain('The lines add up to 10.00, but the document says 9.50.');
    expect(company.asperion.rows('salesinvoiceswithlines')).toMatchObject([
      { invoiceNumber: 'EO-1', amountExclVat: 10, lines: [{ amount: 10 }] },
      { invoiceNumber: 'EO-2', amountExclVat: 7.5, lines: [{ amount: 10 }, { amount: -2.5, ledgerAccountId: 8010 }] },
    ]);
  });
});
