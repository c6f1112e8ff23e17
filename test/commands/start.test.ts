import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');

/** Packages, or those parts of them, that every sync needs. Each one costs every run time and memory. */
const PACKAGES = [
  '@marcbachmann/cel-js',
  'big.js',
  'entities/decode',
  'i18n-iso-countries/codes.json',
  'i18n-iso-countries/langs/de.json',
  'i18n-iso-countries/langs/en.json',
  'i18n-iso-countries/langs/fr.json',
  'i18n-iso-countries/langs/nl.json',
  'libphonenumber-js/min',
  'luxon',
  'node_modules/@actions/core/lib/command.js',
  'node_modules/@actions/core/lib/file-command.js',
  'node_modules/@actions/core/lib/utils.js',
  'undici/lib/api/api-request.js',
  'undici/lib/dispatcher/agent.js',
  'undici/lib/interceptor/retry.js',
  'yaml',
  'zod',
];
/** Rooms of what other modes do, or a few runs. */
const OTHERS = /^src\/(assumptions\/tests|dashboard|desk|doctor|errors\/meanings|init|validate)\//;

/** What stands behind `from` in a file's imports and exports that are more than types. */
const IMPORT = /^(?:import|export) (?!type\b)(?:[^;]*? from )?'([^']+)'/gm;

/** Every file and package that is loaded before a run does anything: what `src/main.ts` imports, and what that imports, as a file's path or a name. */
function loadedAtTheStart(file = join(root, 'src', 'main.ts'), seen = new Set<string>()): ReadonlySet<string> {
  const name = relative(root, file);
  if (seen.has(name) || !name.endsWith('.ts')) return seen.add(name);
  seen.add(name);
  for (const [, from = ''] of readFileSync(file, 'utf8').matchAll(IMPORT)) {
    if (from.startsWith('.')) loadedAtTheStart(join(dirname(file), from), seen);
    else if (!from.startsWith('node:')) seen.add(from);
  }
  return seen;
}

test('a run begins with these packages, and with no room of the other modes', () => {
  const loaded = [...loadedAtTheStart()].sort();
  expect(loaded.length).toBeGreaterThan(300);
  expect(loaded.filter((name) => !name.startsWith('src/'))).toEqual(PACKAGES);
  expect(loaded.filter((name) => OTHERS.test(name))).toEqual([]);
});

test('the engine is told how to start before anything else is loaded', () => {
  const [first] = readFileSync(join(root, 'src', 'main.ts'), 'utf8').match(IMPORT) ?? [];
  expect(first).toBe("import './start-small.ts'");
});
