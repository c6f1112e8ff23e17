import { expect } from 'vitest';
import type { Answer } from './client.ts';
import * as shapes from './shapes.ts';

/** Every list of the client: whether it names the administration, what it reads, and whether that lists all fields (AS-go-client). */
export const lists = [
  { path: '/v1/administrations', withTenant: false, shape: shapes.administration, isWhole: false },
  { path: '/v1/costcenters', withTenant: true, shape: shapes.costCenter, isWhole: true },
  { path: '/v1/costunits', withTenant: true, shape: shapes.costUnit, isWhole: false },
  { path: '/v1/debtors', withTenant: true, shape: shapes.debtor, isWhole: true },
  { path: '/v1/journals', withTenant: true, shape: shapes.journal, isWhole: false },
  { path: '/v1/ledgeraccounts', withTenant: true, shape: shapes.ledgerAccount, isWhole: true },
  { path: '/v1/paymentconditions', withTenant: true, shape: shapes.paymentCondition, isWhole: false },
  { path: '/v1/salesinvoices', withTenant: false, shape: shapes.salesInvoice, isWhole: false },
  { path: '/v1/salesinvoiceswithlines', withTenant: false, shape: shapes.salesInvoice, isWhole: false },
  { path: '/v1/vatcodes', withTenant: false, shape: shapes.vatCode, isWhole: true },
] as const;

/** A list of the client by the resource's name. Throws when it has none of that name. */
export function listNamed(name: string): (typeof lists)[number] {
  const list = lists.find(({ path }) => path === `/v1/${name}`);
  if (list === undefined) throw new RangeError(`The client has no list of ${name}.`);
  return list;
}

/** The client takes a 2xx whose body has a title or a detail for an error. */
export function expectNoError({ status, body }: Answer): void {
  expect(status).toBe(200);
  expect(body).not.toHaveProperty('title');
  expect(body).not.toHaveProperty('detail');
}
