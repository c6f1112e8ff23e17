import type { Table, TableRow } from '../config/tables.ts';
import type { TablePlan } from '../init/proposal.ts';
import { type Meaning, VAT_KINDS } from '../systems/meaning.ts';

/** A table that flows use, and what `template/tables.yml` says of it. */
export interface PlannedTable {
  readonly table: Table;
  readonly plan: TablePlan;
}

/** What a VAT code stands for, by the table that says so. */
export interface Supply {
  readonly kind: string;
  readonly rate: number;
  readonly country: string | null;
}

/** What the VAT codes of one list stand for. */
export interface Supplies {
  /** The list, as `SYSTEM.RESOURCE`. */
  readonly home: string;
  readonly table: Table;
  readonly of: (code: string) => Supply | null;
}

/** The kinds of supply whose codes say so themselves, in a list that has any of them. */
const LISTED: ReadonlySet<string> = new Set(['eu-goods', 'eu-services']);
/** A kind of the tables alone, which the systems do not tell from another. */
const SAME_KIND: Readonly<Record<string, string>> = { 'taxed-here': 'domestic' };

/** The tables that the template tells of; without those that lead through another list. */
export const plannedIn = (
  tables: Iterable<Table>,
  plans: Readonly<Record<string, TablePlan>>,
): readonly PlannedTable[] =>
  [...tables].flatMap((table) => {
    const plan = plans[table.name];
    return plan === undefined || plan.through !== undefined ? [] : [{ table, plan }];
  });

/** The table that says what VAT codes stand for; null if there is none. `today` = yyyy-MM-dd. */
export function suppliesIn(planned: readonly PlannedTable[], today: string): Supplies | null {
  const [found] = planned.filter(({ plan }) => plan.compare === 'vat' && plan.to === undefined);
  const home = found?.plan.from;
  if (found === undefined || home === undefined) return null;
  const { table } = found;
  return { home, table, of: (code) => readSupply(table.rows.get(code), today) };
}

function readSupply(row: TableRow | undefined, today: string): Supply | null {
  if (!(row instanceof Map)) return null;
  const cell = (name: string): string | null => valueOn(row.get(name), today);
  const [kind, rate] = [cell('kind'), cell('rate')];
  return kind === null || rate === null ? null : { kind, rate: Number(rate), country: cell('country') };
}

/** The value of a row on a day; null = it has none, or several. */
export function valueOn(row: TableRow | undefined, today: string): string | null {
  if (typeof row === 'string') return row;
  if (row === undefined || row instanceof Map || !Array.isArray(row)) return null;
  return row.find(({ from, until }) => (from ?? '') <= today && today <= (until ?? '9999'))?.value ?? null;
}

/** A VAT code with what its row says that it stands for. */
export function meantBy(supply: Supply | null, entry: Meaning): Meaning {
  if (supply === null) return entry;
  const says = SAME_KIND[supply.kind] ?? supply.kind;
  const kind = VAT_KINDS.find((one) => one === says) ?? 'other';
  return { ...entry, kind, rate: supply.rate, country: supply.country ?? entry.country ?? null };
}

/** What speaks against a code of a list for a supply; null = nothing. `list` = all of its codes. Pure. */
export const faultOf = (entry: Meaning, supply: Supply, list: Iterable<Meaning>): string | null =>
  rateFault(entry, supply) ?? kindFault(entry, supply, new Set([...list].map(({ kind }) => kind ?? '')));

/** Codes without VAT may have a rate in a list that another field switches off. */
export function rateFault({ rate, kind }: Meaning, supply: Supply): string | null {
  if (rate === undefined || rate === supply.rate) return null;
  const isCharged = supply.rate > 0 || kind === 'domestic' || kind === 'oss';
  return isCharged ? `has ${rate} %` : null;
}

/** `told` = the kinds that codes of the list have: what none of them says of itself, the list does not tell. */
function kindFault({ kind = null, country = null }: Meaning, supply: Supply, told: ReadonlySet<string>): string | null {
  const wanted = SAME_KIND[supply.kind] ?? supply.kind;
  if (!VAT_KINDS.some((one) => one === wanted)) return null;
  const isListed = LISTED.has(wanted);
  const tellsListed = [...LISTED].some((one) => told.has(one));
  const isUntold =
    (kind === null && !(isListed && tellsListed)) ||
    (kind === 'eu-triangular' && isListed) ||
    (kind === 'domestic' && wanted === 'oss' && !told.has(wanted));
  if (!isUntold && kind !== wanted) return kind === null ? 'is in no EU sales list' : `is for ${kind}`;
  return country !== null && supply.country !== null && country !== supply.country ? `is for ${country}` : null;
}
