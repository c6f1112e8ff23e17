import { catalogs } from '../../../src/commands/select-flows.ts';
import type { RecordValues } from '../../../src/values.ts';
import { resourceOf } from './books.ts';
import { type Case, cast } from './case.ts';
import { resourceName } from './records/asperion.ts';
import { codeOfCustomer } from './records/company.ts';
import { idOf } from './records/ids.ts';
import type { Outcome } from './run-case.ts';

/** A case with what came of its runs. */
export interface Trial {
  readonly one: Case;
  readonly prefix: string;
  /** Without the run before the case's own. */
  readonly outcomes: readonly Outcome[];
}

/** The systems by the words of the cases. */
export type Side = 'exact' | 'asperion';
export const catalogOf = (side: Side) => (side === 'exact' ? catalogs['exact-online'] : catalogs.asperion);

/** Resources of documents: none may be there that nobody expects. */
const DOCUMENTS: Readonly<Record<Side, readonly string[]>> = {
  asperion: [
    'salesinvoiceswithlines',
    'salesorderswithlines',
    'draftsalesinvoiceswithlines',
    'journalentrieswithlines',
  ],
  exact: ['salesorder/SalesOrders', 'salesinvoice/SalesInvoices', 'salesentry/SalesEntries'],
};
export const documentsOf = (side: Side): readonly string[] => DOCUMENTS[side];

/** The field by which the cases name a record of a resource. */
export const NAMES: Readonly<Record<string, string>> = {
  salesinvoiceswithlines: 'invoiceNumber',
  salesorderswithlines: 'reference',
  journalentrieswithlines: 'sourceDocumentNumber',
  debtors: 'customerNumber',
  articles: 'articleNumber',
  'salesentry/SalesEntries': 'YourRef',
  'salesinvoice/SalesInvoices': 'YourRef',
  'salesorder/SalesOrders': 'YourRef',
  'crm/Accounts': 'Code',
  'logistics/Items': 'Code',
};

/** The outcome of the run that a case names; left out, of the last one. */
export function outcomeAt({ one, outcomes }: Trial, at?: string): Outcome {
  const found = at === undefined ? outcomes.at(-1) : outcomes.find(({ name }) => name === at);
  if (found === undefined) throw new Error(`${one.id} has no run "${at}".`);
  return found;
}

/** The records of a resource, by the name that the cases have for it. */
export function recordsOf(outcome: Outcome, side: Side, name: string): readonly RecordValues[] {
  const resource = resourceOf(resourceName(name), catalogOf(side));
  return outcome[side].get(resource ?? '') ?? [];
}

/** The keys of what the sync made of a resource in all runs. */
export function madeBySync({ outcomes }: Trial, side: Side, resource: string): ReadonlySet<string> {
  const sent = outcomes.flatMap((outcome) => outcome.sent[side]);
  return new Set(sent.filter((one) => one.resource === resource && one.isNew).map(({ key }) => key));
}

/** True when a debtor is that of a customer, whatever number it got. */
export function isDebtorOf(trial: Trial, outcome: Outcome, debtor: RecordValues, name: string): boolean {
  const code = codeOfCustomer(name);
  if (debtor.characteristic5 === `${trial.prefix}${code}`) return true;
  const isMade = madeBySync(trial, 'asperion', 'debtors').has(String(debtor.id));
  if (!isMade && debtor.customerNumber === code) return true;
  const account = recordsOf(outcome, 'exact', 'Accounts').find(({ Code }) => Code === code);
  const known = account?.Name ?? cast.customers[name]?.Name;
  return known !== undefined && debtor.name === known;
}

/** True when a number of Asperion's debtors is that of a customer. */
export function isNumberOf(trial: Trial, outcome: Outcome, customerNumber: string, name: string): boolean {
  const debtors = recordsOf(outcome, 'asperion', 'debtors').filter(
    (debtor) => debtor.customerNumber === customerNumber,
  );
  return debtors.some((debtor) => isDebtorOf(trial, outcome, debtor, name));
}

/** True when an id of Exact Online is that of an account. */
export function isAccountOf(outcome: Outcome, id: string, name: string): boolean {
  const code = codeOfCustomer(name);
  if (id === idOf('Accounts', code)) return true;
  return recordsOf(outcome, 'exact', 'Accounts').some((account) => account.ID === id && account.Code === code);
}

/** A record of a source that a case names: its key, and the flows that read it. */
export interface Named {
  readonly key: string;
  readonly flows: readonly string[];
}

/** Fields by which a case may name a document. */
const NAMING = [
  'OrderNumber',
  'InvoiceNumber',
  'EntryNumber',
  'Code',
  'articleNumber',
  'customerNumber',
  'invoiceNumber',
  'id',
];

/** The record that a case calls `SalesInvoices 26000811`; null when no system holds it. */
export function namedIn(outcome: Outcome, document: string): Named | null {
  const [, kind = '', number = ''] = /^(\w+) ([^\s,]+)/.exec(document) ?? [];
  const entity = kind === 'customer' ? 'Accounts' : kind;
  const side: Side = catalogs.asperion.resources.has(resourceName(entity)) ? 'asperion' : 'exact';
  const resource = resourceOf(resourceName(entity), catalogOf(side)) ?? '';
  const record = recordsOf(outcome, side, entity).find((one) =>
    NAMING.some((field) => String(one[field] ?? '') === number),
  );
  if (record === undefined) return null;
  const system = catalogOf(side).system;
  const flows = outcome.flows
    .filter(({ program: { source } }) => source.system === system && source.spec.name === resource)
    .map(({ program }) => program.name);
  return { key: String(record[catalogOf(side).resources.get(resource)?.key ?? '']), flows };
}
