import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { errorCodes } from '../../src/errors/codes.ts';

const root = join(import.meta.dirname, '..', '..');

test('the table of error codes has no code that nothing tells', () => {
  const files = globSync('{src,sandbox,demo}/**/*.ts', { cwd: root }).filter(
    (file) => !file.endsWith('errors/codes.ts'),
  );
  const told = new Set(
    files.flatMap((file) => readFileSync(join(root, file), 'utf8').match(/(?<=')[A-Z][A-Z_]+(?=')/g) ?? []),
  );
  expect(Object.keys(errorCodes).filter((code) => !told.has(code))).toEqual([]);
});

test('the table of error codes is in alphabetical order, so that a code is found', () => {
  expect(Object.keys(errorCodes)).toEqual(Object.keys(errorCodes).toSorted());
});
