import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { errorCodes, isErrorCode } from '../../src/errors/codes.ts';

const root = join(import.meta.dirname, '..', '..');

test('the table of error codes has no code that is never used', () => {
  const files = globSync('{src,sandbox,demo}/**/*.ts', { cwd: root }).filter(
    (file) => !file.endsWith('errors/codes.ts'),
  );
  const told = new Set(
    files.flatMap((file) => readFileSync(join(root, file), 'utf8').match(/(?<=')[A-Z][A-Z_]+(?=')/g) ?? []),
  );
  expect(Object.keys(errorCodes).filter((code) => !told.has(code))).toEqual([]);
});

test('the table has every code that a report names without throwing it', () => {
  const named = globSync('src/**/*.ts', { cwd: root }).flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/\bcode: '([A-Z][A-Z_]+)'/g)].map(([, code = '']) => code),
  );
  expect(named).toContain('UNEXPECTED');
  expect(named.filter((code) => !isErrorCode(code))).toEqual([]);
});

test('the table of error codes is in alphabetical order, so that a code is found', () => {
  expect(Object.keys(errorCodes)).toEqual(Object.keys(errorCodes).toSorted());
});

test('each error has the class of its code, except five that a record and a run can meet', () => {
  const thrown = globSync('src/**/*.ts', { cwd: root }).flatMap((file) =>
    [
      ...readFileSync(join(root, file), 'utf8').matchAll(
        /new (Config|Access|Transient|Record|State|Fault)Error\(\s*'([A-Z_]+)'/g,
      ),
    ].map(([, name = '', code = '']) => ({ name: name.toLowerCase(), code })),
  );
  const others = thrown.filter(({ name, code }) => isErrorCode(code) && errorCodes[code].class !== name);
  expect(thrown.length).toBeGreaterThan(150);
  expect(new Set(others.map(({ name, code }) => `${code} ${name}`))).toEqual(
    new Set([
      'BOOKED_TWICE config',
      'CANCELLED transient',
      'NOT_RECORDED transient',
      'PERIOD_CLOSED config',
      'UNMAPPED_KEY config',
    ]),
  );
});
