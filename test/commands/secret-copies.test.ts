import { expect, test } from 'vitest';
import { type GitHubSandbox, startGitHubSandbox } from '../../sandbox/github/server.ts';
import { followCopies, type SecretCopiesContext, secretCopies } from '../../src/commands/state/secret-copies.ts';
import { defaultSettings } from '../../src/config/schema/settings-schema.ts';
import { reportWith } from '../report/reports.ts';

interface Setting {
  readonly context: SecretCopiesContext;
  readonly copy: ReturnType<typeof secretCopies>;
  readonly warnings: string[];
}

/** The copies of a run on that GitHub, or on none; `token` is the input `secrets-token`. */
function copiesOf(github: GitHubSandbox | null, token: string | null, environment = 'sync'): Setting {
  const warnings: string[] = [];
  const context = {
    inputs: { secretsToken: token },
    github: { apiUrl: github?.url ?? null, repository: github?.repository ?? '' },
    settings: { ...defaultSettings, secrets: { ...defaultSettings.secrets, environment } },
    warn: (message: string) => warnings.push(message),
  } as unknown as SecretCopiesContext;
  return { context, copy: secretCopies(context), warnings };
}

test('there are no copies without the input secrets-token', () => {
  expect(copiesOf(null, null).copy).toBeNull();
});

test('each system has the secret that the settings name', async () => {
  await using github = await startGitHubSandbox({ environments: ['books'] });
  const { copy, warnings } = copiesOf(github, github.secretsToken, 'books');
  expect(await copy?.('exact-online', 'of exact')).toBe(true);
  expect(await copy?.('asperion', 'of asperion')).toBe(true);
  expect(github.environmentSecret('books', 'EXACT_ONLINE_REFRESH_TOKEN')).toBe('of exact');
  expect(github.environmentSecret('books', 'ASPERION_REFRESH_TOKEN')).toBe('of asperion');
  expect(warnings).toEqual([]);
});

test('a refusal gives one warning that says what to do, shows no token, and is not tried again', async () => {
  await using github = await startGitHubSandbox();
  github.switches.environmentSecrets = 'forbidden';
  const { copy, warnings } = copiesOf(github, github.secretsToken);
  expect(await copy?.('exact-online', 'of exact')).toBe(false);
  github.switches.environmentSecrets = 'writable';
  expect(await copy?.('asperion', 'of asperion')).toBe(false);
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toMatch(/the environment "sync": HTTP 403\. .*"Environments"/);
  expect(warnings[0]).not.toMatch(/of exact|github_pat/);
  expect(github.environmentSecret('sync', 'ASPERION_REFRESH_TOKEN')).toBeNull();
});

test.each([
  [
    'forbidden',
    [expect.objectContaining({ code: 'LOGIN_NOT_COPIED', hint: expect.stringContaining('secrets-token') })],
  ],
  ['writable', []],
] as const)('the report of a run tells of a second copy that is %s, and no warning does', async (access, errors) => {
  await using github = await startGitHubSandbox();
  github.switches.environmentSecrets = access;
  const { context, warnings } = copiesOf(github, github.secretsToken);
  const copies = followCopies(context.inputs);
  expect(copies.in(reportWith())).toEqual(reportWith());
  const copy = secretCopies({ ...context, copied: copies.copied });
  await copy?.('exact-online', 'of exact');
  await copy?.('asperion', 'of asperion');
  const { errors: told, isCopied } = copies.in(reportWith());
  expect([told, isCopied, warnings]).toEqual([errors, access === 'writable' ? true : undefined, []]);
});

test('without secrets-token no second copy is missed', () => {
  expect(followCopies({ secretsToken: null }).in(reportWith()).isCopied).toBe(true);
});

test('a missing environment gets its own warning', async () => {
  await using github = await startGitHubSandbox();
  const { copy, warnings } = copiesOf(github, github.secretsToken, 'production');
  await copy?.('asperion', 'of asperion');
  expect(warnings[0]).toMatch(/"production": HTTP 404\. Check secrets\.environment in settings\.yml/);
});

test('a fault of GitHub is a warning, and the next renewal tries again', async () => {
  await using github = await startGitHubSandbox();
  github.switches.unavailableRestCalls = 3;
  const { copy, warnings } = copiesOf(github, github.secretsToken);
  await copy?.('exact-online', 'first');
  expect(warnings[0]).toMatch(/HTTP 502\. The next renewal tries again\./);
  await copy?.('exact-online', 'second');
  expect(github.environmentSecret('sync', 'EXACT_ONLINE_REFRESH_TOKEN')).toBe('second');
});

test('outside GitHub, a warning says so', async () => {
  const { copy, warnings } = copiesOf(null, 'github_pat_x');
  await copy?.('exact-online', 'of exact');
  expect(warnings[0]).toMatch(/not a run on GitHub/);
});
