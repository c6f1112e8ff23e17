import { expect, test } from 'vitest';
import { guid } from '../../../../sandbox/world/random.ts';
import { never } from '../../transport.ts';
import { withSandbox } from '../sandbox-client.ts';

test('reads only two missed ids by their address, because ten 404s in an hour block the app', () =>
  withSandbox({ rows: {} }, async ({ sandbox, newRun }) => {
    const ask = async (count: number): Promise<number> => {
      const values = Array.from({ length: count }, (_, index) => guid(1, 'nobody', index));
      const before = sandbox.requests.length;
      const request = { resource: 'crm/Accounts', field: 'ID', values, fields: ['Name'], fresh: true, signal: never };
      expect(await newRun().find(request)).toEqual([]);
      return sandbox.requests.slice(before).filter(({ path }) => decodeURIComponent(path).includes('(guid')).length;
    };
    expect([await ask(1), await ask(2), await ask(3)]).toEqual([1, 2, 2]);
  }));
