import type Big from 'big.js';
import { isDecimal, type Value } from './values.ts';

/** A double keeps 15 digits: what is behind them is no part of the number (EX-doubles). What else reckons with doubles may answer the same. */
const MOST_DIGITS = 15;

/** Sums of doubles can be wrong before that: an amount of money has fewer decimals than this, prices and quantities may have more. */
const MOST_DECIMALS = 6;
const AMOUNT = /amount/i;

/** A number as it was before a double held it; undefined = it is none. */
export const withoutTail = (number: Big | null): Big | undefined => number?.prec(MOST_DIGITS);

/** The value of a field, which may be a sum of doubles. */
export const asAmount = (field: string, value: Value): Value =>
  isDecimal(value) && AMOUNT.test(field) ? value.round(MOST_DECIMALS) : value;
