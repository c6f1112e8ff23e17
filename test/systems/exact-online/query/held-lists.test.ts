import { describe, expect, it } from 'vitest';
import { guid } from '../../../../sandbox/world/random.ts';
import { createExactOnline } from '../../../../src/systems/exact-online/client.ts';
import type { System } from '../../../../src/systems/system.ts';
import { fixedTokens, never, quickTransport } from '../../transport.ts';
import { startFakeExact } from '../fake-exact.ts';
import { withSandbox } from '../sandbox-client.ts';

const RESOURCE = 'crm/Accounts';
const LIST = 'sync/CRM/Accounts';
const LOOK_UPS = 'bulk/CRM/Accounts';

const accounts = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    ID: guid(1, 'account', at),
    Code: String(20_001 + at),
    Name: `Customer ${at}`,
  }));

/** Looks a hundred accounts up after another, and returns their names. */
async function lookUp(exact: System, memory: object | undefined, from: number): Promise<readonly unknown[]> {
  const values = Array.from({ length: 100 }, (_, at) => guid(1, 'account', from + at));
  const asked = { resource: RESOURCE, field: 'ID', values, fields: ['Name'], signal: never };
  const found = await exact.find(memory === undefined ? asked : { ...asked, memory });
  return found.map(({ Name }) => Name).toSorted();
}

const names = (from: number) => Array.from({ length: 100 }, (_, at) => `Customer ${from + at}`).toSorted();

describe('look-ups that remember', () => {
  it('read the list once it costs no more calls than the look-ups did', () =>
    withSandbox({ rows: { Accounts: accounts(1100) } }, async ({ newRun, callsOf }) => {
      const [exact, memory] = [newRun(), {}];
      const calls = await callsOf(async () => {
        for (let from = 0; from < 1100; from += 100) expect(await lookUp(exact, memory, from)).toEqual(names(from));
      });
      expect(calls).toEqual([`2 GET ${LOOK_UPS}`, `2 GET ${LIST}`]);
    }));

  it('go on beside a list that is longer than what they cost, and ask for its length once', async () => {
    await using fake = await startFakeExact({ [LOOK_UPS]: accounts(1000) });
    const next = `${fake.url}/api/v1/123/${LIST}?$skiptoken=1`;
    const d = { results: accounts(1), __count: '60000', __next: next };
    fake.answer = ({ path }) => (path === LIST ? { status: 200, body: JSON.stringify({ d }) } : undefined);
    await using transport = quickTransport();
    const exact = createExactOnline({ url: fake.url, division: '123', transport, tokens: fixedTokens });
    const memory = {};
    for (let from = 0; from < 1000; from += 100) await lookUp(exact, memory, from);
    expect(fake.calls.filter(({ path }) => path === LIST)).toHaveLength(1);
    expect(fake.calls.filter(({ path }) => path === LOOK_UPS)).toHaveLength(10);
  });

  it('go on beside a list that is refused', async () => {
    await using fake = await startFakeExact({ [LOOK_UPS]: accounts(1000) });
    fake.answer = ({ path }) => (path === LIST ? { status: 400, body: '' } : undefined);
    await using transport = quickTransport();
    const exact = createExactOnline({ url: fake.url, division: '123', transport, tokens: fixedTokens });
    for (const memory of [{}, {}]) for (let from = 0; from < 500; from += 100) await lookUp(exact, memory, from);
    expect(fake.calls.filter(({ path }) => path === LIST)).toHaveLength(1);
    expect(fake.calls.filter(({ path }) => path === LOOK_UPS)).toHaveLength(10);
  });

  it('look up what the list lacks, and read it again after a write', () =>
    withSandbox({ rows: { Accounts: accounts(250) } }, async ({ sandbox, newRun, callsOf }) => {
      const [exact, memory] = [newRun(), {}];
      for (const from of [0, 100, 100]) await lookUp(exact, memory, from);
      for (const row of accounts(300).slice(250)) sandbox.insert('Accounts', row);
      const calls = await callsOf(async () => expect(await lookUp(exact, memory, 200)).toEqual(names(200)));
      expect(calls).toEqual([`1 GET ${LOOK_UPS}`]);
      await exact.update({
        resource: RESOURCE,
        key: guid(1, 'account', 0),
        values: { Name: 'Renamed' },
        signal: never,
      });
      expect(await lookUp(exact, memory, 0)).toContain('Renamed');
    }));

  it('are asked each time without a memory', () =>
    withSandbox({ rows: { Accounts: accounts(400) } }, async ({ newRun, callsOf }) => {
      const exact = newRun();
      const calls = await callsOf(async () => {
        for (const from of [0, 100, 200, 300]) await lookUp(exact, undefined, from);
      });
      expect(calls).toEqual([`4 GET ${LOOK_UPS}`]);
    }));
});
