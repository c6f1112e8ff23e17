import { describe, expect, it } from 'vitest';
import { placeOfRule } from '../../../src/mapping/steps/step-program.ts';
import type { ResourceSpec } from '../../../src/systems/catalog.ts';
import { Company, compile } from '../../support/engine.ts';
import { account, customers } from '../../support/samples.ts';

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
