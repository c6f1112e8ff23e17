import { writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { Stage } from '../../../sandbox/stage.ts';
import { Clock, DAY_MS } from '../support/clock.ts';
import { reportOf, setStageOn } from '../support/stage.ts';

const CUSTOMERS = 'customers.exact-online-to-asperion';
const PRODUCTS = 'products.asperion-to-exact-online';

/** How often each system was asked for a new pair. */
const renewals = ({ exactOnline, asperion }: Stage): readonly number[] =>
  [exactOnline, asperion].map(({ requests }) => requests.filter(({ path }) => path.endsWith('/token')).length);

test('a login that no run needs is renewed once a day, and its entry outlives a week', {
  timeout: 240_000,
}, async () => {
  const clock = new Clock();
  await using stage = await setStageOn(clock);
  stage.inputs.flows = CUSTOMERS;
  const run = () => stage.run({ env: clock.env });
  expect((await run()).exitCode).toBe(0);
  expect(renewals(stage)).toEqual([1, 1]);
  for (let days = 0; days < 9; days += 3) {
    clock.forward(3 * DAY_MS);
    const idle = await run();
    expect([idle.exitCode, idle.annotations, idle.calls.filter(({ system }) => system === 'asperion')]).toEqual([
      0,
      [],
      [],
    ]);
  }
  expect(renewals(stage)).toEqual([4, 4]);
  clock.forward(DAY_MS / 2);
  await run();
  expect(renewals(stage)).toEqual([5, 4]);

  clock.forward(DAY_MS / 4);
  stage.exactOnline.update('Accounts', String(stage.exactOnline.rows('Accounts')[0]?.ID), { Phone: '020-555 0199' });
  const busy = await run();
  expect([busy.exitCode, busy.writes.length]).toEqual([0, 1]);
});

test('the login to a system that only takes records does not end after thirty days', { timeout: 240_000 }, async () => {
  const clock = new Clock();
  await using stage = await setStageOn(clock);
  stage.inputs.flows = PRODUCTS;
  stage.inputs['state-store'] = 'file:state.json';
  await stage.run({ env: clock.env });
  for (let days = 0; days < 40; days += 10) {
    // This login ends however often it is renewed, so a person logs in anew.
    if (days === 20) stage.inputs['asperion-refresh-token'] = stage.asperion.issueRefreshToken();
    clock.forward(10 * DAY_MS);
    expect((await stage.run({ env: clock.env })).exitCode).toBe(0);
  }
  stage.asperion.update('articles', Number(stage.asperion.rows('articles')[0]?.id), { description: 'Other' });
  expect((await stage.run({ env: clock.env })).exitCode).toBe(0);
});

test('while everything is paused, both logins stay in the cache without a call', { timeout: 240_000 }, async () => {
  const clock = new Clock();
  await using stage = await setStageOn(clock);
  await stage.run({ env: clock.env });
  const before = renewals(stage);
  await writeFile(stage.mapping('paused.yml'), '- { everything: true, until: 2999-12-31, by: A, why: B }\n');
  for (let days = 0; days < 12; days += 4) {
    clock.forward(4 * DAY_MS);
    const paused = await stage.run({ env: clock.env });
    expect([paused.exitCode, paused.calls]).toEqual([0, []]);
  }
  expect(renewals(stage)).toEqual(before);
  await writeFile(stage.mapping('paused.yml'), '# nothing is paused\n');
  const after = await stage.run({ env: clock.env });
  expect([after.exitCode, after.annotations]).toEqual([0, []]);
});

test('a login that was lost stops the flows that need it before they have anything to write', {
  timeout: 240_000,
}, async () => {
  const clock = new Clock();
  await using stage = await setStageOn(clock);
  stage.inputs.flows = CUSTOMERS;
  await stage.run({ env: clock.env });
  clock.forward(2 * DAY_MS);
  stage.asperion.revokeTokens();
  const told = await stage.run({ env: clock.env });
  expect(told.exitCode).toBe(1);
  expect(reportOf(told).flows).toMatchObject([{ status: 'stopped', error: { code: 'REFRESH_REFUSED' } }]);
  clock.forward(DAY_MS);
  const again = await stage.run({ env: clock.env });
  expect([again.exitCode, reportOf(again).flows[0]?.status]).toEqual([0, 'stopped']);
});
