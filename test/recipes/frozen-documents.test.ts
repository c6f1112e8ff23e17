import { describe, expect, test } from 'vitest';
import { problemsOf } from '../mapping/flows.ts';
import { shipped } from '../support/samples.ts';

/** What both systems forbid of documents is refused when the mappings are read. */

/** The problems of a shipped flow that is edited. */
function problems(flow: string, edit: (text: string) => string): readonly string[] {
  const { [`${flow}.yml`]: text = '', ...tables } = shipped(flow, edit);
  return problemsOf({ ...tables, 'flow.yml': text });
}

describe('an order of Exact Online', () => {
  const ORDERS = 'orders.exact-online-to-asperion';
  const told = (more: string) => problems(ORDERS, (text) => text.replace(/^steps:/m, `${more}\nsteps:`));

  test('a completed order cannot be changed any more', () => {
    expect(told('back: { fields: { Remarks: debtor.customerNumber } }')).toEqual([
      expect.stringMatching(/ FROZEN_RECORD .*Status is 21 cannot be changed any more/),
    ]);
  });

  test('the status of an order is not written by hand', () => {
    expect(told('back: { when: Status != 21, fields: { Status: "21" } }')).toContainEqual(
      expect.stringMatching(/ READ_ONLY_FIELD .*"Status"/),
    );
  });
});

describe('an invoice', () => {
  const AS_INVOICES = 'invoices-as-invoices.asperion-to-exact-online';

  test('writing back into a final invoice of Asperion is an error at load', () => {
    const back = 'back: { fields: { paymentDueDate: entry.EntryDate } }\n';
    const found = problems('invoices.asperion-to-exact-online', (text) => `${text}${back}`);
    expect(found.join('\n')).toMatch(/FROZEN_RECORD .*status is .* cannot be changed any more/);
  });

  test.each([
    [
      'InvoiceDate: date',
      /READ_ONLY_FIELD .*InvoiceDate.*The date is set when the invoice is printed: write OrderDate/,
    ],
    ['InvoiceNumber: id', /READ_ONLY_FIELD .*InvoiceNumber.*The invoice gets its number when it is printed/],
    ['Status: { value: 50 }', /READ_ONLY_FIELD .*Status/],
  ])('an invoice of Exact Online is numbered, dated and final once a person prints it: %s', (rule, problem) => {
    const found = problems(AS_INVOICES, (text) => text.replace(/^ {6}OrderDate: date.*$/m, `      ${rule}`));
    expect(found.join('\n')).toMatch(problem);
  });
});

test("an order's status in Asperion cannot be written", () => {
  const back = 'back: { fields: { status: { value: 2 } } }\n';
  const found = problems('orders.asperion-to-exact-online', (text) => `${text}${back}`);
  expect(found.join('\n')).toMatch(/READ_ONLY_FIELD/);
});
