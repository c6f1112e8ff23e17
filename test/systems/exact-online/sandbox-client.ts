import { expect } from 'vitest';
import {
  type ExactOnlineOptions,
  type ExactOnlineSandbox,
  startExactOnline,
} from '../../../sandbox/exact-online/exact-online.ts';
import type { TokenState } from '../../../src/state/tokens.ts';
import { createExactOnline } from '../../../src/systems/exact-online/client.ts';
import type { ConnectionOptions } from '../../../src/systems/exact-online/connection.ts';
import type { Cursor, SourceRecord, System } from '../../../src/systems/system.ts';
import { createTokenChain } from '../../../src/systems/tokens/token-chain.ts';
import { all, never, quickTransport } from '../transport.ts';

/** What a test gets of a sandbox of Exact Online. */
export interface ExactStage {
  readonly sandbox: ExactOnlineSandbox;
  /** A new client with the saved tokens of the one before. */
  newRun(): System;
  /** What such a client is made of. */
  newConnection(): ConnectionOptions;
  /** The calls that the work makes, as `2 GET sync/CRM/Accounts`. */
  callsOf(work: () => Promise<unknown>): Promise<string[]>;
}

/** Runs against our own Exact Online: each run is a new client with the saved tokens of the one before. */
export async function withSandbox(
  options: ExactOnlineOptions,
  use: (stage: ExactStage) => Promise<void>,
): Promise<void> {
  await using sandbox = await startExactOnline({ minuteLimit: 1_000, ...options });
  const clock = options.clock ?? Date.now;
  await using transport = quickTransport(clock);
  const secretRefreshToken = sandbox.issueRefreshToken();
  let saved: TokenState | null = null;
  const newConnection = (): ConnectionOptions => {
    const tokens = createTokenChain({
      system: 'exact-online',
      clientId: sandbox.clientId,
      clientSecret: sandbox.clientSecret,
      secretRefreshToken,
      tokenUrl: `${sandbox.url}/api/oauth2/token`,
      load: async () => saved,
      proveSavable: async () => {},
      save: async (state) => {
        saved = state;
      },
      transport,
      clock,
      sleep: async () => {},
      secretHash: (text) => text,
      earliestRefreshMs: 570_000,
      mayRefresh: true,
      mask: () => {},
      signal: never,
    });
    return { url: sandbox.url, division: String(sandbox.division), clock, transport, tokens };
  };
  const newRun = () => createExactOnline(newConnection());
  const callsOf = async (work: () => Promise<unknown>): Promise<string[]> => {
    const before = transport.calls.take();
    await work();
    return Object.entries(transport.calls.since(before))
      .map(([key, count]) => `${count} ${key.replace('exact-online ', '')}`)
      .filter((call) => !call.endsWith('oauth2/token'));
  };
  await use({ sandbox, newRun, newConnection, callsOf });
  expect(Object.keys(transport.calls.take())).toContain('exact-online POST oauth2/token');
}

/** What a feed gives when it is read to its end. */
export async function changes(
  exact: System,
  resource: string,
  fields: string[],
  cursor: Cursor | null,
): Promise<{ readonly records: readonly SourceRecord[]; readonly cursor: Cursor | null }> {
  const pages = await all(exact.changes({ resource, fields, cursor, nowMs: Date.now(), signal: never }));
  return { records: pages.flatMap((page) => page.records), cursor: pages.at(-1)?.cursor ?? null };
}

export const CUSTOMER = '11111111-1111-4111-8111-111111111111';
export const ITEM = '22222222-2222-4222-8222-222222222222';
export const WAREHOUSE = '33333333-3333-4333-8333-333333333333';
export const ACCOUNT = '44444444-4444-4444-8444-444444444444';

/** What the documents of a test point to. */
export const base = {
  Accounts: [{ ID: CUSTOMER, Code: '20001', Name: 'Bakkerij Voorbeeld', Status: 'C', Country: 'NL' }],
  Items: [{ ID: ITEM, Code: 'A1', Description: 'Brood', IsSalesItem: true }],
  Warehouses: [{ ID: WAREHOUSE, Code: '1', Main: 1 }],
  GLAccounts: [{ ID: ACCOUNT, Code: '8000', Description: 'Omzet' }],
  VATCodes: [{ Code: '2', Description: 'BTW hoog', Percentage: 0.21 }],
};
