import { Octokit } from '@octokit/rest';
import sodium from 'libsodium-wrappers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type GitHubSandbox, startGitHubSandbox } from '../../sandbox/github/server.ts';
import { storeEntry } from '../sandbox/github/protocol.ts';

const MAIN = 'refs/heads/main';
const ENVIRONMENT = 'sync';

/** GitHub's own client, unmodified: it looks for a list's pages in `Link`, and for a refusal in the status. */
const clientOf = (sandbox: GitHubSandbox, auth: string): Octokit =>
  new Octokit({ auth, baseUrl: sandbox.url, log: { debug() {}, info() {}, warn() {}, error() {} } });

let sandbox: GitHubSandbox;
let octokit: Octokit;
let place: { owner: string; repo: string };

beforeEach(async () => {
  sandbox = await startGitHubSandbox();
  octokit = clientOf(sandbox, sandbox.token);
  const [owner = '', repo = ''] = sandbox.repository.split('/');
  place = { owner, repo };
});

afterEach(() => sandbox.close());

describe('Octokit', () => {
  it('goes through all pages of a list of caches', async () => {
    const keys = Array.from({ length: 7 }, (_, index) => `state/${index}`);
    for (const key of [...keys, 'other/1']) await storeEntry(sandbox, MAIN, key);
    const listed = await octokit.paginate(octokit.actions.getActionsCacheList, {
      ...place,
      key: 'state/',
      ref: MAIN,
      per_page: 3,
    });
    expect(listed.map(({ key }) => key).sort()).toEqual(keys);
    expect(listed.every(({ ref, size_in_bytes: size }) => ref === MAIN && (size ?? 0) > 0)).toBe(true);
  });

  it('deletes a cache by its id and by its key, and is told when there is none', async () => {
    for (const key of ['state/1', 'state/2']) await storeEntry(sandbox, MAIN, key);
    const { data } = await octokit.actions.getActionsCacheList({ ...place, key: 'state/1' });
    const id = data.actions_caches[0]?.id ?? 0;
    expect((await octokit.actions.deleteActionsCacheById({ ...place, cache_id: id })).status).toBe(204);
    const gone = await octokit.actions.deleteActionsCacheByKey({ ...place, key: 'state/2', ref: MAIN });
    expect(gone.data).toMatchObject({ total_count: 1, actions_caches: [{ key: 'state/2' }] });
    expect(sandbox.entries).toEqual([]);
    await expect(octokit.actions.deleteActionsCacheById({ ...place, cache_id: id })).rejects.toMatchObject({
      status: 404,
    });
  });

  it('reads the repository and its environments', async () => {
    expect((await octokit.repos.get(place)).data).toMatchObject({
      id: sandbox.repositoryId,
      full_name: sandbox.repository,
      default_branch: 'main',
    });
    const { data } = await octokit.repos.getAllEnvironments(place);
    expect(data.environments?.map(({ name }) => name)).toEqual([ENVIRONMENT]);
  });

  it('seals a secret of an environment with its public key, which opens to what was sealed', async () => {
    await sodium.ready;
    const personal = clientOf(sandbox, sandbox.secretsToken);
    const where = { ...place, environment_name: ENVIRONMENT };
    const { data: publicKey } = await personal.actions.getEnvironmentPublicKey(where);
    const sealed = sodium.crypto_box_seal(
      'a new token',
      sodium.from_base64(publicKey.key, sodium.base64_variants.ORIGINAL),
    );
    const put = () =>
      personal.actions.createOrUpdateEnvironmentSecret({
        ...where,
        secret_name: 'EXACT_REFRESH_TOKEN',
        key_id: publicKey.key_id,
        encrypted_value: sodium.to_base64(sealed, sodium.base64_variants.ORIGINAL),
      });
    expect([(await put()).status, (await put()).status]).toEqual([201, 204]);
    expect(sandbox.environmentSecret(ENVIRONMENT, 'EXACT_REFRESH_TOKEN')).toBe('a new token');
    const listed = await personal.paginate(personal.actions.listEnvironmentSecrets, where);
    expect(listed.map(({ name }) => name)).toEqual(['EXACT_REFRESH_TOKEN']);
  });

  it.each([
    ["the workflow's token at the secrets of an environment", () => sandbox.token, 403],
    ['a token that nobody has', () => 'ghs_unknown', 401],
  ])('meets the refusal of %s', async (_, token, status) => {
    const refused = clientOf(sandbox, token()).actions.getEnvironmentPublicKey({
      ...place,
      environment_name: ENVIRONMENT,
    });
    await expect(refused).rejects.toMatchObject({ status });
  });
});
