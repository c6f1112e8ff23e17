import { expect, test } from 'vitest';
import { keepLogins } from '../../src/commands/state/keep-logins.ts';
import { AccessError, StateError } from '../../src/errors/errors.ts';
import type { RunReport } from '../../src/report/run-report.ts';
import { reportWith } from '../report/reports.ts';
import { compile } from '../support/engine.ts';
import { customers } from '../support/samples.ts';

const { programs } = compile({ 'customers.yml': customers({}) });
const report = reportWith();
const NOW = Date.UTC(2026, 2, 2, 12);

/** What a run tells of logins that it kept, each of which ends as `fails` says, and the systems that it asked for. */
async function kept(
  lastAt: string,
  fails: Error | null,
  signal = new AbortController().signal,
  flows: RunReport['flows'] = [],
) {
  const asked: string[] = [];
  const network = {
    keepLogin: async (system: string) => {
      asked.push(system);
      if (fails !== null) throw fails;
    },
  };
  const context = { clock: () => NOW, signal, log: () => {} };
  const told = await keepLogins({ ...report, flows }, context, { network, programs, mayRenew: true, lastAt });
  return { asked, codes: told.errors.map(({ code }) => code), errors: told.flows.map(({ error }) => error) };
}

test('logins are kept alive by the first run of a day only', async () => {
  expect((await kept('2026-03-02T00:10:00.000Z', null)).asked).toEqual([]);
  expect((await kept('2026-03-01T23:50:00.000Z', null)).asked.toSorted()).toEqual(['asperion', 'exact-online']);
  expect((await kept('', null)).asked).toHaveLength(2);
});

test('a login that turns out to be lost is told, also where no flow came to its end', async () => {
  const refused = new AccessError('REFRESH_REFUSED', 'The login is no longer valid.');
  expect((await kept('', refused)).codes).toEqual(['REFRESH_REFUSED', 'REFRESH_REFUSED']);
  const lost = new StateError('STATE_NOT_SAVED', 'The new login could not be saved.');
  expect((await kept('', lost)).codes).toEqual(['STATE_NOT_SAVED', 'STATE_NOT_SAVED']);
});

test('tells of both lost logins at once, so that a person logs in to both', async () => {
  const error = { code: 'REFRESH_REFUSED', message: 'The login of one is lost.', hint: 'Log in to one.' };
  const { flows } = reportWith({ status: 'stopped', error });
  const refused = new AccessError('REFRESH_REFUSED', 'The login of the other is lost.', {
    hint: 'Log in to the other.',
  });
  const told = await kept('', refused, undefined, flows);
  expect(told.codes).toEqual([]);
  expect(told.errors).toMatchObject([
    {
      message: error.message,
      hint: expect.stringMatching(/^Log in to one. The login of the other is lost. Log in to the other./),
    },
  ]);
});

test('nothing begins in a run that is being stopped', async () => {
  expect((await kept('', null, AbortSignal.abort())).asked).toEqual([]);
});
