import path from 'node:path';
import Big from 'big.js';
import fc from 'fast-check';
import { vatCodes } from '../../../sandbox/world/vat.ts';
import { loadConfig } from '../../../src/config/config.ts';
import { compileFlow } from '../../../src/mapping/flow/compile-flow.ts';
import type { StepProgram } from '../../../src/mapping/steps/step-program.ts';
import { LocalDateTime, type RecordValues } from '../../../src/values.ts';
import { catalogs, scopeOf, stepOf } from '../flows.ts';

/** The shipped mappings. */
export const config = loadConfig('mappings', path.resolve(import.meta.dirname, '../../..'));

/** The step of a shipped flow that writes the document. */
export function documentStep(name: string): StepProgram {
  const source = config.flows.find((flow) => flow.name === name);
  if (source === undefined) throw new Error(`no flow ${name}`);
  return stepOf(compileFlow(source, { catalogs, ...config }), 1);
}

/** What a step makes of a document of a debtor; whatever code is looked up in Exact Online is there. */
export function written(step: StepProgram, record: RecordValues): RecordValues {
  return step.evaluate(
    scopeOf(record, {
      related: { debtor: { customerNumber: '10001' } },
      steps: { account: { ID: 'account-1' } },
      refs: (_resource, _by, code) => `id of ${code}`,
    }),
  );
}

/** Half away from zero, to cents. */
export const cents = (amount: Big): Big => amount.round(2, Big.roundHalfUp);

const amountOfCents = fc
  .oneof(fc.integer({ min: -500_000, max: 500_000 }), fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }))
  .map((amount) => new Big(amount).div(100));
const vatCode = fc.constantFrom(...vatCodes);

/** A line of an invoice: an amount without VAT, and its VAT as Asperion rounds it. */
const invoiceLine = fc.record({ amount: amountOfCents, code: vatCode, cost: fc.constantFrom(null, 1, 2) });

/** A line of an order, by quantity, price and discount; the amounts as Asperion rounds them. */
const orderLine = fc.record({
  quantity: fc
    .oneof(fc.integer({ min: -99_000, max: 99_000 }), fc.integer({ min: -100_000_000, max: 100_000_000 }))
    .map((thousandths) => new Big(thousandths).div(1000)),
  price: fc
    .oneof(fc.integer({ min: 0, max: 9_999_999 }), fc.integer({ min: 0, max: 1_000_000_000 }))
    .map((parts) => new Big(parts).div(10_000)),
  discount: fc.option(fc.integer({ min: 0, max: 10_000 }).map((parts) => new Big(parts).div(100))),
  code: vatCode,
});

const sum = (lines: readonly RecordValues[], field: string): Big =>
  lines.reduce((total, line) => total.plus(line[field] as Big), new Big(0));

const withTotals = (lines: readonly RecordValues[]): RecordValues => ({
  debtorCustomerNumber: '10001',
  date: new LocalDateTime('2026-03-14T00:00:00'),
  amountExclVat: sum(lines, 'amount'),
  amountInclVat: sum(lines, 'amount').plus(sum(lines, 'vatAmount')),
  lines,
});

const vatOver = (amount: Big, percentage: number): Big => cents(amount.times(percentage).div(100));

/** Mostly short documents, and some long ones. */
const several = <Line>(line: fc.Arbitrary<Line>): fc.Arbitrary<Line[]> =>
  fc.oneof(
    { weight: 9, arbitrary: fc.array(line, { minLength: 1, maxLength: 12 }) },
    { weight: 1, arbitrary: fc.array(line, { minLength: 13, maxLength: 60, size: 'max' }) },
  );

/** Invoices of Asperion: charges and credits, on all VAT codes. */
export const invoices: fc.Arbitrary<RecordValues> = several(invoiceLine).map((drawn) => ({
  invoiceNumber: '2026-0001',
  ...withTotals(
    drawn.map(({ amount, code, cost }) => ({
      amount,
      vatAmount: vatOver(amount, code.percentage),
      vatCode: code.asperion,
      ledgerAccountId: 8000,
      costCenterId: cost,
      description: 'Koffie',
    })),
  ),
}));

/** Orders of Asperion: sales and returns, with and without discounts, on all VAT codes. */
export const orders: fc.Arbitrary<RecordValues> = several(orderLine).map((drawn) => ({
  orderNumber: '5001',
  ...withTotals(
    drawn.map(({ quantity, price, discount, code }) => {
      const amount = cents(
        quantity
          .times(price)
          .times(new Big(100).minus(discount ?? 0))
          .div(100),
      );
      const vatAmount = vatOver(amount, code.percentage);
      const fields = { articleNumber: 'KOF-1', description: 'Koffie', quantity, price, discountPercentage: discount };
      return { ...fields, amount, vatAmount, vatCode: code.asperion };
    }),
  ),
}));

/** How far a document's own totals are off its lines, in cents without and with VAT; mostly one of them is. */
export const errors: fc.Arbitrary<readonly [number, number]> = fc.tuple(
  fc.oneof(fc.constant(0), fc.integer({ min: -14, max: 14 })),
  fc.oneof(fc.constant(0), fc.integer({ min: -14, max: 14 })),
);

/** A document whose totals say something else than its lines. */
export function off(document: RecordValues, [excluding, including]: readonly [number, number]): RecordValues {
  const shifted = (field: string, by: number) => (document[field] as Big).plus(new Big(by).div(100));
  return {
    ...document,
    amountExclVat: shifted('amountExclVat', excluding),
    amountInclVat: shifted('amountInclVat', including),
  };
}

/** Sums by VAT code of Exact Online, as text, of the amounts without VAT and of the VAT. */
export type Sums = Readonly<Record<string, readonly [string, string]>>;

/** Adds up lines by code. */
export function sumsBy(
  lines: readonly RecordValues[],
  code: (line: RecordValues) => string,
  amount: (line: RecordValues) => Big,
  vat: (line: RecordValues) => Big,
): Sums {
  const sums = new Map<string, readonly [Big, Big]>();
  for (const line of lines) {
    const [excluding, included] = sums.get(code(line)) ?? [new Big(0), new Big(0)];
    sums.set(code(line), [excluding.plus(amount(line)), included.plus(vat(line))]);
  }
  return Object.fromEntries([...sums].map(([key, [one, other]]) => [key, [one.toFixed(2), other.toFixed(2)]]));
}

/** The sums of a document of Asperion, by the code that Exact Online has for the same VAT. */
export function sumsOf(document: RecordValues): Sums {
  const codes = new Map(vatCodes.map(({ asperion, exactOnline }) => [asperion, exactOnline]));
  const lines = document.lines as readonly RecordValues[];
  const code = ({ vatCode: own }: RecordValues): string => codes.get(String(own)) ?? '?';
  return sumsBy(
    lines,
    code,
    ({ amount }) => amount as Big,
    ({ vatAmount }) => vatAmount as Big,
  );
}
