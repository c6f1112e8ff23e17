import Big from 'big.js';
import { type MoneyFields, moneyFieldsOf } from '../../systems/money-fields.ts';
import type { RecordValues } from '../../values.ts';
import type { StepContext } from '../task.ts';
import { moneyLines, number } from './money-lines.ts';

/** The money fields of a step's document if its header shows another total than its lines come to; null = it does not. */
export function otherTotal(
  { step, target }: Pick<StepContext, 'step' | 'target'>,
  sent: RecordValues,
  shown: RecordValues,
): MoneyFields | null {
  const money = moneyFieldsOf(target.name, step.spec.name);
  return money !== null && isOtherTotal(money, sent, shown) ? money : null;
}

/**
 * True if the header of a document shows another sum than that of the lines that were sent: a line was lost, or an amount changed. Lines whose amount or
 * VAT the system computes prove nothing.
 */
function isOtherTotal(fields: MoneyFields, sent: RecordValues, shown: RecordValues): boolean {
  const total = fields.total === null ? null : number(shown[fields.total]);
  if (total === null || sent[fields.lines] === undefined) return false;
  let sum = new Big(0);
  for (const { amount, vat } of moneyLines(fields, sent, String)) {
    if (amount === null || vat === null) return false;
    sum = sum.plus(amount).plus(vat);
  }
  return !sum.eq(total);
}
