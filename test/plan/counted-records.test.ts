import { describe, expect, test } from 'vitest';
import { compareFlow } from '../../src/plan/compare.ts';
import { CountedRecords } from '../../src/plan/counted-records.ts';
import type { StepSide } from '../../src/plan/version-run.ts';
import { markdown } from '../../src/report/page/markdown.ts';
import { changesOfFlow } from '../../src/report/plan/changes-of-flow.ts';
import { en } from '../../src/report/words/en.ts';
import { document, options, side, step } from './compared-sides.ts';

describe('what several flows bring across', () => {
  /** An invoice that several flows bring across. */
  const invoice = (
    vatCode: string,
    outcome: StepSide['outcome'] = 'created',
    code: string | null = null,
  ): StepSide => ({
    ...step(outcome, document(['10.00', vatCode, 8000]), code),
    record: 'SalesInvoices>salesinvoiceswithlines\n12',
  });

  test('count a document once that two flows share, with its money', () => {
    const shared = options();
    const sides = (key: string) => [side({ [key]: invoice('VH') }), side({ [key]: invoice('VL') })] as const;
    const orders = compareFlow('orders', ...sides('26001'), shared);
    const invoices = compareFlow('invoices', ...sides('12'), shared);
    expect(orders).toMatchObject({
      moves: [{ from: 'VH', to: 'VL', amount: '10.00' }],
      records: [{ amount: '10.00' }],
    });
    expect(orders).not.toHaveProperty('repeated');
    expect(invoices).toMatchObject({
      compared: 1,
      repeated: { compared: 1, changed: 1, stays: 0 },
      ...{ moves: [], money: [], periods: [] },
      records: [{ reference: '12', amount: '10.00', twin: { flow: 'orders', reference: '26001', step: 'invoice' } }],
    });
    expect(markdown(changesOfFlow(invoices, en))).toContain(
      '- **1 invoice** comes out differently, € 10.00 without VAT; counted in orders.',
    );
  });

  const moved = { moves: [{ from: 'VH', to: 'VL', amount: '10.00' }], money: [{ vatCode: 'VH' }, { vatCode: 'VL' }] };
  const nothing = { moves: [], money: [], periods: [] };
  const own = { '12': invoice('VH') };
  test.each([
    ['hands it over', { o: invoice('VH') }, null, null, moved, nothing],
    ['stops taking it', { o: invoice('VH') }, null, own, moved, nothing],
    ['refuses it after', { o: invoice('VH') }, { o: invoice('VL', 'refused', 'CHECK_FAILED') }, own, moved, nothing],
    ['does not know it after', { o: invoice('VH') }, { o: step('not known', null, 'X') }, own, nothing, moved],
  ] as const)('tell the money once if one flow %s and another has it', (_, base, head, before, orders, invoices) => {
    const flows = [
      { flow: 'orders', ofBase: side(base), ofHead: head && side(head) },
      { flow: 'invoices', ofBase: before && side(before), ofHead: side({ '12': invoice('VL') }) },
    ];
    const shared = { ...options(), before: new CountedRecords(flows) };
    const compared = flows.map(({ flow, ofBase, ofHead }) => compareFlow(flow, ofBase, ofHead, shared));
    expect(compared).toMatchObject([orders, invoices]);
    expect(compared[1]?.records[0]).not.toHaveProperty('twin');
  });

  test('count a document in the flow that books it, if another one only leaves it alone', () => {
    const shared = options();
    compareFlow('orders', null, side({ o: invoice('VH', 'left') }), shared);
    const { records } = compareFlow('invoices', null, side({ '12': invoice('VH') }), shared);
    expect(records).toMatchObject([{ amount: '10.00' }]);
    expect(records[0]).not.toHaveProperty('twin');
  });

  test.each([
    ['finds what another one booked', 'unchanged', 'unchanged', 1],
    ['comes before the one that books it', 'created', 'created', 0],
  ] as const)('show no money of a flow that is switched on if it %s', (_, outcome, other, stays) => {
    const [books, on] = [side({ '12': invoice('VH', other) }), side({ o: invoice('VH', outcome) })];
    const flows = [
      { ofBase: null, ofHead: on },
      { ofBase: books, ofHead: books },
    ];
    const shared = { ...options(), before: new CountedRecords(flows) };
    const compared = compareFlow('orders', null, on, shared);
    expect(compared).toMatchObject({ stays, money: [], periods: [], moves: [], records: [{ amount: null }] });
    const found = side({ '12': invoice('VH', 'unchanged') });
    const later = new CountedRecords([
      { ofBase: null, ofHead: on },
      { ofBase: books, ofHead: found },
    ]);
    const { money, records } = compareFlow('invoices', books, found, { ...options(), before: later });
    expect([money, records.flatMap(({ amount }) => amount ?? [])]).toEqual([[], []]);
    // Each version is asked for what it books: what another flow books otherwise moves.
    const moved = new CountedRecords([{ ofBase: side({ '12': invoice('VL', other) }), ofHead: null }]);
    expect(compareFlow('orders', null, on, { ...options(), before: moved })).toMatchObject({
      moves: [{ from: 'VL', to: 'VH', amount: '10.00' }],
    });
  });

  test('do not count a document as sent that the run itself makes, for another record', () => {
    const twice = side({ '1': invoice('VH'), '2': invoice('VH', 'unchanged') });
    const refused = side({ '1': invoice('VH'), '2': step('refused', null, 'UNMAPPED_KEY') });
    const before = new CountedRecords([{ ofBase: twice, ofHead: refused }]);
    expect(compareFlow('orders', twice, refused, { ...options(), before })).toMatchObject({ alike: 1, stays: 0 });
  });

  test('count a document once that waited in two flows', () => {
    const shared = options();
    const sides = [side({ '1': invoice('VH', 'refused', 'UNMAPPED_KEY') }), side({ '1': invoice('VH') })] as const;
    compareFlow('orders', ...sides, shared);
    expect(compareFlow('invoices', ...sides, shared)).toMatchObject({
      repeated: { changed: 1 },
      records: [{ amount: '10.00', twin: { flow: 'orders' } }],
    });
  });
});
