import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Stage, StageRun } from '../../../sandbox/stage.ts';
import { reportOf } from '../support/stage.ts';
import { COMPANIES, type Company, customers, debtors, runAll, runShard, setCompanies } from './companies-stage.ts';

const RUN = 8_200_000_000;
const [noord, oost] = COMPANIES as readonly [Company, Company, ...Company[]];
const TABLE = 'payment-conditions.yml';

let stage: Stage;
let runs = 0;

beforeAll(async () => {
  stage = await setCompanies({}, [noord, oost]);
  stage.inputs.flows = 'customers.exact-online-to-asperion';
  await stage.setYaml('settings.yml', ['desk'], { issues: true });
  stage.github.issues.people.set('anna-books', 'write');
  // Both use a payment condition of the same code, which their common table lacks.
  for (const { division } of [noord, oost]) {
    stage.exactOnline.insert('PaymentConditions', { Code: '45', Description: '45 dagen', PaymentDays: 45 }, division);
    const address = { Country: 'NL', Status: 'C', AddressLine1: 'Werf 7', Postcode: '1234 AB', City: 'Veere' };
    const customer = { ...address, Code: '30009', Name: 'Laat & Zn', PaymentConditionSales: '45' };
    stage.exactOnline.insert('Accounts', customer, division);
  }
});

afterAll(() => stage[Symbol.asyncDispose]());

/** One run of the workflow; for each company the records that wait. */
async function run(): Promise<
  Readonly<Record<string, { readonly waits: readonly string[]; readonly exitCode: number }>>
> {
  runs += 1;
  const done = [...(await runAll(stage, RUN + runs))].map(([name, one]) => [name, outcome(one)] as const);
  return Object.fromEntries(done);
}

const outcome = (one: StageRun) => ({
  waits: reportOf(one).flows.flatMap(({ deadLetters }) => deadLetters.map(({ reference }) => reference)),
  exitCode: one.exitCode,
});

async function comment(number: number, body: string): Promise<StageRun> {
  const user = { login: 'anna-books', type: 'User' };
  return stage.run({
    inputs: { mode: 'desk' },
    eventName: 'issue_comment',
    event: { action: 'created', issue: { number }, comment: { body, user }, sender: user },
  });
}

const issueOf = ({ name }: Company) => {
  const found = stage.github.issues.all.find(({ labels }) => labels.includes(name));
  if (found === undefined) throw new RangeError(`There is no issue of ${name}.`);
  return found;
};

/** A person merges the newest pull request. */
async function merge(file: string): Promise<void> {
  const [pull] = stage.github.code.pulls.slice(-1);
  await mkdir(dirname(join(stage.workspace, file)), { recursive: true });
  await writeFile(join(stage.workspace, file), stage.github.code.text(file, pull?.head) ?? '');
}

test('each company has an issue for a row that both lack; a row of one books only there', async () => {
  const first = await run();
  expect(Object.values(first).map(({ waits }) => waits)).toEqual([['30009'], ['30009']]);
  expect(stage.github.issues.all).toHaveLength(2);
  expect(issueOf(noord)).toMatchObject({ state: 'open', title: expect.stringMatching(/^noord: .*"45" \(45 dagen\)$/) });
  expect(issueOf(oost).body).toContain('The row goes into the tables of oost itself.');

  const [command = ''] = /\/map payment-conditions 45=\S+/.exec(issueOf(noord).body) ?? [];
  const answered = await comment(issueOf(noord).number, command);
  expect([answered.exitCode, answered.calls]).toEqual([0, []]);
  expect(issueOf(noord).comments.at(-1)).toContain('The row holds for noord only.');
  await merge(`mappings/tables/noord/${TABLE}`);

  const second = await run();
  expect([second.noord?.waits, second.oost?.waits]).toEqual([[], ['30009']]);
  expect([issueOf(noord).state, issueOf(oost).state]).toEqual(['closed', 'open']);
  expect(debtors(stage, noord)).toEqual(customers(stage, noord));
  expect(debtors(stage, oost)).not.toContain('EO-30009');
  expect(issueOf(oost).comments).toEqual([]);
});

test('a pin of one company is for its own record of that number, and closes its own issue', async () => {
  const answered = await comment(issueOf(oost).number, '/skip 30009');
  expect([answered.exitCode, issueOf(oost).comments.at(-1)]).toEqual([
    0,
    expect.stringMatching(/^To skip 30009, merge \[this pull request\]/),
  ]);
  await merge('mappings/links/oost.yml');
  const third = await run();
  expect(Object.values(third)).toEqual([
    { waits: [], exitCode: 0 },
    { waits: [], exitCode: 0 },
  ]);
  expect([issueOf(noord).state, issueOf(oost).state]).toEqual(['closed', 'closed']);
  expect(stage.github.issues.all).toHaveLength(2);
});

test('issues cost one more GITHUB_TOKEN call a run, two where something waits, as docs say', async () => {
  const callsOf = async (issues: boolean): Promise<number> => {
    await stage.setYaml('settings.yml', ['desk'], { issues });
    runs += 1;
    await stage.run({ runId: RUN + runs, inputs: { mode: 'shards' } });
    const earlier = stage.github.requests.length;
    await runShard(stage, noord.name, { runId: RUN + runs });
    return stage.github.requests.slice(earlier).filter(({ path }) => path.startsWith('/repos/')).length;
  };
  const without = await callsOf(false);
  expect((await callsOf(true)) - without).toBe(1);
  const address = { Country: 'NL', Status: 'C', AddressLine1: 'Werf 8', Postcode: '1234 AB', City: 'Veere' };
  const customer = { ...address, Code: '30010', Name: 'Later & Zn', PaymentConditionSales: '46' };
  stage.exactOnline.insert('Accounts', customer, noord.division);
  // The run that opens the issue.
  await callsOf(true);
  const waiting = await callsOf(false);
  expect((await callsOf(true)) - waiting).toBe(2);
});
