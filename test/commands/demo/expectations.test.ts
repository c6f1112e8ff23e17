import { describe, expect, it } from 'vitest';
import {
  afterTheEdit,
  afterTheFirstSync,
  afterTheIdleRun,
  afterThePlan,
  type Expectation,
  moneyOf,
} from '../../../demo/expectations.ts';
import type { DemoRun } from '../../../demo/stage.ts';
import type { FlowBooked } from '../../../src/report/booked-report.ts';
import type { ComparedFlow, Comparison } from '../../../src/report/plan/comparison-report.ts';
import type { RunReport } from '../../../src/report/run-report.ts';

const sums = { amount: '100.00', vat: '21.00', vatComputedBy: null, unknown: 0 };

/** Two documents of one quarter: the total of their period must not count once more. */
const booked: FlowBooked = {
  booked: [],
  bookedTotals: [
    { ...sums, documents: 2, withVat: '121.00', year: 2026, period: 1, quarter: null },
    { ...sums, documents: 2, withVat: '121.00', year: 2026, period: null, quarter: '2026-Q1' },
  ],
};

function run(changes: Partial<DemoRun>): DemoRun {
  return { exitCode: 0, durationMs: 1, summary: '', writes: [], calls: 3, ...changes };
}

function reportOf(waiting: readonly string[]): RunReport {
  const letter = { code: 'UNMAPPED_KEY', reason: 'Table units has no row.', step: 'invoice', attempts: 1 };
  const times = { firstAt: '2026-01-05T08:00:00Z', lastAt: '2026-01-05T08:00:00Z', nextAt: null };
  const deadLetters = waiting.map((reference) => ({ ...letter, ...times, reference }));
  const flows = [{ ...booked, deadLetters }] as unknown as RunReport['flows'];
  return { version: '1.0.0', startedAt: '', finishedAt: '', flows, calls: {}, warnings: [], errors: [] };
}

const comparison = (moves: ComparedFlow['moves']): Comparison => ({ flows: [{ moves }] }) as unknown as Comparison;

const broken = (expectations: readonly Expectation[]) => expectations.filter(({ isKept }) => !isKept).length;

describe('the promises of the demo', () => {
  it('are broken by a plan that writes or that cannot be made', () => {
    expect(broken(afterThePlan(run({})))).toBe(0);
    expect(broken(afterThePlan(run({ writes: ['POST /v1/debtors'] })))).toBe(1);
    expect(broken(afterThePlan(run({ exitCode: 1 })))).toBe(1);
  });

  it('count each document once, with its VAT', () => {
    expect(moneyOf([booked])).toBe('2 documents, € 121.00');
    expect(moneyOf()).toBe('0 documents, € 0.00');
  });

  it('are kept by a first sync: it books the plan and reports what cannot be synced', () => {
    const cannot = ['20019', 'DNS-9002', 'DNS-9003', 'EO-26013', '26025'];
    const good = run({ exitCode: 1, report: reportOf(cannot) });
    const planned = moneyOf([booked]);
    expect(broken(afterTheFirstSync(good, planned))).toBe(0);
    expect(broken(afterTheFirstSync(good, '2 documents, € 121.01'))).toBe(1);
    expect(broken(afterTheFirstSync({ ...good, report: reportOf([...cannot, '20001']) }, planned))).toBe(1);
    expect(broken(afterTheFirstSync({ ...good, report: reportOf(cannot.slice(1)) }, planned))).toBe(1);
    expect(broken(afterTheFirstSync({ ...good, exitCode: 0 }, planned))).toBe(1);
    expect(broken(afterTheFirstSync(run({ exitCode: 1 }), planned))).toBe(2);
  });

  it('are broken by an idle run that writes or is red', () => {
    expect(broken(afterTheIdleRun(run({})))).toBe(0);
    expect(broken(afterTheIdleRun(run({ writes: ['PUT /v1/debtors/311'] })))).toBe(1);
    expect(broken(afterTheIdleRun(run({ exitCode: 1 })))).toBe(1);
  });

  it('are kept by a review that shows the money of the edited row, and only that, without a call', () => {
    const move = { of: 'VAT code', from: 'VH', to: 'VH21', lines: 2, amount: '200.00' } as const;
    const good = run({ calls: 0, comparison: comparison([move]) });
    expect(broken(afterTheEdit(good))).toBe(0);
    expect(broken(afterTheEdit({ ...good, calls: 1 }))).toBe(1);
    expect(broken(afterTheEdit({ ...good, comparison: comparison([]) }))).toBe(1);
    expect(broken(afterTheEdit({ ...good, comparison: comparison([move, move]) }))).toBe(1);
    expect(broken(afterTheEdit({ ...good, comparison: comparison([{ ...move, to: 'VL' }]) }))).toBe(1);
  });
});
