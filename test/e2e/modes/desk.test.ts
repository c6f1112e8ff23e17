import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Stage, StageRun } from '../../../sandbox/stage.ts';
import { reportOf, setStageWithFile, smallWorld } from '../support/stage.ts';

const customer = {
  Country: 'NL',
  Status: 'C',
  AddressLine1: 'Werf 7',
  Postcode: '1234 AB',
  City: 'Veere',
  PaymentConditionSales: '30',
};

let stage: Stage;

beforeAll(async () => {
  stage = await setStageWithFile({ world: smallWorld() });
  const { exactOnline, asperion, github } = stage;
  await stage.setYaml('settings.yml', ['desk'], { issues: true, assignees: ['anna-books'] });
  github.issues.people.set('anna-books', 'write');
  // Two debtors have the e-mail address of one customer.
  for (const name of ['Gezuster Een', 'Gezuster Twee'])
    asperion.insert('debtors', {
      name,
      emailAddress: 'twee@gezusters.example',
      debtorKindId: 'private',
      address: 'Kade 1',
      countryCode: 'NL',
    });
  exactOnline.insert('Accounts', {
    ...customer,
    Code: '30003',
    Name: 'Twee Gezusters',
    Email: 'twee@gezusters.example',
  });
});

afterAll(() => stage[Symbol.asyncDispose]());

const issue = () => stage.github.issues.of(1);
const deadLettersOf = (run: StageRun): readonly string[] =>
  reportOf(run).flows.flatMap(({ deadLetters }) => deadLetters.map(({ reference }) => reference));

/** A person's comment, and the run of the workflow for it. */
async function comment(body: string, number = 1, login = 'anna-books'): Promise<StageRun> {
  const user = { login, type: 'User' };
  return stage.run({
    inputs: { mode: 'desk' },
    eventName: 'issue_comment',
    event: { action: 'created', issue: { number }, comment: { body, user }, sender: user },
  });
}

test('a customer that waits gets an issue, which a comment answers and a ticked box closes', async () => {
  const first = await stage.run();
  expect(deadLettersOf(first)).toEqual(['30003']);
  expect(stage.github.issues.all).toHaveLength(1);
  expect(issue()).toMatchObject({ state: 'open', labels: ['exact-asperion-sync'], assignees: ['anna-books'] });
  expect(issue().body).toContain('**1 customer waits**');
  expect(issue().body).toContain('AMBIGUOUS');
  // No name and no address is in it.
  expect(issue().body).not.toMatch(/gezuster|Werf|Veere/i);

  const asked = await comment('/skip 30003');
  expect(asked.exitCode).toBe(0);
  expect(asked.calls).toEqual([]);
  expect(stage.github.code.text('mappings/links.yml', 'exact-asperion-sync/links')).toMatch(
    /^customers\.exact-online-to-asperion:\n {2}"30003": skip\n$/,
  );
  expect(issue().comments.at(-1)).toMatch(/^To skip 30003, merge \[this pull request\]/);
  const refused = await comment('/skip 30003', 1, 'passer-by');
  expect([refused.exitCode, refused.calls]).toEqual([0, []]);
  expect(issue().comments.at(-1)).toMatch(/^Only people with write access/);

  // The next run lets the record wait, and the issue as it is.
  const { body } = issue();
  const second = await stage.run();
  expect(deadLettersOf(second)).toEqual(['30003']);
  expect(issue().body).toBe(body);

  // A person puts things right in the target, where no run sees it, and ticks the box.
  const others = stage.asperion.rows('debtors').filter(({ name }) => String(name).startsWith('Gezuster'));
  expect(others).toHaveLength(2);
  for (const { id } of others) stage.asperion.remove('debtors', Number(id));
  stage.github.issues.tick(1, 'retry 30003');
  const third = await stage.run();
  expect(deadLettersOf(third)).toEqual([]);
  expect(third.exitCode).toBe(0);
  expect(issue()).toMatchObject({ state: 'closed', stateReason: 'completed' });
  expect(issue().comments.at(-1)).toMatch(/^Nothing waits for this any more since \[this run\]/);
  expect(stage.github.issues.all).toHaveLength(1);
});

test('an unknown payment condition has candidates; the row of a comment closes its issue', async () => {
  const { exactOnline, github } = stage;
  exactOnline.insert('PaymentConditions', { Code: '45', Description: '45 dagen', PaymentDays: 45 });
  exactOnline.insert('Accounts', { ...customer, Code: '30009', Name: 'Laat & Zn', PaymentConditionSales: '45' });
  expect(deadLettersOf(await stage.run())).toEqual(['30009']);
  const { body, title } = github.issues.of(2);
  expect(title).toBe('Field payment condition: Table payment-conditions has no row for "45" (45 dagen)');
  const [first = ''] = /\/map payment-conditions 45=\S+/.exec(body.slice(body.indexOf('Copy'))) ?? [];
  expect(body).toContain('In the source, 45 is called "45 dagen".');
  expect(body).toContain(`- 60 dagen\n  \`\`\`\n  ${first}\n  \`\`\`\n`);

  const file = 'mappings/tables/payment-conditions.yml';
  github.code.commit(file, await readFile(join(stage.workspace, file), 'utf8'));
  const run = await comment(first, 2);
  expect([run.exitCode, run.calls]).toEqual([0, []]);
  const [pull] = github.code.pulls.slice(-1);
  expect(github.code.text(file, pull?.head)).toMatch(/"45": \S+ # 45 dagen → 60 dagen\n/);
  // A person merges it.
  await writeFile(join(stage.workspace, file), github.code.text(file, pull?.head) ?? '');
  expect(deadLettersOf(await stage.run())).toEqual([]);
  expect(github.issues.of(2)).toMatchObject({ state: 'closed' });
});

test('a sync that may not write issues ends as it would without them', async () => {
  stage.github.switches.permissions.issues = 'none';
  const run = await stage.run();
  expect(run.exitCode).toBe(0);
  expect(run.annotations.filter(({ level }) => level === 'warning')).toEqual([
    expect.objectContaining({ message: expect.stringContaining('Give the job the permission issues: write') }),
  ]);
});
