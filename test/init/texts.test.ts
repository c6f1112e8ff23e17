import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { fromRemote } from '../../src/commands/init/repository.ts';
import { needsOf } from '../../src/config/needs.ts';
import { shippedFolder } from '../../src/config/packs/shipped.ts';
import { ConfigErrors } from '../../src/errors/errors.ts';
import { cronOf, exampleFile, flowsOf, readAnswers, wrongValue } from '../../src/init/answers.ts';
import { differenceOf } from '../../src/init/difference.ts';
import { guardsOf, guardText } from '../../src/init/guards.ts';
import { settingsText } from '../../src/init/settings-text.ts';
import { fillIn, readTemplate } from '../../src/init/template.ts';
import { factsOf, type SystemName, systemNames } from '../../src/systems/registry.ts';

const template = readTemplate();
const { questions } = template;

/** The lines of the mistakes that are thrown. */
function linesOf(read: () => unknown): readonly (number | undefined)[] {
  try {
    read();
  } catch (error) {
    if (error instanceof ConfigErrors) return error.problems.map(({ at }) => at?.line);
    throw error;
  }
  return [];
}

test('settings hold flows and values, in quotes where YAML would read something else', () => {
  const text = settingsText(
    ['customers.a-to-b'],
    [
      { name: 'since', value: '2026-12-01', says: 'the first day' },
      { name: 'journals.sales', value: '70', says: 'sales' },
      { name: 'journals.memorial', value: 'MEM', says: 'general' },
      { name: 'prefix', value: 'EO-', says: 'prefix' },
    ],
  );
  expect(parse(text)).toEqual({
    use: 'shipped',
    flows: ['customers.a-to-b'],
    values: { since: '2026-12-01', journals: { sales: '70', memorial: 'MEM' }, prefix: 'EO-' },
  });
});

test('a guard is above what the first load would make, and never below 50', () => {
  const flow = (...steps: readonly object[]) => ({ from: 'a.r', steps });
  const flows = new Map([
    ['customers', flow({ resource: 'debtors' })],
    ['orders', flow({ resource: 'debtors' }, { resource: 'invoices' })],
    ['items', flow({ resource: 'items' }, { resource: 'prices' }, { resource: 'old', create: false })],
  ]);
  const load = (name: string, records: number | null) => ({ flow: name, source: 'a.r', records, from: null });
  const guards = guardsOf([load('customers', 900), load('orders', 12), load('items', 100)], flows);
  expect(guards.map(({ most }) => most)).toEqual([990, 50, 220]);
  expect(parse(guardText(guards[0] ?? (null as never), () => 'System A') ?? '')).toEqual({
    extends: 'shipped',
    guard: { maxCreates: 990, maxUpdates: 990 },
  });
});

test('what cannot be counted, or is nothing yet, keeps the shipped guard', () => {
  const loads = [null, 0].map((records) => ({ flow: 'f', source: 'a.r', records, from: null }));
  const guards = guardsOf(loads, new Map());
  expect(guards.map((guard) => guardText(guard, String))).toEqual([null, null]);
});

test('a difference shows the lines that would change, with some around them', () => {
  expect(differenceOf('a\nb\nc\nd\ne\nf\ng\n', 'a\nb\nc\nd\ne\nF\ng\n')).toEqual(['…', ' d', ' e', '-f', '+F', ' g']);
  expect(differenceOf('a\n', 'a\n')).toEqual([]);
});

test('places in a template are filled in, those of a list line by line', () => {
  expect(fillIn('to: @A@\n  - @B@\nend', { A: 'x', B: ['1', '2'] })).toBe('to: x\n  - 1\n  - 2\nend');
  expect(fillIn('a\n@B@\nb', { B: [] })).toBe('a\nb');
});

test('the repository is read from the address that git pushes to', () => {
  const plain = { name: 'koffie/shop', web: 'https://github.com/koffie/shop' };
  expect(fromRemote('git@github.com:koffie/shop.git')).toEqual(plain);
  expect(fromRemote('https://github.com/koffie/shop')).toEqual(plain);
  expect(fromRemote('https://token@github.com/koffie/shop.git')).toEqual(plain);
  expect(fromRemote('ssh://git@git.example.com:2222/koffie/shop.git')).toEqual({
    name: 'git.example.com/koffie/shop',
    web: 'https://git.example.com/koffie/shop',
  });
  expect(fromRemote('/home/somebody/shop')).toBe(null);
});

test('answers choose flows and a cron line; what is wrong with them is told at its line', () => {
  const text =
    'customers: both\nproducts: none\norders: drafts\nevery: 30 minutes\nhours: 7-19 Monday to Friday\nsince: 2026-12-01\n';
  const answers = readAnswers('answers.yml', text, questions);
  expect(flowsOf(questions, answers)).toEqual([
    'customers.exact-online-to-asperion',
    'customers.asperion-to-exact-online',
    'orders-as-drafts.exact-online-to-asperion',
  ]);
  expect(cronOf(questions, answers)).toBe('17,47 7-19 * * 1-5');
  expect(linesOf(() => readAnswers('answers.yml', 'customers: west\nsinds: 2026-12-01\n', questions))).toEqual([1, 2]);
});

test('a day that is in no calendar, and a value that settings refuse, are told at their lines', () => {
  const text = 'since: 2026-02-31\nvalues:\n  prefix: EO-\n  bookYear: 13-01\n  journals.sales: "70"\n';
  expect(linesOf(() => readAnswers('answers.yml', text, questions))).toEqual([1, 4]);
  expect(wrongValue('bookYear', '13-01')).toBe('A month and a day up to 28, such as "01-01", is needed.');
  expect(wrongValue('bookYear', '07-01')).toBe(undefined);
  expect(wrongValue('journals.sales', '13-01')).toBe(undefined);
});

test('the example of missing answers can be read as answers', () => {
  const text = exampleFile([
    { name: 'customers', says: 'Which way?', example: 'both', others: ['none'] },
    { name: 'values.journals.sales', says: 'a journal', example: '70', others: ['90 (Memoriaal)'] },
  ]);
  expect(readAnswers('a.yml', text, questions)).toMatchObject({
    choices: { customers: 'both' },
    values: { 'journals.sales': '70' },
  });
});

test('every option names flows, every list a meaning, every table a file that ship', () => {
  const flows = Object.values(questions.flows).flatMap(({ options }) =>
    Object.values(options).flatMap((one) => one.flows ?? []),
  );
  const needs = needsOf(shippedFolder(), flows);
  expect([...new Set(flows)].filter((name) => !needs.flows.has(name))).toEqual([]);
  const lists = [
    ...Object.values(template.tables).flatMap(({ from, to, through }) => [from, to, through]),
    ...Object.values(questions.values).map(({ list }) => list),
  ].filter((list) => list !== undefined);
  const unknown = lists.filter((list) => {
    const system = systemNames().find((name): name is SystemName => list.startsWith(`${name}.`));
    return system === undefined || factsOf(system).meanings?.[list.slice(system.length + 1)] === undefined;
  });
  expect(unknown).toEqual([]);
  // These hold nothing of a company's own, or only its values.
  const own = [
    'account-languages',
    'control-accounts',
    'exact-online-journals',
    'journals',
    'order-texts',
    'special-articles',
    'vat-plausibility',
  ];
  expect([...needs.tables.keys()].filter((name) => template.tables[name] === undefined).toSorted()).toEqual(own);
});
