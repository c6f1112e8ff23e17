import { type AsperionOptions, type AsperionSandbox, startAsperion } from '../../../sandbox/asperion/asperion.ts';
import { defaultSettings } from '../../../src/config/schema/settings-schema.ts';
import { createAsperion } from '../../../src/systems/asperion/client.ts';
import type { AsperionSettings } from '../../../src/systems/asperion/facts/settings.ts';
import type { System } from '../../../src/systems/system.ts';
import { createTokenChain } from '../../../src/systems/tokens/token-chain.ts';
import { never, quickTransport } from '../transport.ts';

/** A client on its own run: what it remembers ends with it. */
export type NewRun = (settings?: Partial<AsperionSettings>, tenant?: string) => System;

/** Starts a sandbox, gives new clients of it, and ends everything. */
export async function withAsperion<Result>(
  options: AsperionOptions,
  use: (sandbox: AsperionSandbox, newRun: NewRun) => Promise<Result>,
): Promise<Result> {
  await using sandbox = await startAsperion(options);
  const clock = options.clock ?? Date.now;
  await using transport = quickTransport(clock);
  const tokens = createTokenChain({
    system: 'asperion',
    clientId: sandbox.clientId,
    clientSecret: sandbox.clientSecret,
    secretRefreshToken: sandbox.issueRefreshToken(),
    tokenUrl: `${sandbox.url}/connect/token`,
    load: async () => null,
    save: async () => {},
    proveSavable: async () => {},
    transport,
    clock,
    sleep: async () => {},
    secretHash: (text) => text,
    earliestRefreshMs: 0,
    mayRefresh: true,
    mask: () => {},
    signal: never,
  });
  return await use(sandbox, (settings = {}, tenant = String(sandbox.tenant)) =>
    createAsperion({
      url: sandbox.url,
      tenant,
      settings: { ...defaultSettings.asperion, ...settings },
      transport,
      tokens,
      clock,
    }),
  );
}

/** API calls since `from`, as method, resource and query. */
export function callsSince(sandbox: AsperionSandbox, from: number): string[] {
  return sandbox.requests
    .slice(from)
    .filter(({ path }) => path.startsWith('/v1/'))
    .map(({ method, path, query }) => `${method} ${path.slice(4)}${query === '' ? '' : `?${query}`}`);
}

/** A debtor as a test needs one, by its number. */
export const debtor = (index: number, more: object = {}) => ({
  customerNumber: String(10_000 + index),
  name: `Debtor ${index}`,
  address: 'Dorpsstraat 1',
  debtorKindId: 'company',
  characteristic5: `EO-${index}`,
  ...more,
});

/** So many of them. */
export const debtors = (count: number) => ({ debtors: Array.from({ length: count }, (_, index) => debtor(index + 1)) });

/** Debtors by a field, with their names. */
export const find = (client: System, field: string, values: readonly string[], more: { fresh?: boolean } = {}) =>
  client.find({ resource: 'debtors', field, values, fields: ['name'], signal: never, ...more });
