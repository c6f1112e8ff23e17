import { expect } from 'vitest';
import type { Stage, StageRun } from '../../../sandbox/stage.ts';
import { only, type Row, type Rows } from '../support/rows.ts';
import { flowOf, namesOf, setStageWithFile } from '../support/stage.ts';

/** A stage with the seeded world on which one flow runs that is off by default. */
export async function open(flow: string, prepare: (stage: Stage) => void = () => undefined): Promise<Stage> {
  const stage = await setStageWithFile();
  // The documents keep their dates, and the clock goes on: none is too old to be looked at.
  for (const list of ['salesinvoiceswithlines', 'salesorderswithlines', 'journalentrieswithlines'])
    await stage.setYaml('settings.yml', ['asperion', 'changes', list], 'full');
  // The other flow that books orders, and their invoices with them: one of the two at a time.
  await stage.setYaml('orders.exact-online-to-asperion.yml', ['enabled'], false);
  prepare(stage);
  stage.inputs.flows = `${flow}.exact-online-to-asperion`;
  return stage;
}

/** The debtor of an account of Exact Online. */
export const debtor = (stage: Stage, code: string): Row =>
  only(stage.asperion.rows('debtors'), 'characteristic5', `EO-${code}`);

/** The lines of a document, field by field in the order named. */
export const lines = (document: Row, ...fields: readonly string[]): readonly unknown[] =>
  (document.lines as Rows).map((line) => fields.map((field) => line[field]));

/** The records that a run could not sync, with the reason. */
export const failures = (run: StageRun): readonly unknown[] =>
  flowOf(run, '').failures.map(({ reference, code }) => [reference, code]);

/** A second run finds everything as it is. */
export async function expectQuiet(stage: Stage): Promise<void> {
  const again = await stage.run();
  expect(namesOf(again.writes)).toEqual([]);
}
