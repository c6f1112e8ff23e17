import Big from 'big.js';
import { RecordError } from '../../../errors/errors.ts';
import { isDecimal, type Value } from '../../../values.ts';
import { toDecimal } from '../../expressions/operators.ts';
import { DECIMAL, TEXT } from '../../expressions/types.ts';
import {
  type ArgumentFault,
  asText,
  asWhole,
  type MappingFunction,
  number,
  type Parameter,
  text,
} from '../function.ts';
import { places } from './numbers.ts';

/** The longest number that is written out. */
const MAX_DIGITS = 200;

/** Refuses 0.21 where 21 is meant, before it gets into anybody's books. */
function percentageFault(value: Value): ArgumentFault | null {
  if (typeof value !== 'number' && !isDecimal(value)) return null;
  const rate = toDecimal(value);
  if (rate.eq(0) || (rate.gte(1) && rate.lte(100))) return null;
  return { message: 'takes a percentage such as 21 here', hint: 'Write 21 for 21 %, from 1 to 100, or 0.' };
}

const percentage: Parameter = { ...number('percentage'), check: percentageFault };
const cents: Parameter = { ...places, optional: true };

/** The decimal sign; the other one may separate thousands. */
export const decimalSign: Parameter = {
  ...text('sign'),
  optional: true,
  check: (value) =>
    value === ',' || value === '.' ? null : { message: 'takes "," or "." here', hint: 'Give the decimal sign.' },
};

const factor = (rate: Value | undefined): Big => toDecimal(rate ?? null).plus(100);
const rounded = (amount: Big, to: Value | undefined): Big =>
  amount.round(to === undefined ? 2 : asWhole(to), Big.roundHalfUp);

/** Functions on amounts of money. They round to cents, a half away from zero, unless other places are given. */
export const moneyFunctions: readonly MappingFunction[] = [
  {
    name: 'incl',
    doc: 'An amount without VAT plus the given percentage of VAT, rounded to cents or to the given places.',
    example: ['incl(100, 21)', '121'],
    more: [['incl(19.95, 9)', '21.75']],
    parameters: [number('amount'), percentage, cents],
    result: DECIMAL,
    run: ([amount = null, rate, to]) => rounded(toDecimal(amount).times(factor(rate)).div(100), to),
  },
  {
    name: 'excl',
    doc: 'An amount with the given percentage of VAT, without that VAT, rounded to cents or to the given places.',
    example: ['excl(121, 21)', '100'],
    more: [['excl(9.99, 21, 4)', '8.2562']],
    parameters: [number('amount'), percentage, cents],
    result: DECIMAL,
    run: ([amount = null, rate, to]) => rounded(toDecimal(amount).times(100).div(factor(rate)), to),
  },
  {
    name: 'vat',
    doc: 'The VAT of the given percentage on an amount without VAT, rounded to cents or to the given places.',
    example: ['vat(19.95, 21)', '4.19'],
    parameters: [number('amount'), percentage, cents],
    result: DECIMAL,
    run: ([amount = null, rate, to]) =>
      rounded(
        toDecimal(amount)
          .times(toDecimal(rate ?? null))
          .div(100),
        to,
      ),
  },
  {
    name: 'fixed',
    doc: 'A number as text with exactly the given decimal places, a half rounded away from zero; the decimal sign is a point unless given.',
    example: ['fixed(1234.5, 2)', '"1234.50"'],
    more: [['fixed(19.95, 2, ",")', '"19,95"']],
    parameters: [number('number'), places, decimalSign],
    result: TEXT,
    run: ([of = null, to, sign]) => {
      const value = toDecimal(of);
      if (value.e > MAX_DIGITS) throw new RecordError('NUMBER_RANGE', `a number has more than ${MAX_DIGITS} digits`);
      const written = value.toFixed(asWhole(to), Big.roundHalfUp);
      // A negative amount that rounds to zero has no sign.
      const plain = /^-[0.]+$/.test(written) ? written.slice(1) : written;
      return sign === undefined ? plain : plain.replace('.', asText(sign));
    },
  },
];

/** A number that is written with a comma or a point before its decimals, rewritten with a point; null if it is not a number. */
export function numberText(written: string, sign: string): string | null {
  const thousands = sign === ',' ? '.' : ',';
  const [whole = '', decimals, ...more] = written.split(sign);
  const grouped = whole.split(thousands);
  const [first = '', ...others] = grouped;
  // 1234.567 and 0.500 have three decimals: nobody writes thousands like that.
  const isGrouped = /^[+-]?[1-9][0-9]{0,2}$/.test(first) && others.every((group) => /^[0-9]{3}$/.test(group));
  if (more.length > 0 || first === '' || (others.length > 0 && !isGrouped)) return null;
  return `${grouped.join('')}${decimals === undefined ? '' : `.${decimals}`}`;
}
