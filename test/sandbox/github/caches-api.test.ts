import { expect, test } from 'vitest';
import { type GitHubSandbox, startGitHubSandbox } from '../../../sandbox/github/server.ts';
import { lookUp, storeEntry } from './protocol.ts';

const MAIN = 'refs/heads/main';
const BRANCH = 'refs/heads/mapping-change';

interface Page {
  readonly total_count: number;
  readonly actions_caches: readonly { readonly id: number; readonly key: string; readonly ref: string }[];
}

async function call(sandbox: GitHubSandbox, query: string, method = 'GET', token = sandbox.token): Promise<Response> {
  const headers = token === '' ? {} : { authorization: `Bearer ${token}` };
  return fetch(`${sandbox.url}/repos/${sandbox.repository}/actions/caches${query}`, { method, headers });
}

async function keys(sandbox: GitHubSandbox, query: string): Promise<readonly string[]> {
  return ((await (await call(sandbox, query)).json()) as Page).actions_caches.map((entry) => entry.key);
}

/** Time that passes a second at every look, so that entries differ in age. */
function clock(): () => number {
  let now = Date.parse('2026-03-02T08:00:00Z');
  return () => (now += 1000);
}

test('lists by prefix and ref, last accessed first unless asked otherwise', async () => {
  await using sandbox = await startGitHubSandbox({ now: clock() });
  for (const key of ['state/1', 'state/2', 'other/1']) await storeEntry(sandbox, MAIN, key);
  await storeEntry(sandbox, BRANCH, 'state/3');
  await lookUp(sandbox, MAIN, 'state/1');
  expect(await keys(sandbox, '?key=state/')).toEqual(['state/1', 'state/3', 'state/2']);
  expect(await keys(sandbox, '?key=state/&sort=created_at&direction=desc')).toEqual(['state/3', 'state/2', 'state/1']);
  expect(await keys(sandbox, '?key=state/&sort=created_at&direction=asc')).toEqual(['state/1', 'state/2', 'state/3']);
  expect(await keys(sandbox, `?key=state/&ref=${BRANCH}`)).toEqual(['state/3']);
});

test('pages with 30 entries unless asked otherwise', async () => {
  await using sandbox = await startGitHubSandbox({ now: clock() });
  for (let number = 1; number <= 31; number += 1) await storeEntry(sandbox, MAIN, `state/${number}`);
  expect(await keys(sandbox, '')).toHaveLength(30);
  expect(await keys(sandbox, '?page=2')).toEqual(['state/1']);
  expect(await keys(sandbox, '?per_page=2&page=2')).toEqual(['state/29', 'state/28']);
  expect(await (await call(sandbox, '?per_page=1')).json()).toMatchObject({ total_count: 31 });
});

test('names the other pages in Link, with all that was asked for, and no page where there is one', async () => {
  await using sandbox = await startGitHubSandbox({ now: clock() });
  for (let number = 1; number <= 5; number += 1) await storeEntry(sandbox, MAIN, `state/${number}`);
  const link = async (query: string): Promise<string | null> => (await call(sandbox, query)).headers.get('link');
  const page = (number: number, rel: string): string => `[?&]page=${number}>; rel="${rel}"`;
  expect(await link('')).toBeNull();
  expect(await link('?key=state/&per_page=2')).toMatch(new RegExp(`${page(2, 'next')}, .*${page(3, 'last')}$`));
  expect(await link('?key=state/&per_page=2&page=3')).toMatch(new RegExp(`${page(2, 'prev')}, .*${page(1, 'first')}$`));
  const [, next = ''] = /<([^>]+)>; rel="next"/.exec((await link('?key=state/&per_page=2')) ?? '') ?? [];
  const answer = await fetch(next, { headers: { authorization: `Bearer ${sandbox.token}` } });
  expect(((await answer.json()) as Page).actions_caches.map(({ key }) => key)).toEqual(['state/3', 'state/2']);
});

test('deletes by id and by key', async () => {
  await using sandbox = await startGitHubSandbox();
  for (const key of ['state/1', 'state/2']) await storeEntry(sandbox, MAIN, key);
  expect((await call(sandbox, '/1', 'DELETE')).status).toBe(204);
  expect((await call(sandbox, '/1', 'DELETE')).status).toBe(404);
  expect((await call(sandbox, '?key=state/2', 'DELETE')).status).toBe(200);
  expect(sandbox.entries).toEqual([]);
});

test('wants a token of this repository, and the permission the call needs', async () => {
  await using sandbox = await startGitHubSandbox();
  await storeEntry(sandbox, MAIN, 'state/1');
  expect((await call(sandbox, '', 'GET', '')).status).toBe(401);
  expect((await call(sandbox, '', 'GET', 'ghs_other')).status).toBe(401);
  sandbox.switches.actionsPermission = 'read';
  expect((await call(sandbox, '')).status).toBe(200);
  expect((await call(sandbox, '/1', 'DELETE')).status).toBe(403);
  sandbox.switches.actionsPermission = 'none';
  const refused = await call(sandbox, '');
  expect(refused.status).toBe(403);
  expect(await refused.json()).toMatchObject({ message: 'Resource not accessible by integration' });
  expect(sandbox.entries).toHaveLength(1);
});
