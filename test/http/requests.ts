import type { Budget } from '../../src/http/budget.ts';
import { createTransport, type HttpRequest, type TransportOptions } from '../../src/http/transport.ts';
import { type FakeTime, fakeTime } from './time.ts';

/** A read of Exact Online's accounts, with anything replaced. */
export function requestTo(base: string, changes: Partial<HttpRequest> = {}): HttpRequest {
  return {
    system: 'exact-online',
    method: 'GET',
    url: `${base}/api/v1/123456/crm/Accounts`,
    resource: 'crm/Accounts',
    headers: { accept: 'application/json' },
    kind: 'read',
    signal: new AbortController().signal,
    ...changes,
  };
}

/** A create of an account. */
export function writeTo(base: string, changes: Partial<HttpRequest> = {}): HttpRequest {
  return requestTo(base, { method: 'POST', kind: 'write', body: '{"Name":"Bakkerij Jansen"}', ...changes });
}

/** A token refresh. */
export function tokenTo(base: string, changes: Partial<HttpRequest> = {}): HttpRequest {
  return requestTo(base, {
    method: 'POST',
    kind: 'token',
    url: `${base}/api/oauth2/token`,
    resource: 'oauth2/token',
    body: 'grant_type=refresh_token',
    ...changes,
  });
}

/** A transport on a fake clock (Thursday 2026-11-26, 10:00:05 in the Netherlands), without jitter, with its log. */
export function testTransport(options: Partial<TransportOptions> & { budget?: Budget; time?: FakeTime } = {}) {
  const { budget, time = fakeTime('2026-11-26T09:00:05Z'), ...rest } = options;
  const lines: string[] = [];
  const transport = createTransport({
    clock: time.clock,
    sleep: time.sleep,
    random: () => 1,
    log: (line) => lines.push(line),
    budgets: budget === undefined ? {} : { 'exact-online': budget },
    ...rest,
  });
  return { transport, time, lines, [Symbol.asyncDispose]: () => transport[Symbol.asyncDispose]() };
}
