import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SINCE, type Stage } from '../../../sandbox/stage.ts';
import { createWorld } from '../../../sandbox/world/world.ts';
import type { Comparison } from '../../../src/report/plan/comparison-report.ts';
import type { Plan } from '../../../src/report/plan/plan-report.ts';
import { setStageWithFile } from '../support/stage.ts';

const root = join(import.meta.dirname, '../../..');
const world = () => createWorld({ customers: 20, articles: 10, orders: 20 });

/** The plan of a folder of mappings, without what only says where it was written. */
async function planOf(stage: Stage): Promise<Plan['flows']> {
  const run = await stage.run({ inputs: { mode: 'plan', reveal: 'all' } });
  if (run.outputs.plan === undefined) throw new Error(`There is no plan; the log:\n${run.log}`);
  const text = await readFile(run.outputs.plan, 'utf8');
  const { flows }: Plan = JSON.parse(text.replaceAll('"shipped/', '"mappings/'));
  return flows;
}

let copied: Stage;
let example: Stage;
beforeAll(async () => {
  copied = await setStageWithFile({ world: world() });
  example = await setStageWithFile({ world: world(), mappings: join(root, 'example/mappings') });
  // The stage writes its own date into the settings, and the example has one.
  const settings = await readFile(join(root, 'example/mappings/settings.yml'), 'utf8');
  await writeFile(
    join(example.workspace, 'mappings/settings.yml'),
    settings.replace('since: 2026-01-01', `since: ${SINCE}`),
  );
});
afterAll(() => Promise.all([copied, example].map((stage) => stage[Symbol.asyncDispose]())));

test('the example company plans what a copy of the shipped folder plans, record by record', async () => {
  const [ofCopy, ofExample] = [await planOf(copied), await planOf(example)];
  expect(ofExample.flatMap(({ records }) => records).length).toBeGreaterThan(20);
  // What is approved holds the ids that each server made for its own records. The example has no flow of invoices, so what it skips is the order.
  const shown = (plan: typeof ofCopy) =>
    JSON.parse(
      JSON.stringify(plan.map(({ approve: _, ...flow }) => flow)).replaceAll(
        /\\"\d+\\": skip below \\"[\w.-]+\\"/g,
        'skip',
      ),
    );
  expect(shown(ofExample)).toEqual(shown(ofCopy));
});

test('the example is under sixty lines beside the rows of its tables, and fits on fifteen', async () => {
  const text = await readFile(join(root, 'example/mappings/settings.yml'), 'utf8');
  expect(text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#')).length).toBeLessThan(15);
});

test('a newer version of the action shows what its mappings change, in values, records and euros', async () => {
  const { workspace } = example;
  await cp(join(workspace, 'mappings'), join(workspace, 'before'), { recursive: true });
  await cp(join(root, 'mappings'), join(workspace, 'shipped-before'), { recursive: true });
  const invoice = join(workspace, 'shipped-before/parts/sale.yml');
  const text = await readFile(invoice, 'utf8');
  expect(text).toContain('"Invoice"');
  await writeFile(invoice, text.replace('"Invoice"', '"Factuur"'));
  const rows = join(workspace, 'shipped-before/tables/vat-codes.yml');
  await writeFile(rows, (await readFile(rows, 'utf8')).replace('"2": VH', '"2": VHN'));
  const supplies = join(workspace, 'shipped-before/tables/vat-supplies.yml');
  await writeFile(supplies, `VHN: { kind: domestic, rate: 21 }\n${await readFile(supplies, 'utf8')}`);
  const run = await example.run({
    inputs: { mode: 'plan', base: 'before', 'base-shipped': 'shipped-before' },
  });
  if (run.outputs.plan === undefined) throw new Error(`There is no plan; the log:\n${run.log}`);
  const made: Comparison = JSON.parse(await readFile(run.outputs.plan, 'utf8'));
  expect(made.config.files.map(({ file }) => file)).toEqual(
    expect.arrayContaining(['orders.exact-online-to-asperion', 'tables/vat-codes', 'tables/vat-supplies']),
  );
  expect(run.summary).toMatch(/VAT code VHN → VH: \d+ lines?, € [\d,.]+/);
  expect(run.summary).toContain('Factuur');
  expect(run.writes).toEqual([]);
});

test('a folder that was looked at does not sync with other text than that, and says what to do', async () => {
  await cp(join(root, 'example/mappings'), join(example.workspace, 'mappings'), { recursive: true });
  const lock = join(example.workspace, 'mappings/mappings.lock');
  await writeFile(lock, 'version: "0.0.9"\nfiles: { orders.exact-online-to-asperion.yml: 00 }\n');
  const run = await example.run();
  expect(run.exitCode).toBe(1);
  expect(run.calls).toEqual([]);
  expect(run.log).toContain(
    'LOCK_DIFFERS mappings/mappings.lock:1:1 The action brings other mappings than those that mappings.lock was written for (version 0.0.9, now',
  );
});

test('a promise that an override takes away stops a sync, until the settings accept it', async () => {
  const folder = join(example.workspace, 'mappings');
  await cp(join(root, 'example/mappings'), folder, { recursive: true });
  await rm(join(folder, 'mappings.lock'), { force: true });
  const forced = join(folder, 'orders.exact-online-to-asperion.yml');
  await writeFile(forced, 'extends: shipped\nsteps: { invoice: { lines: { fields: { vatCode: { force: V0 } } } } }\n');
  const [refused, planned] = [await example.run(), await example.run({ inputs: { mode: 'plan' } })];
  await rm(forced);
  expect([refused.exitCode, refused.calls]).toEqual([1, []]);
  expect(refused.log).toMatch(/^PROMISE_BROKEN mappings\/orders\.exact-online-to-asperion\.yml:2:/m);
  expect(planned.summary).toContain('A sync does not begin with these mappings.');
});

test('what waits leads to files of the folder: to lines that are there, or to make a file', async () => {
  await using stage = await setStageWithFile({ mappings: join(root, 'example/mappings') });
  const { annotations, summary } = await stage.run();
  const use =
    1 + (await readFile(join(stage.workspace, 'mappings/settings.yml'), 'utf8')).split('\n').indexOf('use: shipped');
  const marks = annotations.map(({ title, file, line }) => [title, file, line]);
  expect(new Set(marks.map(([title]) => title))).toEqual(new Set(['UNMAPPED_KEY', 'CHECK_FAILED', 'REQUIRED_EMPTY']));
  expect(marks.map((mark) => mark.slice(1))).toEqual(marks.map(() => ['mappings/settings.yml', use]));
  expect(summary).toMatch(
    /\[mappings\/tables\/units\.yml\]\(https?:\/\/\S+\/new\/main\/mappings\/tables\?filename=units\.yml\)/,
  );
  expect(summary).not.toMatch(/\[shipped\//);
});
