import { describe, expect, it } from 'vitest';
import { Company, compile } from '../../support/engine.ts';

const CUSTOMER = '11111111-1111-4111-8111-111111111111';

const mappings = compile({
  'entries.yml': `
from: exact-online.salesorder/SalesOrders
to: asperion
enabled: true
where: Status == 21
steps:
  - id: entry
    resource: journalentrieswithlines
    match: [sourceDocumentNumber]
    exists: verify
    fields:
      journalId: { value: "90" }
      date: OrderDate
      sourceDocumentNumber: '"EO-" + string(OrderNumber)'
    lines:
      each: SalesOrderLines
      fields: { amount: -line.AmountFC, ledgerAccountId: { value: 8000 }, description: line.Description }
      append:
        - fields: { amount: AmountFCExclVat, ledgerAccountId: { value: 1300 } }
`,
});

const order = (number: number, date: string) => ({
  OrderedBy: CUSTOMER,
  OrderNumber: number,
  OrderDate: `${date}T00:00:00`,
  Status: 21,
  SalesOrderLines: [{ Item: '22222222-2222-4222-8222-222222222222', Quantity: 2, NetPrice: 10, Description: 'Brood' }],
});

async function withOrders(dates: readonly string[], use: (company: Company) => Promise<void>): Promise<void> {
  await using company = await Company.open({
    exactOnline: {
      Accounts: [{ ID: CUSTOMER, Code: '1', Name: 'Bakkerij', Status: 'C' }],
      Items: [{ ID: '22222222-2222-4222-8222-222222222222', Code: 'A1', Description: 'Brood' }],
      SalesOrders: dates.map((date, index) => order(index + 1, date)),
    },
    asperion: {
      journals: [{ id: '90', description: 'Memorial', type: 'Memorial' }],
      ledgeraccounts: [
        { id: 1300, description: 'Debtors' },
        { id: 8000, description: 'Revenue' },
      ],
    },
  });
  await use(company);
}

const numbers = (company: Company): unknown[] =>
  company.asperion.rows('journalentrieswithlines').map(({ sourceDocumentNumber }) => sourceDocumentNumber);

describe('journal entries as a target, which are only listed per book year', () => {
  it('are booked once each, in whatever year, and found again', () =>
    withOrders(['2026-02-01', '2025-12-31', '2019-06-01'], async (company) => {
      const { entries } = await company.run(mappings);
      expect(entries?.steps.entry).toEqual({ created: 3 });
      expect(numbers(company)).toHaveLength(3);
      company.wait(1);
      const again = await company.run(mappings, { since: '2019-01-01' });
      expect(again.entries?.steps.entry).toEqual({ unchanged: 3 });
      expect(numbers(company)).toHaveLength(3);
    }));

  it('are not booked twice when the answer was lost, however old their book year', () =>
    withOrders(['2019-06-01'], async (company) => {
      company.asperion.faults.add({ method: 'POST', path: /journalentries/, act: 'drop-after' });
      const { entries } = await company.run(mappings);
      expect(entries?.steps.entry).toEqual({ created: 1 });
      expect(numbers(company)).toEqual(['EO-1']);
    }));

  it('are found when a person booked them, and looked at', () =>
    withOrders(['2019-06-01'], async (company) => {
      company.asperion.insert('journalentrieswithlines', {
        journalId: '90',
        date: '2019-06-01T00:00:00',
        sourceDocumentNumber: 'EO-1',
        lines: [
          { amount: -21, ledgerAccountId: 8000 },
          { amount: 21, ledgerAccountId: 1300 },
        ],
      });
      const { entries } = await company.run(mappings);
      expect(entries?.letters.map(({ code }) => code)).toEqual(['DIFFERS']);
      expect(numbers(company)).toHaveLength(1);
    }));
});
