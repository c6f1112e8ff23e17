import Big from 'big.js';
import { describe, expect, test } from 'vitest';
import { compareFlow } from '../../src/plan/compare.ts';
import type { FlowSide, StepSide } from '../../src/plan/version-run.ts';
import type { RecordValues } from '../../src/values.ts';
import { compared, document, options, place, type Sides, side, step } from './compared-sides.ts';

describe('two versions of a flow', () => {
  test('are compared without showing names that they put into a text', () => {
    const of = (description: string) => ({ '1': step('created', { ...document(), description }) });
    expect(compared(of('Order'), of('Order of Jansen Brood')).records).toMatchObject([
      { fields: [{ field: 'description', base: 'Order', head: 'Order of {Name}' }] },
    ]);
  });

  test('are compared element by element: one that only this version has does not shift the others', () => {
    const element = (key: string, amount: string): StepSide => ({
      ...step('created', document([amount, 'VH', 8000])),
      element: key,
    });
    const base = { '1': [element('a', '10.00'), element('b', '20.00')] };
    const head = { '1': [element('new', '5.00'), element('a', '10.00'), element('b', '21.00')] };
    expect(compared(base, head).records).toMatchObject([
      { base: { outcome: 'not taken' }, head: { outcome: 'created' }, fields: [] },
      { fields: [{ field: 'lines[1].amount', base: '20', head: '21' }] },
    ]);
    const refused = { '1': step('refused', null, 'UNMAPPED_KEY') };
    expect(compared(base, refused).records.map((one) => [one.base.outcome, one.head.outcome])).toEqual([
      ['created', 'refused'],
      ['created', 'not taken'],
    ]);
  });

  test('that agree are only counted', () => {
    const same = { '1': step('created', document(['10.00', 'VH', 8000])), '2': step('refused', null, 'UNMAPPED_KEY') };
    expect(compared(same, same)).toMatchObject({
      compared: 2,
      alike: 2,
      outcomes: [],
      fields: [],
      money: [],
      moves: [],
      records: [],
    });
  });

  test('show which money moves from where to where, to the cent, when they book differently', () => {
    const base = {
      '1': step('created', document(['10.05', 'VH', 8000], ['0.10', 'VL', 8000])),
      '2': step('created', document(['20.10', 'VH', 8000])),
      '3': step('created', document(['-5.00', 'V0', 8010])),
    };
    const head = {
      '1': step('created', document(['10.05', 'VL', 8000], ['0.10', 'VL', 8000])),
      '2': step('created', document(['20.10', 'VL', 8000])),
      '3': step('created', document(['-5.00', 'V0', 8020])),
    };
    expect(compared(base, head)).toMatchObject({
      alike: 0,
      moves: [
        { of: 'VAT code', from: 'VH', to: 'VL', lines: 2, amount: '30.15' },
        { of: 'ledger account', from: '8010', to: '8020', lines: 1, amount: '-5.00' },
      ],
      money: [
        { vatCode: 'V0', account: '8010', base: '-5.00', head: '0.00', difference: '5.00', lines: [1, 0] },
        { vatCode: 'V0', account: '8020', base: '0.00', head: '-5.00', difference: '-5.00', lines: [0, 1] },
        { vatCode: 'VH', account: '8000', base: '30.15', head: '0.00', difference: '-30.15', lines: [2, 0] },
        { vatCode: 'VL', account: '8000', base: '0.10', head: '30.25', difference: '30.15', lines: [1, 3] },
      ],
      fields: [
        { step: 'invoice', field: 'lines.vatCode', records: 2 },
        { step: 'invoice', field: 'lines.ledgerAccountId', records: 1 },
      ],
      records: [
        { reference: '1', fields: [{ field: 'lines[1].vatCode', base: 'VH', head: 'VL' }] },
        { reference: '2', fields: [{ field: 'lines[1].vatCode', base: 'VH', head: 'VL' }] },
        { reference: '3', fields: [{ field: 'lines[1].ledgerAccountId', base: 8010, head: 8020 }] },
      ],
    });
  });

  test('show what is credited within the money that moves', () => {
    const of = (code: string): Sides => ({
      '1': step('created', document(['10000.00', code, 8000], ['-50.00', code, 8000])),
      '2': step('created', document(['-10000.00', code, 8000])),
    });
    expect(compared(of('VH'), of('VL')).moves).toEqual([
      { of: 'VAT code', from: 'VH', to: 'VL', lines: 3, amount: '-50.00', credited: '-10000.00' },
    ]);
  });

  test('show revenue that moves within entries above zero, though it is a credit there', () => {
    const entry = (code: string): Sides => {
      const values = document(['121.00', null, 1300], ['-100.00', code, 8000], ['-21.00', null, 1500]);
      const one = step('created', values);
      return { '1': { ...one, place: { ...place, spec: { ...place.spec, name: 'journalentrieswithlines' } } } };
    };
    const { moves, money } = compared(entry('VH'), entry('VL'));
    expect(moves).toEqual([{ of: 'VAT code', from: 'VH', to: 'VL', lines: 1, amount: '100.00' }]);
    expect(money).toMatchObject([
      { vatCode: 'VH', account: '8000', difference: '-100.00' },
      { vatCode: 'VL', account: '8000', difference: '100.00' },
    ]);
  });

  test('show the revenue that moves into another period, out of the one and into the other', () => {
    const inPeriod = (period: number): StepSide => ({
      ...step('created', { ...document(['100.00', 'VH', 8000]), period }),
      place: { ...place, bookedIn: (values) => ({ year: 2026, period: Number(values.period), quarter: null }) },
    });
    const { periods, money } = compared({ '1': inPeriod(11) }, { '1': inPeriod(12) });
    expect(money).toEqual([]);
    expect(periods).toMatchObject([
      { period: '2026 / 11', base: '100.00', head: '0.00', difference: '-100.00', lines: [1, 0] },
      { period: '2026 / 12', base: '0.00', head: '100.00', difference: '100.00', lines: [0, 1] },
    ]);
  });

  test('tell no amount of a document of which one line is not known', () => {
    const [known, unknown] = document(['10.00', 'VH', 8000], ['2.00', 'VH', 8000]).lines as readonly RecordValues[];
    const of = (account: number) =>
      step('created', {
        invoiceNumber: 'EO-1',
        lines: [
          { ...known, ledgerAccountId: account },
          { ...unknown, amount: null },
        ],
      });
    expect(compared({ '1': of(8000) }, { '1': of(8010) }).records).toMatchObject([{ amount: null }]);
  });

  test('show a record that only one of them refuses, and a refused document holds no money', () => {
    const booked = step('created', document(['10.00', 'VH', 8000]));
    const result = compared(
      { '1': booked, '2': step('refused', null, 'UNMAPPED_KEY') },
      {
        '1': step('refused', null, 'UNMAPPED_KEY'),
        '2': booked,
      },
    );
    expect(result.outcomes).toEqual([
      { step: 'invoice', base: 'created', head: 'refused UNMAPPED_KEY', records: 1 },
      { step: 'invoice', base: 'refused UNMAPPED_KEY', head: 'created', records: 1 },
    ]);
    expect(result.money).toEqual([]);
    const lost = compared({ '1': booked }, { '1': step('refused', null, 'UNMAPPED_KEY') });
    expect(lost.money).toMatchObject([{ vatCode: 'VH', base: '10.00', head: '0.00', lines: [1, 0] }]);
  });

  test('count no money after in a document that stays, if the next one like it would wait', () => {
    const needy = { ...place, isIncomplete: ({ lines }: RecordValues) => JSON.stringify(lines).includes(':null') };
    const booked = document(['10.00', 'VH', 8000]);
    const emptied = { ...booked, lines: [{ amount: new Big('10.00'), vatCode: 'VH', ledgerAccountId: null }] };
    const result = compared(
      { '1': { ...step('unchanged', booked), place: needy } },
      { '1': { ...step('refused', emptied, 'DIFFERS'), place: needy } },
    );
    expect(result.money).toMatchObject([{ vatCode: 'VH', base: '10.00', head: '0.00', lines: [1, 0] }]);
  });

  test('show which documents stay as they were sent', () => {
    const base = step('unchanged', document(['10.00', 'VH', 8000]));
    const head = document(['10.00', 'VL', 8000]);
    const result = compared(
      { '1': base, '2': base, '3': step('created', document(['10.00', 'VH', 8000])) },
      { '1': step('refused', head, 'DIFFERS'), '2': step('refused', null, 'UNMAPPED_KEY'), '3': step('created', head) },
    );
    expect(result.stays).toBe(2);
    expect(result.records.map(({ reference, stays }) => [reference, stays])).toEqual([
      ['1', true],
      ['2', true],
      ['3', false],
    ]);
    // A step that its `when` leaves out is no document, whether the other version comes to it or not.
    const left = step('left', null);
    expect(compared({ '1': left }, {})).toMatchObject({ stays: 0, records: [{ stays: false }] });
    expect(compared({ '1': base }, {})).toMatchObject({ stays: 1, records: [{ stays: true }] });
    // The money of what was sent counts: it is the sample that the change is judged by.
    expect(result.moves).toMatchObject([{ from: 'VH', to: 'VL', lines: 2, amount: '20.00' }]);
  });

  const debtor = (outcome: StepSide['outcome'], city: string): StepSide => ({
    ...step(outcome, outcome === 'not known' ? null : { city }),
    place: { ...place, step: 'debtor', isDocument: false },
  });
  /** An order of a customer; null = the version does not come to its invoices. */
  const order = (customer: StepSide, invoices: StepSide | readonly StepSide[] | null): FlowSide => {
    const { records } = side({ '1': [] });
    const steps = new Map([
      ['debtor', [customer]],
      ...(invoices === null ? [] : [['invoice', [invoices].flat()] as const]),
    ]);
    return { ...side({}), records: new Map([...records].map(([key, one]) => [key, { ...one, steps }])) };
  };

  test('show which documents do not stay: those that one corrects, and what is no document', () => {
    const before = step('left', document(['10.00', 'VH', 8000]));
    const after = document(['11.00', 'VH', 8000]);
    const stays = (base: StepSide, head: StepSide) => compared({ '1': base }, { '1': head }).stays;
    expect(stays(before, step('updated', after))).toBe(0);
    expect(stays(before, { ...before, values: after })).toBe(1);
    const debtor = { ...place, isDocument: false };
    expect(stays({ ...before, place: debtor }, { ...before, place: debtor, values: after })).toBe(0);
    const differs = (values: RecordValues) => step('refused', values, 'DIFFERS');
    expect(stays(differs(document(['10.00', 'VH', 8000])), differs(after))).toBe(1);
  });

  test('show a document with the amount that it has from now on', () => {
    const of = (amount: string) => ({ '1': step('created', document([amount, 'VH', 8000])) });
    expect(compared(of('10.00'), of('12.00')).records).toMatchObject([{ amount: '12.00' }]);
  });

  test('count a document that stays as it was sent, also when its customer changes', () => {
    const sent = step('unchanged', document(['10.00', 'VH', 8000]));
    const differs = step('refused', document(['10.00', 'VL', 8000]), 'DIFFERS');
    const result = compareFlow(
      'orders',
      order(debtor('updated', 'Delft'), sent),
      order(debtor('updated', 'Gouda'), differs),
      options(),
    );
    expect(result.records.map((one) => [one.step, one.stays])).toEqual([
      ['debtor', false],
      ['invoice', true],
    ]);
    expect(result).toMatchObject({ compared: 1, alike: 0, stays: 1 });
  });

  test('show a record that one of them does not take or does not know', () => {
    const booked = step('created', document(['10.00', 'VH', 8000]));
    const result = compared({ '1': booked, '2': booked }, { '2': step('not known', null, 'NOT_RECORDED') });
    expect(result.outcomes).toEqual([
      { step: 'invoice', base: 'created', head: 'not known', records: 1 },
      { step: 'invoice', base: 'created', head: 'not taken', records: 1 },
    ]);
    expect(compareFlow('orders', null, side({ '1': booked }), options())).toMatchObject({
      compared: 1,
      outcomes: [{ base: 'not taken', head: 'created', records: 1 }],
      money: [{ base: '0.00', head: '10.00' }],
    });
  });

  test('know nothing of a document whose customer is not known, and move no money of it', () => {
    const sent = ['a', 'b'].map((element): StepSide => {
      return { ...step('unchanged', document(['10.00', 'VH', 8000])), element };
    });
    const known = order(debtor('unchanged', 'Delft'), sent);
    const unknown = order(debtor('not known', 'Delft'), null);
    const after = compareFlow('orders', known, unknown, options());
    expect(after).toMatchObject({ alike: 0, stays: 0, money: [], periods: [], moves: [] });
    expect(after.records.map(({ step, head, amount }) => [step, head.outcome, amount])).toEqual([
      ['debtor', 'not known', null],
      ['invoice', 'not known', null],
      ['invoice', 'not known', null],
    ]);
    const before = compareFlow('orders', unknown, known, options());
    expect([before.money, before.records.map(({ base }) => base.outcome)]).toEqual([
      [],
      ['not known', 'not known', 'not known'],
    ]);
    // Where neither version knows it, nobody can say that it comes out the same.
    expect(compareFlow('orders', unknown, unknown, options())).toMatchObject({ alike: 0, outcomes: [] });
  });

  test('are compared line by line even with a different number of lines', () => {
    const base = { '1': step('created', document(['10.00', 'VH', 8000], ['2.00', 'VL', 8000])) };
    const head = { '1': step('created', document(['10.00', 'VH', 8000], ['6.95', 'VH', 8040], ['2.00', 'VL', 8000])) };
    const result = compared(base, head);
    expect(result.moves).toEqual([]);
    expect(result.money).toMatchObject([{ vatCode: 'VH', account: '8040', difference: '6.95', lines: [0, 1] }]);
    expect(result.records[0]?.fields).toEqual([
      { field: 'lines[2]', base: null, head: { amount: '6.95', vatCode: 'VH', ledgerAccountId: 8040 } },
    ]);
  });
});
