import { type Company, compile, type Mappings } from '../../../support/engine.ts';
import type { FlowOutcome } from '../../../support/flow-outcome.ts';
import { accounts } from '../../../support/samples.ts';

/** Accounts become debtors, lossy: the e-mail address in small letters. */
export const forth = (head = '', fields = ''): string => `from: exact-online.crm/Accounts
to: asperion
${head}
steps:
  - id: debtor
    resource: debtors
    match: [characteristic5]
    update: true
    fields:
      characteristic5: { expr: '"EO-" + Code', write: create }
      name: Name
      address: AddressLine1
      city: City
      emailAddress: lower(Email)
      debtorKindId: { value: company }
${fields}`;

/** Debtors become accounts. */
export const back = (head = ''): string => accounts(head, 'AddressLine1: address\nCity: city\nEmail: emailAddress');

/** Both flows, compiled; each with what more stands at its head. */
export const both = (forthHead = '', backHead = '', more = ''): Mappings =>
  compile({ 'customers.forth.yml': forth(forthHead, more), 'customers.back.yml': back(backHead) });

/** A debtor that Asperion has itself. */
export const debtor = (number: number, more = {}) => ({
  customerNumber: String(number),
  name: `Winkel ${number}`,
  address: 'Weg 9',
  debtorKindId: 'company',
  ...more,
});

/** What both systems hold of the customers, by name. */
export function held({ exactOnline, asperion }: Company) {
  const accounts = exactOnline.rows('Accounts').map((row) => [row.Name, row.City ?? null, row.Email ?? null]);
  const debtors = asperion.rows('debtors').map((row) => [row.name, row.city ?? null, row.emailAddress ?? null]);
  return { accounts: accounts.sort(), debtors: debtors.sort() };
}

/** Calls that wrote, since the last time. */
export function writes(company: Company): number {
  const all = [...company.exactOnline.requests, ...company.asperion.requests];
  const count = all.filter(({ method, path }) => method !== 'GET' && !/token/.test(path)).length;
  const before = seen.get(company) ?? 0;
  seen.set(company, count);
  return count - before;
}
const seen = new WeakMap<Company, number>();

/** Codes and reasons of what waits. */
export const letters = (run: Readonly<Record<string, FlowOutcome>>) =>
  Object.values(run).flatMap((flow) => flow.letters.map(({ code, reason }) => `${code} ${reason}`));

/** The id of the first debtor. */
export const theDebtor = (company: Company) => company.asperion.rows('debtors')[0]?.id ?? null;
