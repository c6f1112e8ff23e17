import { describe, expect, test } from 'vitest';
import { shipped } from '../support/samples.ts';
import { tryOut } from './variation.ts';

/** Runs a case, the YAML under `name:`, on a shipped flow whose first step has `update` or `create` switched off. */
function switchedOff(flow: string, off: 'update' | 'create', text: string): Promise<readonly string[]> {
  const files = shipped(flow, (written) =>
    off === 'create'
      ? written.replace(/^ {4}update: true$/m, '    create: false\n    update: true')
      : // What becomes of records out of use is only said of a step that changes them.
        written.replace(/^ {4}update: true$/m, '    update: false').replace(/^ {4}inactive: .*\n/m, ''),
  );
  return tryOut(files, flow, text);
}

describe('items of Exact Online', () => {
  const flow = 'products.exact-online-to-asperion';
  const given = `  given:
    source:
      logistics/Items:
        - { ID: item-1, Code: MOK-1, Description: Mok, IsSalesItem: true, Modified: "2026-05-04T09:30:00" }
        - { ID: item-2, Code: MOK-2, Description: Kom, IsSalesItem: true, Modified: "2026-05-04T09:30:00" }
    target:
      articles: [{ id: 8, articleNumber: MOK-2, description: Kommetje, activeState: Active }]
  expect:`;

  test('are only added to the articles', async () => {
    const added =
      '\n    - { create: articles, fields: { articleNumber: MOK-1, description: Mok, articleCategoryId: 1 } }\n';
    expect(await switchedOff(flow, 'update', given + added)).toEqual([]);
  });

  test('only change articles that are there', async () => {
    const changed = '\n    - { update: articles, record: MOK-2, fields: { description: Kom } }\n';
    expect(await switchedOff(flow, 'create', given + changed)).toEqual([]);
  });
});

describe('debtors of Asperion', () => {
  const flow = 'customers.asperion-to-exact-online';
  const filled = 'GLAccountSales: gl-nl, Language: nl-NL, SalesCurrency: EUR';
  const given = `  given:
    source:
      debtors:
        - { id: 5, customerNumber: "10042", name: Mila Jansen, address: Laan 2, countryCode: NL, debtorKindId: private }
        - { id: 6, customerNumber: "10043", name: Joris Bos, address: Laan 4, countryCode: NL, debtorKindId: private }
    target:
      crm/Accounts:
        - { ID: acc-2, Code: "20002", SearchCode: "10043", Name: J. Bos, Status: C, AddressLine1: Laan 4, Country: NL, ${filled} }
      cashflow/PaymentConditions: [{ Code: "30" }]
      vat/VATCodes: [{ Code: "2" }]
      financial/GLAccounts: [{ ID: gl-nl, Code: "8000" }]
  expect:`;

  test('are only added to the customers', async () => {
    const added = `
    - create: crm/Accounts
      fields: { SearchCode: "10042", Name: Mila Jansen, Status: C, AddressLine1: Laan 2, Country: NL, ${filled} }
`;
    expect(await switchedOff(flow, 'update', given + added)).toEqual([]);
  });

  test('only change customers that are there', async () => {
    const changed = '\n    - { update: crm/Accounts, record: "20002", fields: { Name: Joris Bos } }\n';
    expect(await switchedOff(flow, 'create', given + changed)).toEqual([]);
  });
});
