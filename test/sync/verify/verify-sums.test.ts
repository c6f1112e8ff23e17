import { describe, expect, test } from 'vitest';
import { guid } from '../../../sandbox/world/random.ts';
import { Company, compile } from '../../support/engine.ts';
import { account } from '../../support/samples.ts';
import { check, compiled, invoice, open, placed, SCOPE, told } from './verify-documents.ts';

describe('lines that are compared as sums', () => {
  const sums = (more = '') => compiled(check({ more: `${SCOPE}\n    compare: sums\n${more}` }));

  test('are equal whatever their number and order, by VAT code', async () => {
    await using company = await open(
      [invoice('EO-1', '2026-03-01', ['VL', 30, 2.7], ['VH', 60, 12.6], ['VH', 40, 8.4], ['VL', 0, 0])],
      [
        placed(1, [
          ['2', 100, 21],
          ['1', 10, 0.9],
          ['1', 20, 1.8],
        ]),
      ],
    );
    expect(told((await company.run(compiled(check()))).check)).toMatchObject([
      ['1', 'differs', 'number of lines: 3 → 4'],
    ]);
    expect((await company.run(sums())).check?.verified).toMatchObject({ compared: 1, equal: 1 });
  });

  test('differ by code and field; a code that one side lacks is zero there', async () => {
    await using company = await open(
      [invoice('EO-1', '2026-03-01', ['VH', 100, 20.9], ['V0', 5, 0])],
      [
        placed(1, [
          ['2', 100, 21],
          ['1', 10, 0.9],
        ]),
      ],
    );
    expect(told((await company.run(sums())).check)).toEqual([
      [
        '1',
        'differs',
        'lines VH.vatAmount: 21 → 20.9',
        'lines VL.amount: 10 → 0',
        'lines VL.vatAmount: 0.9 → 0',
        'lines V0.amount: 0 → 5',
      ],
    ]);
  });

  test('may be off by the tolerance, and not by a cent more', async () => {
    const target = (amount: number) => [invoice('EO-1', '2026-03-01', ['VH', amount, 21])];
    for (const [amount, equal] of [
      [100.02, 1],
      [99.98, 1],
      [100.03, 0],
    ] as const) {
      await using company = await open(target(amount), [placed(1)]);
      expect([amount, (await company.run(sums('    tolerance: 0.02'))).check?.verified?.equal]).toEqual([
        amount,
        equal,
      ]);
    }
  });

  test('name the documents that are off within the tolerance', async () => {
    const invoices = [
      invoice('EO-1', '2026-03-01', ['VH', 100.01, 21]),
      invoice('EO-2', '2026-03-01', ['VH', 100, 21]),
      invoice('EO-3', '2026-03-01', ['VH', 60, 21], ['VH', 40, 0]),
    ];
    await using company = await open(invoices, [placed(1), placed(2), placed(3)]);
    const { check: outcome } = await company.run(sums('    tolerance: 0.02'));
    expect(outcome?.verified).toMatchObject({ equal: 3, near: ['1'] });
  });

  test('are told apart by the account too, where the step maps it', async () => {
    await using company = await open([invoice('EO-1', '2026-03-01', ['VH', 100, 21])], [placed(1)]);
    const text = check({ more: 'compare: sums', lines: ', ledgerAccountId: { value: 8010 }' });
    expect(told((await company.run(compiled(text))).check)).toEqual([
      [
        '1',
        'differs',
        'lines VH/8010.amount: 100 → 0',
        'lines VH/8010.vatAmount: 21 → 0',
        'lines VH/8000.amount: 0 → 100',
        'lines VH/8000.vatAmount: 0 → 21',
      ],
    ]);
  });

  test('leave out a field where a rule leaves it alone', async () => {
    await using company = await open([invoice('EO-1', '2026-03-01', ['VH', 100, 20])], [placed(1)]);
    const text = check({ more: 'compare: sums' }).replace(
      'vatAmount: line.VATAmount',
      'vatAmount: { expr: line.VATAmount, when: line.VATAmount > 30 }',
    );
    expect((await company.run(compiled(text))).check?.verified).toMatchObject({ compared: 1, equal: 1 });
  });
});

test('customers and ledger accounts sent as ids are told by their codes', async () => {
  const program = compile({
    'check.yml': `from: asperion.salesinvoiceswithlines
to: exact-online
purpose: verify
steps:
  - id: customer
    resource: crm/Accounts
    match: [Code]
    fields: { Code: debtorCustomerNumber }
  - id: entry
    resource: salesentry/SalesEntries
    match: [YourRef]
    scope: YourRef != null
    compare: sums
    fields: { YourRef: invoiceNumber, Customer: customer.ID }
    lines:
      each: lines
      fields: { AmountFC: line.amount, VATCode: { value: "2" }, GLAccount: { ref: financial/GLAccounts, by: Code, expr: string(line.ledgerAccountId) } }
`,
  });
  const [first, second] = [account(1), account(2)];
  const accounts = ['8000', '8010'].map((Code) => ({ ID: guid(1, 'gl', Code), Code, Description: Code }));
  const entry = (EntryNumber: number, YourRef: string) => ({
    ...{ EntryNumber, YourRef, Customer: second.ID, EntryDate: '2026-03-01T00:00:00' },
    SalesEntryLines: [{ AmountFC: 100, VATCode: '2', GLAccount: accounts[1]?.ID }],
  });
  await using company = await Company.open({
    exactOnline: { Accounts: [first, second], GLAccounts: accounts, SalesEntries: [entry(12, '1'), entry(13, '9')] },
    asperion: {
      salesinvoiceswithlines: [
        { ...invoice('1', '2026-03-01', ['VH', 100, 21]), debtorCustomerNumber: first.Code },
        { ...invoice('2', '2026-03-01', ['VH', 100, 21]), debtorCustomerNumber: second.Code },
      ],
    },
  });
  expect(told((await company.run(program)).check)).toMatchObject([
    [
      '1',
      'differs',
      `Customer: ${first.Code} → ${second.Code}`,
      'SalesEntryLines 2/8000.AmountFC: 100 → 0',
      'SalesEntryLines 2/8010.AmountFC: 0 → 100',
    ],
    ['2', 'missing', 'as 2, 100.00 without VAT'],
    ['9 (13)', 'only', 'dated 2026-03-01, period 2026/3, 100.00 without VAT'],
  ]);
});
