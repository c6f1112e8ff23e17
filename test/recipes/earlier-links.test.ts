import { describe, expect, test } from 'vitest';
import { shipped } from '../support/samples.ts';
import { tryOut } from './variation.ts';

/** Runs a case, the YAML under `name:`, on a shipped flow that matches by one key; gives what failed. */
function matchedBy(flow: string, key: string, text: string): Promise<readonly string[]> {
  const files = shipped(flow, (written) => written.replace(/^ {4}match: .*$/m, `    match: [${key}]`));
  return tryOut(files, flow, text);
}

describe('a customer who takes over the address of another one', () => {
  test('an earlier link comes before all keys, to Asperion', async () => {
    const text = `  given:
    source:
      crm/Accounts: [{ ID: acc-1, Code: "20001", Name: Mila Jansen, Status: C, AddressLine1: Laan 2, Email: mila@post.example }]
    target:
      debtors:
        - { id: 5, customerNumber: "10042", name: M. Jansen, address: Laan 2, debtorKindId: private, paymentConditionId: 1, emailAddress: mila@post.example }
        - { id: 6, customerNumber: "10043", name: Joris Bos, address: Laan 4, debtorKindId: private, paymentConditionId: 1, emailAddress: thuis@post.example }
  expect:
    - { update: debtors, record: "10042", fields: { characteristic5: EO-20001, name: Mila Jansen } }
  then:
    - given:
        source:
          crm/Accounts: [{ ID: acc-1, Email: thuis@post.example }]
      expect:
        - { update: debtors, record: "10042", fields: { emailAddress: thuis@post.example } }
`;
    expect(await matchedBy('customers.exact-online-to-asperion', 'emailAddress', text)).toEqual([]);
  });

  test('an earlier link comes before all keys, to Exact Online', async () => {
    const filled =
      'PaymentConditionSales: 30, SalesVATCode: 2, GLAccountSales: gl-nl, Language: nl-NL, SalesCurrency: EUR';
    const text = `  given:
    source:
      debtors: [{ id: 5, customerNumber: "10042", name: Mila Jansen, address: Laan 2, countryCode: NL, debtorKindId: private, emailAddress: mila@post.example }]
    target:
      crm/Accounts:
        - { ID: acc-1, Code: "20001", Name: M. Jansen, Status: C, AddressLine1: Laan 2, Country: NL, Email: mila@post.example, ${filled} }
        - { ID: acc-2, Code: "20002", Name: Joris Bos, Status: C, AddressLine1: Laan 4, Country: NL, Email: thuis@post.example, ${filled} }
      cashflow/PaymentConditions: [{ Code: "30" }]
      vat/VATCodes: [{ Code: "2" }]
      financial/GLAccounts: [{ ID: gl-nl, Code: "8000" }]
  expect:
    - { update: crm/Accounts, record: "20001", fields: { SearchCode: "10042", Name: Mila Jansen } }
  then:
    - given:
        source:
          debtors: [{ id: 5, emailAddress: thuis@post.example }]
      expect:
        - { update: crm/Accounts, record: "20001", fields: { Email: thuis@post.example } }
`;
    expect(await matchedBy('customers.asperion-to-exact-online', 'Email', text)).toEqual([]);
  });
});
