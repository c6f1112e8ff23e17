import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { Stage, StageRun } from '../../../sandbox/stage.ts';
import type { Plan } from '../../../src/report/plan/plan-report.ts';
import { setStageWithFile, smallWorld } from '../support/stage.ts';

const TO_ASPERION = 'customers.exact-online-to-asperion';
const TO_EXACT_ONLINE = 'customers.asperion-to-exact-online';

/** A stage on which these flows have brought everything in step. */
async function settledStage(...flows: readonly string[]): Promise<Stage> {
  const stage = await setStageWithFile({ world: smallWorld() });
  for (const flow of flows) await stage.setYaml(`${flow}.yml`, ['enabled'], true);
  stage.inputs.flows = flows.join();
  for (let run = 0; run < 3; run += 1) await stage.run();
  expect((await stage.run()).writes).toEqual([]);
  return stage;
}

/** Plans, then approves all that the plan shows: what it announced and what was written, each as the fields of the records. */
async function planAndApprove(stage: Stage): Promise<{ announced: unknown[]; written: unknown[]; run: StageRun }> {
  const { outputs, writes } = await stage.run({ inputs: { mode: 'plan', reveal: 'all' } });
  expect(writes).toEqual([]);
  const { flows } = JSON.parse(await readFile(outputs.plan ?? '', 'utf8')) as Plan;
  const approve = flows.flatMap((flow) => flow.approve ?? []);
  expect(approve).toHaveLength(2);
  const run = await stage.run({ inputs: { approve: approve.join() } });
  const announced = flows.flatMap(({ records }) =>
    records
      .filter(({ action }) => action === 'create' || action === 'update')
      .map(({ fields }) => fields.map(({ field }) => field).sort()),
  );
  const written = run.writes.map(({ body }) => {
    const fields = Object.entries(JSON.parse(body ?? '{}') as object);
    return fields.map(([field]) => field).sort();
  });
  return { announced, written, run };
}

function debtorOf(stage: Stage, code: string) {
  const found = stage.asperion.rows('debtors').find(({ characteristic5 }) => characteristic5 === `EO-${code}`);
  if (found === undefined) throw new Error(`Asperion has no debtor for ${code}.`);
  return found;
}

describe('a plan of several flows', () => {
  it('leaves alone what a person edited and an earlier flow brings across first', { timeout: 120_000 }, async () => {
    await using stage = await settledStage(TO_ASPERION, TO_EXACT_ONLINE);
    const account = stage.exactOnline.rows('Accounts').find(({ Code }) => String(Code).trim() === '20004');
    stage.exactOnline.update('Accounts', String(account?.ID), { City: 'Stad A' });
    stage.asperion.update('debtors', Number(debtorOf(stage, '20004').id), { phoneNumber: '+31201111111' });
    const { announced, written, run } = await planAndApprove(stage);
    expect(announced).toEqual([['Phone'], ['city']]);
    expect([run.exitCode, written]).toEqual([0, announced]);
  });

  it('shows what a flow makes of a record that an earlier one creates', { timeout: 120_000 }, async () => {
    const [items, prices] = ['products.exact-online-to-asperion', 'prices.asperion-to-exact-online'] as const;
    await using stage = await settledStage(items, prices);
    const [item] = stage.exactOnline.rows('Items');
    const { ID: _, ...fields } = item ?? {};
    stage.exactOnline.insert('Items', { ...fields, Code: 'NEW-1', Description: 'Nieuw', Barcode: null });
    const { announced, written, run } = await planAndApprove(stage);
    expect(announced).toHaveLength(3);
    expect(run.exitCode).toBe(0);
    expect(written.toSorted()).toEqual(announced.toSorted());
  });

  it('shows that the number which a new record gets is brought back', { timeout: 120_000 }, async () => {
    await using stage = await settledStage(TO_ASPERION, TO_EXACT_ONLINE);
    const { id: _, customerNumber: __, ...known } = debtorOf(stage, '20004');
    const own = { name: 'Geheel Nieuw', emailAddress: 'g@n.example', vatNumber: null, cocNumber: null };
    stage.asperion.insert('debtors', { ...known, ...own, customerNumber: '10991', characteristic5: null });
    const { announced, written, run } = await planAndApprove(stage);
    expect(announced.at(-1)).toEqual(['characteristic5']);
    expect([run.exitCode, written.toSorted()]).toEqual([0, announced.toSorted()]);
  });
});
