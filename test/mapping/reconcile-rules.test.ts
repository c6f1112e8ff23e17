import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

const folder = join(import.meta.dirname, '../../mappings');

type Rules = Readonly<Record<string, unknown>>;

interface Lines {
  readonly each: string;
  readonly fields: Rules;
  readonly append?: readonly { readonly fields: Rules }[];
}

interface Step {
  readonly id: string;
  readonly resource: string;
  readonly match: unknown;
  readonly when?: string;
  readonly fields: Rules;
  readonly lines?: Lines;
  readonly total?: unknown;
  readonly totals?: readonly Rules[];
}

interface Flow {
  readonly from: string;
  readonly let?: Rules;
  readonly where?: string;
  readonly steps: readonly Step[];
}

const read = (name: string): Flow => parse(readFileSync(join(folder, `${name}.yml`), 'utf8'));

/** A check, the flow whose work it checks, and what of that it leaves out, because people may word it otherwise. */
const pairs: readonly [check: string, flow: string, leftOut: readonly string[]][] = [
  ['stock-check.asperion-to-exact-online', 'stock.asperion-to-exact-online', []],
  ['reconcile-customers.exact-online-to-asperion', 'customers.exact-online-to-asperion', ['comments']],
  ['reconcile-products.asperion-to-exact-online', 'products.asperion-to-exact-online', ['IsStockItem', 'StartDate']],
  [
    'reconcile-orders.exact-online-to-asperion',
    'orders.exact-online-to-asperion',
    ['debtorCustomerNumber', 'description', 'paymentConditionId'],
  ],
  [
    'reconcile-invoices.asperion-to-exact-online',
    'invoices.asperion-to-exact-online',
    ['Customer', 'DueDate', 'Description', 'PaymentCondition', 'CostCenter'],
  ],
];

/** Totals that the check shows as fields of the document. */
const SHOWN = ['amountExclVat', 'amountInclVat'];

const without = (rules: Rules, names: readonly string[]): Rules =>
  Object.fromEntries(Object.entries(rules).filter(([name]) => !names.includes(name)));

describe('the checks that ship hold the rules of the flows that write', () => {
  test.each(pairs)('%s', (checkName, flowName, leftOut) => {
    const [check, flow] = [read(checkName), read(flowName)];
    expect([check.from, check.where]).toEqual([flow.from, flow.where]);
    for (const [name, value] of Object.entries(check.let ?? {}))
      expect([name, value]).toEqual([name, flow.let?.[name]]);
    for (const step of check.steps) {
      const own = flow.steps.find(({ id }) => id === step.id);
      if (own === undefined) throw new Error(`${flowName} has no step ${step.id}.`);
      expect([step.resource, step.match, step.when]).toEqual([own.resource, own.match, own.when]);
      expect(without(step.fields, SHOWN)).toEqual(without(own.fields, leftOut));
      expect(step.lines?.each).toBe(own.lines?.each);
      expect(step.lines?.fields).toEqual(own.lines && without(own.lines.fields, leftOut));
      expect(step.lines?.append).toEqual(own.lines?.append);
      if (step.totals !== undefined) expect(step.totals).toEqual(own.totals);
    }
  });
});
