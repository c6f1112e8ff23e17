import { expect, test } from 'vitest';
import { type GitHubSandbox, startGitHubSandbox } from '../../../sandbox/github/server.ts';

/** Calls the REST API of the repository with the token of a workflow. */
async function call(github: GitHubSandbox, method: string, path: string, body?: object) {
  const response = await fetch(`${github.url}/repos/${github.repository}${path}`, {
    method,
    headers: { authorization: `Bearer ${github.token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const { status, headers } = response;
  return { status, headers, answer: (await response.json()) as Record<string, unknown> };
}
const statusOf = async (...[github, ...rest]: Parameters<typeof call>): Promise<number> =>
  (await call(github, ...rest)).status;

test('issues are listed by all of their labels, newest change first, 30 a page', async () => {
  await using github = await startGitHubSandbox();
  for (let number = 1; number <= 35; number += 1)
    await call(github, 'POST', '/issues', { title: `${number}`, labels: number % 2 === 0 ? ['a', 'b'] : ['a'] });
  await call(github, 'PATCH', '/issues/3', { body: 'changed' });
  const first = await call(github, 'GET', '/issues?labels=a&sort=updated&direction=desc');
  expect((first.answer as unknown as { number: number }[]).map(({ number }) => number).slice(0, 3)).toEqual([
    3, 35, 34,
  ]);
  expect(first.headers.get('link')).toContain('page=2');
  const both = await call(github, 'GET', '/issues?labels=a,b&per_page=100');
  expect(both.answer).toHaveLength(17);
  await call(github, 'PATCH', '/issues/3', { state: 'closed', state_reason: 'not_planned' });
  expect((await call(github, 'GET', '/issues?state=closed')).answer).toMatchObject([
    { number: 3, state_reason: 'not_planned' },
  ]);
});

test('what is not there, not allowed or not complete is answered as GitHub does', async () => {
  await using github = await startGitHubSandbox();
  expect(await statusOf(github, 'GET', '/issues/9')).toBe(404);
  expect(await statusOf(github, 'POST', '/issues', { body: 'no title' })).toBe(422);
  expect(await statusOf(github, 'POST', '/issues', { title: 'x', assignees: ['nobody'] })).toBe(422);
  expect(await statusOf(github, 'POST', '/labels', { name: 'a' })).toBe(201);
  expect(await statusOf(github, 'POST', '/labels', { name: 'a' })).toBe(422);
  expect(await statusOf(github, 'GET', '/collaborators/nobody/permission')).toBe(404);
  github.issues.people.set('carla', 'maintain');
  expect((await call(github, 'GET', '/collaborators/carla/permission')).answer).toEqual({
    permission: 'write',
    role_name: 'maintain',
  });
  github.switches.permissions.issues = 'read';
  expect(await statusOf(github, 'POST', '/issues', { title: 'x' })).toBe(403);
  github.switches.issues = 'off';
  expect(await statusOf(github, 'GET', '/issues')).toBe(410);
});

test('a file is replaced by who names the version that is there', async () => {
  await using github = await startGitHubSandbox();
  github.code.commit('a/b.yml', 'one\n');
  const content = Buffer.from('two\n').toString('base64');
  const put = (sha?: string) =>
    call(github, 'PUT', '/contents/a/b.yml', { branch: 'main', content, message: 'm', ...(sha && { sha }) });
  expect([(await put()).status, (await put('other')).status]).toEqual([422, 409]);
  const { answer } = await call(github, 'GET', '/contents/a/b.yml?ref=main');
  expect((await put(String(answer.sha))).status).toBe(200);
  expect(github.code.text('a/b.yml')).toBe('two\n');
  expect(await statusOf(github, 'GET', '/contents/none.yml?ref=main')).toBe(404);
});

test('a pull request needs a changed branch, is there once, and may be forbidden to workflows', async () => {
  await using github = await startGitHubSandbox();
  const { answer } = await call(github, 'GET', '/git/ref/heads/main');
  const { sha } = answer.object as { sha: string };
  expect(await statusOf(github, 'POST', '/git/refs', { ref: 'refs/heads/x/y', sha })).toBe(201);
  expect(await statusOf(github, 'POST', '/git/refs', { ref: 'refs/heads/x/y', sha })).toBe(422);
  const pull = { title: 't', body: 'b', head: 'x/y', base: 'main' };
  expect(await statusOf(github, 'POST', '/pulls', pull)).toBe(422);
  github.code.commit('a.yml', 'a', 'x/y');
  github.switches.opensPulls = false;
  expect(await statusOf(github, 'POST', '/pulls', pull)).toBe(403);
  github.switches.opensPulls = true;
  expect(await statusOf(github, 'POST', '/pulls', pull)).toBe(201);
  expect(await statusOf(github, 'POST', '/pulls', pull)).toBe(422);
  expect((await call(github, 'GET', '/pulls?head=o:x/y')).answer).toHaveLength(1);
});

test('limits are 403 with the headers that tell them from a missing right', async () => {
  await using github = await startGitHubSandbox();
  github.switches.limit = 'secondary';
  expect(await statusOf(github, 'GET', '/issues')).toBe(200);
  expect((await call(github, 'POST', '/issues', { title: 'x' })).headers.get('retry-after')).toBe('60');
  github.switches.limit = 'primary';
  expect((await call(github, 'GET', '/issues')).headers.get('x-ratelimit-remaining')).toBe('0');
});
