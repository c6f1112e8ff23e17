import { asperionNames } from '../../../src/systems/asperion/names.ts';
import type { Books, Row } from '../books.ts';
import { type Problems, sentences } from '../problems.ts';
import type { AsperionSwitches } from '../switches.ts';
import { isEmpty } from '../values.ts';

const firstCustomerNumber = 10001;

/** A debtor without a number gets the next one (AS-debtors). */
export function completeDebtor(row: Row, books: Books): Row {
  if (!isEmpty(row.customerNumber)) return row;
  const numbers = books.rows('debtors').map((debtor) => Number(debtor.customerNumber));
  const last = Math.max(firstCustomerNumber - 1, ...numbers.filter(Number.isSafeInteger));
  return { ...row, customerNumber: String(last + 1) };
}

/** An article is active unless said otherwise; the state's case does not matter. */
export function completeArticle(row: Row): Row {
  const state = Object.values(asperionNames.activeState).find(
    (name) => name.toLowerCase() === String(row.activeState).toLowerCase(),
  );
  return { ...row, activeState: state ?? row.activeState ?? asperionNames.activeState.active };
}

/** A country is two capital letters (AS-debtors). */
export function checkDebtor(row: Row, _books: Books, _switches: AsperionSwitches, problems: Problems): void {
  if (isEmpty(row.countryCode) || /^[A-Z]{2}$/.test(String(row.countryCode))) return;
  problems.add('countryCode', sentences.unknownValue('countryCode', row.countryCode));
}

/** An article is either active or inactive (AS-inactive-articles). */
export function checkArticle(row: Row, _books: Books, _switches: AsperionSwitches, problems: Problems): void {
  const { active, inactive } = asperionNames.activeState;
  if (row.activeState === active || row.activeState === inactive) return;
  problems.add('activeState', sentences.unknownValue('activeState', row.activeState));
}
