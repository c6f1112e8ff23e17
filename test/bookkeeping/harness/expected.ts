import Big from 'big.js';
import { amountOf, resourceOf } from './books.ts';
import { cast, type Expected, type Fields } from './case.ts';
import { differences } from './compare.ts';
import { resourceName } from './records/asperion.ts';
import type { Outcome } from './run-case.ts';
import {
  catalogOf,
  documentsOf,
  isDebtorOf,
  madeBySync,
  NAMES,
  outcomeAt,
  recordsOf,
  type Side,
  type Trial,
} from './trial.ts';

type Rows = ReturnType<typeof recordsOf>;

/** What is wrong with the records of one side: those that are expected, and documents that nobody expects. */
export function recordProblems(
  trial: Trial,
  side: Side,
  { [side]: expected = {}, count = {} }: Expected,
): readonly string[] {
  const found = new Map<string, Set<string>>();
  const problems = Object.entries(expected).flatMap(([name, list]) => {
    const resource = resourceOf(resourceName(name), catalogOf(side)) ?? name;
    const taken = new Set<string>();
    found.set(resource, taken);
    if (resource === COUNTS) return countProblems(trial, list);
    return list.flatMap((one) => problemsOf(one, { trial, side, resource, taken }));
  });
  // Where a case counts them, it says how many there may be.
  if (side === 'exact' && Object.keys(count).some((kind) => kind.startsWith('Exact sales document'))) return problems;
  return [
    ...problems,
    ...documentsOf(side).flatMap((resource) => unexpected(trial, side, resource, found.get(resource) ?? new Set())),
  ];
}

interface Search {
  readonly trial: Trial;
  readonly side: Side;
  readonly resource: string;
  /** Keys of records that are somebody's already. */
  readonly taken: Set<string>;
}

function problemsOf(wanted: Fields, search: Search): readonly string[] {
  const { trial, side, resource, taken } = search;
  const key = catalogOf(side).resources.get(resource)?.key ?? 'id';
  const at = typeof wanted.at === 'string' ? wanted.at : undefined;
  // A document stays as it was booked, a price or a stock moves on.
  const isLasting = documentsOf(side).includes(resource);
  const last = outcomeAt(trial);
  const moments = at === undefined ? [last] : isLasting ? [outcomeAt(trial, at), last] : [outcomeAt(trial, at)];
  const lastTaken = new Set(taken);
  return [...new Set(moments)].flatMap((outcome) => {
    const claimed = outcome === last ? taken : lastTaken;
    const candidates = candidatesFor(wanted, search, outcome);
    const judged = candidates
      .filter((record) => !claimed.has(String(record[key])) || at !== undefined)
      .map((record) => ({ record, found: differences(wanted, record, { trial, outcome, resource }) }))
      .sort((left, right) => left.found.length - right.found.length);
    const [best] = judged;
    const name = `${resource} ${nameIn(wanted, resource)}${at === undefined ? '' : ` (${outcome.name} run)`}`;
    if (best === undefined) return [`${name}: is not there`];
    taken.add(String(best.record[key]));
    return best.found.map((difference) => `${name}: ${difference}`);
  });
}

function nameIn(wanted: Fields, resource: string): string {
  const field = NAMES[resource] ?? '';
  return String(wanted[field] ?? wanted.id ?? wanted.date ?? '');
}

/** The records that may be the one that is meant: by its number, with the prefix of the administration or as it was typed. */
function candidatesFor(wanted: Fields, { trial, side, resource }: Search, outcome: Outcome): Rows {
  const all = recordsOf(outcome, side, resource);
  if (wanted.id !== undefined) return all.filter(({ id }) => String(id) === wanted.id);
  const field = NAMES[resource] ?? '';
  const number = wanted[field];
  if (typeof number !== 'string') {
    const made = madeBySync(trial, side, resource);
    const key = catalogOf(side).resources.get(resource)?.key ?? 'id';
    return all.filter((record) => made.has(String(record[key])));
  }
  if (resource === 'debtors') return all.filter((debtor) => isDebtorOf(trial, outcome, debtor, number));
  const prefixed = side === 'asperion' && resource !== 'articles' ? [`${trial.prefix}${number}`, number] : [number];
  return all.filter((record) => prefixed.includes(String(record[field] ?? '')));
}

/** Documents that the sync made and that no expectation names. */
function unexpected(trial: Trial, side: Side, resource: string, taken: ReadonlySet<string>): readonly string[] {
  const spec = catalogOf(side).resources.get(resource);
  if (spec === undefined) return [];
  const made = madeBySync(trial, side, resource);
  return recordsOf(outcomeAt(trial), side, resource)
    .filter((record) => made.has(String(record[spec.key])) && !taken.has(String(record[spec.key])))
    .map((record) => `${resource} ${record[spec.reference]}: was booked, and nobody expects it`);
}

const COUNTS = 'inventory/StockCounts';

/**
 * Stock counts: what was counted, as the difference that it made since the run before or the stock that it left, and that
 * nothing else was. Throws for a case that expects a count without lines, or a difference in the first run.
 */
function countProblems(trial: Trial, list: readonly Fields[]): readonly string[] {
  const lines = list.flatMap((wanted) => {
    const own = wanted.StockCountLines;
    if (!Array.isArray(own) || own.length === 0) throw new Error(`${trial.one.id} expects a count of nothing.`);
    return (own as readonly Fields[]).map((line) => ({ wanted, line }));
  });
  const counted = trial.outcomes.flatMap(({ sent }) => sent.exact.filter(({ resource }) => resource === COUNTS));
  return [
    ...lines.flatMap(({ wanted, line }) => countProblem(trial, wanted, line)),
    ...(counted.length > lines.length ? [`StockCounts: ${counted.length} counted, ${lines.length} expected`] : []),
  ];
}

function countProblem(trial: Trial, wanted: Fields, line: Fields): readonly string[] {
  const outcome = outcomeAt(trial, typeof wanted.at === 'string' ? wanted.at : undefined);
  const name = `StockCounts ${line.Item} in warehouse ${wanted.Warehouse}`;
  const is = stockIn(outcome, wanted, line);
  if (is === null) return [`${name}: is not there`];
  if (line.QuantityNew !== undefined) return is.eq(String(line.QuantityNew)) ? [] : [`${name}: came to ${is}`];
  const before = trial.outcomes[trial.outcomes.indexOf(outcome) - 1];
  if (before === undefined) throw new Error(`${trial.one.id} expects a difference, and there was no run before.`);
  const was = stockIn(before, wanted, line) ?? new Big(0);
  return is.minus(was).eq(String(line.QuantityDifference)) ? [] : [`${name}: went from ${was} to ${is}`];
}

function stockIn({ exact }: Outcome, { Warehouse }: Fields, { Item }: Fields): Big | null {
  const position = (exact.get(COUNTS) ?? []).find(
    ({ ItemCode, WarehouseCode }) => ItemCode === codeOf(Item) && WarehouseCode === Warehouse,
  );
  return amountOf(position?.QuantityNew);
}

const codeOf = (item: Fields[string] | undefined): string => String(cast.items[String(item)]?.Code ?? item);
