import Big from 'big.js';
import type { Administration } from '../administration.ts';
import { documentFormulas } from '../documents/document-formulas.ts';
import { endpoints } from './catalog.ts';
import type { Row } from './store.ts';
import { type Stored, ticksOf } from './values.ts';

/** Computes a property of a row; undefined = the stored value counts. */
export type Formula = (company: Administration, row: Row) => Stored | undefined;

/** Computed properties of a table's rows, by name. */
export type Formulas = Readonly<Record<string, Formula>>;

function sum(rows: readonly Row[], property: string): number {
  return rows.reduce((total, { fields }) => total.plus(Number(fields[property] ?? 0)), new Big(0)).toNumber();
}

function ofAccount(property: string): Formula {
  return ({ store }, { fields }) => store.find('Accounts', fields.Account ?? null)?.fields[property];
}

function ofItem(property: string): Formula {
  return ({ store }, { fields }) => store.find('Items', fields.Item ?? null)?.fields[property];
}

const contacts: Formulas = {
  AccountIsCustomer: (company, row) => ofAccount('Status')(company, row) === 'C',
  AccountIsSupplier: ofAccount('IsSupplier'),
  AccountMainContact: ofAccount('MainContact'),
  AddressLine2: ofAccount('AddressLine2'),
  AddressStreet: ofAccount('AddressLine1'),
  City: ofAccount('City'),
  Code: ofAccount('Code'),
  Country: ofAccount('Country'),
  FullName: (_company, { fields }) =>
    [fields.FirstName, fields.MiddleName, fields.LastName].filter(Boolean).join(' ') || null,
  IsMainContact: (company, row) => ofAccount('MainContact')(company, row) === row.fields.ID,
  Postcode: ofAccount('Postcode'),
  State: ofAccount('State'),
};

/** Stock of one item in one warehouse, which only a stock count can move (EX-stock-counts). */
const itemWarehouses: Formulas = {
  CurrentStock: (_company, { fields }) => fields.CurrentStock ?? 0,
  FreeStock: (_company, { fields }) =>
    new Big(Number(fields.CurrentStock ?? 0)).minus(Number(fields.ReservedStock ?? 0)).toNumber(),
  ItemBarcode: ofItem('Barcode'),
  ItemIsFractionAllowedItem: ofItem('IsFractionAllowedItem'),
  ItemIsStockItem: ofItem('IsStockItem'),
  ItemUnit: ofItem('Unit'),
  PlannedStockIn: (_company, { fields }) => fields.PlannedStockIn ?? 0,
  PlannedStockOut: (_company, { fields }) => fields.PlannedStockOut ?? 0,
  ProjectedStock: (_company, { fields }) =>
    new Big(Number(fields.CurrentStock ?? 0))
      .plus(Number(fields.PlannedStockIn ?? 0))
      .minus(Number(fields.PlannedStockOut ?? 0))
      .toNumber(),
  ReservedStock: (_company, { fields }) => fields.ReservedStock ?? 0,
};

/** Properties that the API computes from other records, by table (EX-computed-fields). */
const FORMULAS: Readonly<Record<string, Formulas>> = {
  Addresses: { AccountIsSupplier: ofAccount('IsSupplier') },
  Contacts: contacts,
  ItemWarehouses: itemWarehouses,
  Items: {
    Stock: ({ store }, { fields }) => {
      const positions = store.where('ItemWarehouses', 'Item', fields.ID ?? null);
      return positions.length === 0 ? undefined : sum(positions, 'CurrentStock');
    },
  },
  Me: {
    ServerTime: ({ store }) => store.now(),
    ServerUtcOffset: ({ store, clock }) => Math.round((ticksOf(store.now()) - clock()) / 1000),
  },
  SalesItemPrices: { DefaultItemUnit: ofItem('Unit') },
  ...documentFormulas,
};

const PICTURE_LINK = /^(Picture|Logo)(Thumbnail)?Url$/;

/** The computed value of a property; undefined when it is simply stored. */
export function derived(company: Administration, table: string, row: Row, name: string): Stored | undefined {
  const binary = PICTURE_LINK.exec(name)?.[1];
  if (binary !== undefined && endpoints.get(table)?.properties[binary]?.type === 'Edm.Binary') {
    return row.fields[binary] === undefined || row.fields[binary] === null ? null : pictureUrl(company, table, row);
  }
  return FORMULAS[table]?.[name]?.(company, row);
}

/** A link that shows the picture only to signed-in users (EX-pictures). */
function pictureUrl(company: Administration, table: string, row: Row): string {
  const query = `Table=${table}&ID=${row.fields.ID}&ThumbSize=500&NoCache=1&OptimizeForWeb=1&_Division_=${company.division}`;
  return `${company.url()}/docs/SysImage.aspx?${query}`;
}
