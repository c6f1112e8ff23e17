import { describe, expect, it } from 'vitest';
import { Company, compile } from '../../support/engine.ts';
import { account, accountId, customers, order, orders } from '../../support/samples.ts';

const VAT = 'NL001234567B01';

/** A debtor that a person made: it has no external key. */
const debtor = (number: number, more: object = {}) => ({
  customerNumber: String(number),
  name: 'Bakkerij',
  address: 'Weg 9',
  debtorKindId: 'company',
  ...more,
});

const byVat = (head = '') => customers({ head, match: '[characteristic5, vatNumber]', fields: 'vatNumber: VATNumber' });

/** Calls that write to Asperion. */
const writes = ({ asperion }: Company) =>
  asperion.requests.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/token'));

/** A customer with the name and the VAT number of the debtor. */
const twin = (number: number) => account(number, { VATNumber: VAT, Name: 'Bakkerij' });

describe('two customers that would take one debtor', () => {
  it('both wait before either is written; the messages name the other and the line to add', async () => {
    const flow = compile({ 'customers.yml': byVat() });
    await using company = await Company.open({
      exactOnline: { Accounts: [twin(1), twin(7)] },
      asperion: { debtors: [debtor(10_042, { vatNumber: VAT })] },
    });
    const { letters, steps } = (await company.run(flow)).customers ?? {};
    expect(steps?.debtor).toEqual({ failed: 2 });
    expect(letters?.map(({ code }) => code)).toEqual(['AMBIGUOUS', 'AMBIGUOUS']);
    // Whether that file is there or not.
    const at = { file: 'mappings/links.yml', line: 1, column: 1 };
    expect(letters?.map((letter) => letter.at)).toEqual([at, at]);
    expect(letters?.find(({ reference }) => reference === '20001')?.reason).toBe(
      '20001 may be 10042 in the target, but 20007 may be it as well. ' +
        'Settle it in links.yml: below "customers", write "20001": "10042", "20007": skip, or the other way round. ' +
        'For one that the target does not have yet, write new: the sync then makes it.',
    );
    expect(letters?.map(({ pins }) => pins)).toEqual(
      ['20001', '20007'].map((reference) => ({ flow: 'customers', reference, targets: ['10042', 'new'] })),
    );
    expect(writes(company)).toEqual([]);
  });

  it('both wait even in batches far apart, where a guard looks at all of them first', async () => {
    const given = Array.from({ length: 120 }, (_, index) =>
      index === 0 || index === 119 ? twin(index + 1) : account(index + 1, { VATNumber: `NL8${index}` }),
    );
    await using company = await Company.open({
      exactOnline: { Accounts: given },
      asperion: { debtors: [debtor(10_042, { vatNumber: VAT })] },
    });
    company.exactOnline.switches.syncOrder = 'timestamp';
    const flow = compile({ 'customers.yml': byVat('guard: { maxCreates: 1000 }') });
    const { letters, steps } = (await company.run(flow)).customers ?? {};
    expect(steps?.debtor).toEqual({ created: 118, failed: 2 });
    expect(letters?.map(({ reference }) => reference).sort()).toEqual(['20001', '20120']);
    expect(company.asperion.rows('debtors')[0]).toMatchObject({ name: 'Bakkerij', characteristic5: null });
  });

  it('both go on waiting when only one of them comes by again', async () => {
    const flow = compile({ 'customers.yml': byVat() });
    await using company = await Company.open({
      exactOnline: { Accounts: [twin(1), twin(7)] },
      asperion: { debtors: [debtor(10_042, { vatNumber: VAT })] },
    });
    await company.run(flow);
    company.exactOnline.update('Accounts', accountId(7), { AddressLine1: 'Kade 2' });
    const { letters, steps } = (await company.run(flow)).customers ?? {};
    expect(steps?.debtor).toEqual({ failed: 1 });
    expect(letters?.map(({ code }) => code)).toEqual(['AMBIGUOUS', 'AMBIGUOUS']);
    expect(company.asperion.rows('debtors')[0]).toMatchObject({ name: 'Bakkerij' });
  });

  it('both wait in a flow that needs one of them, too', async () => {
    const needs = orders({ fields: 'vatNumber: customer.VATNumber' }).replace(
      'match: [characteristic5]',
      'match: [characteristic5, vatNumber]',
    );
    const flow = compile({ 'customers.yml': byVat(), 'orders.yml': needs });
    await using company = await Company.open({
      exactOnline: {
        Accounts: [twin(1), twin(7)],
        SalesOrders: [order(1, 7)],
      },
      asperion: { debtors: [debtor(10_042, { vatNumber: VAT })] },
    });
    expect((await company.run(flow)).orders?.letters).toMatchObject([{ reference: '1', code: 'AMBIGUOUS' }]);
    expect(writes(company)).toEqual([]);
  });

  it('are settled by the line in links.yml', async () => {
    const flow = (links: string) => compile({ 'customers.yml': byVat(), 'links.yml': links });
    await using company = await Company.open({
      exactOnline: { Accounts: [twin(1), twin(7)] },
      asperion: { debtors: [debtor(10_042, { vatNumber: VAT })] },
    });
    await company.run(flow('{}'));
    const settled = await company.run(flow('customers: { "20001": "10042", "20007": skip }'));
    expect(settled.customers).toMatchObject({ letters: [], steps: { debtor: { updated: 1 } } });
  });

  it('are settled by "new" for one: it gets its own record, found again without the state', async () => {
    const flow = (links: string) => compile({ 'customers.yml': byVat(), 'links.yml': links });
    await using company = await Company.open({
      exactOnline: { Accounts: [twin(1), twin(7)] },
      asperion: { debtors: [debtor(10_042, { vatNumber: VAT })] },
    });
    await company.run(flow('{}'));
    const settled = await company.run(flow('customers: { "20007": new }'));
    expect(settled.customers).toMatchObject({ letters: [], steps: { debtor: { updated: 1, created: 1 } } });
    const keys = () => company.asperion.rows('debtors').map(({ characteristic5 }) => characteristic5);
    expect(keys()).toEqual(['EO-20001', 'EO-20007']);
    company.forget();
    expect((await company.run(flow('customers: { "20007": new }'))).customers?.letters).toEqual([]);
    expect(keys()).toEqual(['EO-20001', 'EO-20007']);
  });

  it('are settled by "skip" for one of them alone', async () => {
    const flow = (links: string) => compile({ 'customers.yml': byVat(), 'links.yml': links });
    await using company = await Company.open({
      exactOnline: { Accounts: [twin(1), twin(7)] },
      asperion: { debtors: [debtor(10_042, { vatNumber: VAT })] },
    });
    await company.run(flow('{}'));
    const settled = await company.run(flow('customers: { "20007": skip }'));
    expect(settled.customers).toMatchObject({ letters: [], steps: { debtor: { updated: 1 } } });
    expect(company.asperion.rows('debtors')).toMatchObject([{ name: 'Bakkerij', characteristic5: 'EO-20001' }]);
  });

  it('are no longer two when the other one got a number of its own', async () => {
    const flow = compile({ 'customers.yml': byVat() });
    await using company = await Company.open({
      exactOnline: { Accounts: [twin(1), twin(7)] },
      asperion: { debtors: [debtor(10_042, { vatNumber: VAT })] },
    });
    await company.run(flow);
    company.exactOnline.update('Accounts', accountId(7), { VATNumber: 'NL009999999B01' });
    company.wait(2);
    expect((await company.run(flow)).customers).toMatchObject({
      letters: [],
      steps: { debtor: { created: 1, updated: 1 } },
    });
  });
});

