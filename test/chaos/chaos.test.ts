import { afterAll, expect, test } from 'vitest';
import { seed } from '../support/seed.ts';
import { wantedOf } from './cases.ts';
import { type Outcome, playCases } from './run-cases.ts';
import { Listener } from './spoken.ts';

/** `npm run chaos` plays all cases. */
const SAMPLE = 15;

const listener = new Listener();
afterAll(() => listener[Symbol.dispose]());

test(`a sample of all calls and saves, with all faults, ends as without faults (SEED=${seed})`, async () => {
  const outcomes: Outcome[] = [];
  const wanted = wantedOf(['--sample', String(SAMPLE), '--seed', String(seed)]);
  await playCases(wanted, { number: 0, of: 1 }, listener, (outcome) => outcomes.push(outcome));
  expect(outcomes).toHaveLength(SAMPLE);
  expect(outcomes.filter(({ problems }) => problems.length > 0)).toEqual([]);
});
