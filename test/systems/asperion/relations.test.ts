import { expect, test } from 'vitest';
import { never } from '../transport.ts';
import { withAsperion } from './sandbox-client.ts';

const rows = {
  debtorkinds: [{ id: 'B', description: 'Company' }],
  debtors: [{ id: 7, customerNumber: '10001', name: 'Bakkerij', address: 'Kade 1', debtorKindId: 'B' }],
};

test.each([
  ['contacts', { name: 'Anna Jansen', emailAddress: 'anna@example.com' }, { phoneNumber: '+31205550123' }],
  ['addresses', { name: 'Magazijn', address: 'Kade 2', city: 'Delft', countryCode: 'NL' }, { city: 'Rijswijk' }],
] as const)('%s of a debtor are created, found by it and changed', (resource, values, change) =>
  withAsperion({ rows }, async (sandbox, newRun) => {
    const asperion = newRun();
    const created = await asperion.create({ resource, values: { debtorId: 7, ...values }, signal: never });
    const found = await newRun().find({
      resource,
      field: 'debtorId',
      values: [7],
      fields: Object.keys(values),
      signal: never,
    });
    expect(found).toMatchObject([{ id: created.id, debtorId: 7, ...values }]);
    await asperion.update({ resource, key: created.id ?? null, values: change, signal: never });
    expect(sandbox.rows(resource)).toMatchObject([{ ...values, ...change }]);
  }),
);
