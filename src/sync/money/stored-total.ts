import Big from 'big.js';
import type { MoneyFields } from '../../systems/money-fields.ts';
import type { RecordValues } from '../../values.ts';
import { moneyLines, number } from './money-lines.ts';

/**
 * True if the header of a document shows another sum than that of the lines that were sent: a line was lost, or an amount changed. Lines whose amount or
 * VAT the system computes prove nothing.
 */
export function isOtherTotal(fields: MoneyFields, sent: RecordValues, shown: RecordValues): boolean {
  const total = fields.total === null ? null : number(shown[fields.total]);
  if (total === null) return false;
  let sum = new Big(0);
  for (const { amount, vat } of moneyLines(fields, sent, String)) {
    if (amount === null || vat === null) return false;
    sum = sum.plus(amount).plus(vat);
  }
  return !sum.eq(total);
}
