import Big from 'big.js';
import type { RecordValues, Value } from '../../../src/values.ts';
import { amountOf } from './books.ts';
import type { Fields } from './case.ts';
import type { Comparison } from './compare.ts';
import { idOf } from './records/ids.ts';
import { numberOf, sumOf } from './records/money.ts';
import { same, shownValue } from './same.ts';

/** What of a line is added up; all other fields that a case gives tell lines apart. */
export const LINES: Readonly<Record<string, { readonly sums: readonly string[]; readonly vat: string }>> = {
  lines: { sums: ['amount', 'vatAmount', 'quantity'], vat: 'vatAmount' },
  SalesEntryLines: { sums: ['AmountFC', 'VATAmountFC'], vat: 'VATAmountFC' },
  SalesInvoiceLines: { sums: ['AmountFC', 'VATAmountFC', 'Quantity'], vat: 'VATAmountFC' },
  SalesOrderLines: { sums: ['AmountFC', 'VATAmount', 'Quantity'], vat: 'VATAmount' },
};

/**
 * Lines in any order, split or joined: what counts is the sum per VAT code, account and whatever else the case tells lines
 * apart by, to the cent. The VAT may be a cent off per line of the case; the totals of the document are compared apart.
 */
export function differencesOfLines(
  field: string,
  expected: readonly Fields[],
  actual: RecordValues,
  comparison: Comparison,
): readonly string[] {
  const { sums = [], vat = '' } = LINES[field] ?? {};
  const lines = Array.isArray(actual[field]) ? (actual[field] as readonly RecordValues[]) : [];
  const groups = groupsOf(expected, sums);
  const left = new Map<Group, RecordValues[]>(groups.map((group) => [group, []]));
  const strange: RecordValues[] = [];
  for (const line of lines) {
    const group = groups.find(({ key }) =>
      Object.entries(key).every(([name, wanted]) => sameOfLine(name, wanted, line[name], comparison)),
    );
    if (group === undefined) strange.push(line);
    else left.get(group)?.push(line);
  }
  return [
    ...groups.flatMap((group) => sumDifferences(group, left.get(group) ?? [], sums, vat)),
    ...strange
      .filter((line) => sums.some((name) => !(amountOf(line[name]) ?? new Big(0)).eq(0)))
      .map((line) => `line that nobody expects: ${inWords(line)}`),
  ];
}

interface Group {
  readonly key: Fields;
  readonly lines: readonly Fields[];
}

function groupsOf(expected: readonly Fields[], sums: readonly string[]): readonly Group[] {
  const keyOf = (line: Fields): Fields =>
    Object.fromEntries(Object.entries(line).filter(([name]) => name !== 'vat' && !sums.includes(name)));
  const groups = Map.groupBy(expected, (line) => JSON.stringify(keyOf(line)));
  return [...groups.values()].map((lines) => ({ key: keyOf(lines[0] ?? {}), lines }));
}

function sumDifferences(
  { key, lines }: Group,
  actual: readonly RecordValues[],
  sums: readonly string[],
  vat: string,
): readonly string[] {
  return sums.flatMap((name) => {
    if (!lines.some((line) => line[name] !== undefined)) return [];
    const wanted = sumOf(lines.map((line) => numberOf(line[name])));
    const found = sumOf(actual.map((line) => amountOf(line[name]) ?? new Big(0)));
    const tolerance = name === vat ? new Big('0.01').times(lines.length) : new Big(0);
    if (wanted.minus(found).abs().lte(tolerance)) return [];
    return [`${name} of ${JSON.stringify(key)}: ${wanted.toFixed(2)} expected, ${found.toFixed(2)} found`];
  });
}

/** A ledger account in Exact Online stands by its code in the cases, an item by its code too. */
function sameOfLine(name: string, wanted: Fields[string], actual: Value | undefined, { outcome }: Comparison): boolean {
  if (name === 'GLAccount' || name === 'Item') {
    const list = outcome.exact.get(name === 'Item' ? 'logistics/Items' : 'financial/GLAccounts') ?? [];
    const codes = (Array.isArray(wanted) ? wanted : [wanted]).map(String);
    const ids = list.filter(({ Code }) => codes.includes(String(Code))).map(({ ID }) => ID);
    return ids.includes(actual ?? null) || codes.some((code) => idOf('GLAccounts', code) === actual);
  }
  return same(wanted, actual, name);
}

const inWords = (line: RecordValues): string =>
  Object.entries(line)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name} ${shownValue(value)}`)
    .join(', ');
