import { secureUrl } from './address.ts';
import type { Deadline } from './exchange.ts';
import { exchange } from './exchange.ts';
import { Agent } from './undici.ts';

/** How long a server may take to tell its time, ms. */
const WAIT_MS = 5_000;

/** What the time of a server is compared with. */
export interface OwnTime {
  /** Epoch ms. */
  readonly clock: () => number;
  readonly deadline: Deadline;
  readonly signal: AbortSignal;
}

/**
 * How far our clock is ahead of a server's, ms, negative = behind, by the `Date` of an answer (RFC 9110 §6.6.1), which has whole seconds; null = it told no
 * time. Asks without a token for the headers of an address alone, so it is no call of an administration. Throws only as `secureUrl` does.
 */
export async function aheadOfServer(address: string, input: string, own: OwnTime): Promise<number | null> {
  const url = new URL('/', secureUrl(address, input));
  const request = { system: '', method: 'HEAD', url: url.href, resource: '', headers: {}, kind: 'read' } as const;
  const agent = new Agent({ connect: { timeout: WAIT_MS } });
  const bounds = { maxBytes: 0, totalMs: WAIT_MS, tokenGraceMs: 0, deadline: own.deadline };
  try {
    const askedMs = own.clock();
    const { answer } = await exchange(agent, url, { ...request, signal: own.signal }, bounds);
    const toldMs = Date.parse(answer.headers.date ?? '');
    return Number.isNaN(toldMs) ? null : (askedMs + own.clock()) / 2 - toldMs;
  } finally {
    await agent.destroy();
  }
}
