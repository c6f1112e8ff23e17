import { describe, expect, test } from 'vitest';
import { BASE, loaded } from './packs.ts';

const DOCUMENTS = BASE.replace(
  '    lines:\n      each: SalesOrderLines\n      fields:\n',
  "    checks:\n      - { id: empty, when: size(SalesOrderLines) == 0, says: '\"There are no lines.\"' }\n      - { id: odd, when: 'YourRef == null', says: '\"No reference.\"', then: tell }\n    lines:\n      each: SalesOrderLines\n      fields:\n        vatCode: { table: codes, key: line.VATCode }\n",
);
const FILES = {
  '../pack/values.yml': 'promised: [vatCode]\n',
  '../pack/orders.yml': DOCUMENTS,
  '../pack/tables/codes.yml': '"1": VL\n',
};
const SETTINGS = 'use: ../pack\nflows: [orders]\nvalues: { prefix: EO- }\n';

const broken = (own: string, settings = '') =>
  loaded({
    ...FILES,
    'settings.yml': SETTINGS + settings,
    'orders.yml': `extends: shipped\nsteps: { invoice: ${own} }\n`,
  }).broken.map(({ code, at, message }) => `${code} ${at?.file}:${at?.line} ${message}`);

describe('the promises of a shipped flow', () => {
  test.each([
    [
      'a check that keeps a document waiting is taken out',
      '{ checks: { empty: { remove: true } } }',
      'steps.invoice.checks.empty',
    ],
    ['it only tells now', '{ checks: { empty: { then: tell } } }', 'steps.invoice.checks.empty'],
    ['the total is not added up any more', '{ totals: { amount: { remove: true } } }', 'steps.invoice.totals.amount'],
    [
      'an account has a default',
      '{ lines: { fields: { vatCode: { default: VH, unmapped: default } } } }',
      'steps.invoice.lines.fields.vatCode',
    ],
    [
      'it is the same for all',
      '{ lines: { fields: { vatCode: { value: VH } } } }',
      'steps.invoice.lines.fields.vatCode',
    ],
  ])('are broken if %s', (_, own, path) => {
    expect(broken(own)).toEqual([
      expect.stringMatching(
        `PROMISE_BROKEN (mappings|pack)/orders.yml:\\d+ orders no longer keeps a promise of the shipped flow: ${path}\\.`,
      ),
    ]);
    expect(broken(own, `tests: { accept: [orders/${path}] }\n`)).toEqual([]);
  });

  test.each([
    ['other texts and other conditions', '{ lines: { fields: { description: line.ItemCode } }, when: Status == 21 }'],
    [
      'another table',
      '{ lines: { fields: { vatCode: { table: codes, key: line.VATCode, when: line.VATCode != null } } } }',
    ],
    ['a check that only tells is taken out', '{ checks: { odd: { remove: true } } }'],
    ['a further check', '{ checks: [{ id: more, when: Status == 5, says: "\'Five.\'" }] }'],
    ['the step is taken out', '{ remove: true }'],
  ])('are kept with %s', (_, own) => {
    expect(broken(own)).toEqual([]);
  });
});
