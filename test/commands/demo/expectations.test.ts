import { describe, expect, it } from 'vitest';
import { edits } from '../../../demo/edits.ts';
import { afterTheEdits, afterTheFirstSync, afterTheIdleRun, type Expectation } from '../../../demo/expectations.ts';
import type { DemoRun, Targets } from '../../../demo/stage.ts';
import { landmarks } from '../../../sandbox/world/landmarks.ts';
import { createWorld } from '../../../sandbox/world/world.ts';

const step = { step: 'debtor', read: 0, created: 0, updated: 0, unchanged: 0, skipped: 0, failed: 0 };

const targets = (debtors: Record<string, string> = {}, prices: Record<string, string> = {}): Targets => ({
  debtor: new Map(Object.entries(debtors)),
  invoice: new Map(),
  item: new Map(Object.entries({ 'THE-1002': 'mint' })),
  price: new Map(Object.entries(prices)),
});

function run(changes: Partial<DemoRun>): DemoRun {
  const nothing = { exitCode: 0, durationMs: 1, summary: '', report: null, steps: [step], deadLetters: [], writes: [] };
  return { ...nothing, before: targets(), after: targets(), ...changes };
}

const broken = (expectations: readonly Expectation[]) => expectations.filter(({ isKept }) => !isKept).length;

describe('the promises of the demo', () => {
  it('are kept by a first sync that creates and reports exactly the records that cannot be synced', () => {
    const cannot = ['20019', 'DNS-9002', 'DNS-9003', 'EO-26013', '26025'];
    const good = run({ exitCode: 1, steps: [{ ...step, created: 3 }], deadLetters: cannot });
    expect(broken(afterTheFirstSync(good))).toBe(0);
    expect(broken(afterTheFirstSync({ ...good, deadLetters: [...good.deadLetters, '20001'] }))).toBe(1);
    expect(broken(afterTheFirstSync({ ...good, deadLetters: cannot.slice(1) }))).toBe(1);
    expect(broken(afterTheFirstSync({ ...good, steps: [step] }))).toBe(1);
    expect(broken(afterTheFirstSync({ ...good, exitCode: 0 }))).toBe(1);
  });

  it('are broken by an idle run that writes, even when nothing differs afterwards', () => {
    expect(broken(afterTheIdleRun(run({})))).toBe(0);
    expect(broken(afterTheIdleRun(run({ writes: ['PUT /v1/debtors/311'] })))).toBe(1);
    expect(broken(afterTheIdleRun(run({ after: targets({ 'EO-20009': 'new' }) })))).toBe(1);
  });

  it('are kept by a run that updates the edited records, and broken by one too many, too few, or another', () => {
    const before = targets({ 'EO-20009': 'a', 'EO-20012': 'a', 'EO-20001': 'a' }, { 'KOF-1004 p1': '24.3' });
    const debtors = { 'EO-20009': 'b', 'EO-20012': 'b', 'EO-20001': 'a' };
    const after = { ...targets(debtors, { 'KOF-1004 p1': '25.1' }), item: new Map([['THE-1002', 'mint, 20 bags']]) };
    const good = run({ steps: [{ ...step, updated: 4 }], writes: ['PUT', 'PUT', 'PUT', 'PUT'], before, after });
    expect(broken(afterTheEdits(good))).toBe(0);
    const tooMany = { ...after, debtor: new Map(Object.entries({ ...debtors, 'EO-20001': 'b' })) };
    expect(broken(afterTheEdits({ ...good, after: tooMany }))).toBe(1);
    const another = { ...after, debtor: new Map(Object.entries({ ...debtors, 'EO-20012': 'a', 'EO-20001': 'b' })) };
    expect(broken(afterTheEdits({ ...good, after: another }))).toBe(1);
    expect(broken(afterTheEdits({ ...good, after: before }))).toBe(1);
    expect(broken(afterTheEdits({ ...good, writes: ['PUT'] }))).toBe(1);
  });
});

describe('the edits of the demo', () => {
  it('change records of the world to something else, none of them on the order that the cursor reads again', () => {
    const world = createWorld();
    const lastOrder = world.exactOnline.rows.SalesOrders?.at(-1);
    for (const { system, reference, fields } of edits) {
      const [rows, name] =
        system === 'asperion'
          ? [world.asperion.rows.articles, 'articleNumber']
          : [world.exactOnline.rows.Accounts, 'Code'];
      const row = rows?.find((candidate) => candidate[name] === reference);
      expect(row, reference).toBeDefined();
      for (const [field, value] of Object.entries(fields)) expect(row?.[field]).not.toBe(value);
      expect(row?.ID ?? null).not.toBe(lastOrder?.OrderedBy);
    }
    expect(edits.map(({ reference }) => reference)).not.toContain(landmarks.customers.withoutAddress);
  });
});
