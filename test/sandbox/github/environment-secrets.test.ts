import sodium from 'libsodium-wrappers';
import { expect, test } from 'vitest';
import { type GitHubSandbox, startGitHubSandbox } from '../../../sandbox/github/server.ts';

interface PublicKey {
  readonly key_id: string;
  readonly key: string;
}

function call(
  sandbox: GitHubSandbox,
  path: string,
  { token = sandbox.secretsToken, environment = 'sync', body }: { token?: string; environment?: string; body?: object },
): Promise<Response> {
  const url = `${sandbox.url}/repos/${sandbox.repository}/environments/${encodeURIComponent(environment)}/secrets${path}`;
  return fetch(url, {
    method: body === undefined ? 'GET' : 'PUT',
    headers: { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** A value sealed with the environment's key, as the documentation shows it. */
async function sealed(sandbox: GitHubSandbox, value: string, environment = 'sync'): Promise<object> {
  await sodium.ready;
  const { key, key_id } = (await (await call(sandbox, '/public-key', { environment })).json()) as PublicKey;
  const box = sodium.crypto_box_seal(value, new Uint8Array(Buffer.from(key, 'base64')));
  return { encrypted_value: Buffer.from(box).toString('base64'), key_id };
}

test('creates a secret, replaces it, opens it, and lists names only', async () => {
  await using sandbox = await startGitHubSandbox({ now: () => Date.parse('2026-03-02T08:00:00Z') });
  expect(sandbox.environmentSecret('sync', 'REFRESH')).toBeNull();
  expect((await call(sandbox, '/REFRESH', { body: await sealed(sandbox, 'first') })).status).toBe(201);
  expect(sandbox.environmentSecret('sync', 'REFRESH')).toBe('first');
  expect((await call(sandbox, '/refresh', { body: await sealed(sandbox, 'seçond ✓') })).status).toBe(204);
  expect(sandbox.environmentSecret('sync', 'REFRESH')).toBe('seçond ✓');
  expect(await (await call(sandbox, '', {})).json()).toEqual({
    total_count: 1,
    secrets: [{ name: 'REFRESH', created_at: '2026-03-02T08:00:00.000Z', updated_at: '2026-03-02T08:00:00.000Z' }],
  });
});

test('every environment has a key and secrets of its own, and a name that may need encoding', async () => {
  await using sandbox = await startGitHubSandbox({ environments: ['sync', 'books/2026'] });
  const body = await sealed(sandbox, 'value', 'books/2026');
  expect((await call(sandbox, '/REFRESH', { environment: 'books/2026', body })).status).toBe(201);
  expect(sandbox.environmentSecret('books/2026', 'REFRESH')).toBe('value');
  expect((await call(sandbox, '/REFRESH', { body })).status).toBe(422);
});

test('refuses what is not sealed with its key, and names that a secret cannot have', async () => {
  await using sandbox = await startGitHubSandbox();
  const body = await sealed(sandbox, 'value');
  const open = Buffer.from('value').toString('base64');
  expect((await call(sandbox, '/REFRESH', { body: { ...body, encrypted_value: open } })).status).toBe(422);
  expect((await call(sandbox, '/REFRESH', { body: { ...body, key_id: 'another' } })).status).toBe(422);
  expect((await call(sandbox, '/GITHUB_X', { body })).status).toBe(422);
  expect(sandbox.environmentSecret('sync', 'REFRESH')).toBeNull();
});

test('the token of a workflow may not, nor one that is unknown or lacks the permission', async () => {
  await using sandbox = await startGitHubSandbox();
  const refused = await call(sandbox, '/public-key', { token: sandbox.token });
  expect(refused.status).toBe(403);
  expect(await refused.json()).toMatchObject({ message: 'Resource not accessible by integration' });
  expect((await call(sandbox, '/public-key', { token: 'github_pat_other' })).status).toBe(401);
  expect((await call(sandbox, '/public-key', { environment: 'production' })).status).toBe(404);
  sandbox.switches.environmentSecrets = 'forbidden';
  expect((await call(sandbox, '/public-key', {})).status).toBe(403);
  sandbox.switches.environmentSecrets = 'missing';
  expect((await call(sandbox, '/public-key', {})).status).toBe(404);
  sandbox.switches.environmentSecrets = 'writable';
  sandbox.switches.unavailableRestCalls = 1;
  expect((await call(sandbox, '/public-key', {})).status).toBe(502);
  expect((await call(sandbox, '/public-key', {})).status).toBe(200);
});
