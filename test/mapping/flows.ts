import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadConfig } from '../../src/config/config.ts';
import { type ConfigError, ConfigErrors } from '../../src/errors/errors.ts';
import type { Scope } from '../../src/mapping/expressions/scope.ts';
import { compileFlow } from '../../src/mapping/flow/compile-flow.ts';
import type { Program } from '../../src/mapping/flow/program.ts';
import type { StepProgram } from '../../src/mapping/steps/step-program.ts';
import { asperionCatalog } from '../../src/systems/asperion/catalog.ts';
import { exactOnlineCatalog } from '../../src/systems/exact-online/catalog.ts';
import { LocalDateTime, type RecordValues } from '../../src/values.ts';

/** The catalogs of the product. */
export const catalogs = { 'exact-online': exactOnlineCatalog, asperion: asperionCatalog };

/** Files of a folder of mappings by name: `flow.yml`, `tables/units.yml`. */
export type Files = Readonly<Record<string, string>>;

/** Compiles `flow.yml` with the files beside it, read as the product reads them. Throws ConfigErrors. */
export function compileFiles(files: Files, known = catalogs): Program {
  const folder = mkdtempSync(path.join(tmpdir(), 'mapping-'));
  try {
    mkdirSync(path.join(folder, 'mappings/tables'), { recursive: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, 'mappings', name), text);
    const config = loadConfig('mappings', folder);
    const source = config.flows[0];
    if (source === undefined) throw new Error('no flow');
    return compileFlow(source, { catalogs: known, ...config });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The problems of the files, each as `line:column CODE message | hint`. */
export function problemsOf(files: Files): readonly string[] {
  return errorsOf(files).map(
    ({ at, code, message, hint }) =>
      `${at?.line}:${at?.column} ${code} ${message}${hint === undefined ? '' : ` | ${hint}`}`,
  );
}

/** The problems of the files as errors. */
export function errorsOf(files: Files): readonly ConfigError[] {
  try {
    compileFiles(files);
  } catch (error) {
    if (error instanceof ConfigErrors) return error.problems;
    throw error;
  }
  return [];
}

/** The day of the runs here. */
export const TODAY = new LocalDateTime('2026-06-15T00:00:00');

/** A scope over a source record. */
export function scopeOf(record: RecordValues, rest: Partial<Scope> = {}): Scope {
  return { related: {}, steps: {}, refs: () => undefined, today: TODAY, ...rest, record };
}

/** The step at a position, which must be there. */
export function stepOf(program: Program, position = 0): StepProgram {
  const step = program.steps[position];
  if (step === undefined) throw new Error(`no step ${position}`);
  return step;
}

/** A customers flow whose debtor step has these further lines under `fields`. */
export function customers(fields: string, more = ''): string {
  return `from: exact-online.crm/Accounts
to: asperion
${more}steps:
  - id: debtor
    resource: debtors
    match: [characteristic5]
    update: true
    fields:
      characteristic5: '"EO-" + Code'
      name: Name
      address: AddressLine1
      debtorKindId: { value: company }
${indent(fields, 6)}`;
}

/** An orders flow whose invoice step has these lines after its fields. */
export function orders(after: string): string {
  return `from: exact-online.salesorder/SalesOrders
to: asperion
steps:
  - id: invoice
    resource: salesinvoiceswithlines
    match: [invoiceNumber]
    exists: verify
    fields:
      invoiceNumber: '"EO-" + string(OrderNumber)'
      debtorCustomerNumber: { value: "10001" }
      date: OrderDate
      bookyear: bookYear(OrderDate)
      bookperiod: bookPeriod(OrderDate)
      journalId: { value: "70" }
      description: Description
${indent(after, 4)}`;
}

/** Lines that map everything an invoice line needs. */
export const INVOICE_LINES = `lines:
  each: SalesOrderLines
  fields:
    description: line.Description
    amount: round(line.AmountFC, 2)
    vatCode: { value: "1" }
    ledgerAccountId: { value: 8000 }
`;

function indent(text: string, width: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(width));
}

/** An orders flow whose lines look their item up by a field, and that looks for copies among journal entries. */
export const ordersWithItems = (by: string, value: string) =>
  compileFiles({
    'flow.yml': `${orders(`lines:
  each: SalesOrderLines
  with:
    article: { resource: logistics/Items, by: ${by}, value: ${value} }
  fields:
    description: article.Barcode
    amount: round(line.AmountFC, 2)
    vatCode: { value: "1" }
    ledgerAccountId: { value: 8000 }
`)}
copyOf:
  - { resource: journalentrieswithlines, by: sourceDocumentNumber, value: YourRef }
`,
  });
