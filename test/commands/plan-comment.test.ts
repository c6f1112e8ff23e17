import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Stage } from '../../sandbox/stage.ts';
import type { Comparison } from '../../src/report/plan/comparison-report.ts';
import { planKeyOf } from '../../src/state/keys.ts';
import { setStageWithFile, smallWorld } from '../e2e/support/stage.ts';

const entry = join(import.meta.dirname, '..', '..', 'src', 'main.ts');
const repositoryId = 4711;
const COMMIT = '6a1f0c7be2d94853aa70e1c5d3b8f2941c06ed57';
let stage: Stage;

/** The plan of a pull request: it has the plan key, and no login. */
const review = (from = repositoryId, inputs: Readonly<Record<string, string>> = {}) => {
  const logins = Object.keys(stage.inputs).filter((name) => /client|token|division|tenant|state-key/.test(name));
  const planKey = planKeyOf(stage.inputs['state-key'] ?? '');
  return stage.run({
    eventName: 'pull_request',
    ref: 'refs/pull/12/merge',
    event: { pull_request: { number: 12, head: { sha: COMMIT, repo: { id: from } } } },
    inputs: {
      ...Object.fromEntries(logins.map((name) => [name, ''])),
      ...{ mode: 'plan', base: 'base', 'plan-key': planKey, 'github-token': stage.github.token },
      ...inputs,
    },
  });
};

async function edit(table: string, from: string, to: string): Promise<void> {
  const file = stage.mapping(`tables/${table}.yml`);
  const text = await readFile(file, 'utf8');
  expect(text).toContain(from);
  await writeFile(file, text.replace(from, to));
}

beforeAll(async () => {
  stage = await setStageWithFile({ entry, world: smallWorld() });
  stage.github.code.heads.set(12, COMMIT);
  // Another code for the same rate, which both versions know.
  await edit('vat-supplies', 'VH: {', 'VHN: { kind: domestic, rate: 21 }\nVH: {');
  await cp(join(stage.workspace, 'mappings'), join(stage.workspace, 'base'), { recursive: true });
  expect((await stage.run()).exitCode).toBe(0);
  await edit('vat-codes', '"2": VH', '"2": VHN');
  await stage.setYaml('parts/debtor.yml', ['fields', 'city'], 'upper($customer.City)');
}, 120_000);
afterAll(() => stage[Symbol.asyncDispose]());

