import { describe, expect, it } from 'vitest';
import { Company, compile } from '../../support/engine.ts';
import { account, accountId, customers, order, orders } from '../../support/samples.ts';

/** The only debtor. */
function debtorOf({ asperion }: Company) {
  const [debtor] = asperion.rows('debtors');
  if (debtor === undefined) throw new Error('There is no debtor.');
  return debtor;
}

describe('fingerprints', () => {
  const both = compile({ 'customers.yml': customers({}), 'orders.yml': orders({ update: false }) });
  const onlyOrders = compile({ 'orders.yml': orders({ update: false }) });

  it('are not taken by a flow that does not update: a change refused elsewhere arrives', async () => {
    await using company = await Company.open({ exactOnline: { Accounts: [account(1)] } });
    await company.run(both);
    company.exactOnline.update('Accounts', accountId(1), { AddressLine1: 'Kade 2' });
    company.exactOnline.insert('SalesOrders', order(1, 1));
    company.asperion.faults.add({ method: 'PUT', path: /debtors/, act: 'status', status: 400 });
    const refused = await company.run(both);
    expect(refused.customers?.letters).toMatchObject([{ reference: '20001', code: 'REFUSED' }]);
    expect(refused.orders?.steps).toEqual({ debtor: { skipped: 1 }, invoice: { created: 1 } });
    company.wait(2);
    expect((await company.run(both)).customers?.steps.debtor).toEqual({ updated: 1 });
    expect(debtorOf(company).address).toBe('Kade 2');
  });

  it('are not taken by a flow that does not update: a change that it saw first still arrives', async () => {
    await using company = await Company.open({ exactOnline: { Accounts: [account(1)] } });
    await company.run(both);
    company.exactOnline.update('Accounts', accountId(1), { AddressLine1: 'Kade 2' });
    company.exactOnline.insert('SalesOrders', order(1, 1));
    await company.run(onlyOrders);
    expect((await company.run(both)).customers?.steps.debtor).toEqual({ updated: 1 });
    expect(debtorOf(company).address).toBe('Kade 2');
  });

  it('keep what only a person changed, also when a record that waited is tried again', async () => {
    const flow = compile({
      'customers.yml': customers({ head: 'winner: dead-letter', fields: 'city: City\nphoneNumber: Phone' }),
    });
    await using company = await Company.open({ exactOnline: { Accounts: [account(1, { City: 'Leiden' })] } });
    await company.run(flow);
    company.asperion.update('debtors', debtorOf(company).id ?? null, { name: 'Door ons', city: 'Breda' });
    company.exactOnline.update('Accounts', accountId(1), { City: 'Assen', Phone: '020-1' });
    const waits = await company.run(flow);
    expect(waits.customers?.letters).toMatchObject([{ reference: '20001', code: 'CONFLICT' }]);
    const held = { name: 'Door ons', city: 'Breda', phoneNumber: '020-1' };
    expect(debtorOf(company)).toMatchObject(held);
    company.wait(2);
    expect((await company.run(flow)).customers?.letters).toMatchObject([{ code: 'CONFLICT', attempts: 2 }]);
    expect(debtorOf(company)).toMatchObject(held);
  });

  it('do not come from a record only found: with updates on, it is brought in step', async () => {
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1)] },
      asperion: {
        debtors: [{ characteristic5: 'EO-20001', name: 'Wrong', address: 'Weg 9', debtorKindId: 'company' }],
      },
    });
    const found = await company.run(compile({ 'customers.yml': customers({ update: false }) }));
    expect(found.customers?.steps.debtor).toEqual({ skipped: 1 });
    company.exactOnline.update('Accounts', accountId(1), { Remarks: 'changed, but not mapped' });
    const updated = await company.run(compile({ 'customers.yml': customers({}) }));
    expect(updated.customers?.steps.debtor).toEqual({ updated: 1 });
    expect(debtorOf(company)).toMatchObject({ name: 'Bakkerij 1', address: 'Dorpsstraat 1' });
  });

  it('do not come from a create for fields of updates only: they go at the next change', async () => {
    const flow = compile({ 'customers.yml': customers({ fields: 'comments: { expr: Remarks, write: update }' }) });
    await using company = await Company.open({ exactOnline: { Accounts: [account(1, { Remarks: 'Belt vooraf' })] } });
    await company.run(flow);
    expect(debtorOf(company).comments).toBeNull();
    company.exactOnline.update('Accounts', accountId(1), { Name: 'Bakkerij Een' });
    await company.run(flow);
    expect(debtorOf(company)).toMatchObject({ name: 'Bakkerij Een', comments: 'Belt vooraf' });
  });

  it('ask for no look-up where nothing would be updated anyway', async () => {
    const flow = compile({ 'customers.yml': customers({ update: false }) });
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1)] },
      asperion: {
        debtors: [{ characteristic5: 'EO-20001', name: 'Other', address: 'Weg 9', debtorKindId: 'company' }],
      },
    });
    await company.run(flow);
    company.exactOnline.update('Accounts', accountId(1), { Name: 'Bakkerij Een' });
    const { length: before } = company.asperion.requests;
    expect((await company.run(flow)).customers?.steps.debtor).toEqual({ skipped: 1 });
    expect(company.asperion.requests.slice(before).filter(({ path }) => path.startsWith('/v1/'))).toEqual([]);
  });

  it('stand beside the fields that later steps use: the next run asks for none of them', async () => {
    const flow = compile({
      'orders.yml': orders({}).replace('"Order "', 'debtor.characteristic5 + ", order "'),
    });
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1)], SalesOrders: [order(1, 1)] },
    });
    await company.run(flow);
    // The second order finds the customer linked, the third one unchanged since the second.
    for (const number of [2, 3]) {
      company.wait(1);
      await company.run(flow);
      company.exactOnline.insert('SalesOrders', order(number, 1));
      const { length: before } = company.asperion.requests;
      expect((await company.run(flow)).orders?.steps).toEqual({ debtor: { unchanged: 1 }, invoice: { created: 1 } });
      const asked = company.asperion.requests.slice(before).filter(({ path }) => path.includes('debtors'));
      expect(asked).toEqual([]);
    }
    const texts = company.asperion.rows('salesinvoiceswithlines').map(({ description }) => description);
    expect(texts).toEqual(['EO-20001, order 1', 'EO-20001, order 2', 'EO-20001, order 3']);
  });
});

it('are not trusted for a flow that did not run in a lost run: it is compared in full', async () => {
  const flows = compile({ 'customers.yml': customers({}), 'orders.yml': orders({}) });
  await using company = await Company.open({ exactOnline: { Accounts: [account(1)] } });
  await company.run(flows);
  company.exactOnline.update('Accounts', accountId(1), { AddressLine1: 'Kade 2' });
  company.exactOnline.insert('SalesOrders', order(1, 1));
  await company.run(flows, { flows: ['orders'], isLost: true });
  expect(debtorOf(company).address).toBe('Kade 2');
  const { AddressLine1 } = account(1);
  company.exactOnline.update('Accounts', accountId(1), { AddressLine1 });
  company.wait(1);
  await company.run(flows, { flows: ['customers'] });
  expect(debtorOf(company).address).toBe(AddressLine1);
});
