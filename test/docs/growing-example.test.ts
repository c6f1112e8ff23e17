import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { check, failuresOf } from '../validate/check.ts';

const root = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const page = read('docs/mapping.md');
const section = page.slice(page.indexOf('## One company, step by step'), page.indexOf('## Files'));
const steps = section.split(/^\*\*\d\. /m).slice(1);

/** The files of a step by their paths below `mappings/`. */
const filesOf = (step: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...step.matchAll(/^```yaml\n# mappings\/(\S+)\n([\s\S]*?)^```/gm)].map(([, file = '', text = '']) => [file, text]),
  );

test('the example that grows is right after each step, but for the table that step two adds', async () => {
  expect(steps).toHaveLength(6);
  let files: Record<string, string> = {};
  for (const [index, step] of steps.entries()) {
    const own = filesOf(step);
    expect(Object.keys(own).length, step).toBeGreaterThan(0);
    files = { ...files, ...own };
    if (index === 0) {
      await expect(check(files)).rejects.toMatchObject({ problems: [{ code: 'TABLE_MISSING' }] });
      continue;
    }
    const validation = await check(files);
    expect(failuresOf(validation), step).toEqual([]);
    expect(validation.errors, step).toEqual([]);
  }
  const { flows } = await check(files);
  expect(flows.map(({ flow, cases }) => [flow, cases])).toEqual([
    ['customers.exact-online-to-asperion', 1],
    ['spare-parts', 0],
  ]);
});

test('the mapping of the README is right', async () => {
  const [, flow = ''] = /^## A mapping in ten lines\n\n```yaml\n([\s\S]*?)^```/m.exec(read('README.md')) ?? [];
  const { errors, flows } = await check({
    'customers.yml': flow,
    'tables/debtor-kinds.yml': 'private: private\ncompany: company\n',
  });
  expect([errors, flows.map(({ flow: name }) => name)]).toEqual([[], ['customers']]);
});

const example = (): Readonly<Record<string, string>> => {
  const own = globSync('**/*.yml', { cwd: join(root, 'example/mappings') });
  return Object.fromEntries(own.map((file) => [file.replaceAll('\\', '/'), read(`example/mappings/${file}`)]));
};

test('the example company may turn on the checks of its products, and needs no more tables', async () => {
  const flow = 'products.asperion-to-exact-online';
  const settings = example()['settings.yml']?.replace(
    `  - ${flow}\n`,
    `  - ${flow}\n  - reconcile-${flow}\n  - reconcile-products.exact-online-to-asperion\n`,
  );
  const { errors, flows } = await check({ ...example(), 'settings.yml': settings ?? '' });
  expect([errors, flows.length]).toEqual([[], 5]);
});

test('the rule that the example changes is one rule for all flows that make debtors', async () => {
  const [, , rule] = steps.map(filesOf);
  expect((await check({ ...example(), ...rule })).errors).toEqual([]);
});
