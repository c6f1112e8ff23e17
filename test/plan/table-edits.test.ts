import { describe, expect, test } from 'vitest';
import { compareConfigs } from '../../src/plan/edited/config-changes.ts';
import { tableEdits } from '../../src/plan/table-edits.ts';
import { markdown } from '../../src/report/page/markdown.ts';
import type { ComparedFlow, ComparedRecord, MoneyMove, TableEdit } from '../../src/report/plan/comparison-report.ts';
import { tableEditLines } from '../../src/report/plan/table-edit-lines.ts';
import { en } from '../../src/report/words/en.ts';
import { compile } from '../support/engine.ts';

const flow = (more = '') => `from: exact-online.salesorder/SalesOrders
to: asperion
with:
  customer: { resource: crm/Accounts, by: ID, value: OrderedBy }
${more}
steps:
  - id: invoice
    resource: salesinvoiceswithlines
    match: [invoiceNumber]
    exists: verify
    fields:
      invoiceNumber: string(OrderNumber)
      debtorCustomerNumber: { value: "1" }
      date: OrderDate
      journalId: { value: "70" }
    lines:
      each: SalesOrderLines
      fields:
        amount: line.AmountFC
        vatCode: { table: codes, key: ['customer.Country', line.VATCode], at: OrderDate }
        ledgerAccountId: { table: accounts, key: line.VATCode }
`;
const version = (codes: string, accounts = '"2": 8000\n', more = '') =>
  compile({ 'orders.yml': flow(more), 'tables/codes.yml': codes, 'tables/accounts.yml': accounts });

const none = { outcome: 'created', code: null, reason: null } as const;
const record = (reference: string, more: Partial<ComparedRecord> = {}): ComparedRecord => ({
  reference,
  step: 'invoice',
  base: none,
  head: none,
  fields: [],
  stays: false,
  amount: null,
  ...more,
});
/** A record of which one line has another value, with what stands on it. */
const changed = (reference: string, field: string, base: string, head: string, amount?: string, credited?: string) => {
  const of = field === 'vatCode' ? 'VAT code' : 'ledger account';
  const ofCredits = credited === undefined ? {} : { credited };
  const moves: readonly MoneyMove[] =
    amount === undefined ? [] : [{ of, from: base, to: head, lines: 1, amount, ...ofCredits }];
  return record(reference, { fields: [{ field: `lines[1].${field}`, base, head }], moves });
};
const flowWith = (records: readonly ComparedRecord[]): ComparedFlow => ({
  flow: 'orders',
  errors: [],
  compared: 20,
  alike: 20 - records.length,
  stays: 0,
  outcomes: [],
  fields: [],
  money: [],
  periods: [],
  moves: [],
  records,
});
const editsOf = (
  base: ReturnType<typeof version>,
  head: ReturnType<typeof version>,
  compared = flowWith([]),
): readonly TableEdit[] => tableEdits(compareConfigs(base, head), base, head, [compared]);
const words = (edits: readonly TableEdit[]): readonly string[] =>
  markdown(tableEditLines(edits, en)).trim().split('\n');

