import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../../src/http/transport.ts';
import { Company } from '../../support/engine.ts';
import { account, accountId } from '../../support/samples.ts';
import { both, debtor, held } from '../record/both-directions.ts';

/** What a system made of the values that were sent to it, when something stops the flow before it could be asked. */

const flows = both();

/** Exact Online stores nine signs of a name. */
const cutting = (request: HttpRequest): HttpRequest => {
  if (request.kind !== 'write' || request.system !== 'exact-online') return request;
  const body = JSON.parse(String(request.body));
  return {
    ...request,
    body: JSON.stringify(body.Name === undefined ? body : { ...body, Name: body.Name.slice(0, 9) }),
  };
};

/** Asperion does the same. */
const cuttingNames = (request: HttpRequest): HttpRequest => {
  if (request.kind !== 'write' || request.system !== 'asperion') return request;
  const body = JSON.parse(String(request.body));
  return {
    ...request,
    body: JSON.stringify(body.name === undefined ? body : { ...body, name: body.name.slice(0, 9) }),
  };
};

const LONG = 'De Grote Winkel van Gouda';

/** Two debtors are renamed; the write for the second one meets an obstacle. Gives the names that stand on both sides in the end. */
async function stoppedBy(obstacle: (company: Company) => (request: HttpRequest) => HttpRequest) {
  await using company = await Company.open({ asperion: { debtors: [debtor(10_001), debtor(10_002)] } });
  for (let run = 0; run < 3; run += 1) await company.run(flows, { underway: cutting });
  // The feed gives the newest first.
  for (const { id = null, customerNumber } of company.asperion.rows('debtors'))
    company.asperion.update('debtors', id, { name: customerNumber === '10002' ? LONG : 'Molen' });
  const hinder = obstacle(company);
  const { error, steps } =
    (await company.run(flows, { underway: (request) => hinder(cutting(request)) }))['customers.back'] ?? {};
  expect(steps?.account).toEqual({ updated: 1 });
  company.wait(2);
  for (let run = 0; run < 3; run += 1) {
    expect((await company.run(flows, { underway: cutting }))['customers.back']?.letters).toEqual([]);
    company.wait(2);
  }
  const names = company.asperion.rows('debtors').map(({ name }) => name);
  const stored = company.exactOnline.rows('Accounts').map(({ Name }) => Name);
  return { code: error?.code, names: names.sort(), stored: stored.sort() };
}

const inStep = { names: [LONG, 'Molen'], stored: ['De Grote ', 'Molen'] };

describe('a value that the target cut, in a flow that a later record stops', () => {
  it('is learned before the flow ends, and does not come back', async () => {
    const ended = await stoppedBy(({ exactOnline }) => {
      const fault = { method: 'PUT', path: /crm\/Accounts/, skip: 1, act: 'status', status: 403, body: '{}' } as const;
      exactOnline.faults.add(fault);
      return (request) => request;
    });
    expect(ended).toEqual({ code: 'FORBIDDEN', ...inStep });
  });

  it('is learned by the next run when the target cannot be reached any more', async () => {
    let writes = 0;
    const ended = await stoppedBy(() => (request) => {
      if (request.kind === 'write') writes += 1;
      const isGone = writes > 1 && request.system === 'exact-online';
      return isGone ? { ...request, url: request.url.replace(/:\d+/, ':1') } : request;
    });
    expect(ended).toEqual({ code: 'UNREACHABLE', ...inStep });
  });

  it('does not come back when the flow that could bring it runs first', async () => {
    await using company = await Company.open({ exactOnline: { Accounts: [account(1), account(2)] } });
    for (let run = 0; run < 2; run += 1) await company.run(flows, { underway: cuttingNames });
    company.wait(1);
    for (const number of [1, 2])
      company.exactOnline.update('Accounts', accountId(number), { Name: `${LONG} ${number}` });
    let writes = 0;
    const underway = (request: HttpRequest): HttpRequest => {
      if (request.kind === 'write') writes += 1;
      const isGone = writes > 1 && request.system === 'asperion';
      return isGone ? { ...request, url: request.url.replace(/:\d+/, ':1') } : cuttingNames(request);
    };
    const { error } = (await company.run(flows, { underway }))['customers.forth'] ?? {};
    expect(error?.code).toBe('UNREACHABLE');
    for (let run = 0; run < 3; run += 1) {
      company.wait(2);
      await company.run(flows, { underway: cuttingNames });
    }
    const { accounts, debtors } = held(company);
    expect(accounts.map(([name]) => name)).toEqual([`${LONG} 1`, `${LONG} 2`]);
    expect(debtors.map(([name]) => name)).toEqual(['De Grote ', 'De Grote ']);
  });
});
