import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { AsperionSandbox } from '../../../sandbox/asperion/asperion.ts';
import { caller, grant, noon, start } from './caller.ts';

const redirectUri = 'https://app.example.com/callback';

async function authorize(
  sandbox: AsperionSandbox,
  more: Readonly<Record<string, string>> = {},
  method: 'GET' | 'POST' = 'POST',
): Promise<Response> {
  const asked = new URLSearchParams({
    client_id: sandbox.clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    state: 'xyz',
    ...more,
  });
  const url = `${sandbox.url}/connect/authorize`;
  if (method === 'GET') return fetch(`${url}?${asked}`, { redirect: 'manual' });
  return fetch(url, { method, body: asked, redirect: 'manual' });
}

async function codeOf(sandbox: AsperionSandbox, more: Readonly<Record<string, string>> = {}): Promise<string> {
  const answer = await authorize(sandbox, { username: 'anna', decision: 'allow', ...more });
  return new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';
}

const exchange = (sandbox: AsperionSandbox, code: string, more: Readonly<Record<string, string>> = {}) =>
  grant(sandbox, { grant_type: 'authorization_code', code, redirect_uri: redirectUri, ...more });

const refresh = (sandbox: AsperionSandbox, token: string, more: Readonly<Record<string, string>> = {}) =>
  grant(sandbox, { grant_type: 'refresh_token', refresh_token: token, ...more });

test('the authorize page asks for log-in and consent, and escapes the request (AS-login)', async () => {
  await using started = await start();
  const answer = await authorize(started.sandbox, { state: '"><script>' }, 'GET');
  const page = await answer.text();
  expect(answer.status).toBe(200);
  expect(page).toContain('Yes, Allow');
  expect(page).toContain(started.sandbox.clientId);
  expect(page).toContain('name="username"');
  expect(page).not.toContain('<script>');
});

test('consent leads back with code and state, and the code gives tokens (AS-login)', async () => {
  await using started = await start();
  const answer = await authorize(started.sandbox, { username: 'anna', decision: 'allow' });
  const back = new URL(answer.headers.get('location') ?? '');
  expect(answer.status).toBe(302);
  expect(`${back.origin}${back.pathname}`).toBe(redirectUri);
  expect(back.searchParams.get('state')).toBe('xyz');
  const tokens = await exchange(started.sandbox, back.searchParams.get('code') ?? '');
  expect(tokens.body).toMatchObject({ token_type: 'Bearer', expires_in: 3600, refresh_token: expect.any(String) });
  const list = await caller(started.sandbox, tokens.body.access_token)('GET', '/v1/administrations');
  expect(list.status).toBe(200);
});

test('refused consent leads back with access_denied and without a code (AS-login)', async () => {
  await using started = await start();
  const answer = await authorize(started.sandbox, { username: 'anna', decision: 'deny' });
  const back = new URL(answer.headers.get('location') ?? '');
  expect(back.searchParams.get('error')).toBe('access_denied');
  expect(back.searchParams.has('code')).toBe(false);
});

test('an unknown client or an unsafe redirect address gets a page, never a redirect (AS-login)', async () => {
  await using started = await start();
  for (const more of [{ client_id: 'other' }, { redirect_uri: 'http://app.example.com/' }, { redirect_uri: 'x' }]) {
    const answer = await authorize(started.sandbox, { username: 'anna', decision: 'allow', ...more });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('location')).toBeNull();
  }
});

test('the discovery document names both endpoints of this server (AS-login)', async () => {
  await using started = await start();
  const { url } = started.sandbox;
  const document = (await (await fetch(`${url}/.well-known/openid-configuration`)).json()) as Record<string, unknown>;
  expect(document.authorization_endpoint).toBe(`${url}/connect/authorize`);
  expect(document.token_endpoint).toBe(`${url}/connect/token`);
});