describe('two new customers of one batch with the same key', () => {
  it('make one debtor, and the second one waits', async () => {
    const text = customers({ match: '[characteristic5]' }).replace(`'"EO-" + Code'`, `'"EO-" + SearchCode'`);
    const kroon = { SearchCode: 'KROON', Name: 'Bakkerij Kroon' };
    await using company = await Company.open({ exactOnline: { Accounts: [account(1, kroon), account(2, kroon)] } });
    const { letters } = (await company.run(compile({ 'customers.yml': text }))).customers ?? {};
    expect(letters?.map(({ code }) => code)).toEqual(['AMBIGUOUS']);
    expect(company.asperion.rows('debtors')).toHaveLength(1);
  });
});

describe('a debtor that is linked', () => {
  const flow = compile({ 'customers.yml': customers({ match: '[vatNumber]', fields: 'vatNumber: VATNumber' }) });
  const linked = (number: number) => `${number} may be 10042 in the target, but it is linked to another source record`;
  const asperion = { debtors: [debtor(10_042, { vatNumber: VAT })] };
  const reasons = async (company: Company) =>
    (await company.run(flow)).customers?.letters.map(({ reason }) => reason?.replace(/ Settle it .*/, ''));

  it('is not given to a new customer with its VAT number, who waits with the reason', async () => {
    await using company = await Company.open({ exactOnline: { Accounts: [twin(1)] }, asperion });
    await company.run(flow);
    company.exactOnline.insert('Accounts', twin(7));
    company.wait(2);
    expect(await reasons(company)).toEqual([`${linked(20_007)}.`]);
  });

  it('is reported with the name of the customer that took it in the same run', async () => {
    const Accounts = Array.from({ length: 120 }, (_, index) =>
      index === 0 || index === 119 ? twin(index + 1) : account(index + 1, { VATNumber: `NL8${index}` }),
    );
    await using company = await Company.open({ exactOnline: { Accounts }, asperion });
    company.exactOnline.switches.syncOrder = 'timestamp';
    expect(await reasons(company)).toEqual([`${linked(20_120)} (20001).`]);
  });
});

