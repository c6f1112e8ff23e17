import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isErrorCode } from '../../src/errors/codes.ts';

const root = join(import.meta.dirname, '..', '..');
const pages = globSync(['README.md', 'CHANGELOG.md', 'docs/**/*.md'], { cwd: root }).sort();

/** Names in capitals that are no codes: secrets and variables of the workflow to copy, and variables that other programs read. */
const NAMES = /^(?:EXACT_ONLINE|ASPERION|SYNC|SECRETS|WEBHOOK|HEARTBEAT|INPUT|GITHUB|PICQER|ELMAS)(?:_|$)|^NO_COLOR$/;

test.each(pages)('every code that %s names is one that the product has', (page) => {
  const text = readFileSync(join(root, page), 'utf8');
  const named = [...text.matchAll(/`([A-Z]+(?:_[A-Z]+)+)`/g)].map(([, name = '']) => name);
  expect(named.filter((name) => !isErrorCode(name) && !NAMES.test(name))).toEqual([]);
});
