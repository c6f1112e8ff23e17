import type { Administration } from '../administration.ts';
import type { Problem } from '../http/refusals.ts';
import type { Fields, Stored } from '../records/values.ts';

/** In the order in which the sentences come (EX-not-a-customer). */
const PARTIES = ['DeliverTo', 'OrderedBy', 'InvoiceTo', 'Customer'] as const;

/** Parties first, in their order; then the other properties. */
export function inOrderOfSentences(properties: readonly string[]): readonly string[] {
  const parties: readonly string[] = PARTIES.filter((name) => properties.includes(name));
  return [...parties, ...properties.filter((name) => !parties.includes(name))];
}

const CUSTOMER = 'C';
/** Who orders and who pays must be a customer; a delivery may go to anyone (assumed). */
const MUST_BUY: ReadonlySet<string> = new Set(['OrderedBy', 'InvoiceTo', 'Customer']);

/** Refuses documents for relations that are blocked or not customers (EX-not-a-customer). */
export function partyProblems({ store }: Administration, after: Fields, before: Fields | null): readonly Problem[] {
  return PARTIES.flatMap((property): Problem[] => {
    const id: Stored = after[property] ?? null;
    const account = store.find('Accounts', id)?.fields;
    if (account === undefined || id === (before?.[property] ?? null)) return [];
    if (MUST_BUY.has(property) && account.Status !== CUSTOMER) return [{ kind: 'notCustomer', property }];
    return account.Blocked === true ? [{ kind: 'blocked', property }] : [];
  });
}
