import { describe, expect, it } from 'vitest';
import { placeOfRule } from '../../../src/mapping/steps/step-program.ts';
import type { ResourceSpec } from '../../../src/systems/catalog.ts';
import { Company, compile } from '../../support/engine.ts';
import { account, accountId, customers, salesEntries } from '../../support/samples.ts';

describe('a record without something that the target requires', () => {
  it('waits, and leads to the rule of the field', async () => {
    const text = customers({});
    await using company = await Company.open({ exactOnline: { Accounts: [account(1, { AddressLine1: null })] } });
    const { letters } = (await company.run(compile({ 'customers.yml': text }))).customers ?? {};
    const line = text.split('\n').findIndex((one) => one.includes('address: AddressLine1')) + 1;
    expect(letters).toMatchObject([
      {
        code: 'REQUIRED_EMPTY',
        reason: 'The source has nothing for address, which debtors need.',
        at: { file: 'mappings/customers.yml', line },
      },
    ]);
  });
});

describe('a record that lost something that the target requires', () => {
  it('waits without a call, and is written with what it gets instead', async () => {
    const flow = compile({ 'customers.yml': customers({}) });
    await using company = await Company.open({ exactOnline: { Accounts: [account(1)] } });
    await company.run(flow);
    const writes = () => company.asperion.requests.filter(({ method }) => method === 'PUT').length;
    company.exactOnline.update('Accounts', accountId(1), { AddressLine1: null, Name: 'Bakkerij Vroeg' });
    const { letters } = (await company.run(flow)).customers ?? {};
    expect([letters?.map(({ code, reason }) => [code, reason]), writes()]).toEqual([
      [['REQUIRED_EMPTY', 'The source has nothing for address, which debtors need.']],
      0,
    ]);
    company.exactOnline.update('Accounts', accountId(1), { AddressLine1: 'Kade 2' });
    await company.run(flow);
    expect(company.asperion.rows('debtors')).toMatchObject([{ address: 'Kade 2', name: 'Bakkerij Vroeg' }]);
  });
});

describe('a booked document whose lines no longer get what the target requires', () => {
  it('waits, though what its lines still have is alike', async () => {
    const flow = (account: string) => compile({ 'entries.yml': salesEntries({}).replace('value: "8000" }', account) });
    const line = { amount: 10, vatAmount: 2.1, vatCode: 'VH', ledgerAccountId: 8000 };
    const invoice = {
      id: 1,
      invoiceNumber: '26-1',
      debtorCustomerNumber: '10001',
      status: 3,
      date: '2026-03-01T00:00:00',
      lines: [line],
    };
    await using company = await Company.open({
      asperion: { salesinvoiceswithlines: [invoice] },
      exactOnline: { Accounts: [account(1)] },
    });
    expect((await company.run(flow('value: "8000" }'))).entries?.letters).toEqual([]);
    const none = flow('value: "8000", when: line.amount > 99 }');
    const { letters } = (await company.run(none, { records: ['26-1'] })).entries ?? {};
    expect(letters).toMatchObject([{ code: 'REQUIRED_EMPTY', step: 'entry' }]);
  });
});

describe('the place of what is missing', () => {
  const place = (line: number) => ({ file: 'mappings/orders.yml', line, column: 7 });
  const fields = [
    { resource: 'salesinvoiceswithlines', field: 'vatCode', at: place(8) },
    { resource: 'salesinvoicelines', field: 'vatCode', at: place(12) },
  ];
  const step = {
    spec: { name: 'salesinvoiceswithlines' } as ResourceSpec,
    linesField: 'lines',
    outline: { fields, values: [], keys: [] },
    at: place(3),
  };

  it.each([
    ['lines.vatCode', 'the rule of the lines', 12],
    ['vatCode', 'the rule of the document', 8],
    ['lines', 'the step, because lines have no rule of their own', 3],
  ])('of %s is %s', (field, _, line) => {
    expect(placeOfRule(step, field)).toEqual(place(line));
  });
});
