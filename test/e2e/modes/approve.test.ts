import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { Stage } from '../../../sandbox/stage.ts';
import type { Plan } from '../../../src/report/plan/plan-report.ts';
import { flowOf, setStageWithFile, smallWorld } from '../support/stage.ts';

const FLOW = 'customers.exact-online-to-asperion';

/** What a plan of the flow says to approve. */
async function approvalOf(stage: Stage): Promise<string> {
  const { exitCode, outputs } = await stage.run({ inputs: { mode: 'plan', flows: FLOW } });
  const plan = JSON.parse(await readFile(outputs.plan ?? '', 'utf8')) as Plan;
  const approve = plan.flows.find(({ flow }) => flow === FLOW)?.approve;
  expect([exitCode, approve]).toEqual([0, expect.stringMatching(/@[0-9a-f]{16}$/)]);
  return approve ?? '';
}

test('a sync writes what a plan showed and somebody approved, unless the record changed', {
  timeout: 120_000,
}, async () => {
  await using stage = await setStageWithFile({ world: smallWorld() });
  const approval = await approvalOf(stage);
  const [customer] = stage.exactOnline.rows('Accounts').filter(({ Code }) => String(Code).trim() === '20008');
  const id = String(customer?.ID);
  const name = customer?.Name;
  stage.exactOnline.update('Accounts', id, { Name: 'Another name' });
  const late = await stage.run({ inputs: { flows: FLOW, approve: approval } });
  expect([late.exitCode, late.writes]).toEqual([1, []]);
  expect(late.annotations).toMatchObject([{ level: 'error', title: 'NOT_APPROVED' }]);

  stage.exactOnline.update('Accounts', id, { Name: name });
  const now = await approvalOf(stage);
  expect(late.log).not.toContain(now);
  const run = await stage.run({ inputs: { flows: FLOW, approve: now } });
  expect(run.exitCode).toBe(0);
  const [step] = flowOf(run, FLOW).steps;
  expect(step?.created).toBeGreaterThan(0);
  expect(run.writes.length).toBe((step?.created ?? 0) + (step?.updated ?? 0));
});
