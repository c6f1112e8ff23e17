import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../../src/http/transport.ts';
import { Company, compile } from '../../support/engine.ts';
import { account, customers } from '../../support/samples.ts';

const flow = compile({ 'customers.yml': customers({}) });

/** Calls for a token of Exact Online so far. */
const tokenCalls = ({ exactOnline }: Company): number =>
  exactOnline.requests.filter(({ path }) => path.endsWith('/token')).length;

describe('the access token of Exact Online', () => {
  it('is used in its last 30 seconds while a new one would be refused as too early', async () => {
    await using company = await Company.open({ exactOnline: { Accounts: [account(1)] } });
    const slowly = (request: HttpRequest): HttpRequest => {
      if (request.kind === 'token') company.time.now += 400;
      return request;
    };
    const askedAt = company.time.now;
    await company.run(flow, { underway: slowly });
    // 570 s after it was asked for, and not yet after it was given.
    company.time.now = askedAt + 570_100;
    expect((await company.run(flow)).customers?.error).toBeNull();
    expect(tokenCalls(company)).toBe(1);
    company.time.now = askedAt + 571_000;
    expect((await company.run(flow)).customers?.error).toBeNull();
    expect(tokenCalls(company)).toBe(2);
  });

  it('is not said to need a new log-in when a proxy answers in place of the token endpoint', async () => {
    await using company = await Company.open({ exactOnline: { Accounts: [account(1)] } });
    const body = '<html><body>Blocked by the network policy</body></html>';
    company.exactOnline.faults.add({ method: 'POST', path: /oauth2\/token/, act: 'status', status: 403, body });
    expect((await company.run(flow)).customers?.error).toMatchObject({
      name: 'TransientError',
      code: 'TOKEN_UNAVAILABLE',
    });
    expect((await company.run(flow)).customers).toMatchObject({ error: null, steps: { debtor: { created: 1 } } });
  });
});
