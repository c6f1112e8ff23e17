import { describe, expect, test } from 'vitest';
import { createAssurance } from '../../src/assumptions/assurance.ts';
import type { Premise } from '../../src/assumptions/premises.ts';
import { TransientError } from '../../src/errors/errors.ts';
import { type AssumptionResult, noAssumptions } from '../../src/state/assumptions.ts';
import type { Assumption } from '../../src/systems/assumption.ts';

const assumption = (more: Partial<Assumption> = {}): Assumption => ({
  id: 'total',
  says: 'A list is counted.',
  how: 'By a page.',
  per: 'system',
  uses: ['searches'],
  weight: 'stops',
  tested: 'run',
  settings: ['totalCount'],
  ...more,
});

const premise = (more: Partial<Premise> = {}, of: Partial<Assumption> = {}): Premise => ({
  name: 'asperion total',
  system: 'asperion',
  assumption: assumption(of),
  subject: { resource: '', fields: [] },
  flows: new Set(['orders']),
  basis: '["list"]',
  ...more,
});

const result = (of: AssumptionResult['result'], more: Partial<AssumptionResult> = {}): AssumptionResult => ({
  result: of,
  says: 'It counts the page.',
  line: of === 'contradicted' ? 'asperion: { totalCount: page }' : null,
  basis: '["list"]',
  testedAt: '2026-11-26T12:00:00.000Z',
  ...more,
});

/** What comes of asking for the flow `orders`, with what is kept and what a test tells. */
async function asked(one: Premise, kept: AssumptionResult | null, told: AssumptionResult | null | 'no test') {
  let tests = 0;
  const results = kept === null ? {} : { [one.name]: kept };
  const assurance = createAssurance({
    premises: [one],
    kept: { ...noAssumptions(), results },
    test:
      told === 'no test'
        ? null
        : async () => {
            tests += 1;
            return told;
          },
  });
  const stop = await assurance.assure('orders').then(
    () => null,
    (error: { code: string; hint: string }) => error,
  );
  return { stop: stop?.code ?? null, hint: stop?.hint ?? null, tests, kept: assurance.kept.results[one.name] ?? null };
}

describe('before a flow begins', () => {
  test('a kept contradiction still stops the flow when its test gets no answer', async () => {
    const one = premise();
    const outage = new TransientError('GAVE_UP', 'Asperion answered 500.');
    const assure = (results: Record<string, AssumptionResult>) =>
      createAssurance({
        premises: [one],
        kept: { ...noAssumptions(), results },
        test: () => Promise.reject(outage),
      }).assure('orders');
    await expect(assure({ [one.name]: result('contradicted') })).rejects.toMatchObject({
      code: 'ASSUMPTION_CONTRADICTED',
    });
    await expect(assure({})).rejects.toBe(outage);
  });

  test('what the doctor tested under other settings is tested again', async () => {
    const one = premise({}, { tested: 'doctor' });
    expect(await asked(one, result('confirmed', { basis: '["page"]' }), result('contradicted'))).toMatchObject({
      stop: 'ASSUMPTION_CONTRADICTED',
      tests: 1,
    });
    expect(await asked(one, null, result('contradicted'))).toMatchObject({ stop: null, tests: 0 });
  });

  test('a cheap assumption is tested once, and not again while its result is kept', async () => {
    expect(await asked(premise(), null, result('confirmed'))).toMatchObject({ stop: null, tests: 1 });
    expect(await asked(premise(), result('confirmed'), result('confirmed'))).toMatchObject({ stop: null, tests: 0 });
    expect(await asked(premise(), result('untestable'), result('confirmed'))).toMatchObject({ stop: null, tests: 0 });
  });

  test('a cheap assumption is tested again when its settings change', async () => {
    const kept = result('confirmed', { basis: '["page"]' });
    expect(await asked(premise(), kept, result('confirmed'))).toMatchObject({ tests: 1, kept: { basis: '["list"]' } });
  });

  test('an assumption of the doctor is not tested, unless it is contradicted', async () => {
    const own = premise({}, { tested: 'doctor' });
    expect(await asked(own, null, result('confirmed'))).toMatchObject({ stop: null, tests: 0 });
    expect(await asked(own, result('contradicted'), result('contradicted'))).toMatchObject({
      stop: 'ASSUMPTION_CONTRADICTED',
      tests: 1,
    });
  });

  test('a contradiction stops the flows that rest on it, and says what to write in settings.yml', async () => {
    const { stop, hint } = await asked(premise(), null, result('contradicted'));
    expect([stop, hint]).toEqual([
      'ASSUMPTION_CONTRADICTED',
      'Write `asperion: { totalCount: page }` into settings.yml; the next run tests it again.',
    ]);
    const other = premise({ flows: new Set(['stock']) });
    expect(await asked(other, result('contradicted'), result('contradicted'))).toMatchObject({ stop: null, tests: 0 });
  });

  test('a later test that confirms the assumption lets the flows begin again', async () => {
    const { stop, kept } = await asked(premise(), result('contradicted'), result('confirmed'));
    expect([stop, kept?.result]).toEqual([null, 'confirmed']);
  });

  test('a contradiction that only costs calls stops nothing', async () => {
    const own = premise({}, { weight: 'costs' });
    expect(await asked(own, result('contradicted'), result('contradicted'))).toMatchObject({ stop: null, tests: 0 });
  });

  test('without a test, as in a plan, a kept result counts as long as the settings stay the same', async () => {
    expect((await asked(premise(), result('contradicted'), 'no test')).stop).toBe('ASSUMPTION_CONTRADICTED');
    const elsewhere = result('contradicted', { basis: '["page"]' });
    expect((await asked(premise(), elsewhere, 'no test')).stop).toBeNull();
  });

  test('a result is forgotten when there is nothing left to test', async () => {
    expect(await asked(premise(), result('contradicted'), null)).toMatchObject({ stop: null, kept: null });
  });
});
