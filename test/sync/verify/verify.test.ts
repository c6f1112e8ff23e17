import { describe, expect, it } from 'vitest';
import { Company, compile } from '../../support/engine.ts';
import { account, accountId, customers, order, orders, refuseBad } from '../../support/samples.ts';

const verifying = `from: exact-online.crm/Accounts
to: asperion
purpose: verify
steps:
  - id: debtor
    resource: debtors
    match: [characteristic5]
    fields:
      characteristic5: '"EO-" + Code'
      name: Name
      address: AddressLine1
      city: City
`;

const debtor = (number: number, more = {}) => ({
  customerNumber: String(10_000 + number),
  characteristic5: `EO-${20_000 + number}`,
  name: `Bakkerij ${number}`,
  address: `Dorpsstraat ${number}`,
  debtorKindId: 'company',
  ...more,
});

const wrote = ({ exactOnline, asperion }: Company): number =>
  [...exactOnline.requests, ...asperion.requests].filter(({ method, path }) => method !== 'GET' && !/token/.test(path))
    .length;

describe('a flow that verifies', () => {
  it('reports what is missing, differs or may be two, writes nothing, and reads everything', async () => {
    const flow = compile({ 'check.yml': verifying });
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1), account(2, { City: 'Delft' }), account(3), account(4)] },
      asperion: {
        debtors: [debtor(1), debtor(2, { city: 'Gouda' }), debtor(4), debtor(4, { customerNumber: '10099' })],
      },
    });
    const { check } = await company.run(flow);
    expect(check?.verified).toMatchObject({
      compared: 4,
      equal: 1,
      counts: { missing: 1, differs: 1, ambiguous: 1, failed: 0 },
      isNew: 3,
    });
    expect(check?.verified?.differences).toMatchObject([
      { reference: '20002', kind: 'differs', fields: [{ field: 'city', source: 'Delft', target: 'Gouda' }] },
      { reference: '20003', kind: 'missing' },
      {
        reference: '20004',
        kind: 'ambiguous',
        candidates: ['10004', '10099'],
        at: { file: 'mappings/links.yml', line: 1 },
      },
    ]);
    expect(check).toMatchObject({ letters: [], cursor: null, error: null });
    const again = (await company.run(flow)).check?.verified;
    expect(again).toMatchObject({ compared: 4, equal: 1, isNew: 0 });
    expect(wrote(company)).toBe(0);
  });

  it('a difference that was settled and comes back is new again, and so is one that changed', async () => {
    const flow = compile({ 'check.yml': verifying });
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1, { City: 'Delft' })] },
      asperion: { debtors: [debtor(1)] },
    });
    const isNew = async () => (await company.run(flow)).check?.verified?.isNew;
    expect(await isNew()).toBe(1);
    expect(await isNew()).toBe(0);
    company.exactOnline.update('Accounts', accountId(1), { City: 'Gouda' });
    expect(await isNew()).toBe(1);
    company.exactOnline.update('Accounts', accountId(1), { City: null });
    expect(await isNew()).toBe(0);
    company.exactOnline.update('Accounts', accountId(1), { City: 'Gouda' });
    expect(await isNew()).toBe(1);
  });

  it('a difference that was reported is not new again after a run of other records alone', async () => {
    const flow = compile({ 'check.yml': verifying });
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1, { City: 'Delft' }), account(2)] },
      asperion: { debtors: [debtor(1), debtor(2)] },
    });
    expect((await company.run(flow)).check?.verified?.isNew).toBe(1);
    expect((await company.run(flow, { records: ['20002'] })).check?.verified?.isNew).toBe(0);
    expect((await company.run(flow)).check?.verified?.isNew).toBe(0);
  });

  it('finds records by the links and pins of the flows that write', async () => {
    const flows = (links: string) =>
      compile({
        'customers.yml': customers({ match: '[name]', fields: 'city: City' }).replace(/.*characteristic5: .*\n/, ''),
        'check.yml': verifying.replace('[characteristic5]', '[name]').replace(/.*characteristic5: .*\n/, ''),
        'links.yml': links,
      });
    await using company = await Company.open({ exactOnline: { Accounts: [account(1)] } });
    await company.run(flows('{}'));
    const [row] = company.asperion.rows('debtors');
    company.asperion.update('debtors', row?.id ?? null, { name: 'Kroon' });
    expect((await company.run(flows('{}'))).check?.verified?.differences).toMatchObject([
      { kind: 'differs', fields: [{ field: 'name', source: 'Bakkerij 1', target: 'Kroon' }] },
    ]);
    const pinned = flows('check: { "20001": "99999" }');
    expect((await company.run(pinned)).check?.verified?.differences).toMatchObject([{ kind: 'missing' }]);
    const skipped = flows('check: { "20001": skip }');
    expect((await company.run(skipped)).check?.verified).toMatchObject({ compared: 0 });
  });

  it('compares documents line by line, read-only fields too, and never with nothing', async () => {
    const text = orders({})
      .replace('where:', 'purpose: verify\nwhere:')
      .replace(/^ {4}(update|exists): .*\n/gm, '')
      .replace('      journalId:', '      amountExclVat: AmountFCExclVat\n      journalId:');
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1), account(2)], SalesOrders: [order(1, 1), order(2, 1), order(3, 2)] },
    });
    await company.run(compile({ 'orders.yml': orders({ where: 'OrderNumber < 3' }) }));
    const lines = [{ description: 'Koffie', amount: 11, vatCode: 'VH', ledgerAccountId: 8000 }];
    const [first] = company.asperion.rows('salesinvoiceswithlines');
    company.asperion.update('salesinvoiceswithlines', first?.id ?? null, { lines });
    const { check } = await company.run(compile({ 'check.yml': text }));
    expect(check?.error).toBe(null);
    const ten = expect.objectContaining({ c: [1], e: 1 });
    const eleven = expect.objectContaining({ c: [1, 1], e: 1 });
    expect(check?.verified?.differences).toMatchObject([
      {
        reference: '1',
        step: 'invoice',
        kind: 'differs',
        fields: [
          { field: 'amountExclVat', source: ten, target: eleven },
          { field: 'lines 1.amount', source: ten, target: eleven },
        ],
      },
      { reference: '20002', step: 'debtor', kind: 'missing', reason: null },
      { reference: '3', step: 'invoice', kind: 'failed', code: null, reason: expect.stringContaining('its customer') },
    ]);
    // An invoice is one record, and its debtor is another.
    expect(check?.verified?.bySteps).toMatchObject([
      { step: 'debtor', equal: 1, missing: 1 },
      { step: 'invoice', equal: 1, differs: 1, missing: 0, failed: 1 },
    ]);
    expect(check?.steps.invoice).toEqual({ unchanged: 1, skipped: 2 });
    expect(
      check?.verified?.totals.map(({ year, period, vatCode, source, target, unknown, withoutVat }) =>
        [year, period, vatCode, source, target, unknown, withoutVat].join(' '),
      ),
    ).toEqual(['2026 3 VH 20 21 0 2']);
  });

  it('compares everything, and parks nothing, when the same flow wrote before', async () => {
    const name = 'customers.yml';
    await using company = await Company.open({ exactOnline: { Accounts: [account(1), account(2, { Name: 'bad' })] } });
    const before = await company.run(compile({ [name]: customers({}) }), { underway: refuseBad });
    expect(before.customers?.letters).toHaveLength(1);
    const { customers: after } = await company.run(compile({ [name]: verifying }));
    expect(after).toMatchObject({ letters: [], verified: { compared: 2, equal: 1, counts: { missing: 1 } } });
  });

  it('reports what the mapping cannot handle, without parking it', async () => {
    const flow = compile({
      'check.yml': `${verifying}      debtorKindId: { table: kinds, key: Country }\n`,
      'tables/kinds.yml': 'BE: company',
    });
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1)] },
      asperion: { debtors: [debtor(1)] },
    });
    const { check } = await company.run(flow);
    expect(check?.verified?.differences).toMatchObject([
      { reference: '20001', kind: 'failed', code: 'UNMAPPED_KEY', at: { file: 'mappings/tables/kinds.yml' } },
    ]);
    expect(check?.letters).toEqual([]);
  });

  it('shows no name that the mapping puts into a text', async () => {
    const flow = compile({ 'check.yml': `${verifying}      characteristic4: '"For " + Name'\n` });
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1, { Name: 'Jansen Brood' })] },
      asperion: { debtors: [debtor(1, { name: 'Jansen Brood' })] },
    });
    expect((await company.run(flow)).check?.verified?.differences[0]?.fields).toEqual([
      { field: 'characteristic4', source: 'For {Name}', target: null },
    ]);
  });

  it('asks for a customer of many orders once, and for records that are gone all together', async () => {
    const many = Array.from({ length: 20 }, (_, index) => index + 1);
    const writing = compile({ 'orders.yml': orders({}) });
    const text = orders({})
      .replace('where:', 'purpose: verify\nwhere:')
      .replace(/^ {4}(update|exists): .*\n/gm, '');
    const check = compile({ 'check.yml': text });
    await using company = await Company.open({
      exactOnline: {
        Accounts: many.map((number) => account(number)),
        SalesOrders: many.map((number) => order(number, 1)),
      },
    });
    await company.run(writing);
    await company.run(compile({ 'customers.yml': customers({}) }));
    const asked = async (flow: typeof check) => {
      const before = company.asperion.requests.length;
      const { check: run } = await company.run(flow);
      const calls = company.asperion.requests.slice(before).filter(({ path }) => path.endsWith('/debtors'));
      const { compared, counts } = run?.verified ?? {};
      return [compared, counts?.missing, calls.length];
    };
    expect(await asked(check)).toEqual([21, 0, 1]);
    for (const { id = null } of company.asperion.rows('debtors')) company.asperion.remove('debtors', id);
    expect(await asked(compile({ 'check.yml': verifying }))).toEqual([20, 20, 1]);
  });
});
