import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadConfig } from '../../src/config/config.ts';
import { evidenceIn, linksIn, quotedIn, type TableRow, tableRows } from './tables.ts';
import { titlesIn } from './titles.ts';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const isThere = (file: string): boolean => existsSync(path.join(root, file));

const parity = read('docs/parity.md');
const rows = tableRows(parity).filter((row) => row['shown by'] !== undefined);
const flows = loadConfig('mappings', root).flows.map(({ name, flow }) => ({ name, isOn: flow.enabled }));

/** What a row is called in a failure. */
const nameOf = (row: TableRow): string => [row['No.'], row['what it is']].join(' ');

/** Whether an API forbids what a row is about, so that no mapping does it. */
const isRefused = ({ mapping }: TableRow): boolean => mapping === 'none';

/** Titles as they are quoted: what a title quotes itself stands in single quotes. */
const titles = new Map<string, ReadonlySet<string>>();
function titlesOf(file: string): ReadonlySet<string> {
  const known =
    titles.get(file) ?? new Set([...titlesIn(path.join(root, file))].map((one) => one.replaceAll('"', "'")));
  titles.set(file, known);
  return known;
}

/** Whether `npm test` or `npm run test:e2e` runs what stands in a file: by itself, or as a case of the mappings or of the corpus of mistakes. */
const isRun = (file: string): boolean =>
  /^test\/.+\.test\.ts$/.test(file)
    ? !/\.exhaustive\.test\.ts$/.test(file)
    : /^mappings\/[^/]+\.test\.yml$/.test(file) || /^test\/mapping\/mistakes\/[^/]+\.yml$/.test(file);

/** A file with what it imports from its own folder: a test may leave the names of the flows to a file beside it. */
function withNeighbours(file: string): string {
  const text = read(file);
  const beside = [...text.matchAll(/from '\.\/([\w-]+\.ts)'/g)].map(([, name]) =>
    path.join(path.dirname(file), name ?? ''),
  );
  return [text, ...beside.map(read)].join('\n');
}

/** Whether a test is about a mapping: it names it whole, or by the part before its direction. */
function isAbout(file: string, mapping: string): boolean {
  const name = path.basename(mapping, '.yml');
  if (file === `mappings/${name}.test.yml`) return true;
  const text = withNeighbours(file);
  return text.includes(name) || new RegExp(`'${name.split('.')[0]}'`).test(text);
}

describe('docs/parity.md', () => {
  test('has a row for each number from P1 to P60, and no other', () => {
    const numbers = rows.flatMap((row) =>
      [...(row['No.'] ?? '').matchAll(/P(\d+)/g)].map(([, number]) => Number(number)),
    );
    expect([...new Set(numbers)].sort((left, right) => left - right)).toEqual(
      Array.from({ length: 60 }, (_, index) => index + 1),
    );
  });

  test.each(rows.map((row) => [nameOf(row), row] as const))('%s: is shown by tests that exist and run', (_, row) => {
    const evidence = [...evidenceIn(row['shown by'] ?? '')];
    expect(evidence).not.toEqual([]);
    for (const [file, named] of evidence) {
      expect([file, isThere(file), isRun(file)]).toEqual([file, true, true]);
      expect([file, ...named.filter((title) => !titlesOf(file).has(title))]).toEqual([file]);
      expect([file, named.length > 0]).toEqual([file, true]);
    }
    const mappings = quotedIn(row.mapping ?? '');
    const files = evidence.map(([file]) => file);
    const unshown = mappings.filter((mapping) => !files.some((file) => isAbout(file, mapping)));
    expect(unshown).toEqual([]);
    // Without a mapping it is an API that forbids it: which one, and where that stands.
    if (isRefused(row)) expect(row.note).toMatch(/\[(A\d|E: \w+)\]/);
    else expect(mappings).not.toEqual([]);
  });

  test('names only files that exist', () => {
    const files = quotedIn(parity).filter((quoted) => /^(mappings|test|docs|src)\//.test(quoted));
    expect(files.filter((file) => !isThere(file))).toEqual([]);
    expect(linksIn(parity).filter((link) => !isThere(path.join('docs', link)))).toEqual([]);
  });

  test('names every mapping that ships', () => {
    const named = new Set(rows.flatMap(({ mapping }) => quotedIn(mapping ?? '')));
    expect(flows.map(({ name }) => `mappings/${name}.yml`).filter((file) => !named.has(file))).toEqual([]);
  });
});

describe('docs/recipes/README.md', () => {
  const index = read('docs/recipes/README.md');

  test('lists every flow that ships, once, and whether it is on', () => {
    const listed = tableRows(index).flatMap((row) => (row.flow === undefined ? [] : [[row.flow, row.ships]]));
    const shipped = flows.map(({ name, isOn }) => [`[${name}](../../mappings/${name}.yml)`, isOn ? '**on**' : 'off']);
    expect(listed.toSorted()).toEqual(shipped.toSorted());
  });

  test('leads to every recipe', () => {
    const recipes = readdirSync(path.join(root, 'docs/recipes')).filter((file) => file !== 'README.md');
    expect(linksIn(index)).toEqual(expect.arrayContaining(recipes));
    expect(linksIn(index).filter((link) => !isThere(path.join('docs/recipes', link)))).toEqual([]);
    expect(linksIn(read('README.md'))).toEqual(expect.arrayContaining(['docs/parity.md', 'docs/recipes/README.md']));
  });
});
