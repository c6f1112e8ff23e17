import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../../src/http/transport.ts';
import { Company, type Mappings } from '../../support/engine.ts';
import { account, accountId } from '../../support/samples.ts';
import { both, debtor, held } from '../record/both-directions/both-directions.ts';

/** What a system made of the values that were sent to it, when something stops the flow before it could be asked. */

/** A system that stores nine signs of the texts in one field. */
const cuts =
  (system: HttpRequest['system'], field: string) =>
  (request: HttpRequest): HttpRequest => {
    if (request.kind !== 'write' || request.system !== system) return request;
    const body = JSON.parse(String(request.body));
    return { ...request, body: JSON.stringify(field in body ? { ...body, [field]: body[field].slice(0, 9) } : body) };
  };

const cutting = cuts('exact-online', 'Name');
const cuttingNames = cuts('asperion', 'name');

/** Nobody reaches the system any more once it took one write. */
function unreachableAfterOne(system: HttpRequest['system']): (request: HttpRequest) => HttpRequest {
  let writes = 0;
  return (request) => {
    if (request.kind === 'write') writes += 1;
    const isGone = writes > 1 && request.system === system;
    return isGone ? { ...request, url: request.url.replace(/:\d+/, ':1') } : request;
  };
}

const LONG = 'De Grote Winkel van Gouda';

/** Two debtors are renamed; the write for the second one meets an obstacle. Gives the names that stand on both sides in the end. */
async function stoppedBy(
  obstacle: (company: Company) => (request: HttpRequest) => HttpRequest,
  { flows = both(), later = () => {} }: { readonly flows?: Mappings; readonly later?: (company: Company) => void } = {},
) {
  await using company = await Company.open({ asperion: { debtors: [debtor(10_001), debtor(10_002)] } });
  for (let run = 0; run < 3; run += 1) await company.run(flows, { underway: cutting });
  // The feed gives the newest first.
  for (const { id = null, customerNumber } of company.asperion.rows('debtors'))
    company.asperion.update('debtors', id, { name: customerNumber === '10002' ? LONG : 'Molen' });
  const hinder = obstacle(company);
  const { error, steps } =
    (await company.run(flows, { underway: (request) => hinder(cutting(request)) }))['customers.back'] ?? {};
  expect(steps?.account).toEqual({ updated: 1 });
  later(company);
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
    const ended = await stoppedBy(() => unreachableAfterOne('exact-online'));
    expect(ended).toEqual({ code: 'UNREACHABLE', ...inStep });
  });

  it('is no conflict when its source changes once more before anybody has read it', async () => {
    const ended = await stoppedBy(() => unreachableAfterOne('exact-online'), {
      flows: both('winner: dead-letter', 'winner: dead-letter'),
      later: ({ asperion }) => {
        const id = asperion.rows('debtors').find(({ name }) => name === LONG)?.id ?? null;
        asperion.update('debtors', id, { name: 'De Hoek' });
      },
    });
    expect(ended).toEqual({ code: 'UNREACHABLE', names: ['De Hoek', 'Molen'], stored: ['De Hoek', 'Molen'] });
  });

  it('does not come back when the flow that could bring it is first; a later edit there does', async () => {
    const flows = both();
    await using company = await Company.open({ exactOnline: { Accounts: [account(1), account(2)] } });
    const run = (underway = cuttingNames) => {
      // Asperion does not tell which name it stored.
      const rewrite = (text: string): string => text.replace(/"name":"[^"]*",/g, '');
      company.asperion.faults.add({ act: 'replace', method: 'PUT', path: /debtors/, rewrite, times: 9 });
      return company.run(flows, { underway });
    };
    for (let runs = 0; runs < 2; runs += 1) await run();
    company.wait(1);
    for (const number of [1, 2])
      company.exactOnline.update('Accounts', accountId(number), { Name: `${LONG} ${number}` });
    const hinder = unreachableAfterOne('asperion');
    const { error } = (await run((request) => hinder(cuttingNames(request))))['customers.forth'] ?? {};
    expect(error?.code).toBe('UNREACHABLE');
    for (let runs = 0; runs < 3; runs += 1) {
      company.wait(2);
      await run();
    }
    const names = () => held(company).accounts.map(([name]) => name);
    expect(names()).toEqual([`${LONG} 1`, `${LONG} 2`]);
    expect(held(company).debtors.map(([name]) => name)).toEqual(['De Grote ', 'De Grote ']);
    for (const { id = null } of company.asperion.rows('debtors'))
      company.asperion.update('debtors', id, { name: `Hoek ${id}` });
    company.wait(2);
    await run();
    expect(names()).toEqual(['Hoek 1', 'Hoek 2']);
  });
});
