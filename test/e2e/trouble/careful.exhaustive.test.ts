import { beforeAll, describe, expect, it } from 'vitest';
import type { Stage, StageRun } from '../../../sandbox/stage.ts';
import { flowOf, namesOf, setStageWithFile, smallWorld } from '../support/stage.ts';
import { type Holdings, holdings } from '../support/target.ts';

const CUSTOMERS = 'customers.exact-online-to-asperion';
const PRODUCTS = 'products.asperion-to-exact-online';

/** Only the customers, or only the products: five creates and two updates, seven and five. */
const only = (flows: string) => ({ inputs: { flows } });

const guardOf = (stage: Stage, flow: string, guard: object | undefined): Promise<void> =>
  stage.setYaml(`${flow}.yml`, ['guard'], guard);

function account(stage: Stage, code: string): unknown {
  return stage.exactOnline.rows('Accounts').find(({ Code }) => Code === code)?.ID;
}

function debtorOf(stage: Stage, code: string) {
  const found = stage.asperion.rows('debtors').filter(({ characteristic5 }) => characteristic5 === `EO-${code}`);
  const [debtor] = found;
  if (debtor === undefined || found.length > 1) throw new Error(`${found.length} debtors are EO-${code}.`);
  return debtor;
}

/** The fields that were sent, call by call. */
const sent = (run: StageRun) => run.writes.map(({ method, body }) => [method, JSON.parse(body ?? '{}')]);

/** What an undisturbed first sync of one flow makes, and what it asks for. */
const calm = new Map<string, { after: Holdings; calls: readonly string[] }>();
beforeAll(async () => {
  for (const flow of [CUSTOMERS, PRODUCTS]) {
    await using stage = await setStageWithFile({ world: smallWorld() });
    const run = await stage.run(only(flow));
    calm.set(flow, { after: holdings(stage), calls: [...namesOf(run.calls)].sort() });
  }
});

describe('a guard', () => {
  it.each([
    { flow: CUSTOMERS, guard: { maxCreates: 4 }, told: '5 creates (maxCreates 4)' },
    { flow: CUSTOMERS, guard: { maxUpdates: 1 }, told: '2 updates (maxUpdates 1)' },
    {
      flow: PRODUCTS,
      guard: { maxCreates: 6, maxUpdates: 4 },
      told: '7 creates (maxCreates 6) and 5 updates (maxUpdates 4)',
    },
  ])(
    'of $guard stops $flow before its first write, and lets it go when it is raised',
    async ({ flow, guard, told }) => {
      await using stage = await setStageWithFile({ world: smallWorld() });
      await guardOf(stage, flow, guard);
      const before = holdings(stage);
      const stopped = await stage.run(only(flow));
      expect(stopped.exitCode).toBe(1);
      expect(stopped.writes).toEqual([]);
      expect(flowOf(stopped, flow)).toMatchObject({
        status: 'stopped',
        error: { code: 'GUARD_EXCEEDED', message: expect.stringContaining(told) },
        cursor: { before: null, after: null },
      });
      expect(stopped.summary).toContain(told);
      expect(holdings(stage)).toEqual(before);
      await guardOf(stage, flow, { maxCreates: 7, maxUpdates: 5 });
      const run = await stage.run(only(flow));
      expect(run.exitCode).toBe(0);
      expect(holdings(stage)).toEqual(calm.get(flow)?.after);
    },
  );

  it.each([
    { flow: CUSTOMERS, more: [] },
    { flow: PRODUCTS, more: [] },
  ])('that is kept does not make $flow look things up twice', async ({ flow, more }) => {
    await using stage = await setStageWithFile({ world: smallWorld() });
    await guardOf(stage, flow, { maxCreates: 7, maxUpdates: 5, maxPercent: 10 });
    const run = await stage.run(only(flow));
    expect(run.exitCode).toBe(0);
    expect([...namesOf(run.calls)].sort()).toEqual([...(calm.get(flow)?.calls ?? []), ...more].sort());
    expect(holdings(stage)).toEqual(calm.get(flow)?.after);
  });

  it('counts what changed since, not what was done before', async () => {
    await using stage = await setStageWithFile({ world: smallWorld() });
    await stage.run(only(CUSTOMERS));
    await guardOf(stage, CUSTOMERS, { maxUpdates: 2 });
    for (const code of ['20001', '20002', '20004']) {
      stage.exactOnline.update('Accounts', account(stage, code), { Phone: `020-555 0${code.slice(-3)}` });
    }
    // Told once; the next reminder is a week away.
    for (const exitCode of [1, 0]) {
      const stopped = await stage.run(only(CUSTOMERS));
      expect(stopped.exitCode).toBe(exitCode);
      expect(stopped.writes).toEqual([]);
      expect(flowOf(stopped, CUSTOMERS).error?.message).toContain('3 updates (maxUpdates 2)');
    }
    await guardOf(stage, CUSTOMERS, { maxUpdates: 3 });
    const run = await stage.run(only(CUSTOMERS));
    expect(sent(run)).toEqual([
      ['PUT', { phoneNumber: '020-555 0001' }],
      ['PUT', { phoneNumber: '020-555 0002' }],
      ['PUT', { phoneNumber: '020-555 0004' }],
    ]);
  });
});

