import { describe, expect, it } from 'vitest';
import { Claims } from '../../../src/sync/find/claims.ts';
import { MadeUp } from '../../../src/sync/guard/made-up.ts';

const PAIR = 'exact-online.Accounts>asperion.debtors';
const claimant = (name: string) => ({ key: `key of ${name}`, reference: name });

describe('claims', () => {
  it('end when the record is taken, and the taker is still known by name', () => {
    const claims = new Claims();
    claims.note(PAIR, 7, claimant('A'));
    claims.take(PAIR, 8, claimant('A'));
    expect(claims.rivals(PAIR, 7, 'key of B')).toEqual([]);
    expect(claims.rivals(PAIR, 8, 'key of B')).toEqual([]);
    expect(claims.takerOf(PAIR, 8)).toBe('A');
  });

  it('stay for what is taken in the plan of a guard, because the run may never take it', () => {
    const claims = new Claims();
    claims.inPlan(new MadeUp()).take(PAIR, 7, claimant('A'));
    expect(claims.rivals(PAIR, 7, 'key of B')).toEqual(['A']);
  });

  it('do not stay for what the plan of a guard makes up', () => {
    const claims = new Claims();
    claims.inPlan(new MadeUp([['(new 1)', '']])).take(PAIR, '(new 1)', claimant('A'));
    expect(claims.rivals(PAIR, '(new 1)', 'key of B')).toEqual([]);
  });

  it('know the takers of the last thousand records', () => {
    const claims = new Claims();
    for (let number = 0; number <= 1000; number += 1) claims.take(PAIR, number, claimant(`A${number}`));
    expect([claims.takerOf(PAIR, 0), claims.takerOf(PAIR, 1)]).toEqual([undefined, 'A1']);
  });
});
