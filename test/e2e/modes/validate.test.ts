import { cp, mkdtempDisposable, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type ActionRun, runAction } from '../../../sandbox/github/runner.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const customers = 'customers.exact-online-to-asperion';

/** What the bundle does in mode validate with the shipped mappings after an edit; nothing else is given to it. */
async function validate(
  edit: (file: (name: string) => string) => Promise<void> = async () => {},
  inputs: Readonly<Record<string, string>> = {},
): Promise<ActionRun> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'validate-'));
  const workspace = folder.path;
  await cp(join(root, 'mappings'), join(workspace, 'mappings'), { recursive: true });
  await edit((name) => join(workspace, 'mappings', name));
  const entry = join(root, 'action', 'index.js');
  return await runAction({ entry, workspace, temp: workspace, inputs: { mode: 'validate', ...inputs } });
}

/** Replaces a text that stands in a file. */
async function replace(file: string, before: string, after: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  expect(text).toContain(before);
  await writeFile(file, text.replace(before, after));
}

/** Gives a field of the debtor another rule, in all flows that write one. */
const ofDebtor = (file: (name: string) => string, before: string, after: string): Promise<void> =>
  replace(file('parts/debtor.yml'), before, after);

test('the shipped mappings pass, without any input but the mode; every rule is reached', async () => {
  const run = await validate();
  expect(run.exitCode, run.log).toBe(0);
  expect(run.annotations.filter(({ level }) => level === 'error')).toEqual([]);
  expect(run.log).toMatch(/The mappings are right: \d+ flows checked, \d+ cases passed\.$/m);
  expect(run.summary).toContain('## Exact Online ⇄ Asperion: validate');
  for (const flow of [customers, 'orders.exact-online-to-asperion', 'products.asperion-to-exact-online']) {
    expect(run.summary).toMatch(new RegExp(`\\| ${flow} \\| \\d+ \\| 0 \\| 100 % `));
  }
  expect(run.summary).toMatch(/^- mappings\/tables\/vat-codes\.yml: (?:.*, )?AT, /m); // a row that no test reaches
});

test('a mapping that does something else fails its case, at its line and with what differs', async () => {
  const run = await validate((file) => ofDebtor(file, 'city: $customer.City', 'city: upper($customer.City)'));
  expect(run.exitCode).toBe(1);
  const marks = run.annotations.filter(({ title }) => title === 'TEST_FAILED');
  expect(marks.length).toBeGreaterThan(0);
  expect(marks[0]).toMatchObject({ level: 'error', file: `mappings/${customers}.test.yml`, line: 4, col: 3 });
  expect(marks[0]?.message).toMatch(/-\s+city: "Gouda"\n\+\s+city: "GOUDA"/);
  expect(run.log).toMatch(/^ {2}-\s+city: "Gouda"\n {2}\+\s+city: "GOUDA"$/m);
  expect(run.log).not.toContain('\u001b[31m');
  expect(run.summary).toMatch(/```diff\n[\s\S]*\n\+\s+city: "GOUDA"[\s\S]*```/);
});

test('a part that no test reaches fails under a threshold of 100, at its line', async () => {
  const unreached = await validate((file) =>
    ofDebtor(
      file,
      'addressLine2: $customer.AddressLine2',
      'addressLine2: { first: [$customer.AddressLine2, $customer.State] }',
    ),
  );
  expect(unreached.exitCode).toBe(1);
  expect(unreached.annotations.filter(({ level }) => level === 'error')).toMatchObject([
    {
      title: 'NEVER_EXERCISED',
      file: 'mappings/parts/debtor.yml',
      message: expect.stringMatching(
        /^No test takes alternative 2 of field addressLine2 of step debtor\. What to do: /,
      ),
    },
  ]);
  expect(unreached.summary).toContain('### Not tested enough');
});

test('all mistakes in flows, tables and tests are shown at once, and no test runs', async () => {
  const run = await validate(
    async (file) => {
      await replace(file(`${customers}.yml`), 'MainContact }', 'MainContct }');
      await replace(file(`${customers}.test.yml`), 'crm/Contacts:', 'crm/Contact:');
      await writeFile(file('oders.exact-online-to-asperion.test.yml'), '- { name: x, given: {}, expect: [] }\n');
      await replace(file('links.yml'), '{}', 'customer: {}');
      // Only the tests of this one were to run; the files are checked all the same.
    },
    { flows: 'products.asperion-to-exact-online' },
  );
  expect(run.exitCode).toBe(1);
  const found = run.annotations.map(({ title, file }) => `${title} ${file}`);
  for (const problem of [
    `UNKNOWN_FIELD mappings/${customers}.yml`,
    `UNKNOWN_RESOURCE mappings/${customers}.test.yml`,
    'UNKNOWN_FLOW mappings/oders.exact-online-to-asperion.test.yml',
    'UNKNOWN_FLOW mappings/links.yml',
  ]) {
    expect(found).toContain(problem);
  }
  expect(run.log).not.toContain('TEST_FAILED');
  expect(run.log).not.toMatch(/^\s+at /m);
});
