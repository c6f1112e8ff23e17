import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { openRest } from '../../src/github/rest.ts';

/** Asks a server that answers everything with this status and message. */
async function asked(status: number, message: string, headers: Record<string, string> = {}) {
  await using server = createServer((_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify({ message }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const rest = openRest({ apiUrl, repository: 'koffie/books', retries: 0, timeoutMs: 20_000 });
  const { isLimited, isRefused } = await rest({ path: '/issues', token: 'a-token' });
  return { isLimited, isRefused };
}

test.each([
  ['429', 429, 'Too many requests', {}],
  ['403 and says when to try again', 403, 'Slow down', { 'retry-after': '60' }],
  ['403 and has no calls left', 403, 'API limit', { 'x-ratelimit-remaining': '0' }],
  ['403 and only says so', 403, 'You have exceeded a secondary rate limit. Please wait a few minutes.', {}],
])('a limit that answers %s is not taken for a missing right', async (_, status, message, headers) => {
  expect(await asked(status, message, headers)).toEqual({ isLimited: true, isRefused: false });
});

test('a missing right is no limit', async () => {
  const message = 'Resource not accessible by integration';
  expect(await asked(403, message)).toEqual({ isLimited: false, isRefused: true });
});