test('a code serves once, for its own redirect address, and five minutes', async () => {
  let now = noon;
  await using started = await start({ clock: () => now });
  const { sandbox } = started;
  const code = await codeOf(sandbox);
  expect((await exchange(sandbox, code)).status).toBe(200);
  expect((await exchange(sandbox, code)).body).toEqual({ error: 'invalid_grant' });
  const elsewhere = await exchange(sandbox, await codeOf(sandbox), { redirect_uri: 'https://app.example.com/other' });
  expect(elsewhere.body).toEqual({ error: 'invalid_grant' });
  const late = await codeOf(sandbox);
  now += 5 * 60_000 + 1;
  expect((await exchange(sandbox, late)).body).toEqual({ error: 'invalid_grant' });
});

test('a code asked for with a PKCE challenge needs its verifier', async () => {
  await using started = await start();
  const verifier = 'v'.repeat(43);
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const asked = { code_challenge: challenge, code_challenge_method: 'S256' };
  expect((await exchange(started.sandbox, await codeOf(started.sandbox, asked))).status).toBe(400);
  const answer = await exchange(started.sandbox, await codeOf(started.sandbox, asked), { code_verifier: verifier });
  expect(answer.status).toBe(200);
});

test('each refresh returns a new one; the old is invalid_grant (AS-token-lifetimes)', async () => {
  await using started = await start();
  const first = started.sandbox.issueRefreshToken();
  const answer = await refresh(started.sandbox, first);
  expect(answer.body.refresh_token).not.toBe(first);
  expect(await refresh(started.sandbox, first)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  expect((await refresh(started.sandbox, answer.body.refresh_token)).status).toBe(200);
});

test('switch rotation off: the same refresh token stays good', async () => {
  await using started = await start({ switches: { rotation: false } });
  const token = started.sandbox.issueRefreshToken();
  expect((await refresh(started.sandbox, token)).body.refresh_token).toBe(token);
  expect((await refresh(started.sandbox, token)).status).toBe(200);
});

test('a log-in ends after its days, however often its tokens were refreshed', async () => {
  let now = noon;
  await using started = await start({ clock: () => now, switches: { refreshTokenDays: 2 } });
  const day = 86_400_000;
  const first = await refresh(started.sandbox, started.sandbox.issueRefreshToken());
  now += day;
  const second = await refresh(started.sandbox, first.body.refresh_token);
  expect(second.status).toBe(200);
  now += day + 1;
  expect((await refresh(started.sandbox, second.body.refresh_token)).body).toEqual({ error: 'invalid_grant' });
});

test('switch offlineAccessScope: without the scope there is no refresh token', async () => {
  await using started = await start({ switches: { offlineAccessScope: true } });
  const without = await exchange(started.sandbox, await codeOf(started.sandbox));
  expect(without.body.refresh_token).toBeUndefined();
  const asked = await exchange(started.sandbox, await codeOf(started.sandbox, { scope: 'offline_access' }));
  expect(asked.body.refresh_token).toEqual(expect.any(String));
});

test('a wrong secret, also one in a header, is invalid_client and spends no token', async () => {
  await using started = await start();
  const token = started.sandbox.issueRefreshToken();
  expect((await refresh(started.sandbox, token, { client_secret: 'wrong' })).body).toEqual({ error: 'invalid_client' });
  const { url, clientId, clientSecret } = started.sandbox;
  const basic = await fetch(`${url}/connect/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
    body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: token }),
  });
  expect(await basic.json()).toEqual({ error: 'invalid_client' });
  expect((await refresh(started.sandbox, token)).status).toBe(200);
});

test('an access token ends after 3600 seconds (AS-token-lifetimes)', async () => {
  let now = noon;
  await using started = await start({ clock: () => now });
  now += 3_599_999;
  expect((await started.call('GET', '/v1/debtors')).status).toBe(200);
  now += 1;
  const late = await started.call('GET', '/v1/debtors');
  expect(late.status).toBe(401);
  expect(late.headers.get('www-authenticate')).toContain('Bearer');
});
