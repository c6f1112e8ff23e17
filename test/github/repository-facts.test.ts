import { describe, expect, test } from 'vitest';
import { type GitHubSandbox, startGitHubSandbox } from '../../sandbox/github/server.ts';
import { readGitHub } from '../../src/github/repository-facts.ts';

const facts = (github: GitHubSandbox, token: string | null = github.token) =>
  readGitHub({ apiUrl: github.url, repository: github.repository, token });

describe('the facts of GitHub', () => {
  test('are those of the repository, its environments and the tokens', async () => {
    await using github = await startGitHubSandbox({ environments: ['sync', 'production'] });
    github.switches.environmentRules = { reviewers: true, branches: 'some' };
    github.switches.personalTokenEnds = '2026-12-01 10:00:00 UTC';
    const read = facts(github);
    expect(await read.isPrivate()).toEqual({ kind: 'known', value: true });
    expect(await read.environments()).toEqual({
      kind: 'known',
      value: ['sync', 'production'].map((name) => ({ name, needsApproval: true, isRestricted: true })),
    });
    expect(await read.token(github.secretsToken)).toEqual({
      kind: 'known',
      value: { isAccepted: true, endsAtMs: Date.parse('2026-12-01T10:00:00Z') },
    });
    github.switches.personalTokenEnds = '2026-12-01 11:00:00 +0100';
    expect(await read.token(github.secretsToken)).toMatchObject({
      value: { endsAtMs: Date.parse('2026-12-01T10:00:00Z') },
    });
    expect(await read.token(github.token)).toEqual({ kind: 'known', value: { isAccepted: true, endsAtMs: null } });
    expect(await read.token('another')).toMatchObject({ value: { isAccepted: false } });
  });

  test('survive a short fault, and are unknown when it lasts', async () => {
    await using github = await startGitHubSandbox();
    github.switches.unavailableRestCalls = 1;
    expect(await facts(github).isPrivate()).toEqual({ kind: 'known', value: true });
    github.switches.unavailableRestCalls = 9;
    expect(await facts(github).isPrivate()).toEqual({
      kind: 'unknown',
      why: 'GitHub answered HTTP 502 to github-token',
    });
  });

  test('are unknown, with the reason, without a token, without a repository, without GitHub', async () => {
    await using github = await startGitHubSandbox();
    expect(await facts(github, null).isPrivate()).toEqual({ kind: 'unknown', why: 'no github-token was given' });
    const outside = readGitHub({ apiUrl: null, repository: '', token: 'x' });
    expect(await outside.environments()).toMatchObject({
      kind: 'unknown',
      why: expect.stringMatching(/only known in a GitHub run$/),
    });
    expect(await outside.token('x')).toMatchObject({ kind: 'unknown' });
    const nowhere = readGitHub({ apiUrl: 'http://127.0.0.1:9', repository: 'a/b', token: 'x' });
    expect(await nowhere.isPrivate()).toMatchObject({ kind: 'unknown', why: expect.stringMatching(/ECONNREFUSED/) });
  });
});