describe('a pull request that changes the mappings', () => {
  test('gets one comment with what the change does, which the next run updates', async () => {
    const first = await review();
    expect([first.exitCode, first.calls]).toEqual([0, []]);
    expect(stage.github.comments).toHaveLength(1);
    const [{ body } = { body: '' }] = stage.github.comments;
    expect(body).toMatch(/^<!-- exact-asperion-sync plan mappings -->\n## /);
    expect(body).toContain(`\nFor commit ${COMMIT}.\n`);
    expect(body).toMatch(
      /^\d+ of \d+ records come out differently\. 4 of these are in the target already and stay as sent/m,
    );
    expect(body).toMatch(
      /^- \*\*VAT code for Netherlands \/ VAT code 2: VHN instead of VH\*\*; \d invoices(?: and \d delivery)?, € [\d,]+\.\d\d\.$/m,
    );
    expect(body).toMatch(
      /^- \*\*\d invoices\*\* come out differently, € [\d,.]+ without VAT; \d of them are in the target already/m,
    );
    expect(body).toMatch(/^\| 2026 \/ \d+ \| VHN \| 0 → \d \| € 0\.00 \| € [\d,.]+ \| € \+[\d,.]+ \|$/m);
    expect(body).toMatch(/^\| debtor \| `city` \| \\\[address\\\] \| \\\[address\\\] \| \d{5}, .* \| \d+ \|$/m);
    expect(body).not.toContain('@');
    await review();
    expect(stage.github.comments).toHaveLength(1);
  });

  test('gets the comment, the summary and the last line of the log in Dutch', async () => {
    const run = await review(repositoryId, { language: 'nl' });
    const [{ body } = { body: '' }] = stage.github.comments;
    expect(body).toMatch(/^## .*: wat deze wijziging doet$/m);
    expect(body).toMatch(
      /^Van \d+ records krijgen er \d+ een andere uitkomst\. 4 daarvan staan al in het doelsysteem/m,
    );
    expect(body).toMatch(
      /^- \*\*Btw-code voor Nederland \/ btw-code 2: VHN in plaats van VH\*\*; \d facturen(?: en \d levering)?, € [\d.]+,\d\d\.$/m,
    );
    expect(run.summary).toContain('### Wat is gewijzigd');
    expect(run.log).toContain('krijgen er');
  });

  test('has no verdict of an earlier commit left in the comment when the plan fails', async () => {
    stage.github.code.heads.set(12, 'another');
    await review();
    expect(stage.github.comments[0]?.body).toContain('krijgen er');
    stage.github.code.heads.set(12, COMMIT);
    const run = await review(repositoryId, { base: 'gone' });
    expect(run.exitCode).toBe(1);
    expect(stage.github.comments).toHaveLength(1);
    expect(stage.github.comments[0]?.body).toMatch(
      new RegExp(`^For commit ${COMMIT}\\.\n\n❌ The plan failed.*\n\n- NO_MAPPINGS `, 'm'),
    );
  });

  test('stays green without a comment when the token may not write, with a warning and the summary', async () => {
    stage.github.switches.comments = 'read-only';
    const run = await review(4712);
    stage.github.switches.comments = 'writable';
    expect(run.exitCode).toBe(0);
    expect(run.annotations).toMatchObject([
      {
        level: 'warning',
        message: expect.stringContaining('The pull request got no comment: the token may not write it.'),
      },
    ]);
    expect(run.summary).toContain('come out differently');
  });

  test('from a fork, without secrets, is planned on the invented records of the tests', async () => {
    stage.github.switches.comments = 'read-only';
    const run = await review(4712, { 'plan-key': '' });
    stage.github.switches.comments = 'writable';
    expect([run.exitCode, run.calls]).toEqual([0, []]);
    expect(run.summary).toContain('No real record was read: a pull request from a fork gets no secrets.');
    expect(run.summary).toMatch(
      /VAT code for Netherlands \/ VAT code 2: VHN instead of VH\*\*; \d+ deliveries and \d+ invoices, €/,
    );
    const own = await review(repositoryId, { 'plan-key': '' });
    expect([own.exitCode, own.log]).toEqual([
      1,
      expect.stringContaining('MISSING_INPUT The input "plan-key" is missing.'),
    ]);
  });
});

describe('what the recording cannot show', () => {
  const CUSTOMERS = 'customers.exact-online-to-asperion';
  /** A change of one value, which is taken back. */
  async function withEdit<Result>(file: string, path: readonly string[], value: unknown, act: () => Promise<Result>) {
    const before = await readFile(stage.mapping(file), 'utf8');
    await stage.setYaml(file, path, value);
    try {
      return await act();
    } finally {
      await writeFile(stage.mapping(file), before);
    }
  }
  const planOf = async (run: Awaited<ReturnType<typeof review>>): Promise<Comparison> =>
    JSON.parse(await readFile(run.outputs.plan ?? '', 'utf8'));

  test('left out by a condition: the plan key is told so, credentials ask the systems', async () => {
    const [account] = stage.exactOnline.rows('Accounts');
    const ID = '7a3f8c52-0d6e-4b19-9c41-5e2b8d7f6a10';
    stage.exactOnline.insert('Accounts', { ...account, ID, Code: '20999', Status: 'S' });
    const [reviewed, asked] = await withEdit(`${CUSTOMERS}.yml`, ['where'], 'Code != null', async () => [
      await review(),
      await stage.run({ inputs: { mode: 'plan', base: 'base' } }),
    ]);
    expect(reviewed.summary).toContain(`Records that ${CUSTOMERS} left out are not recorded`);
    const { basis, warnings, flows } = await planOf(asked);
    expect([basis.kind, basis.recorded.includes(CUSTOMERS), warnings]).toEqual(['both', false, []]);
    const taken = flows.find(({ flow }) => flow === CUSTOMERS)?.outcomes.map(({ base }) => base);
    expect(taken).toContain('not taken');
  });

  test('a change in the checkout of the base stops the plan: it would be compared with itself', async () => {
    const run = await withEdit('settings.yml', ['use'], '../base', () => review());
    expect([run.exitCode, run.log]).toEqual([1, expect.stringContaining('PACK_OUTSIDE "base" is in "base"')]);
  });

  test('a prefix that no document was booked under stops the plan, as it stops the sync', async () => {
    const run = await withEdit('settings.yml', ['externalKeys', 'prefix'], 'NL-', () => review());
    expect([run.exitCode, run.log]).toEqual([1, expect.stringContaining('PREFIX_CHANGED')]);
  });

  test('a flow of which nothing is recorded is told as not known, and does not fail the plan', async () => {
    const flow = 'invoices-as-invoices.asperion-to-exact-online';
    const run = await withEdit(`${flow}.yml`, ['enabled'], true, () => review());
    expect([run.exitCode, run.log]).toEqual([0, expect.stringContaining('What 1 flow would do is not known')]);
    expect((await planOf(run)).basis.unrecorded).toEqual([flow]);
  });
});
