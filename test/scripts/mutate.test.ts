import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { changesOf, withChange } from '../../scripts/mutate/changes.ts';
import { means, readEquivalents } from '../../scripts/mutate/equivalents.ts';
import { loadedBy } from '../../scripts/mutate/imports.ts';
import { runTests } from '../../scripts/mutate/run-tests.ts';
import { placeAt, withTicks } from '../../scripts/mutate/ticks.ts';

/** The source with each of its changes made. */
const changed = (text: string): string[] => changesOf('src/one.ts', text).map((change) => withChange(text, change));

/** The numbers of the places that run when the function `run` of the source is called. */
function ran(text: string, ...given: readonly unknown[]): Set<number> {
  const { text: ticking } = withTicks('src/one.ts', text, 10, '../ticks.ts');
  const script = stripTypeScriptTypes(ticking).replace(/^import .*?; /, '');
  const places = new Set<number>();
  new Function('__tick', 'given', `${script}\nrun(...given);`)((place: number) => places.add(place), given);
  return places;
}

describe('the changes of a source', () => {
  it.each([
    [
      'if (count < 10) stop();',
      [
        'if (!(count < 10)) stop();',
        'if (((count) <= (10))) stop();',
        'if (count < (10 + 1)) stop();',
        'if (count < 10) ;',
      ],
    ],
    ['const one = found ?? made;', ['const one = ((made) ?? (found));']],
    ['const all = [first, ...rest];', ['const all = [];']],
    ['const isNew = !known;', ['const isNew = (known);']],
    ['await save();', [';', '(save());']],
    ['function end() { return stop; }', ['function end() { return; return stop; }']],
  ])('%s', (text, expected) => {
    expect(changed(text)).toEqual(expected);
  });

  it.each([
    'type Level = 1 | 2 | true;',
    "import type { One } from './one.ts';",
    'interface Given { readonly of: [1, 2]; }',
    "const text = z.string().describe(long ? 'one' : 'two').meta({ examples: [1, 2] });",
  ])('leave types, imports and descriptions alone: %s', (text) => {
    expect(changed(text)).toEqual([]);
  });

  it('include what stands before a description', () => {
    expect(changed("const list = z.array(code).max(3).describe('At most three.');")).toEqual([
      "const list = z.array(code).max((3 + 1)).describe('At most three.');",
    ]);
  });

  it('keep the grouping when && and || swap', () => {
    expect(changed('const is = one && (two || three);')[0]).toBe('const is = ((one) || ((two || three)));');
  });
});

describe('the places of a source', () => {
  const text = [
    'const double = (value: number) => value * 2;',
    'function run(value: number): number {',
    '  if (value > 1) return double(value);',
    '  for (const step of [1]) value += step;',
    '  return value;',
    '}',
  ].join('\n');

  it('tell the branches and bodies that ran from those that did not', () => {
    expect([...ran(text, 1)]).toEqual([10, 12, 14]);
    expect([...ran(text, 2)]).toEqual([10, 12, 13, 11]);
  });

  it('are found by the smallest one around a position', () => {
    const { places, text: ticking } = withTicks('src/one.ts', text, 10, '../ticks.ts');
    expect(
      ['double =', 'value * 2', 'value > 1', 'double(value)', 'step;', '  return value'].map((part) =>
        placeAt(places, text.indexOf(part)),
      ),
    ).toEqual([0, 1, 2, 3, 4, 2]);
    expect(ticking.split('\n')).toHaveLength(text.split('\n').length);
  });
});

describe('the modules that a module loads', () => {
  const root = join(import.meta.dirname, '..', '..');

  it('are those of its imports and of theirs, itself among them, and none that only gives types', () => {
    expect([...loadedBy(root, 'src/sync/diff.ts')]).toEqual(['src/sync/diff.ts', 'src/values.ts']);
    expect(loadedBy(root, 'src/main.ts')).toContain('src/sync/diff.ts');
  });

  it('are not those that it writes into other files', () => {
    const loaded = loadedBy(root, 'test/scripts/build.test.ts');
    expect(loaded).toContain('scripts/build.ts');
    expect(loaded).not.toContain('test/scripts/rate.ts');
  });
});

describe('the tests of a copy', () => {
  it('run under the repository’s settings, note the time of each file, and tell which failed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mutate-test-'));
    try {
      symlinkSync(join(import.meta.dirname, '..', '..', 'node_modules'), join(folder, 'node_modules'));
      mkdirSync(join(folder, 'measured'));
      const test = (told: string): string =>
        `import { expect, it } from 'vitest';\nit('${told}', () => expect(process.env.TOLD).toBe('${told}'));\n`;
      const files = {
        'vitest.config.ts': "export default { test: { env: { TOLD: 'good' } } };\n",
        'ticks.ts': 'export function forget() {}\n',
        'good.test.ts': test('good'),
        'bad.test.ts': test('bad'),
      };
      for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
      const outcome = await runTests(folder, ['good.test.ts', 'bad.test.ts'], {
        bail: false,
        testTimeoutMs: 60_000,
        timeoutMs: 120_000,
      });
      expect(outcome).toEqual({ hasPassed: false, failed: new Map([['bad.test.ts', 'bad']]), isTimeout: false });
      expect(['good.test.ts.ms', 'bad.test.ts.ms'].map((file) => existsSync(join(folder, 'measured', file)))).toEqual([
        true,
        true,
      ]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('the list of changes that no test can notice', () => {
  const change = { file: 'src/one.ts', start: 4, end: 5, text: '', line: 2, column: 7, what: '< → <=' };

  it('knows a change by its line, wherever that stands', () => {
    const entry = { file: 'src/one.ts', line: 'if (a < b) stop();', what: '< → <=', reason: 'They are never equal.' };
    expect(means(entry, change, 'first\n  if (a < b) stop();')).toBe(true);
    expect(means(entry, change, 'first\n  if (a < c) stop();')).toBe(false);
  });

  it('names no change that cannot be made any more', () => {
    const root = join(import.meta.dirname, '..', '..');
    const gone = readEquivalents().filter((entry) => {
      const text = readFileSync(join(root, entry.file), 'utf8');
      return !changesOf(entry.file, text).some((change) => means(entry, change, text));
    });
    expect(gone).toEqual([]);
  });
});
