import Big from 'big.js';
import type { Program } from '../../mapping/flow/program.ts';
import type { DeadLetter } from '../../state/progress.ts';
import { moneyFieldsOf, type Worth } from '../../systems/money-fields.ts';
import type { RecordValues, Value } from '../../values.ts';
import { number } from './money-lines.ts';

/** The documents of a flow that wait, by the totals of the source. */
export interface WaitingMoney {
  readonly documents: number;
  /** With VAT, in the currency of the administration; credit notes are negative. A part of it may be booked already. */
  readonly amount: Big;
  /** Documents whose amount is not known. */
  readonly unknown: number;
}

type Flow = Pick<Program, 'source' | 'target' | 'steps' | 'purpose'>;

/** True for a flow whose records become documents with money. */
const makesDocuments = ({ target, steps, purpose }: Flow): boolean =>
  purpose === 'sync' && steps.some(({ spec }) => moneyFieldsOf(target.system, spec.name) !== null);

/** What a source record comes to that becomes a document, as decimal text; undefined = it becomes none, or its amount is not known. */
export function amountOf(flow: Flow, fields: RecordValues): string | undefined {
  const worth = moneyFieldsOf(flow.source.system, flow.source.spec.name)?.worth ?? null;
  const amount = worth === null || !makesDocuments(flow) ? null : number(known(fields, worth.field));
  if (worth === null || amount === null) return undefined;
  return (amount.gt(0) && isCredit(worth, fields) ? amount.times(-1) : amount).toFixed();
}

const isCredit = ({ credit }: Worth, fields: RecordValues): boolean =>
  credit?.values.some((value) => value === known(fields, credit.field)) === true;

/** A recorded record throws for what was not recorded of it. */
const known = (fields: RecordValues, field: string): Value =>
  Object.hasOwn(fields, field) ? (fields[field] ?? null) : null;

/** What the documents of a flow come to that wait; null if none do. */
export function waitingMoney(flow: Flow, letters: readonly DeadLetter[]): WaitingMoney | null {
  if (letters.length === 0 || !makesDocuments(flow)) return null;
  const amounts = letters.flatMap(({ amount }) => amount ?? []);
  const amount = amounts.reduce((sum, one) => sum.plus(one), new Big(0));
  return { documents: letters.length, amount, unknown: letters.length - amounts.length };
}
