import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { parse } from 'yaml';
import { majorTag, notesOf, npmChannel, prepare } from '../../scripts/release.ts';

const root = join(import.meta.dirname, '..', '..');

const CHANGELOG = `# Changelog

## [Unreleased]

### Added

- Something new.

## [1.2.0] - 2026-12-01

### Fixed

- Something old.

## [1.1.0] - 2026-11-30

[Unreleased]: https://example.com/main
[1.2.0]: https://example.com/1.2.0
`;
const same = (version: string) => ({ 'package.json': version, 'src/version.ts': version });

test('the notes of a version are what stands under its heading, without the addresses at the end', () => {
  expect(notesOf(CHANGELOG, '1.2.0')).toBe('### Fixed\n\n- Something old.');
  expect(notesOf(CHANGELOG, 'Unreleased')).toBe('### Added\n\n- Something new.');
  expect(notesOf(CHANGELOG, '1.1.0')).toBeNull();
  expect(notesOf(CHANGELOG, '1.2')).toBeNull();
});

describe('the tag of the major version', () => {
  it.each([
    ['v1.2.0', ['v1.1.9', 'v1.0.0', ''], 'v1'],
    ['v1.10.0', ['v1.9.3', 'v2.0.0'], 'v1'],
    ['v2.0.0', ['v1.9.3', 'v1'], 'v2'],
    ['v1.2.0', ['v1.2.0'], 'v1'],
    ['v0.1.0', [], 'v0'],
  ])('moves to %s when there are %j', (tag, others, moved) => {
    expect(majorTag(tag, others)).toBe(moved);
  });

  it.each([
    ['v1.2.0', ['v1.3.0'], 'a fix of an older version'],
    ['v1.9.0', ['v1.10.0'], 'one that is older by number'],
    ['v1.2.0', ['v1.2.1'], 'one that is older by its last number'],
    ['v1.2.0-rc.1', [], 'a preview'],
  ])('stays where it is for %s beside %j: %s', (tag, others) => {
    expect(majorTag(tag, others)).toBeNull();
  });
});

test.each([
  ['v1.2.0', ['v1.1.9', 'v1.2.0', 'v1', ''], 'latest'],
  ['v2.0.0', ['v1.9.3', 'v2.1.0-rc.1'], 'latest'],
  ['v0.9.0', [], 'latest'],
  ['v1.2.5', ['v1.3.0'], 'older-v1'],
  ['v1.9.9', ['v1.9.8', 'v2.0.0'], 'older-v1'],
  ['v0.9.1', ['v1.0.0'], 'older-v0'],
  ['v2.0.0-rc.1', ['v1.0.0'], 'next'],
])('on npm, %s beside %j is published as %s', (tag, others, channel) => {
  expect(npmChannel(tag, others)).toBe(channel);
});

describe('a release', () => {
  it('has its version, its notes and the tag that moves', () => {
    const notes = '### Fixed\n\n- Something old.';
    expect(prepare('v1.2.0', { versions: same('1.2.0'), changelog: CHANGELOG }, [])).toEqual({
      version: '1.2.0',
      notes,
      major: 'v1',
      channel: 'latest',
    });
  });

  it('is refused for another tag, another version in a file, or without notes', () => {
    const changelog = CHANGELOG;
    expect(prepare('v1.3.0', { versions: same('1.2.0'), changelog }, [])).toEqual([
      'The tag is v1.3.0, but package.json has the version 1.2.0.',
    ]);
    expect(prepare('v1.2.0', { versions: { ...same('1.2.0'), 'src/version.ts': '1.1.0' }, changelog }, [])).toEqual([
      'The version is not the same everywhere: package.json says 1.2.0, src/version.ts says 1.1.0.',
    ]);
    expect(prepare('v1.1.0', { versions: same('1.1.0'), changelog }, [])).toEqual([
      'CHANGELOG.md has nothing under 1.1.0.',
    ]);
    expect(prepare('latest', { versions: same('1.2.0'), changelog }, [])).toHaveLength(2);
  });

  it('can be tried before its version has a heading, with the notes of what is not released', () => {
    expect(prepare(null, { versions: same('1.3.0'), changelog: CHANGELOG }, ['v1.2.0'])).toMatchObject({
      notes: '### Added\n\n- Something new.',
    });
  });
});

describe('the release workflow', () => {
  const { jobs } = parse(readFileSync(join(root, '.github', 'workflows', 'release.yml'), 'utf8'));
  const steps: readonly { run?: string; uses?: string }[] = jobs.publish.steps;
  const at = (text: string): number => steps.findIndex(({ run = '', uses = '' }) => `${run} ${uses}`.includes(text));

  it('publishes after all checks, and after the bundle was compared with its sources', () => {
    expect(jobs.publish.needs).toBe('checks');
    expect(jobs.checks.uses).toBe('./.github/workflows/ci.yml');
    const order = [
      'git merge-base --is-ancestor "$GITHUB_SHA" origin/main',
      'npm ci',
      'npm run build -- --check',
      'scripts/release.ts --tag',
      'npm pack',
      'attest-build-provenance',
      'gh release create',
      'git/refs/tags',
      'npm publish',
    ].map(at);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(order).not.toContain(-1);
    // Without the point, npm takes the path for a repository on GitHub.
    expect(steps.at(-1)?.run).toContain('npm publish ./packed/');
  });

  it('lets no text of a tag be run as a command', () => {
    for (const { run = '' } of steps) expect(run).not.toContain('${{');
  });
});
