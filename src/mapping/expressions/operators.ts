import Big from 'big.js';
import { RecordError, type SyncError } from '../../errors/errors.ts';
import { ascending } from '../../order.ts';
import { isDecimal, LocalDateTime, sameValue, type Value } from '../../values.ts';

/** The longest text that an expression may build, in characters. */
const MAX_TEXT = 100_000;
/** The most digits, and the largest power of ten, of a number that an expression may build. */
const MAX_PRECISION = 200;

const LOOK_AT_RECORD = 'Look at this field of the record, or convert it in the mapping.';

/** A value that does not fit where it is used. The message must not hold the value itself. */
export function badValue(message: string): RecordError {
  return new RecordError('BAD_VALUE', message, { hint: LOOK_AT_RECORD });
}

/** What to do about an error that a constant causes: no record is at fault. */
export function hintForConstant({ hint }: SyncError): string | undefined {
  return hint === LOOK_AT_RECORD ? 'Correct it here: it is wrong for every record.' : hint;
}

/** What a value is, in words for messages. */
export function wordFor(value: Value): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return 'a text';
  if (typeof value === 'boolean') return 'true or false';
  if (typeof value === 'number' || isDecimal(value)) return 'a number';
  if (value instanceof LocalDateTime) return 'a date';
  return Array.isArray(value) ? 'a list' : 'a record';
}

/** A number as an exact decimal. Throws RecordError BAD_VALUE for anything else. */
export function toDecimal(value: Value): Big {
  if (isDecimal(value)) return value;
  if (typeof value === 'number' && Number.isFinite(value)) return new Big(value);
  throw badValue(`a number is needed, not ${wordFor(value)}`);
}

/** A built text, within bounds. Throws RecordError TEXT_TOO_LONG. */
export function boundedText(text: string): string {
  if (text.length <= MAX_TEXT) return text;
  throw textTooLong();
}

/** Refuses a text before it is built: `length` in characters. Throws RecordError TEXT_TOO_LONG. */
export function checkTextLength(length: number): void {
  if (length > MAX_TEXT) throw textTooLong();
}

function textTooLong(): RecordError {
  return new RecordError('TEXT_TOO_LONG', `a text grows beyond ${MAX_TEXT} characters`);
}

function bounded(number: Big): Big {
  if (number.c.length <= MAX_PRECISION && Math.abs(number.e) <= MAX_PRECISION) return number;
  throw new RecordError('NUMBER_RANGE', `a number grows beyond ${MAX_PRECISION} digits`);
}

/** `left + right`: numbers are added, texts joined; null with anything is null. */
export function add(left: Value, right: Value): Value {
  if (left === null || right === null) return null;
  if (typeof left === 'string' && typeof right === 'string') return boundedText(left + right);
  if (typeof left === 'number' && typeof right === 'number') {
    const sum = left + right;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return bounded(toDecimal(left).plus(toDecimal(right)));
}

/** `left - right`; null with anything is null. */
export function subtract(left: Value, right: Value): Value {
  if (left === null || right === null) return null;
  if (typeof left === 'number' && typeof right === 'number') {
    const difference = left - right;
    if (Number.isSafeInteger(difference)) return difference;
  }
  return bounded(toDecimal(left).minus(toDecimal(right)));
}

/** `left * right`; null with anything is null. */
export function multiply(left: Value, right: Value): Value {
  if (left === null || right === null) return null;
  if (typeof left === 'number' && typeof right === 'number') {
    const product = left * right;
    if (Number.isSafeInteger(product)) return product === 0 ? 0 : product;
  }
  return bounded(toDecimal(left).times(toDecimal(right)));
}

/** `left / right`, always a decimal, to 20 decimal places; null with anything is null. */
export function divide(left: Value, right: Value): Value {
  if (left === null || right === null) return null;
  const divisor = toDecimal(right);
  if (divisor.eq(0)) throw divisionByZero();
  return bounded(toDecimal(left).div(divisor));
}

/** The remainder of `left / right`, with the sign of `left`; null with anything is null. */
export function remainder(left: Value, right: Value): Value {
  if (left === null || right === null) return null;
  const divisor = toDecimal(right);
  if (divisor.eq(0)) throw divisionByZero();
  const rest = toDecimal(left).mod(divisor);
  return typeof left === 'number' && typeof right === 'number' ? rest.toNumber() || 0 : bounded(rest);
}

function divisionByZero(): RecordError {
  const hint = 'Check first: x == 0 ? null : y / x.';
  return new RecordError('DIVISION_BY_ZERO', 'a number is divided by zero', { hint });
}

/** `-value`; null stays null. */
export function negate(value: Value): Value {
  return value === null ? null : multiply(-1, value);
}

/** Negative, zero or positive; null when either side is null. Throws RecordError BAD_VALUE for what has no order. */
export function compare(left: Value, right: Value): number | null {
  if (left === null || right === null) return null;
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === 'string' && typeof right === 'string') return ascending(left, right);
  if (left instanceof LocalDateTime && right instanceof LocalDateTime) return ascending(left.iso, right.iso);
  if ((typeof left === 'number' || isDecimal(left)) && (typeof right === 'number' || isDecimal(right))) {
    return toDecimal(left).cmp(toDecimal(right));
  }
  throw badValue(`${wordFor(left)} cannot be compared with ${wordFor(right)}`);
}

/** `left == right`: numbers by amount, empty text like null. */
export function equal(left: Value, right: Value): boolean {
  if (left === right) return true;
  if (typeof left === 'string' && typeof right === 'string') return false;
  if (typeof left === 'number' && typeof right === 'number') return false;
  if (left === null || right === null) return left === '' || right === '';
  if (typeof left === 'boolean' || typeof right === 'boolean') return false;
  return sameValue(left, right);
}
