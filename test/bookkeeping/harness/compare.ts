import Big from 'big.js';
import { isDecimal, type RecordValues, type Value } from '../../../src/values.ts';
import type { Fields } from './case.ts';
import { differencesOfLines, LINES } from './lines.ts';
import type { Outcome } from './run-case.ts';
import { same, shownValue } from './same.ts';
import { isAccountOf, isDebtorOf, isNumberOf, NAMES, recordsOf, type Trial } from './trial.ts';

/** What the cases say of a record that is no field of it, or that is compared by its own rule. */
const NO_FIELDS: ReadonlySet<string> = new Set(['at', 'vat']);

/** Where a record is held against what a case expects. */
export interface Comparison {
  readonly trial: Trial;
  readonly outcome: Outcome;
  readonly resource: string;
}

/** What differs between a record and what a case expects of it, field by field; empty when a bookkeeper would sign it. */
export function differences(expected: Fields, actual: RecordValues, comparison: Comparison): readonly string[] {
  return Object.entries(expected).flatMap(([field, wanted]) => {
    if (NO_FIELDS.has(field) || isNameOf(field, comparison)) return [];
    if (LINES[field] !== undefined) return differencesOfLines(field, wanted as readonly Fields[], actual, comparison);
    const special = SPECIAL[field];
    if (special !== undefined) return special(wanted, actual, comparison);
    return same(wanted, actual[field], field)
      ? []
      : [`${field}: ${shown(wanted)} expected, ${shownValue(actual[field])} found`];
  });
}

/** Fields that only say which record is meant. */
const isNameOf = (field: string, { resource }: Comparison): boolean => NAMES[resource] === field;

type Special = (wanted: Fields[string], actual: RecordValues, comparison: Comparison) => readonly string[];

const SPECIAL: Readonly<Record<string, Special>> = {
  debtorCustomerNumber: (wanted, actual, { trial, outcome }) => {
    const number = String(actual.debtorCustomerNumber ?? '');
    return isNumberOf(trial, outcome, number, String(wanted))
      ? []
      : [`debtor: ${wanted} expected, ${debtorName(outcome, number)} found`];
  },
  Customer: (wanted, actual, { outcome }) =>
    isAccountOf(outcome, String(actual.Customer), String(wanted))
      ? []
      : [`Customer: ${wanted} expected, ${actual.Customer} found`],
  debtor: (wanted, actual, { trial, outcome }) => {
    const ids = linesOfEntry(actual).map(({ debtorId }) => String(debtorId ?? ''));
    const debtors = recordsOf(outcome, 'asperion', 'debtors').filter(({ id }) => ids.includes(String(id)));
    return debtors.some((debtor) => isDebtorOf(trial, outcome, debtor, String(wanted)))
      ? []
      : [`debtor: no line with debtor ${wanted}`];
  },
  ledger_effect: (wanted, actual) =>
    sumsPer(wanted, linesOfEntry(actual), 'ledgerAccountId', (line) => amount(line.amount)),
  vat_per_code: (wanted, actual) =>
    sumsPer(wanted, linesOfEntry(actual), 'vatCode', (line) => amount(line.vatAmount).neg()),
  description: (wanted, actual) => {
    const part = /^names (.+)$/.exec(String(wanted))?.[1];
    const isFound =
      part === undefined
        ? same(wanted, actual.description, 'description')
        : String(actual.description ?? '').includes(part);
    return isFound ? [] : [`description: "${wanted}" expected, "${actual.description}" found`];
  },
};

const linesOfEntry = ({ lines }: RecordValues): readonly RecordValues[] =>
  Array.isArray(lines) ? (lines as RecordValues[]) : [];

const amount = (value: Value | undefined): Big =>
  isDecimal(value) || typeof value === 'number' ? new Big(value) : new Big(0);

/** Amounts per account or code: those that are expected, and nothing beside them. */
function sumsPer(
  wanted: Fields[string],
  lines: readonly RecordValues[],
  by: string,
  of: (line: RecordValues) => Big,
): readonly string[] {
  const expected = wanted as unknown as Readonly<Record<string, string>>;
  const found = new Map<string, Big>();
  for (const line of lines) {
    const key = String(line[by] ?? '');
    if (!of(line).eq(0)) found.set(key, (found.get(key) ?? new Big(0)).plus(of(line)));
  }
  return [...new Set([...Object.keys(expected), ...found.keys()])].flatMap((key) => {
    const [want, have] = [new Big(expected[key] ?? 0), found.get(key) ?? new Big(0)];
    return want.eq(have) ? [] : [`${by} ${key}: ${want.toFixed(2)} expected, ${have.toFixed(2)} found`];
  });
}

const shown = (wanted: Fields[string]): string => (Array.isArray(wanted) ? wanted.join(' or ') : String(wanted));

function debtorName(outcome: Outcome, number: string): string {
  const found = recordsOf(outcome, 'asperion', 'debtors').find(({ customerNumber }) => customerNumber === number);
  return found === undefined ? `no debtor (${number})` : `${found.name} (${number})`;
}
