import Big from 'big.js';
import type { Words } from '../words/words.ts';

/**
 * A sum, and what is credited within it: an invoice of 10,000 and its credit note come to nothing, and yet both move. `credited`: below zero;
 * absent = nothing is.
 */
export function netAmount(amount: string, credited: string | undefined, words: Words): string {
  if (credited === undefined || credited === amount) return words.money(amount);
  const charged = new Big(amount).minus(credited).toFixed(2);
  return words.plan.lessCredited(
    words.money(amount),
    words.money(charged),
    words.money(new Big(credited).abs().toFixed(2)),
  );
}