describe('a debtor that only the e-mail address finds', () => {
  const Email = 'administratie@kantoor.example';
  const flow = compile({
    'customers.yml': customers({
      match: '[characteristic5, vatNumber, emailAddress]',
      fields: 'vatNumber: VATNumber\nemailAddress: Email',
    }),
  });

  it('waits for a person when it has another name, and claims nothing', async () => {
    await using company = await Company.open({
      exactOnline: {
        Accounts: [account(1, { Email, Name: 'Herberg De Paarse B.V.' }), account(2, { Email, Name: 'De Oranje BV' })],
      },
      asperion: { debtors: [debtor(10_061, { name: 'De Oranje B.V.', emailAddress: Email })] },
    });
    const { letters, steps } = (await company.run(flow)).customers ?? {};
    expect(steps?.debtor).toEqual({ updated: 1, failed: 1 });
    expect(letters).toMatchObject([{ code: 'AMBIGUOUS', reference: '20001' }]);
    expect(letters?.[0]?.reason).toContain('only emailAddress agrees, and the name differs');
    expect(company.asperion.rows('debtors')).toMatchObject([{ name: 'De Oranje BV', characteristic5: 'EO-20002' }]);
  });

  it('is taken when the VAT number agrees as well, whatever its name', async () => {
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1, { Email, VATNumber: VAT })] },
      asperion: { debtors: [debtor(10_061, { name: 'Herberg', emailAddress: Email, vatNumber: VAT })] },
    });
    expect((await company.run(flow)).customers?.steps.debtor).toEqual({ updated: 1 });
  });
});

describe('a debtor that only the external key finds', () => {
  it('waits for a person when the other numbers and the name are somebody else’s', async () => {
    const flow = compile({ 'customers.yml': byVat() });
    const other = { characteristic5: 'EO-20001', vatNumber: 'NL999999999B01' };
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1, { VATNumber: VAT })] },
      asperion: { debtors: [debtor(10_042, { ...other, name: 'Garage Pietersen' })] },
    });
    const { letters } = (await company.run(flow)).customers ?? {};
    expect(letters).toMatchObject([{ code: 'AMBIGUOUS' }]);
    expect(letters?.[0]?.reason).toContain('only characteristic5 agrees: vatNumber and the name differ');
    expect(writes(company)).toEqual([]);
  });

  it('is taken when it was only renamed, or only got another number', async () => {
    const flow = compile({ 'customers.yml': byVat() });
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1, { VATNumber: VAT }), account(2, { VATNumber: 'NL2' })] },
      asperion: {
        debtors: [
          debtor(10_042, { characteristic5: 'EO-20001', name: 'Garage Pietersen' }),
          debtor(10_043, { characteristic5: 'EO-20002', name: 'bakkerij 2 B.V.', vatNumber: 'NL3' }),
        ],
      },
    });
    expect((await company.run(flow)).customers?.steps.debtor).toEqual({ updated: 2 });
  });
});

describe('two documents with one number', () => {
  it('are told that each may be a sale of its own, which needs a number of its own', async () => {
    const flow = compile({
      'orders.yml': orders({}).replace('\'"EO-" + string(OrderNumber)\'', '\'"EO-" + YourRef\''),
    });
    await using company = await Company.open({
      exactOnline: {
        Accounts: [account(1)],
        SalesOrders: [order(1, 1, { YourRef: '1001' }), order(2, 1, { YourRef: '1001' })],
      },
    });
    const first = (await company.run(flow)).orders;
    const { letters } = first?.letters.length === 0 ? ((await company.run(flow)).orders ?? {}) : (first ?? {});
    expect(letters?.at(-1)?.code).toBe('AMBIGUOUS');
    expect(letters?.at(-1)?.reason).toContain(
      'If each is a sale of its own, give one of them another number in the source, or book 2 by hand under another number and write "2": skip below "orders" in links.yml.',
    );
    // A pin would take the document from the sale that it was booked for.
    expect(letters?.at(-1)?.reason).not.toContain('"EO-');
  });

  it('are not settled by a pin if the source has one number for both: a sale would be lost', async () => {
    const flow = compile({ 'orders.yml': orders({}) });
    await using company = await Company.open({
      exactOnline: {
        Accounts: [account(1)],
        SalesOrders: [order(1, 1), { ...order(2, 1), OrderNumber: order(1, 1).OrderNumber }],
      },
    });
    const advice =
      'Several records in the source have the number 1, and links.yml cannot tell them apart. Book each one that the target does not have by hand ' +
      'under another number, then write "1": skip below "orders" in links.yml. It holds for all of them.';
    const first = (await company.run(flow)).orders?.letters ?? [];
    expect(first.map(({ code }) => code)).toEqual(['AMBIGUOUS']);
    expect(first[0]?.reason).toContain(advice);
    company.forget();
    const lost = (await company.run(flow)).orders?.letters ?? [];
    expect(lost.map(({ code }) => code)).toEqual(['AMBIGUOUS', 'AMBIGUOUS']);
    for (const { reason } of lost) expect(reason).toContain(advice);
  });
});
