import { describe, expect, test } from 'vitest';
import { startGitHubSandbox } from '../../../sandbox/github/server.ts';

describe('the REST API of the repository', () => {
  test('tells whether it is private and which environments it has', async () => {
    await using github = await startGitHubSandbox();
    const get = async (path: string, token = github.token) => {
      const answer = await fetch(`${github.url}/repos/${github.repository}${path}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      return {
        status: answer.status,
        ends: answer.headers.get('github-authentication-token-expiration'),
        body: await answer.json(),
      };
    };
    expect(await get('')).toMatchObject({ status: 200, ends: null, body: { private: true, default_branch: 'main' } });
    expect(await get('/environments')).toMatchObject({
      status: 200,
      body: {
        total_count: 1,
        environments: [{ name: 'sync', deployment_branch_policy: { protected_branches: true } }],
      },
    });

    github.switches.visibility = 'public';
    github.switches.personalTokenEnds = '2026-12-01 10:00:00 UTC';
    expect(await get('', github.secretsToken)).toMatchObject({
      ends: '2026-12-01 10:00:00 UTC',
      body: { private: false },
    });

    github.switches.environments = 'not-in-plan';
    expect((await get('/environments')).status).toBe(404);
    github.switches.actionsPermission = 'none';
    expect((await get('/environments')).status).toBe(403);
    github.switches.personalTokenEnds = 'ended';
    expect((await get('', github.secretsToken)).status).toBe(401);
  });
});
