import Big from 'big.js';
import { describe, expect, test } from 'vitest';
import { reportVerification } from '../../src/commands/sync/verification-report.ts';
import { markdown } from '../../src/report/page/markdown.ts';
import { readerOf } from '../../src/report/reader.ts';
import { annotationsOf } from '../../src/report/run/annotations.ts';
import { runPage } from '../../src/report/run/summary.ts';
import { verdictOf } from '../../src/report/run/verdict.ts';
import { en } from '../../src/report/words/en.ts';
import type { FoundDifference, VerificationResult } from '../../src/sync/result.ts';
import type { PeriodTotal } from '../../src/sync/verify/verify-totals.ts';
import { LocalDateTime } from '../../src/values.ts';
import { difference, reportWith } from './reports.ts';

const ID = '7f3b1c2d-4e5f-4a7b-8c9d-0e1f2a3b4c5d';

const reader = readerOf('en', {});

const found = (parts: Partial<FoundDifference>): FoundDifference =>
  difference('20001', { step: 'debtor', kind: 'differs', ...parts });

/** How many there are of each kind. */
function countsOf(differences: readonly FoundDifference[]) {
  const counts = { missing: 0, differs: 0, ambiguous: 0, only: 0, failed: 0 };
  for (const { kind } of differences) counts[kind] += 1;
  return counts;
}

const verified = (differences: readonly FoundDifference[], parts: Partial<VerificationResult> = {}) =>
  reportVerification(
    {
      compared: 10,
      equal: 10 - differences.length,
      counts: { missing: 0, differs: differences.length, ambiguous: 0, only: 0, failed: 0 },
      bySteps: [{ step: 'debtor', equal: 10 - differences.length, ...countsOf(differences) }],
      isNew: differences.filter(({ isNew }) => isNew).length,
      differences,
      totals: [],
      near: [],
      skipped: [],
      ...parts,
    },
    {
      source: { system: 'exact-online', spec: { name: 'crm/Accounts' } },
      joins: [],
      target: { system: 'asperion' },
      steps: [],
      at: { file: 'mappings/check.yml', line: 3, column: 7 },
    },
    (system, resource, id) => (id.startsWith('seen') ? `https://${system}.example/${resource}/${id}` : undefined),
  );