describe('an edited table', () => {
  test('is told by its rows, the field that they fill, and the documents and the money that move', () => {
    const base = version('DE: { "2": VH, "1": VL }\nFR: { "2": VH }\n');
    const head = version('DE: { "2": VICP, "1": VL }\nFR: { "2": VICP }\n');
    const compared = flowWith([
      changed('1', 'vatCode', 'VH', 'VICP', '4000.00'),
      changed('2', 'vatCode', 'VH', 'VICP', '500.00'),
      changed('3', 'amount', 'VH', 'VICP'),
    ]);
    const edits = editsOf(base, head, compared);
    expect(edits).toMatchObject([
      {
        table: 'codes',
        rows: ['DE / 2', 'FR / 2'],
        fields: ['vatCode'],
        effects: [{ flow: 'orders', steps: [{ step: 'invoice', records: 2 }], amount: '4500.00' }],
      },
    ]);
    expect(words(edits)).toEqual([
      '- **VAT code for Germany / VAT code 2 and France / VAT code 2: VICP instead of VH**; 2 invoices, € 4,500.00.',
    ]);
  });

  test('is told with what is credited, which would hide in the sum', () => {
    const [base, head] = [version('DE: { "2": VH }\n'), version('DE: { "2": VICP }\n')];
    const records = [
      changed('1', 'vatCode', 'VH', 'VICP', '10000.00'),
      changed('2', 'vatCode', 'VH', 'VICP', '-10000.00', '-10000.00'),
    ];
    expect(words(editsOf(base, head, flowWith(records)))).toEqual([
      '- **VAT code for Germany / VAT code 2: VICP instead of VH**; 2 invoices, € 0.00 (€ 10,000.00 less € 10,000.00 credited).',
    ]);
    const waits = {
      outcome: 'refused',
      code: 'UNMAPPED_KEY',
      reason: 'Table codes has no row for "DE", "2".',
    } as const;
    const added = ['100.00', '-40.00'].map((amount, at) => record(String(at), { base: waits, amount }));
    expect(
      words(editsOf(version('FR: { "2": VH }\n'), version('DE: { "2": VH }\nFR: { "2": VH }\n'), flowWith(added))),
    ).toEqual([
      '- **VAT code for Germany / VAT code 2: VH (new)**; 2 invoices, € 60.00 (€ 100.00 less € 40.00 credited).',
    ]);
  });

  test('is told row by row where rows change in different ways', () => {
    const base = version('DE: { "2": VH }\n', '"2": 8000\n"6": 8010\n');
    const head = version('DE: { "2": VL }\n', '"2": 8020\n"6": 8010\n');
    const compared = flowWith([changed('1', 'vatCode', 'VH', 'VL'), changed('2', 'ledgerAccountId', '8000', '8020')]);
    expect(words(editsOf(base, head, compared))).toEqual([
      '- **Ledger account for VAT code 2: 8020 instead of 8000**; 1 invoice.',
      '- **VAT code for Germany / VAT code 2: VL instead of VH**; 1 invoice.',
    ]);
  });

  test('is told without an amount if another table moves lines in the same way', () => {
    const both = (code: string) =>
      compile({
        'orders.yml': flow().replace(
          'ledgerAccountId: { table: accounts, key: line.VATCode }',
          'ledgerAccountId: { first: [{ table: accounts, key: line.VATCode }, { table: others, key: customer.Country }] }',
        ),
        'tables/codes.yml': 'DE: { "2": VH }\n',
        'tables/accounts.yml': `"2": ${code}\n`,
        'tables/others.yml': `DE: ${code}\n`,
      });
    const compared = flowWith([changed('1', 'ledgerAccountId', '8000', '8020', '4500.00')]);
    expect(words(editsOf(both('8000'), both('8020'), compared))).toEqual([
      '- **Ledger account for VAT code 2: 8020 instead of 8000**; 1 invoice.',
      '- **Ledger account for Germany: 8020 instead of 8000**; 1 invoice.',
    ]);
  });

  test('of a dated row counts the lines that move between its values, and not whole documents', () => {
    const base = version('DE: { "2": [{ value: VH, until: 2027-12-31 }, { value: VH22, from: 2028-01-01 }] }\n');
    const head = version('DE: { "2": [{ value: VL, until: 2027-12-31 }, { value: VH22, from: 2028-01-01 }] }\n');
    const compared = { ...changed('1', 'vatCode', 'VH', 'VL', '100.00'), amount: '900.00' };
    expect(editsOf(base, head, flowWith([compared]))).toMatchObject([
      { effects: [{ steps: [{ step: 'invoice', records: 1 }], amount: '100.00' }] },
    ]);
  });

  test('counts a document once that two flows share, with its money', () => {
    const [base, head] = ['VH', 'VL'].map((code) =>
      compile({
        'orders.yml': flow('disjoint: apart\nwhere: { sold: OrderNumber > 0 }'),
        'invoices.yml': flow('disjoint: apart\nwhere: { sold: OrderNumber > 0 }'),
        'tables/codes.yml': `DE: { "2": ${code} }\n`,
        'tables/accounts.yml': '"2": 8000\n',
      }),
    ) as [ReturnType<typeof version>, ReturnType<typeof version>];
    const twin = { flow: 'orders', reference: '26001', step: 'invoice' };
    const said = (orders: ComparedRecord, ...invoices: readonly ComparedRecord[]) => {
      const flows = [flowWith([orders]), { ...flowWith(invoices), flow: 'invoices' }];
      return words(tableEdits(compareConfigs(base, head), base, head, flows));
    };
    const order = changed('26001', 'vatCode', 'VH', 'VL', '10.00');
    const shared = { ...changed('12', 'vatCode', 'VH', 'VL', '10.00'), twin };
    const other = changed('13', 'vatCode', 'VH', 'VL', '7.00');
    expect(said(order, shared)).toEqual([
      '- **VAT code for Germany / VAT code 2: VL instead of VH**; 1 invoice, € 10.00.',
    ]);
    expect(said(order, shared, other)).toEqual([
      '- **VAT code for Germany / VAT code 2: VL instead of VH**; 1 invoice, € 10.00; 1 invoice, € 7.00.',
    ]);
    // What differs in the first flow is not of this row.
    expect(said(changed('26001', 'description', 'a', 'b'), shared)).toEqual([
      '- **VAT code for Germany / VAT code 2: VL instead of VH**; 1 invoice, € 10.00.',
    ]);
  });

  test('that gets a row books what waited for it, and without a row the records wait', () => {
    const small = version('DE: { "2": VH }\n');
    const large = version('DE: { "2": VH, "6": VICP }\n');
    const waits = {
      outcome: 'refused',
      code: 'UNMAPPED_KEY',
      reason: 'Line 1: Table codes has no row for "DE", "6".',
    } as const;
    const other = { ...waits, reason: 'Table codes has no row for "DE", "7".' };
    const added = flowWith([
      record('1', { base: waits, amount: '300.00' }),
      record('2', { base: other, amount: '5.00' }),
    ]);
    expect(words(editsOf(small, large, added))).toEqual([
      '- **VAT code for Germany / VAT code 6: VICP (new)**; 1 invoice, € 300.00.',
    ]);
    const removed = flowWith([record('1', { head: waits, amount: '300.00' })]);
    expect(words(editsOf(large, small, removed))).toEqual([
      '- **VAT code for Germany / VAT code 6: VICP (removed)**; 1 invoice that is not refused now would be, € 300.00.',
    ]);
  });

  test('with dates counts the records that get another value of the row', () => {
    const base = version('DE: { "2": VH }\n');
    const head = version('DE: { "2": [{ value: VH, until: 2026-12-31 }, { value: VN, from: 2027-01-01 }] }\n');
    expect(words(editsOf(base, head, flowWith([changed('1', 'vatCode', 'VH', 'VN')])))).toEqual([
      '- **VAT code for Germany / VAT code 2: VH until 31 December 2026; VN from 1 January 2027 instead of VH**; 1 invoice.',
    ]);
  });

  test('that makes documents be refused says so: none of them has another value', () => {
    const [base, head] = [version('DE: { "2": VH }\n'), version('DE: { "2": VL }\n')];
    const refused = { outcome: 'refused', code: 'CHECK_FAILED', reason: 'VAT code 2 stands for 9 %.' } as const;
    const no = flowWith([record('1', { head: refused }), record('2', { head: refused })]);
    expect(words(editsOf(base, head, no))).toEqual([
      '- **VAT code for Germany / VAT code 2: VL instead of VH**; 2 invoices that are not refused now would be.',
    ]);
    const yes = flowWith([record('1', { base: refused })]);
    expect(words(editsOf(base, head, yes))).toEqual([
      '- **VAT code for Germany / VAT code 2: VL instead of VH**; 1 invoice is no longer refused.',
    ]);
    // What is refused one step before is not accepted.
    const away = { outcome: 'not taken', code: null, reason: null } as const;
    const sooner = flowWith([
      record('1', { base: refused, head: away }),
      record('2', { base: away, head: refused }),
      record('3', { head: refused }),
    ]);
    expect(words(editsOf(base, head, sooner))).toEqual([
      '- **VAT code for Germany / VAT code 2: VL instead of VH**; 1 invoice that is not refused now would be.',
    ]);
    const both = version('DE: { "2": VL }\n', '"2": 8020\n');
    const [one, other] = words(editsOf(base, both, no));
    expect(
      [one, other].every((text) => text?.endsWith('; which records come out differently because of it is not known.')),
    ).toBe(true);
  });

  test('that checks and calculations use is told by what they refuse, and never as unused', () => {
    const checked = (kind: string, code = 'VH', more = '') =>
      compile({
        'orders.yml': flow(
          `checks: [{ id: kind, when: 'table("kinds", Description) == "export"', says: '"Export"' }, ${more}]`,
        ),
        'tables/codes.yml': `DE: { "2": ${code} }\n`,
        'tables/accounts.yml': '"2": 8000\n',
        'tables/kinds.yml': `VH: ${kind}\n`,
      });
    const refused = { outcome: 'refused', code: 'CHECK_FAILED', reason: 'Export' } as const;
    const [base, head] = [checked('domestic'), checked('export')];
    expect(words(editsOf(base, head, flowWith([record('1', { head: refused })])))).toEqual([
      '- **Table kinds for VH: export instead of domestic**; 1 invoice that is not refused now would be.',
    ]);
    const moved = flowWith([changed('1', 'vatCode', 'VH', 'VL')]);
    expect(words(editsOf(base, checked('export', 'VL'), moved))).toEqual([
      '- **VAT code for Germany / VAT code 2: VL instead of VH**; 1 invoice.',
      '- **Table kinds for VH: export instead of domestic**; used by checks and calculations.',
    ]);
    const unknown = flowWith([record('1', { head: refused })]);
    expect(words(editsOf(base, checked('export', 'VL'), unknown)).at(-1)).toBe(
      '- **Table kinds for VH: export instead of domestic**; which records come out differently because of it is not known.',
    );
    const withCheck = checked('export', 'VH', '{ id: big, when: OrderNumber > 5, says: \'"Too big"\' }');
    expect(words(editsOf(base, withCheck, unknown))).toEqual([
      '- **Table kinds for VH: export instead of domestic**; used by checks and calculations.',
    ]);
  });

  test('that changes nothing says so, and why', () => {
    const [base, head] = [version('DE: { "2": VH }\n'), version('DE: { "2": VL }\n')];
    expect(words(editsOf(base, head))).toEqual([
      '- **VAT code for Germany / VAT code 2: VL instead of VH**; no record comes out differently.',
    ]);
    const notKnown = { outcome: 'not known', code: 'NOT_RECORDED', reason: '' } as const;
    const customer = { step: 'debtor', base: notKnown, head: notKnown };
    expect(words(editsOf(base, head, flowWith([record('1', customer)])))).toEqual([
      '- **VAT code for Germany / VAT code 2: VL instead of VH**; which records come out differently because of it is not known.',
    ]);
    const off = version('DE: { "2": VL }\n', undefined, 'enabled: false');
    expect(words(editsOf(base, off))).toEqual([
      '- **Table codes for Germany / VAT code 2: VL instead of VH**; no flow that is on uses it.',
    ]);
  });
});
