import { expect, it } from 'vitest';
import { Clock, SECOND_MS, UNTIL_NOT_HELD_MS } from '../support/clock.ts';
import { flowOf, reportOf, setStageOn } from '../support/stage.ts';
import { runStoppedAt } from './interrupted.ts';

const FLOW = 'customers.exact-online-to-asperion';
const MINUTE_MS = 60 * SECOND_MS;

it.each(['cache', 'file:state.json'])(
  'a run after one killed in a create (state in %s) is green, with nothing to do',
  async (store) => {
    const clock = new Clock();
    await using stage = await setStageOn(clock);
    Object.assign(stage.inputs, { 'state-store': store, flows: FLOW });
    const create = { system: 'asperion', method: 'POST', path: /\/debtors$/, skip: 1 } as const;
    const late = { ...create, act: 'store-late', storeAfterMs: 3 * MINUTE_MS } as const;
    expect((await runStoppedAt(stage, 'kill', late)).exitCode).toBe(137);
    const debtors = (): readonly unknown[] =>
      stage.asperion
        .rows('debtors')
        .map(({ characteristic5 }) => characteristic5)
        .filter((name) => name !== null);
    const before = debtors();

    const held = await stage.run();
    expect([held.exitCode, held.calls]).toEqual([0, []]);
    const { rest, status, deadLetters } = flowOf(held, FLOW);
    expect([status, rest?.reason, rest?.began, deadLetters]).toEqual(['ok', 'lost', false, []]);
    const told =
      /⚠️ The last run was lost before it ended, or is still at work, and what it sent last may still be stored\. So this run did nothing; the first run after .+ at \d\d:\d\d \(Dutch time\) goes on\./;
    expect(held.summary).toMatch(told);
    expect(held.log).toContain('So this run did nothing');
    const goesOnAtMs = Date.parse(rest?.goesOnAt ?? '');

    // Who asks for something that only this run does must not believe that it was done.
    const asked = await stage.run({ inputs: { records: '20001', language: 'nl' } });
    expect([asked.exitCode, asked.calls]).toEqual([1, []]);
    expect(flowOf(asked, FLOW).error).toMatchObject({
      code: 'LAST_RUN_LOST',
      hint: expect.stringMatching(/^Nothing is read or written before .+ Start this run again after that\.$/),
    });
    expect(asked.summary).toContain('De vorige run is afgebroken voordat die klaar was');
    expect(asked.summary).toContain('Start deze run daarna opnieuw.');

    // The create is stored; the lost run is not missed anew.
    clock.forward(5 * MINUTE_MS);
    await stage.asperion.faults.catchUp(clock.now());
    expect(debtors()).toHaveLength(before.length + 1);
    const still = await stage.run({ env: clock.env });
    expect([still.exitCode, still.calls, flowOf(still, FLOW).rest?.goesOnAt]).toEqual([0, [], rest?.goesOnAt]);

    clock.forward(goesOnAtMs - clock.now() + SECOND_MS);
    const next = await stage.run({ env: clock.env });
    expect([next.exitCode, reportOf(next).flows.map((flow) => flow.rest)]).toEqual([0, [undefined]]);
    expect(next.writes.length).toBeGreaterThan(0);
    expect(new Set(debtors()).size).toBe(debtors().length);
    expect((await stage.run({ env: clock.env })).writes).toEqual([]);
  },
);

it('a box that was ticked before such a run stays ticked until the sync goes on', async () => {
  const clock = new Clock();
  await using stage = await setStageOn(clock);
  Object.assign(stage.inputs, { 'state-store': 'file:state.json', flows: FLOW });
  await stage.setYaml('settings.yml', ['desk'], { issues: true });
  const address = { AddressLine1: 'Werf 7', Postcode: '1234 AB', City: 'Veere', Country: 'NL' };
  const customer = { ...address, Status: 'C', PaymentConditionSales: '30' };
  // Two debtors have the e-mail address of one customer.
  const Email = 'twee@gezusters.example';
  const twin = { name: 'Gezuster', emailAddress: Email, debtorKindId: 'private', address: 'Kade 1', countryCode: 'NL' };
  for (let number = 0; number < 2; number += 1) stage.asperion.insert('debtors', twin);
  stage.exactOnline.insert('Accounts', { ...customer, Code: '30003', Name: 'Twee Gezusters', Email });
  await stage.run();
  const issue = () => stage.github.issues.of(1);
  stage.exactOnline.insert('Accounts', { ...customer, Code: '30004', Name: 'Nieuwe Zaak' });
  const create = { system: 'asperion', method: 'POST', path: /\/debtors$/, act: 'hang-before' } as const;
  await runStoppedAt(stage, 'kill', create);
  for (const { id, name } of stage.asperion.rows('debtors'))
    if (name === twin.name) stage.asperion.remove('debtors', Number(id));
  stage.github.issues.tick(1, 'retry 30003');
  const { body } = issue();

  const held = await stage.run();
  expect([held.exitCode, held.calls]).toEqual([0, []]);
  expect(issue()).toMatchObject({ state: 'open', body });

  clock.forward(UNTIL_NOT_HELD_MS);
  const next = await stage.run({ env: clock.env });
  expect([next.exitCode, flowOf(next, FLOW).deadLetters]).toEqual([0, []]);
  expect(issue()).toMatchObject({ state: 'closed' });
});