describe('what a flow that verifies found', () => {
  test('shows amounts and dates, but only the class of personal values, in lines as well', () => {
    const { differences } = verified([
      found({
        fields: [
          { field: 'amountExclVat', source: new Big('10.50'), target: null },
          { field: 'date', source: new LocalDateTime('2026-03-01T00:00:00'), target: 'x' },
          { field: 'emailAddress', source: 'anna@example.com', target: 'piet@example.com' },
          { field: 'lines 2.notes', source: 'Anna', target: null },
        ],
      }),
    ]);
    expect(differences[0]?.fields).toEqual([
      { field: 'amountExclVat', source: '10.50', target: null, isNumber: true },
      { field: 'date', source: '2026-03-01', target: 'x' },
      { field: 'emailAddress', source: '[email]', target: '[email]' },
      { field: 'lines 2.notes', source: '[text]', target: null },
    ]);
  });

  test('stands in the summary, new differences first', () => {
    const report = reportWith({
      ...verified([
        found({ reference: '20001', isNew: false, kind: 'missing' }),
        found({
          reference: '20002',
          fields: [
            { field: 'city', source: 'Delft', target: null },
            { field: 'terms', source: 30, target: 14 },
          ],
        }),
        found({ reference: '20003', kind: 'ambiguous', candidates: ['10004', '10099'] }),
        found({ reference: '20004', kind: 'failed', code: 'UNMAPPED_KEY', reason: 'no row' }),
      ]),
    });
    const text = markdown(runPage(report, reader));
    expect(text).toContain('| customers | debtor | records | 10 | 6 | 1 | 1 | 1 | 0 | 1 |');
    expect(text).toContain(
      '| 20002 | customers | debtor | differs | city: (not shown) → nothing; terms: 30 → 14 | new |',
    );
    expect(text).toContain('| 20003 | customers | debtor | ambiguous | may be 10004 or 10099 | new |');
    expect(text).toContain('| 20004 | customers | debtor | not compared | UNMAPPED_KEY: no row | new |');
    expect(text.indexOf('| 20001 |')).toBeGreaterThan(text.indexOf('| 20004 |'));
    expect(verdictOf(report, en)).toMatchObject({
      sign: '⚠️',
      text: '4 differences between the books, 3 of them new. Written: 3 customers.',
    });
    expect(verdictOf(reportWith(verified([])), en).text).toContain('10 records compared: all equal.');
  });

  test('names what pins leave out, once and with its amounts, and is green', () => {
    const skipped = Array.from({ length: 22 }, (_, at) => ({
      reference: `2600${at}`,
      amount: at === 0 ? null : new Big(at),
    }));
    const report = reportWith(verified([], { skipped }));
    const text = markdown(runPage(report, reader));
    expect(text).toContain(
      '**customers**: not compared and in no total, because links.yml skips it: 26000, 26001 (€ 1.00 without VAT), 26002 (',
    );
    expect(text).toContain('260019 (€ 19.00 without VAT) and 2 more.');
    expect(text.match(/links\.yml/g)).toHaveLength(1);
    expect(verdictOf(report, en).sign).toBe('✅');
    expect(markdown(runPage(reportWith(verified([])), reader))).not.toContain('links.yml');
  });

  test('leads to the record in its system, where an address is known', () => {
    const differences = [
      found({ reference: '20001', key: 'seen-1', kind: 'missing' }),
      found({ reference: '20002', key: 'seen-2', kind: 'failed', code: 'UNMAPPED_KEY', reason: 'no row' }),
      found({ reference: '20003' }),
    ];
    const { differences: told } = verified(differences);
    const address = 'https://exact-online.example/crm/Accounts';
    expect(told.map(({ screen }) => screen)).toEqual([`${address}/seen-1`, `${address}/seen-2`, undefined]);
    expect(JSON.stringify(told)).not.toContain('"key"');
    const counts = { missing: 1, differs: 1, ambiguous: 0, only: 0, failed: 1 };
    const text = markdown(runPage(reportWith(verified(differences, { counts })), reader));
    expect(text).toContain(`- **1 record is missing in Asperion** ([20001](${address}/seen-1)): `);
    expect(text).toContain(`| [20002](${address}/seen-2) | customers | debtor | not compared |`);
    expect(text).toContain('| 20003 | customers | debtor | differs |');
  });

  test('asks for one thing per flow and kind, with five references and the number of all', () => {
    const missing = ['1', '2', '3', '4', '5', '6'].map((reference) => found({ reference, kind: 'missing' }));
    const failure = { kind: 'failed', code: 'UNMAPPED_KEY' } as const;
    const differences = [
      ...missing,
      found({ ...failure, reference: '7', reason: 'Table vat has no row for "9".' }),
      found({ ...failure, reference: '8', reason: 'Table vat has no row for "11".' }),
      found({ ...failure, reference: '9', reason: 'Table vat has no row for "9".' }),
    ];
    // Of very many, the report lists only some.
    const counts = { missing: 1200, differs: 0, ambiguous: 0, only: 0, failed: 3 };
    const bySteps = [{ step: 'debtor', equal: 97, ...counts }];
    const report = reportWith(verified(differences, { compared: 1300, equal: 97, counts, bySteps }));
    const text = markdown(runPage(report, reader));
    const todo = text.slice(text.indexOf('### What to do'), text.indexOf('### Compared'));
    expect(todo.match(/^- \*\*.*?: /gm)).toEqual([
      '- **2 customers could not be compared** (7, 9): ',
      '- **1 customer could not be compared** (8): ',
      '- **1,200 records are missing in Asperion** (1, 2, 3, 4, 5 and 1,195 more): ',
    ]);
    expect(todo).toContain('no sync makes it as well. `customers`');
  });

  test('asks for one thing per step, of its own records, and calls booked documents so', () => {
    const one = { missing: 0, differs: 1, ambiguous: 0, only: 0, failed: 0 };
    const steps = ['debtor', 'invoice'].map((step) => ({ step, equal: 4, ...one }));
    const told = verified([found({ reference: '20001' }), found({ reference: '26001', step: 'invoice' })], {
      bySteps: steps,
    });
    const resources = ['debtors', 'salesinvoiceswithlines'];
    const bySteps = told.verified.bySteps.map((step, at) => {
      return { ...step, of: { system: 'asperion' as const, resource: resources[at] ?? '' } };
    });
    const text = markdown(runPage(reportWith({ ...told, verified: { ...told.verified, bySteps } }), reader));
    const todo = text.slice(text.indexOf('### What to do'), text.indexOf('### Compared'));
    expect(todo.match(/^- .*$/gm)).toEqual([
      expect.stringMatching(/^- \*\*1 debtor differs\*\* \(20001\): .*correct the other one by hand\./),
      expect.stringMatching(
        /^- \*\*1 invoice differs\*\* \(26001\): .*if it was sent to the customer or is in a VAT return, reverse it/,
      ),
    ]);
  });

  test('names six fields of a record in the summary, and counts the others', () => {
    const fields = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((field) => ({ field, source: 1, target: 2 }));
    const detailsOf = (count: number): string =>
      markdown(runPage(reportWith(verified([found({ fields: fields.slice(0, count) })])), reader));
    expect(detailsOf(6)).toContain('e: 1 → 2; f: 1 → 2 |');
    expect(detailsOf(7)).toContain('f: 1 → 2; and 1 more |');
  });

  test('shows what only the target has, and totals that differ before the folded others', () => {
    const total = (period: number, source: string, target: string, more: Partial<PeriodTotal> = {}): PeriodTotal => {
      const place = { step: 'invoice', year: 2026, period, vatCode: 'VH', unknown: 0, withoutVat: 0 };
      const vat = { sourceVat: new Big(source).times('0.21'), targetVat: new Big(target).times('0.21') };
      return { ...place, source: new Big(source), target: new Big(target), ...vat, ...more };
    };
    const only = found({ reference: '2026-9', step: 'invoice', kind: 'only', reason: 'dated 2026-03-14, 80.00' });
    const report = reportWith(
      verified([only], {
        totals: [total(2, '10', '10', { withoutVat: 1 }), total(3, '0', '80'), total(4, '0', '1000')],
      }),
    );
    const text = markdown(runPage(report, reader));
    expect(text).toContain('| 2026-9 | customers | invoice | only in Asperion | dated 2026-03-14, 80.00 | new |');
    expect(text).toContain(
      '| invoice | 2026 | 4 | VH | € 0.00 | € 1,000.00 | € -1,000.00 | € 0.00 | € 210.00 | € -210.00 |  |',
    );
    expect(text).toContain('| invoice | 2026 | 2 | VH | € 10.00 | € 10.00 | € 0.00 | – | € 2.10 | – |  |');
    const [differ, agree] = ['### Totals that differ', '<summary>Totals that agree: 1</summary>'].map((title) =>
      text.indexOf(title),
    );
    expect([differ, agree, text.indexOf('| 2026 | 2 | VH')].toSorted((left = 0, right = 0) => left - right)).toEqual([
      differ,
      agree,
      text.indexOf('| 2026 | 2 | VH'),
    ]);
    expect(differ).toBeGreaterThan(0);
  });

  test('says below each flow how far its totals are off, and which records are in none', () => {
    const total = (source: string, target: string): PeriodTotal => {
      const place = { step: 'invoice', year: 2026, period: 3, vatCode: 'VH', unknown: 0, withoutVat: 1 };
      return {
        ...place,
        source: new Big(source),
        target: new Big(target),
        sourceVat: new Big(0),
        targetVat: new Big(0),
      };
    };
    const failures = [1, 2, 3, 4, 5, 6].map((number) =>
      found({ reference: `2600${number}`, kind: 'failed', code: 'UNMAPPED_KEY', reason: 'no row' }),
    );
    const hanging = found({ reference: '26009', kind: 'failed', reason: 'Its customer is missing.' });
    const pageOf = (differences: readonly FoundDifference[], totals: readonly PeriodTotal[]): string =>
      markdown(runPage(reportWith(verified(differences, { totals })), reader));
    const text = pageOf([...failures, hanging], [total('122', '0'), { ...total('5', '5'), period: 4 }]);
    expect(text).toContain(
      '### Totals that differ\n\n`customers`: The totals without VAT differ by € 122.00.\n\n| Step |',
    );
    expect(text).toContain('Not compared, so in no total: 26001, 26002, 26003, 26004, 26005 and 2 more.\n');
    expect(text).toContain('| 26009 | customers | debtor | not compared | Its customer is missing. | new |');
    expect(pageOf([hanging], [total('5', '5')])).toContain('Not compared, so in no total: 26009.\n');
    expect(pageOf([], [total('5', '5')])).not.toContain('in no total');
  });

  test('is not green while a total is off by what documents may be off by, and names them', () => {
    const total: PeriodTotal = {
      ...{ step: 'invoice', year: 2026, period: 3, vatCode: 'VH', unknown: 0, withoutVat: 0 },
      ...{ source: new Big('100'), target: new Big('100'), sourceVat: new Big('21'), targetVat: new Big('20.95') },
    };
    const near = ['26001', '26002', '26003', '26004', '26005', '26006'];
    const report = reportWith(verified([], { totals: [total], near }));
    expect(verdictOf(report, en)).toEqual({
      sign: '⚠️',
      text: expect.stringContaining('none is off by more than its tolerance, but the totals differ'),
    });
    expect(markdown(runPage(report, reader))).toContain(
      'Off by a few cents, within the tolerance of one document: 26001, 26002, 26003, 26004, 26005 and 1 more.\n',
    );
    const balanced = reportWith(verified([], { totals: [{ ...total, targetVat: new Big('21') }], near }));
    expect(verdictOf(balanced, en).text).toContain('all equal');
    expect(markdown(runPage(balanced, reader))).not.toContain('a few cents');
  });

  test('asks once for a record that several flows miss, and for each document', () => {
    const todoOf = (resource: string): string => {
      const flow = (kind: 'missing' | 'ambiguous', references: readonly string[]) => {
        const all = references.map((reference) => found({ reference, kind }));
        const counts = countsOf(all);
        const told = verified(all, { counts, bySteps: [{ step: 'debtor', equal: 3, ...counts }] });
        const bySteps = told.verified.bySteps.map((step) => ({
          ...step,
          of: { system: 'asperion', resource } as const,
        }));
        return { ...told, verified: { ...told.verified, bySteps } };
      };
      const flows = [
        flow('missing', ['20008', '20019']),
        flow('missing', ['20019', '20020']),
        flow('ambiguous', ['20008']),
      ];
      const [first] = reportWith().flows;
      if (first === undefined) throw new Error('a report without a flow');
      return markdown(runPage(reportWith({}, { flows: flows.map((one) => ({ ...first, ...one })) }), reader));
    };
    const debtors = todoOf('debtors');
    expect(debtors.match(/^- \*\*.*?: /gm)).toEqual([
      '- **1 debtor is missing in Asperion** (20019): ',
      '- **1 debtor is missing in Asperion** (20020): ',
      '- **1 debtor is ambiguous** (20008): ',
    ]);
    // An order and an invoice of one number are two documents. Only documents get a number by hand.
    const documents = todoOf('salesinvoiceswithlines');
    expect(documents.match(/^- \*\*.*?: /gm)).toEqual([
      '- **2 invoices are missing in Asperion** (20008, 20019): ',
      '- **2 invoices are missing in Asperion** (20019, 20020): ',
      '- **1 invoice is ambiguous** (20008): ',
    ]);
    const number = 'use the number in the list of differences';
    expect([debtors.includes(number), documents.includes(number)]).toEqual([false, true]);
  });

  test('tells in Dutch why a record was not compared, what differs, and what only the target has', () => {
    const reason = 'Table units has no row for "km". Add "km": … to mappings/tables/units.yml.';
    const report = reportWith(
      verified([
        found({ reference: 'A-1', kind: 'failed', code: 'UNMAPPED_KEY', reason }),
        found({
          reference: 'A-2',
          fields: [
            { field: `lines 2/${ID}.amountExclVat`, source: new Big('493.09'), target: new Big('4493.09') },
            { field: 'number of lines', source: 2, target: 3 },
            { field: 'vatCode', source: '10.50', target: null },
          ],
        }),
        found({ reference: '2026-9', kind: 'only', reason: 'dated 2026-03-14, period 2026/3, 80.00 without VAT' }),
      ]),
    );
    const text = markdown(runPage(report, readerOf('nl', {})));
    expect(text).toContain(
      '| bedrag exclusief btw (regel 2): 493,09 → 4.493,09; aantal regels: 2 → 3; btw-code: 10.50 → niets |',
    );
    expect(text).toContain('UNMAPPED_KEY: Tabel units heeft geen rij voor "km".');
    expect(text).toContain('datum 14 maart 2026, periode 2026/3, 80,00 exclusief btw');
  });

  test('marks the flow in its file, with the count and the sum, as an error where the run is red', () => {
    const totals = [
      { step: 'invoice', year: 2026, period: 3, vatCode: 'VH', source: '80.00', target: '0.00', difference: '80.00' },
      { step: 'invoice', year: 2026, period: 3, vatCode: 'VL', source: '0.00', target: '80.00', difference: '-80.00' },
    ].map((total) => ({ ...total, sourceVat: null, targetVat: '0.00', vatDifference: null, unknown: 0 }));
    const marks = (isNew: boolean, failOn: 'any' | 'new' = 'new', of: readonly (typeof totals)[number][] = totals) =>
      annotationsOf(reportWith({ ...verified([found({ isNew })]), totals: of }), failOn, en).shown;
    const message =
      'customers: 1 difference (new): 1 with other values. The totals without VAT differ by € 0.00 on balance, and by € 160.00 without setting off plus and minus. What to do: Open the job summary: it says what to do, and lists each of them. See docs/mapping.md#verifying';
    const at = { file: 'mappings/check.yml', line: 3, column: 7 };
    expect(marks(true)).toEqual([{ level: 'error', title: 'BOOKS_DIFFER', message, at }]);
    // Too much in the target is not too little, and what is not set off is told once.
    expect(marks(true, 'new', totals.slice(1))[0]?.message).toContain(
      'The totals without VAT differ by € -80.00. What',
    );
    expect(marks(false)).toMatchObject([
      { level: 'warning', at, message: expect.stringContaining('1 difference (told before)') },
    ]);
    expect(marks(false, 'any')).toMatchObject([{ level: 'error', at }]);
  });
});
