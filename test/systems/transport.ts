import { createTransport, type Transport } from '../../src/http/transport.ts';
import type { TokenChain } from '../../src/systems/tokens/token-chain.ts';

/** The real transport without pauses and without limits of its own. */
export function quickTransport(clock: () => number = Date.now): Transport & AsyncDisposable {
  return createTransport({ clock, sleep: async () => {}, random: () => 0, log: () => {}, budgets: {} });
}

/** Tokens that are always good. */
export const fixedTokens: TokenChain = { accessToken: async () => 'token-1', renew: async () => 'token-2' };

/** A signal that never aborts. */
export const never = new AbortController().signal;

/** Everything that an asynchronous sequence yields. */
export async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}
