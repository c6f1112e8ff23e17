import { expect, it } from 'vitest';
import { emptyProgress } from '../../../src/state/progress.ts';
import { MAY_APPEAR_MS, Unanswered } from '../../../src/sync/write/unanswered.ts';

const NOW_MS = Date.UTC(2026, 2, 2, 8);

it('waits for a record ten minutes from when it was sent', () => {
  const progress = { ...emptyProgress(), unanswered: { invoice: NOW_MS } };
  expect(new Unanswered(progress, () => NOW_MS).has('invoice')).toBe(true);
  expect(new Unanswered(progress, () => NOW_MS + MAY_APPEAR_MS - 1).has('invoice')).toBe(true);
  expect(new Unanswered(progress, () => NOW_MS + MAY_APPEAR_MS).has('invoice')).toBe(false);
});

it('waits for none of the names of a record that is there', () => {
  const unanswered = new Unanswered(emptyProgress(), () => NOW_MS);
  unanswered.note(['record', 'number']);
  unanswered.forget(['record', 'number']);
  expect(['record', 'number'].filter((name) => unanswered.has(name))).toEqual([]);
});
