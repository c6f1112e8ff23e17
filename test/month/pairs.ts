import type { Company } from '../sandbox-week/company.ts';

/** Records of which both systems hold one each. */
export type Kind = 'customers' | 'products';

/** `source` is the system that such records came from first: customers from Exact Online, products from Asperion. */
export type Side = 'source' | 'copy';

/** Where people work: the company, or something that looks like it. */
export type Desk = Pick<Company, 'exactOnline' | 'asperion' | 'time'>;

type Row = Readonly<Record<string, unknown>>;

/** A kind of record as people know it: the number that nobody changes, and a few things that both systems have, each in one field or several. */
interface Shape {
  readonly number: Readonly<Record<Side, string>>;
  readonly fields: readonly Readonly<Record<Side, readonly string[]>>[];
}

/** The model's own rules, written from what a person expects of the shipped flows; the mappings are not looked at. */
export const SHAPES: Readonly<Record<Kind, Shape>> = {
  customers: {
    number: { source: 'VATNumber', copy: 'vatNumber' },
    fields: [
      { source: ['Name'], copy: ['name'] },
      // Half an address from here and half from there is no address.
      { source: ['AddressLine1', 'City'], copy: ['address', 'city'] },
      { source: ['Email'], copy: ['emailAddress'] },
      { source: ['Phone'], copy: ['phoneNumber'] },
    ],
  },
  products: {
    number: { source: 'articleNumber', copy: 'Code' },
    fields: [{ source: ['description'], copy: ['Description'] }],
  },
};

/** The tables in which records of a kind stand. */
export const TABLES = {
  Accounts: ['customers', 'source'],
  debtors: ['customers', 'copy'],
  articles: ['products', 'source'],
  Items: ['products', 'copy'],
} as const;

const isTable = (name: string): name is keyof typeof TABLES => Object.hasOwn(TABLES, name);

/** Which kind and side a table is; null = neither. */
export const placeOf = (table: string): readonly [Kind, Side] | null => (isTable(table) ? TABLES[table] : null);

/** The rows of a kind on one side. */
export function rowsOf({ exactOnline, asperion }: Desk, kind: Kind, side: Side): readonly Row[] {
  if (kind === 'customers') return side === 'source' ? exactOnline.rows('Accounts') : asperion.rows('debtors');
  return side === 'source' ? asperion.rows('articles') : exactOnline.rows('Items');
}

/** The rows of one record on both sides: one each, when all is well. */
export function pairOf(desk: Desk, kind: Kind, number: unknown): Readonly<Record<Side, readonly Row[]>> {
  const found = (side: Side) => rowsOf(desk, kind, side).filter((row) => row[SHAPES[kind].number[side]] === number);
  return { source: found('source'), copy: found('copy') };
}

/** Values as both systems would show them: mail addresses in small letters, descriptions as long as an item's. */
export const shown = (row: Row, fields: readonly string[]): string =>
  fields.map((field) => shownField(row[field], field)).join(', ');

function shownField(value: unknown, field: string): string {
  const text = String(value ?? '');
  return /mail/i.test(field) ? text.toLowerCase() : (/^.{1,60}(?=\s|$)/.exec(text)?.[0] ?? text);
}
