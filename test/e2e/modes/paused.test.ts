import { writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { Stage } from '../../../sandbox/stage.ts';
import { flowOf, reportOf, setStageWithFile, smallWorld } from '../support/stage.ts';

/** Far enough for every day on which this test runs. */
const LAST_DAY = '2999-12-31';
const FLOW = 'customers.exact-online-to-asperion';

/** Writes paused.yml with one line. */
const pause = (stage: Stage, line: string): Promise<void> =>
  writeFile(stage.mapping('paused.yml'), `- { ${line}, until: ${LAST_DAY}, by: Accounts, why: Year-end closing }\n`);

test('everything, a flow and a record rest while paused.yml says so, and go on without it', {
  timeout: 120_000,
}, async () => {
  await using stage = await setStageWithFile({ world: smallWorld() });

  await pause(stage, 'everything: true');
  const nothing = await stage.run();
  expect([nothing.exitCode, nothing.calls]).toEqual([0, []]);
  expect(nothing.summary).toContain('All flows of this run are paused: nothing was read or written.');
  expect(nothing.summary).toContain(
    '**Everything** is paused up to and including 31 December 2999 by Accounts: Year-end closing',
  );
  expect(nothing.log).toContain(`${FLOW}: paused up to and including 31 December 2999`);

  await pause(stage, `flow: ${FLOW}, record: "20008"`);
  const refused = await stage.run({ inputs: { records: '20008' } });
  expect([refused.exitCode, refused.calls]).toEqual([1, []]);
  expect(refused.annotations).toMatchObject([{ level: 'error', title: 'PAUSED', file: 'mappings/paused.yml' }]);
  const others = await stage.run({ inputs: { flows: FLOW } });
  expect(others.exitCode).toBe(0);
  expect(reportOf(others).paused).toMatchObject([{ flow: FLOW, record: '20008', isOver: false }]);
  expect(flowOf(others, 'customers').deadLetters).toEqual([]);
  const isThere = () => stage.asperion.rows('debtors').some(({ characteristic5 }) => characteristic5 === 'EO-20008');
  expect(isThere()).toBe(false);

  await writeFile(stage.mapping('paused.yml'), '# nothing is paused\n');
  expect((await stage.run({ inputs: { flows: FLOW } })).exitCode).toBe(0);
  expect(isThere()).toBe(true);
});
