import type { Table, TableRows } from '../config/tables.ts';
import type { SourcePosition } from '../errors/errors.ts';
import type { TablePlan } from '../init/proposal.ts';
import { includedRate, type Meaning } from '../systems/meaning.ts';
import { titleOf } from '../systems/registry.ts';
import { error, type Finding } from './finding.ts';
import { placeOf } from './reference-lists.ts';
import { faultOf, type PlannedTable, plannedIn, rateFault, type Supplies, suppliesIn, valueOn } from './supplies.ts';

/** What the entries of lists mean, by `SYSTEM.RESOURCE` and code; a list that was not read is not there. */
export type KnownLists = ReadonlyMap<string, ReadonlyMap<string, Meaning>>;

/** Tables that flows use, and what `template/tables.yml` says of them. */
export interface UsedTables {
  readonly tables: readonly Table[];
  readonly plans: Readonly<Record<string, TablePlan>>;
}

/**
 * Compares the tables of VAT codes with what both systems say of their own codes: a row that puts one rate or kind of supply on the code of another
 * one is an error. What a list does not tell is not compared. `today` = yyyy-MM-dd. Pure.
 */
export function judgeVatTables({ tables, plans }: UsedTables, lists: KnownLists, today: string): readonly Finding[] {
  const planned = plannedIn(tables, plans);
  const included = planned.filter(({ plan }) => plan.compare === 'included');
  const supplies = suppliesIn(planned, today);
  if (supplies === null) return included.flatMap((one) => judgeIncluded(one, lists, today));
  const { home } = supplies;
  const own = [...(lists.get(home)?.values() ?? [])].flatMap((entry): readonly Finding[] => {
    const supply = supplies.of(entry.code);
    // Such a list may give a rate to codes without VAT as well.
    const says = supply === null || supply.rate === 0 ? null : rateFault(entry, supply);
    const row = `this row says ${supply?.rate} %`;
    return says === null ? [] : [fault(home, entry, `${says}, and ${row}`, supplies.table.at([entry.code]))];
  });
  const pairs = planned.filter(({ plan: { compare, from, to } }) => compare === 'vat' && [from, to].includes(home));
  return [
    ...own,
    ...pairs.flatMap((one) => judgePairs(one, supplies, lists, today)),
    ...included.flatMap((one) => judgeIncluded(one, lists, today)),
  ];
}

/** The rows of a table between the codes of both systems. */
function judgePairs(
  { table, plan }: PlannedTable,
  { home, of: supplyOf }: Supplies,
  lists: KnownLists,
  today: string,
): readonly Finding[] {
  const other = plan.from === home ? plan.to : plan.from;
  const entries = other === undefined ? undefined : lists.get(other);
  if (other === undefined || entries === undefined) return [];
  return leavesOf(table.rows, today).flatMap(({ keys, value }) => {
    const key = keys.at(-1) ?? '';
    const [code, coded] = plan.from === home ? [key, value] : [value, key];
    const supply = supplyOf(code);
    const entry = entries.get(coded);
    if (supply === null || entry === undefined) return [];
    const says = faultOf(entry, supply, entries.values());
    const stands = `"${code}" stands for ${supply.kind}, ${supply.rate} %, in tables/vat-supplies.yml`;
    return says === null ? [] : [fault(other, entry, `${says}, and ${stands}`, table.at(keys))];
  });
}

/** The rows of a table that says how much VAT prices include. */
function judgeIncluded({ table, plan }: PlannedTable, lists: KnownLists, today: string): readonly Finding[] {
  const entries = lists.get(plan.from ?? '');
  return leavesOf(table.rows, today).flatMap(({ keys, value }) => {
    const entry = entries?.get(keys.at(-1) ?? '');
    if (entry === undefined) return [];
    const rate = includedRate(entry);
    if (Number(value) === rate) return [];
    const says = rate === 0 ? 'is for prices without VAT' : `is for prices that include ${rate} %`;
    return [fault(plan.from ?? '', entry, `${says}, and this row says ${value} %`, table.at(keys))];
  });
}

function fault(list: string, { code }: Meaning, says: string, at: SourcePosition): Finding {
  const system = placeOf(list)?.system;
  const title = system === undefined ? list : titleOf(system);
  const fix = `Correct the row, or the code in ${title}.`;
  return error('codes', `The VAT code "${code}" of ${title} ${says}.`, fix, at);
}

/** The values of a table that apply on a day, each with its keys. */
function leavesOf(
  rows: TableRows,
  today: string,
  above: readonly string[] = [],
): readonly { readonly keys: readonly string[]; readonly value: string }[] {
  return [...rows].flatMap(([key, row]) => {
    const keys = [...above, key];
    if (row instanceof Map) return leavesOf(row, today, keys);
    const value = valueOn(row, today);
    return value === null ? [] : [{ keys, value }];
  });
}
