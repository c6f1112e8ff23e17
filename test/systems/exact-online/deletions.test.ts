import { describe, expect, it } from 'vitest';
import type { System } from '../../../src/systems/system.ts';
import { never } from '../transport.ts';
import { withSandbox } from './sandbox-client.ts';

const ONE = '11111111-1111-4111-8111-111111111111';
const TWO = '22222222-2222-4222-8222-222222222222';
const ITEM = '33333333-3333-4333-8333-333333333333';

const rows = {
  Accounts: [
    { ID: ONE, Code: '20001', Name: 'Bakkerij Voorbeeld' },
    { ID: TWO, Code: '20002', Name: 'Slagerij Voorbeeld' },
  ],
  Items: [{ ID: ITEM, Code: 'A1', Description: 'Brood' }],
};

type Request = Parameters<NonNullable<System['deletions']>>[0];

const ask = async (system: System, parts: Partial<Request> = {}) => {
  const request = { resources: ['crm/Accounts'], cursor: null, feed: null, signal: never, ...parts };
  const answer = await system.deletions?.(request);
  if (answer === undefined) throw new TypeError('Exact Online tells of deletions');
  return answer;
};

describe('deletions of Exact Online', () => {
  it('are read for some resources since the cursor, in one call', () =>
    withSandbox({ rows }, async ({ sandbox, newRun, callsOf }) => {
      const before = await ask(newRun());
      expect(before.keys).toEqual([]);
      sandbox.remove('Accounts', ONE);
      sandbox.remove('Items', ITEM);
      const first = await ask(newRun(), { cursor: before.cursor });
      expect(first.keys).toEqual([ONE]);
      expect(await callsOf(() => ask(newRun(), { cursor: first.cursor }))).toEqual(['1 GET sync/Deleted']);
      sandbox.remove('Accounts', TWO);
      expect((await ask(newRun(), { cursor: first.cursor })).keys).toEqual([TWO]);
      expect((await ask(newRun(), { resources: ['logistics/Items'] })).keys).toEqual([ITEM]);
    }));

  it('are read in one call for all flows of a run that have read the log as far', () =>
    withSandbox({ rows }, async ({ sandbox, newRun, callsOf }) => {
      const { cursor } = await ask(newRun());
      sandbox.remove('Accounts', ONE);
      sandbox.remove('Items', ITEM);
      const run = newRun();
      const asked = async (resource: string) => (await ask(run, { resources: [resource], cursor })).keys;
      expect(await callsOf(() => asked('crm/Accounts'))).toEqual(['1 GET sync/Deleted']);
      expect(await callsOf(async () => expect(await asked('logistics/Items')).toEqual([ITEM]))).toEqual([]);
      const all = await ask(run, { resources: ['crm/Accounts', 'logistics/Items'] });
      expect(all.keys).toEqual([ONE, ITEM]);
    }));

  it('are read from the start once the feed knows of a move, because row versions start afresh', () =>
    withSandbox({ rows }, async ({ sandbox, newRun }) => {
      sandbox.remove('Accounts', ONE);
      const first = await ask(newRun(), { feed: { timestamp: '9', moved: 'never' } });
      const same = await ask(newRun(), { cursor: first.cursor, feed: { timestamp: '10', moved: 'never' } });
      expect(same.keys).toEqual([]);
      const moved = await ask(newRun(), {
        cursor: first.cursor,
        feed: { timestamp: '2', moved: '2026-11-20T00:00:00' },
      });
      expect(moved.keys).toEqual([ONE]);
    }));
});