describe('a limit', () => {
  it('is the number of records worked on in a run; the next run goes on where it stopped', async () => {
    await using stage = await setStageWithFile({ world: smallWorld() });
    await stage.setYaml(`${CUSTOMERS}.yml`, ['limit'], 3);
    const writes: number[] = [];
    for (let run = 0; run < 4; run += 1) writes.push((await stage.run(only(CUSTOMERS))).writes.length);
    expect(writes).toEqual([3, 3, 1, 0]);
    expect(holdings(stage)).toEqual(calm.get(CUSTOMERS)?.after);
  });

  it('is not used up for ever by a record that fails again and again', async () => {
    await using stage = await setStageWithFile({ world: smallWorld() });
    await stage.setYaml(`${CUSTOMERS}.yml`, ['limit'], 2);
    stage.exactOnline.update('Accounts', account(stage, '20004'), { AddressLine1: null });
    // The debtor of 20002 never answers, so each run has to try it again: that takes half of the limit.
    stage.asperion.faults.add({ method: 'PUT', path: /\/debtors\/303$/, act: 'drop-before', times: 100 });
    const written: number[] = [];
    for (let run = 0; run < 5; run += 1) {
      const { writes } = await stage.run(only(CUSTOMERS));
      written.push(writes.filter(({ status }) => status > 0).length);
    }
    expect(written.reduce((sum, count) => sum + count, 0)).toBe(5);
    expect(Math.max(...written)).toBeLessThanOrEqual(2);
    stage.asperion.faults.clear();
    stage.exactOnline.update('Accounts', account(stage, '20004'), { AddressLine1: 'Dorpsstraat 1' });
    const last = await stage.run(only(CUSTOMERS));
    expect(last.exitCode).toBe(0);
    expect(last.writes).toHaveLength(2);
    expect(holdings(stage).debtors).toHaveLength(calm.get(CUSTOMERS)?.after.debtors?.length ?? 0);
  });
});

