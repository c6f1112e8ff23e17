import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadSettings } from '../../src/config/config.ts';
import { dateText } from '../../src/config/schema/schema-parts.ts';
import { defaultSettings } from '../../src/config/schema/settings-schema.ts';
import { problemsOf, workspaceWith } from './folder.ts';

/** The problems of a settings.yml. */
function problemsIn(text: string): readonly string[] {
  using folder = workspaceWith({ 'settings.yml': text });
  return problemsOf(() => loadSettings('mappings', folder.workspace));
}

describe('settings.yml on its own', () => {
  test('ships with the defaults, but requires tests to reach every rule, and sets values', () => {
    const { values, ...shipped } = loadSettings('mappings', path.resolve(import.meta.dirname, '../..'));
    expect(shipped).toEqual({ ...defaultSettings, tests: { rules: 100, rows: 0, accept: [] } });
    expect(values).toMatchObject({ journals: { sales: '70', memorial: '90' }, warehouse: '1' });
  });

  test('may be missing, with or without its folder, or empty: then all is default', () => {
    using folder = workspaceWith({ 'settings.yml': '' });
    expect(loadSettings('mappings', folder.workspace)).toEqual(defaultSettings);
    expect(loadSettings('elsewhere', folder.workspace)).toEqual(defaultSettings);
  });

  test('may give the environment and the secrets other names', () => {
    using folder = workspaceWith({ 'settings.yml': 'secrets: { environment: Books 2026, asperion: LOGIN_2 }\n' });
    expect(loadSettings('mappings', folder.workspace).secrets).toEqual({
      environment: 'Books 2026',
      exactOnline: 'EXACT_ONLINE_REFRESH_TOKEN',
      asperion: 'LOGIN_2',
    });
  });

  test.each([
    ['secrets: { exactOnline: GITHUB_LOGIN }\n', /^WRONG_VALUE mappings\/settings\.yml:1:\d+ .*no GITHUB_ in front/],
    ['secrets: { asperion: a-token }\n', /^WRONG_VALUE mappings\/settings\.yml:1:\d+ .*capital letters/],
    ['secrets: { asperionn: X }\n', /^UNKNOWN_KEY mappings\/settings\.yml:1:\d+ .*"asperion"/],
    ['asperion: { loginPkce: maybe }\n', /^WRONG_VALUE mappings\/settings\.yml:1:\d+ /],
  ])('%j is refused', (text, expected) => {
    expect(problemsIn(text)).toEqual([expect.stringMatching(expected)]);
  });
});

test('shows twenty characters of a text that is not a date', () => {
  const { error } = dateText.safeParse('a'.repeat(21));
  expect(error?.issues[0]?.message).toBe(`A date such as 2026-01-31 is needed, found "${'a'.repeat(20)}".`);
});
