import { mkdir, mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type CommandContext, openWritableState, realTime, stateName } from '../../../src/commands/session.ts';
import { keepPrefix } from '../../../src/commands/state/key-prefix.ts';
import { sync } from '../../../src/commands/sync.ts';
import { readInputs } from '../../../src/config/inputs.ts';
import { defaultSettings } from '../../../src/config/schema/settings-schema.ts';
import { readGitHubContext } from '../../../src/github/context.ts';
import { emptyProgress, encodeProgress, type Progress } from '../../../src/state/progress.ts';
import { customers } from '../../support/samples.ts';

const GIVEN = {
  INPUT_EXACT_ONLINE_CLIENT_ID: 'app',
  INPUT_EXACT_ONLINE_CLIENT_SECRET: 'app-secret',
  INPUT_EXACT_ONLINE_REFRESH_TOKEN: 'exact-refresh',
  INPUT_EXACT_ONLINE_DIVISION: '123456',
  INPUT_ASPERION_CLIENT_ID: 'app',
  INPUT_ASPERION_CLIENT_SECRET: 'app-secret',
  INPUT_ASPERION_REFRESH_TOKEN: 'asperion-refresh',
  INPUT_ASPERION_TENANT: '77',
  INPUT_STATE_KEY: 'a-secret-of-at-least-32-characters',
};

const settings = (prefix: string) => ({ ...defaultSettings, externalKeys: { prefix } });
const kept = (progress: Partial<Progress>, prefix: string, acceptState: 'never' | 'once' = 'never') => {
  const all: Progress = { ...emptyProgress(), ...progress };
  keepPrefix(all, settings(prefix), { acceptState });
  return all.keyPrefix;
};

describe('the prefix of external keys', () => {
  test('is kept by the first run', () => {
    expect(kept({}, 'N-')).toBe('N-');
    expect(kept({ keyPrefix: 'N-' }, 'N-')).toBe('N-');
    expect(kept({ keyPrefix: '' }, '')).toBe('');
  });

  test('may not become another one, unless a person says so', () => {
    expect(() => kept({ keyPrefix: 'EO-' }, 'N-')).toThrow(expect.objectContaining({ code: 'PREFIX_CHANGED' }));
    expect(() => kept({ keyPrefix: '' }, 'EO-')).toThrow(expect.objectContaining({ code: 'PREFIX_CHANGED' }));
    expect(kept({ keyPrefix: 'EO-' }, 'N-', 'once')).toBe('N-');
  });

  test('stops a sync before it sends anything when it is not that of the saved state', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'key-prefix-'));
    await mkdir(join(folder.path, 'mappings'));
    await writeFile(join(folder.path, 'mappings/customers.yml'), customers({}));
    await writeFile(join(folder.path, 'mappings/settings.yml'), 'externalKeys: { prefix: N- }\n');
    const environment = { ...GIVEN, INPUT_STATE_STORE: `file:${join(folder.path, 'state')}` };
    const warnings: string[] = [];
    const context: CommandContext = {
      inputs: readInputs(environment),
      environment,
      github: readGitHubContext(environment, folder.path),
      ...realTime,
      random: Math.random,
      signal: AbortSignal.abort(),
      log: () => {},
      warn: (message) => warnings.push(message),
      fold: (_, work) => work(),
      mask: () => {},
    };
    const state = await openWritableState(context);
    await state.save(
      'progress',
      stateName(context.inputs),
      encodeProgress({ ...emptyProgress(), keyPrefix: 'EO-', savedAt: '2026-03-01T08:00:00.000Z' }),
    );
    await expect(sync(context)).rejects.toMatchObject({
      code: 'PREFIX_CHANGED',
      message: expect.stringContaining('"EO-"'),
      hint: expect.stringContaining('Set it back to "EO-"'),
    });

    // With accept-state it goes on; a later run that still has it is told that it needs it no longer.
    const accepting = { ...context, inputs: { ...context.inputs, acceptState: 'once' as const } };
    await sync(accepting);
    expect(warnings.filter((one) => one.includes('accept-state'))).toEqual([]);
    const saved = { ...emptyProgress(), keyPrefix: 'N-', savedAt: '2026-03-02T08:00:00.000Z' };
    await state.save('progress', stateName(context.inputs), encodeProgress(saved));
    await sync(accepting);
    expect(warnings).toContainEqual(expect.stringMatching(/^accept-state is once, .*Leave it out of the next run/));
  });
});
