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

test('the promises of a flow hold under another name, through a part, and through a folder between', () => {
  const remove = 'steps: { invoice: { checks: { empty: { remove: true } } } }\n';
  const settings = 'use: ../pack\nvalues: { prefix: EO- }\n';
  const renamed = loaded({
    ...FILES,
    'settings.yml': `${settings}flows: [mine]\n`,
    'mine.yml': `extends: orders\n${remove}`,
  });
  expect(renamed.broken.map(({ message }) => message)).toEqual([
    'mine no longer keeps a promise of the shipped flow: steps.invoice.checks.empty.',
  ]);
  const between = loaded({
    ...FILES,
    '../middle/settings.yml': `${settings}flows: [orders]\ntests: { accept: [orders/steps.invoice.checks.empty] }\n`,
    '../middle/orders.yml': `extends: shipped\n${remove}`,
    'settings.yml': 'use: ../middle\n',
  });
  expect(between.broken).toHaveLength(1);
});

test('an expression that is the same for every record is a default as well', () => {
  expect(broken('{ lines: { fields: { vatCode: \'"VH"\' } } }')).toHaveLength(1);
  expect(broken('{ lines: { fields: { vatCode: { expr: "8000" } } } }')).toHaveLength(1);
});

test('a part that stands in for the one below breaks a promise, even if the flow itself is not written here', () => {
  const checks = / {4}checks:\n((?: {6}- .*\n)+)/.exec(DOCUMENTS)?.[1] ?? '';
  const { broken } = loaded({
    ...FILES,
    '../pack/orders.yml': DOCUMENTS.replace(
      checks,
      `      - { id: noted, when: YourRef == null, says: '"x"', then: tell }\n      - extends: doubts\n`,
    ),
    '../pack/parts/doubts.yml': checks.replaceAll('      - ', '- '),
    'settings.yml': SETTINGS,
    'parts/doubts.yml': '[]\n',
  });
  expect(broken.map(({ message }) => message)).toEqual([
    'orders no longer keeps a promise of the shipped flow: steps.invoice.checks.empty.',
  ]);
});
