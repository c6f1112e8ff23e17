import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { secretsOf, setStage, smallWorld } from '../support/stage.ts';

const root = join(import.meta.dirname, '..', '..', '..');

test('secrets and tokens are masked before they are first sent or shown, in every run', async () => {
  await using stage = await setStage({ world: smallWorld() });
  const log = join(stage.temp, 'observed');
  const observe = () =>
    stage.run({
      entry: join(import.meta.dirname, '..', 'support', 'observed-action.ts'),
      actionFile: join(root, 'action.yml'),
      env: { OBSERVED: log, OBSERVED_ACTION: join(root, 'action', 'index.js') },
    });
  for (const run of [await observe(), await observe()]) expect(run.log).toContain('All in step');
  const events = (await readFile(log, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { mask?: string; sent?: string });
  const masked = new Set<string>();
  const sentTo = new Set<string>();
  for (const { mask, sent } of events) {
    if (mask !== undefined) masked.add(mask);
    if (sent === undefined) continue;
    const [host = ''] = sent.split('\n');
    const secrets = [
      ...sent.matchAll(/Bearer ([^"\s,]+)/gi),
      ...sent.matchAll(/(?:client_secret|refresh_token)=([^&\s]+)/g),
    ].map(([, secret]) => decodeURIComponent(secret ?? ''));
    for (const secret of secrets) {
      // The runner's own token for the cache: the runner masks it.
      if (secret.split('.').length === 3 && sent.includes('CacheService')) continue;
      expect(masked.has(secret), `a secret sent to ${host} was not masked before`).toBe(true);
      sentTo.add(host.replace(/^https?:\/\//, ''));
    }
    for (const secret of secretsOf(stage)) if (sent.includes(secret)) expect(masked).toContain(secret);
  }
  expect([...sentTo]).toEqual(
    expect.arrayContaining([new URL(stage.exactOnline.url).host, new URL(stage.asperion.url).host]),
  );
});
