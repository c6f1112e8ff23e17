import { RecordError, UnclearWriteError } from '../../errors/errors.ts';
import { stringifyExact } from '../../http/json.ts';
import { canonical, type RecordValues } from '../../values.ts';
import type { FieldSpec, ResourceSpec } from '../catalog.ts';
import { refusalCode } from '../refusals.ts';
import type { FindRequest } from '../system.ts';
import { exactOnlineEndpoints, fieldType } from './endpoints.ts';
import { personalClassOf } from './personal-fields.ts';
import { findRecords } from './query/lookup.ts';
import type { Source } from './query/query.ts';
import { writeBody } from './rows.ts';

/** An action on a record that is done once and cannot be undone. */
interface Action {
  /** The resource of its record; the action's key names the record. */
  readonly of: string;
  readonly key: string;
  /** How the record shows that it was done. */
  readonly done: { readonly field: string; readonly value: number };
  /** The fields of the answer that hold a refusal: these actions answer 201 all the same (EX-printing). */
  readonly refusals: readonly string[];
}

const ACTIONS: ReadonlyMap<string, Action> = new Map([
  // Completing an order is final (EX-order-completion); status 21 is complete (EX-status-codes).
  [
    'salesorder/CompleteSalesOrder',
    { of: 'salesorder/SalesOrders', key: 'OrderID', done: { field: 'Status', value: 21 }, refusals: ['ErrorMessage'] },
  ],
  // Printing gives an invoice its number and its date, and books it (EX-invoice-rules); status 50 is processed (EX-status-codes).
  [
    'salesinvoice/PrintedSalesInvoices',
    {
      of: 'salesinvoice/SalesInvoices',
      key: 'InvoiceID',
      done: { field: 'Status', value: 50 },
      refusals: ['DocumentCreationError', 'EmailCreationError', 'PeppolCreationError', 'PostboxMessageCreationError'],
    },
  ],
]);

/**
 * Actions as records that can be created: `salesorder/CompleteSalesOrder` and `salesinvoice/PrintedSalesInvoices`. An existing
 * one was done before, by anyone: an action is never sent for a record that shows that it is done.
 */
export const actionSpecs: readonly ResourceSpec[] = [...ACTIONS].map(([name, action]) => actionSpec(name, action));

function actionSpec(name: string, { key }: Action): ResourceSpec {
  const properties = Object.entries(exactOnlineEndpoints.get(name)?.properties ?? {});
  const fields = properties.map(([field, property]): [string, FieldSpec] => [
    field,
    {
      type: fieldType(property),
      personal: personalClassOf(name, field, fieldType(property)),
      create: !/Error|Success|Division/.test(field),
      update: false,
      required: field === key,
      searchable: field === key,
      ...(property.description === undefined ? {} : { description: property.description }),
    },
  ]);
  return { name, key, reference: key, creatable: true, updatable: false, fields: Object.fromEntries(fields) };
}

/** True for a resource that is an action. */
export const isAction = (resource: string): boolean => ACTIONS.has(resource);

/** Those of the given actions, by key, that are already done. */
export async function findActions(source: Source, request: FindRequest): Promise<readonly RecordValues[]> {
  const action = ACTIONS.get(request.resource);
  if (action === undefined) return [];
  const { of, key, done } = action;
  const { values, signal } = request;
  const records = await findRecords(source, { resource: of, field: key, values, fields: [key, done.field], signal });
  return records
    .filter((record) => canonical(record[done.field]) === canonical(done.value))
    .map((record) => ({ [key]: record[key] ?? null }));
}

/** Does the action. Throws RecordError with Exact Online's own words if it refuses, and what `System.create` throws. */
export async function doAction(
  source: Source,
  { resource, values, signal }: { resource: string; values: RecordValues; signal: AbortSignal },
): Promise<RecordValues> {
  const { key = '', refusals = [] } = ACTIONS.get(resource) ?? {};
  const body = stringifyExact(writeBody(values, true));
  const row = await source.connection.write({ method: 'POST', resource, path: resource, body, signal });
  if (row === undefined) throw new UnclearWriteError(`Exact Online answered ${resource} with nothing.`, null);
  const words = refusals.map((field) => row[field]).filter((text) => typeof text === 'string' && text !== '');
  if (words.length > 0) throw new RecordError(refusalCode(words.join(' ')), `Exact Online refused: ${words.join(' ')}`);
  return { [key]: values[key] ?? null };
}
