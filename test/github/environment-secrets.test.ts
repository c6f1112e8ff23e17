import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { type GitHubSandbox, startGitHubSandbox } from '../../sandbox/github/server.ts';
import { createEnvironmentSecrets, type EnvironmentSecrets } from '../../src/github/environment-secrets.ts';

const VALUE = 'stampNL001.a-refresh-token!with/odd+characters';

function secretsOf(github: GitHubSandbox, environment = 'sync', token = github.secretsToken): EnvironmentSecrets {
  return createEnvironmentSecrets({ apiUrl: github.url, repository: github.repository, environment, token });
}

test('writes a value that only GitHub can open, and replaces it', async () => {
  await using github = await startGitHubSandbox();
  const secrets = secretsOf(github);
  expect(await secrets.write('EXACT_ONLINE_REFRESH_TOKEN', VALUE)).toEqual({ outcome: 'written' });
  expect(github.environmentSecret('sync', 'EXACT_ONLINE_REFRESH_TOKEN')).toBe(VALUE);
  expect(await secrets.write('EXACT_ONLINE_REFRESH_TOKEN', 'the next')).toEqual({ outcome: 'written' });
  expect(github.environmentSecret('sync', 'EXACT_ONLINE_REFRESH_TOKEN')).toBe('the next');
});

test('finds an environment whose name needs encoding', async () => {
  await using github = await startGitHubSandbox({ environments: ['Sync / books 100%'] });
  expect(await secretsOf(github, 'Sync / books 100%').write('REFRESH', VALUE)).toEqual({ outcome: 'written' });
  expect(github.environmentSecret('Sync / books 100%', 'REFRESH')).toBe(VALUE);
});

test('tells a token without the right from an environment that is not there', async () => {
  await using github = await startGitHubSandbox();
  expect(await secretsOf(github, 'sync', github.token).write('REFRESH', VALUE)).toEqual({
    outcome: 'refused',
    reason: 'HTTP 403',
  });
  expect(await secretsOf(github, 'sync', 'unknown').write('REFRESH', VALUE)).toEqual({
    outcome: 'refused',
    reason: 'HTTP 401',
  });
  expect(await secretsOf(github, 'production').write('REFRESH', VALUE)).toEqual({
    outcome: 'missing',
    reason: 'HTTP 404',
  });
  expect(github.environmentSecret('sync', 'REFRESH')).toBeNull();
});

test('recovers from a short fault of GitHub', async () => {
  await using github = await startGitHubSandbox();
  github.switches.unavailableRestCalls = 1;
  expect(await secretsOf(github).write('REFRESH', VALUE)).toEqual({ outcome: 'written' });
});

test('gives up on a longer one, and on a GitHub that is not there', async () => {
  const github = await startGitHubSandbox();
  github.switches.unavailableRestCalls = 5;
  expect(await secretsOf(github).write('REFRESH', VALUE)).toEqual({ outcome: 'failed', reason: 'HTTP 502' });
  await github.close();
  expect(await secretsOf(github).write('REFRESH', VALUE)).toEqual({ outcome: 'failed', reason: 'ECONNREFUSED' });
});

test.each([
  ['a page instead of JSON', '<html>down</html>'],
  ['a key of the wrong length', '{"key_id":"1","key":"c2hvcnQ="}'],
  ['no key at all', '{}'],
])('sends nothing after %s', async (_what, body) => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method}`);
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const secrets = createEnvironmentSecrets({ apiUrl, repository: 'a/b', environment: 'sync', token: 't' });
    expect(await secrets.write('REFRESH', VALUE)).toEqual({ outcome: 'failed', reason: 'unexpected answer' });
    expect(asked).toEqual(['GET']);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

test('takes a rate limit for a fault that passes, not for a refusal', async () => {
  const server = createServer((_request, response) => {
    response.writeHead(403, { 'x-ratelimit-remaining': '0' }).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const secrets = createEnvironmentSecrets({ apiUrl, repository: 'a/b', environment: 'sync', token: 't' });
    expect(await secrets.write('REFRESH', VALUE)).toEqual({ outcome: 'failed', reason: 'HTTP 403' });
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
