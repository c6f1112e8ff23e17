import type { Table, TableRow, TableRows } from '../config/tables.ts';
import type { SourcePosition } from '../errors/errors.ts';
import type { TablePlan } from '../init/proposal.ts';
import { includedRate, type Meaning, VAT_KINDS } from '../systems/meaning.ts';
import { titleOf } from '../systems/registry.ts';
import { error, type Finding } from './finding.ts';
import { placeOf } from './reference-lists.ts';

/** What the entries of lists mean, by `SYSTEM.RESOURCE` and code; a list that was not read is not there. */
export type KnownLists = ReadonlyMap<string, ReadonlyMap<string, Meaning>>;

/** Tables that flows use, and what `template/tables.yml` says of them. */
export interface UsedTables {
  readonly tables: readonly Table[];
  readonly plans: Readonly<Record<string, TablePlan>>;
}

/** What a VAT code stands for, by the table that says so. */
interface Supply {
  readonly kind: string;
  readonly rate: number;
  readonly country: string | null;
}

/** The kinds of supply whose codes say so themselves, in a list that has any of them. */
const LISTED: ReadonlySet<string> = new Set(['eu-goods', 'eu-services']);
/** A kind of the tables alone, which the systems do not tell from another. */
const SAME_KIND: Readonly<Record<string, string>> = { 'taxed-here': 'domestic' };

/**
 * Compares the tables of VAT codes with what both systems say of their own codes: a row that puts one rate or kind of supply on the code of another
 * one is an error. What a list does not tell is not compared. `today` = yyyy-MM-dd. Pure.
 */
export function judgeVatTables({ tables, plans }: UsedTables, lists: KnownLists, today: string): readonly Finding[] {
  const planned = tables.flatMap((table) => {
    const plan = plans[table.name];
    return plan === undefined || plan.through !== undefined ? [] : [{ table, plan }];
  });
  const included = planned.filter(({ plan }) => plan.compare === 'included');
  const [supplies] = planned.filter(({ plan }) => plan.compare === 'vat' && plan.to === undefined);
  const home = supplies?.plan.from;
  if (supplies === undefined || home === undefined) return included.flatMap((one) => judgeIncluded(one, lists, today));
  const supplyOf = (code: string): Supply | null => readSupply(supplies.table.rows.get(code), today);
  const own = [...(lists.get(home)?.values() ?? [])].flatMap((entry): readonly Finding[] => {
    const supply = supplyOf(entry.code);
    // Such a list may give a rate to codes without VAT as well.
    const says = supply === null || supply.rate === 0 ? null : rateFault(entry, supply);
    const row = `this row says ${supply?.rate} %`;
    return says === null ? [] : [fault(home, entry, `${says}, and ${row}`, supplies.table.at([entry.code]))];
  });
  const pairs = planned.filter(({ plan: { compare, from, to } }) => compare === 'vat' && [from, to].includes(home));
  return [
    ...own,
    ...pairs.flatMap((one) => judgePairs(one, { home, supplyOf, lists, today })),
    ...included.flatMap((one) => judgeIncluded(one, lists, today)),
  ];
}

interface PlannedTable {
  readonly table: Table;
  readonly plan: TablePlan;
}

interface Known {
  /** The list whose codes have a kind of supply. */
  readonly home: string;
  readonly supplyOf: (code: string) => Supply | null;
  readonly lists: KnownLists;
  readonly today: string;
}

/** The rows of a table between the codes of both systems. */
function judgePairs({ table, plan }: PlannedTable, { home, supplyOf, lists, today }: Known): readonly Finding[] {
  const other = plan.from === home ? plan.to : plan.from;
  const entries = other === undefined ? undefined : lists.get(other);
  if (other === undefined || entries === undefined) return [];
  const tellsListed = [...entries.values()].some(({ kind }) => LISTED.has(kind ?? ''));
  return leavesOf(table.rows, today).flatMap(({ keys, value }) => {
    const key = keys.at(-1) ?? '';
    const [code, coded] = plan.from === home ? [key, value] : [value, key];
    const supply = supplyOf(code);
    const entry = entries.get(coded);
    if (supply === null || entry === undefined) return [];
    const says = rateFault(entry, supply) ?? kindFault(entry, supply, tellsListed);
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

/** Codes without VAT may have a rate in a list that another field switches off. */
function rateFault({ rate, kind }: Meaning, supply: Supply): string | null {
  if (rate === undefined || rate === supply.rate) return null;
  const isCharged = supply.rate > 0 || kind === 'domestic' || kind === 'oss';
  return isCharged ? `has ${rate} %` : null;
}

function kindFault({ kind = null, country = null }: Meaning, supply: Supply, tellsListed: boolean): string | null {
  const wanted = SAME_KIND[supply.kind] ?? supply.kind;
  if (!VAT_KINDS.some((one) => one === wanted)) return null;
  const isUntold = kind === null && !(LISTED.has(wanted) && tellsListed);
  if (!isUntold && kind !== wanted) return kind === null ? 'is in no EU sales list' : `is for ${kind}`;
  return country !== null && supply.country !== null && country !== supply.country ? `is for ${country}` : null;
}

function readSupply(row: TableRow | undefined, today: string): Supply | null {
  if (!(row instanceof Map)) return null;
  const cell = (name: string): string | null => valueOn(row.get(name), today);
  const [kind, rate] = [cell('kind'), cell('rate')];
  return kind === null || rate === null ? null : { kind, rate: Number(rate), country: cell('country') };
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

function valueOn(row: TableRow | undefined, today: string): string | null {
  if (typeof row === 'string') return row;
  if (row === undefined || row instanceof Map || !Array.isArray(row)) return null;
  return row.find(({ from, until }) => (from ?? '') <= today && today <= (until ?? '9999'))?.value ?? null;
}