describe('an edit that a person makes in the target', () => {
  it('stays in a mapped field, and waits for a person once the source changes the same field', async () => {
    await using stage = await setStageWithFile({ world: smallWorld() });
    await stage.run(only(CUSTOMERS));
    const { id } = debtorOf(stage, '20006');
    stage.asperion.update('debtors', id ?? null, { phoneNumber: '020-555 0142', name: 'Zilveren Hop' });
    expect((await stage.run(only(CUSTOMERS))).writes).toEqual([]);

    stage.exactOnline.update('Accounts', account(stage, '20006'), { Email: 'Kassa@ZilverenHop.example' });
    const first = await stage.run(only(CUSTOMERS));
    expect(sent(first)).toEqual([['PUT', { emailAddress: 'kassa@zilverenhop.example' }]]);
    expect(debtorOf(stage, '20006')).toMatchObject({ phoneNumber: '020-555 0142', name: 'Zilveren Hop' });

    stage.exactOnline.update('Accounts', account(stage, '20006'), { Phone: '020-555 0143' });
    const second = await stage.run(only(CUSTOMERS));
    expect(sent(second)).toEqual([]);
    expect(second.summary).toContain('`CONFLICT`');
    expect(debtorOf(stage, '20006')).toMatchObject({ phoneNumber: '020-555 0142', name: 'Zilveren Hop' });

    stage.asperion.update('debtors', id ?? null, { phoneNumber: '020-555 0143' });
    stage.exactOnline.update('Accounts', account(stage, '20006'), { Phone: '020-555 0143' });
    const third = await stage.run(only(CUSTOMERS));
    expect(third.exitCode).toBe(0);
    expect(sent(third)).toEqual([]);

    const asked = await stage.run({ inputs: { flows: CUSTOMERS, records: '20006' } });
    expect(sent(asked)).toEqual([['PUT', { name: 'Brasserie Zilveren Hop BV' }]]);
  });

  it('stays for good in a field that is only for creating', async () => {
    await using stage = await setStageWithFile({ world: smallWorld() });
    stage.exactOnline.update('Accounts', account(stage, '20006'), { Remarks: 'Achterom leveren.' });
    await stage.run(only(CUSTOMERS));
    expect(debtorOf(stage, '20006').comments).toBe('Achterom leveren.');
    stage.asperion.update('debtors', debtorOf(stage, '20006').id ?? null, { comments: 'Belt zelf.' });
    stage.exactOnline.update('Accounts', account(stage, '20006'), { Remarks: 'Voordeur.' });
    expect((await stage.run(only(CUSTOMERS))).writes).toEqual([]);
    expect((await stage.run({ inputs: { flows: CUSTOMERS, records: '20006' } })).writes).toEqual([]);
    stage.exactOnline.update('Accounts', account(stage, '20006'), { City: 'Gent' });
    expect(sent(await stage.run(only(CUSTOMERS)))).toEqual([['PUT', { city: 'Gent' }]]);
    expect(debtorOf(stage, '20006').comments).toBe('Belt zelf.');
  });

  it('is undone when it deleted the record: the next change creates a new one, once', async () => {
    await using stage = await setStageWithFile({ world: smallWorld() });
    await stage.run(only(CUSTOMERS));
    const complete = debtorOf(stage, '20006');
    stage.asperion.remove('debtors', complete.id ?? null);
    expect((await stage.run(only(CUSTOMERS))).writes).toEqual([]);
    stage.exactOnline.update('Accounts', account(stage, '20006'), { Phone: '020-555 0144' });
    const run = await stage.run(only(CUSTOMERS));
    expect(run.exitCode).toBe(0);
    expect(namesOf(run.writes)).toEqual(['asperion POST debtors']);
    const own = { id: null, customerNumber: null, dateAdded: null, dateLastChange: null };
    expect({ ...debtorOf(stage, '20006'), ...own }).toEqual({ ...complete, ...own, phoneNumber: '020-555 0144' });
    expect((await stage.run(only(CUSTOMERS))).writes).toEqual([]);
  });

  it('is left alone in a booked invoice, and reported when the two are compared', async () => {
    await using stage = await setStageWithFile({ world: smallWorld() });
    await stage.run();
    const invoice = () =>
      stage.asperion.rows('salesinvoiceswithlines').find(({ invoiceNumber }) => invoiceNumber === 'EO-26000002');
    const { paymentConditionId } = invoice() ?? {};
    const byHand = { paymentConditionId: Number(paymentConditionId) + 1, description: 'Met de hand aangepast' };
    stage.asperion.update('salesinvoiceswithlines', invoice()?.id ?? null, byHand);
    const idle = await stage.run();
    expect(idle.exitCode).toBe(0);
    expect(idle.calls.some(({ path }) => path.includes('salesinvoices'))).toBe(false);

    const compared = await stage.run({ inputs: { records: '26002' } });
    expect(compared.exitCode).toBe(1);
    expect(compared.writes).toEqual([]);
    expect(flowOf(compared, 'orders').deadLetters).toMatchObject([
      { reference: '26002', code: 'DIFFERS', step: 'invoice', reason: expect.stringContaining('paymentConditionId') },
    ]);
    expect(invoice()).toMatchObject(byHand);
    const withLetter = await stage.run();
    expect(withLetter.exitCode).toBe(0);
    expect(flowOf(withLetter, 'orders').deadLetters).toHaveLength(1);

    stage.asperion.update('salesinvoiceswithlines', invoice()?.id ?? null, {
      paymentConditionId: paymentConditionId ?? null,
    });
    const fixed = await stage.run({ inputs: { records: '26002' } });
    expect(fixed.exitCode).toBe(0);
    expect(flowOf(fixed, 'orders').deadLetters).toEqual([]);
  });
});
