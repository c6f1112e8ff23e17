import Big from 'big.js';
import type { Administration } from '../administration.ts';
import { parseLiterals } from '../reading/filter-syntax.ts';
import { type Query, readSelection } from '../reading/query.ts';
import { readField, readProperty } from '../reading/reading.ts';
import { renderRow } from '../reading/rendering.ts';
import { type Endpoint, endpointAt, endpoints } from '../records/catalog.ts';
import { sourceOf } from '../records/sources.ts';
import type { Row } from '../records/store.ts';
import type { Fields, Stored } from '../records/values.ts';
import type { Answer } from './answers.ts';
import { Refusal, texts } from './refusals.ts';
import { mayCall } from './rights.ts';

type Parameters = Readonly<Record<string, Stored>>;

/** The endpoints that `SyncTimestamp` knows (EX-sync-timestamp); accounts, contacts, addresses, items and stock are not among them. */
const DATED_SYNC = [
  'Sync_Financial_TransactionLines',
  'Sync_SalesInvoice_SalesInvoices',
  'Sync_SalesOrder_GoodsDeliveries',
  'Sync_SalesOrder_GoodsDeliveryLines',
  'Sync_SalesOrder_SalesOrderHeaders',
  'Sync_SalesOrder_SalesOrderLines',
] as const;

/** Answers a `read/…` function or `UserHasRights`; throws a Refusal with 400 for a missing or malformed parameter. */
export function callFunction(company: Administration, endpoint: Endpoint, options: URLSearchParams): Answer {
  const parameters = readParameters(options);
  if (endpoint.name === 'UserHasRights') return userHasRights(company, parameters);
  const selection = readSelection(options, endpoint);
  return {
    kind: 'list',
    rows: functionRows(company, endpoint, parameters).map((row) => render(company, endpoint, row, selection)),
    isBare: company.switches.functionEnvelope === 'bare',
    count: null,
    next: null,
  };
}

function render(
  company: Administration,
  endpoint: Endpoint,
  fields: Fields,
  selection: Pick<Query, 'select' | 'expand'>,
) {
  return renderRow(company, endpoint, { fields, stamps: new Map() }, selection);
}

function readParameters(options: URLSearchParams): Parameters {
  const entries = [...options].filter(([name]) => !name.startsWith('$'));
  return Object.fromEntries(entries.map(([name, text]) => [name.toLowerCase(), parseLiterals(text)[0] ?? null]));
}

function demand(parameters: Parameters, name: string): Stored {
  const value = parameters[name.toLowerCase()] ?? null;
  if (value === null) throw new Refusal(400, texts.syntax);
  return value;
}

function functionRows(company: Administration, endpoint: Endpoint, parameters: Parameters): readonly Fields[] {
  if (endpoint.name === 'Read_Logistics_StockPosition') return stockPosition(company, demand(parameters, 'itemId'));
  if (endpoint.name === 'Sync_SyncTimestamp') {
    return syncTimestamp(company, demand(parameters, 'modified'), demand(parameters, 'endPoint'));
  }
  return seededRows(company, endpoint, parameters);
}

/** Stock of one item over all warehouses (EX-stock-position); an item that does not exist has no position. */
function stockPosition(company: Administration, item: Stored): readonly Fields[] {
  if (company.store.find('Items', item) === undefined) return [];
  const positions = company.store.where('ItemWarehouses', 'Item', item);
  const total = (name: string): number =>
    positions
      .reduce((sum, row) => sum.plus(Number(readField(company, 'ItemWarehouses', row, name) ?? 0)), new Big(0))
      .toNumber();
  return [
    {
      ItemId: item,
      InStock: total('CurrentStock'),
      PlanningIn: total('PlannedStockIn'),
      PlanningOut: total('PlannedStockOut'),
      FreeStock: total('FreeStock'),
      ProjectedStock: total('ProjectedStock'),
      ReservedStock: total('ReservedStock'),
    },
  ];
}

/** The first row version at or after a date (EX-sync-timestamp): the least Timestamp of the rows modified since then. */
function syncTimestamp(company: Administration, modified: Stored, resource: Stored): readonly Fields[] {
  const name = DATED_SYNC.find((known) => endpoints.get(known)?.resource === resource);
  const endpoint = name === undefined ? undefined : endpoints.get(name);
  if (endpoint === undefined) throw new Refusal(400, texts.syntax);
  const stampOf = (row: Row): number => Number(readProperty(company, endpoint, row, 'Timestamp'));
  const [first] = company.store
    .rows(sourceOf(endpoint).table)
    .filter(({ fields }) => String(fields.Modified) >= String(modified))
    .sort((left, right) => stampOf(left) - stampOf(right));
  if (first === undefined) return [];
  return [{ Modified: first.fields.Modified ?? null, API: endpoint.resource, TimeStampAsBigInt: stampOf(first) }];
}

/** Any other function shows the seeded rows that equal the parameters or were `modified` since. */
function seededRows(company: Administration, endpoint: Endpoint, parameters: Parameters): readonly Fields[] {
  return company.store
    .rows(endpoint.name)
    .map(({ fields }) => fields)
    .filter((fields) =>
      Object.entries(fields).every(([name, value]) => {
        const wanted = parameters[name.toLowerCase()] ?? null;
        if (wanted === null) return true;
        return name === 'Modified' ? String(value) >= String(wanted) : value === wanted;
      }),
    );
}

function userHasRights(company: Administration, parameters: Parameters): Answer {
  const address = String(demand(parameters, 'endpoint'));
  const action = String(demand(parameters, 'action')).toUpperCase();
  const [service = '', resource = ''] = [address.split('/').slice(0, -1).join('/'), address.split('/').at(-1)];
  const endpoint = endpointAt(service, resource);
  const isAllowed = endpoint !== undefined && mayCall(company.switches, endpoint, action);
  return { kind: 'row', row: { UserHasRights: isAllowed } };
}
