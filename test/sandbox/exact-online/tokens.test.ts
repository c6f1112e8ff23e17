import { describe, expect, it } from 'vitest';
import { MORNING, stage } from './client.ts';

const REDIRECT = 'https://example.com/exact';

describe('authorization', () => {
  it('asks for consent, then redirects with a code that works once, for three minutes', async () => {
    await using exact = await stage();
    const { clientId } = exact.sandbox;
    const query = {
      client_id: clientId,
      redirect_uri: REDIRECT,
      response_type: 'code',
      state: 'abc',
      force_login: '0',
    };
    const page = await exact.get(`/api/oauth2/auth?${new URLSearchParams(query)}`);
    expect(page.text).toContain('Toestaan');
    const consent = async (choice: string) => {
      const reply = await exact.call('POST', '/api/oauth2/auth', {
        body: String(new URLSearchParams({ ...query, consent: choice })),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
      expect(reply.status).toBe(302);
      return reply.headers.get('location') ?? '';
    };
    const location = await consent('yes');
    expect(location).toMatch(/^https:\/\/example\.com\/exact\?state=abc&code=stampNL001\.[^!]+%21/);
    const code = new URL(location).searchParams.get('code') ?? '';
    const exchange = (text: string) =>
      exact.token({ grant_type: 'authorization_code', code: text, redirect_uri: REDIRECT });
    expect((await exchange(code.replace('!', '%21'))).status).toBe(400);
    const tokens = await exchange(code);
    expect(tokens.json).toMatchObject({ token_type: 'bearer', expires_in: '600' });
    expect((await exchange(code)).status).toBe(400);
    const late = new URL(await consent('yes')).searchParams.get('code') ?? '';
    exact.time.now += 180_000;
    expect((await exchange(late)).status).toBe(400);
    expect(new URL(await consent('no')).searchParams.get('error')).toBe('access_denied');
  });

  it('does not redirect for an unknown app, nor to the machine itself', async () => {
    await using exact = await stage();
    const ask = (client_id: string, redirect_uri: string) =>
      exact.get(`/api/oauth2/auth?${new URLSearchParams({ client_id, redirect_uri, response_type: 'code' })}`);
    expect((await ask('nobody', REDIRECT)).status).toBe(400);
    expect((await ask(exact.sandbox.clientId, 'http://localhost:3000/')).status).toBe(400);
  });

  it('gives expires_in as text and access for 600 seconds (EX-token-lifetimes)', async () => {
    await using exact = await stage();
    exact.time.now = MORNING + 599_000;
    expect((await exact.get('/api/v1/current/Me')).status).toBe(200);
    exact.time.now = MORNING + 600_000;
    const late = await exact.get('crm/Accounts?$select=ID');
    expect([late.status, late.text]).toEqual([401, '']);
    expect((await exact.call('GET', 'crm/Accounts', { headers: { authorization: '' } })).status).toBe(401);
  });

  it('rotates the refresh token; the old one is dead (EX-token-lifetimes)', async () => {
    await using exact = await stage();
    const first = exact.sandbox.issueRefreshToken();
    const refresh = (token: string) => exact.token({ grant_type: 'refresh_token', refresh_token: token });
    const pair = await refresh(first);
    expect(pair.json.refresh_token).not.toBe(first);
    const dead = await refresh(first);
    expect([dead.status, dead.json]).toEqual([
      401,
      { error: 'unauthorized_client', error_description: 'Old refresh token used.' },
    ]);
    exact.time.now += 570_000;
    expect((await refresh(pair.json.refresh_token)).status).toBe(200);
  });

  it('refuses a refresh before 570 seconds (EX-token-lifetimes)', async () => {
    await using exact = await stage();
    const refresh = (token: string) => exact.token({ grant_type: 'refresh_token', refresh_token: token });
    const { json } = await refresh(exact.sandbox.issueRefreshToken());
    exact.time.now += 569_999;
    const early = await refresh(json.refresh_token);
    expect(early.status).toBe(400);
    expect(early.json).toEqual({
      error: 'access_denied',
      error_description: 'Rate limit exceeded: access_token not expired',
    });
    expect(early.headers.get('reason')).toBe('TooEarlyToRefreshTokens: Rate limit exceeded: access_token not expired');
    exact.sandbox.switches.failedRefreshConsumes = true;
    await refresh(json.refresh_token);
    exact.time.now += 1;
    expect((await refresh(json.refresh_token)).status).toBe(401);
  });

  it('lets a refresh token die after 30 days and knows no strange ones (EX-token-lifetimes)', async () => {
    await using exact = await stage();
    const { json } = await exact.token({
      grant_type: 'refresh_token',
      refresh_token: exact.sandbox.issueRefreshToken(),
    });
    exact.time.now += 30 * 86_400_000;
    const late = await exact.token({ grant_type: 'refresh_token', refresh_token: json.refresh_token });
    expect([late.status, late.json.error]).toEqual([400, 'invalid_request']);
    expect(late.json.error_description).toBe(
      'The refresh token expired at 04/09/2026 10:15:00 AM and it is now 04/09/2026 10:15:00 AM',
    );
    const strange = await exact.token({ grant_type: 'refresh_token', refresh_token: 'x' });
    expect(strange.json).toEqual({
      error: 'invalid_grant',
      error_description: 'Token is not allowed, because of invalid or empty chainId',
    });
    const stranger = await exact.token({ grant_type: 'refresh_token', client_secret: 'x' });
    expect(stranger.json.error).toBe('invalid_client');
  });

  it('counts token calls of a day when the old rule is on', async () => {
    await using exact = await stage({}, { switches: { tokenCallsPerDay: 2 } });
    const refresh = () =>
      exact.token({ grant_type: 'refresh_token', refresh_token: exact.sandbox.issueRefreshToken() });
    expect((await refresh()).status).toBe(200);
    expect((await refresh()).status).toBe(400);
    exact.time.now += 86_400_000;
    expect((await refresh()).status).toBe(200);
  });
});
