import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { tableRows } from './tables.ts';

const root = path.resolve(import.meta.dirname, '../..');
const SOURCES = 'docs/sources.md';
const TAG = /\b(?:EX|AS|GH)-[a-z][a-z\d]*(?:-[a-z\d]+)*\b/g;

/** What names a source that is not in the repository. Data may look like a number of such a source, so those count in comments only. */
const ELSEWHERE = [
  /\bDESIGN\b|\b(?:platform|style|market)\.md\b|\bapis\/(?:asperion|exact-online)|\.\.\/shared\/(?:DESIGN|apis)/,
  /(?<!RFC \d+ )§ ?\d/,
  /\[(?:ref(?: [^\]]*)?|KB-[a-z\d]+|(?:picqer|websmurf|dotnet|invantive)#\d+|syncdemo|informat|[DGT]\d+)\]/,
  /(?:\/\/|^\*|^\/\*\*|^#) .*\b(?:[BUF]-\d+|rules? \d+)\b/,
];

/** The texts that may cite a source, by their paths, without this file. */
const texts = new Map(
  [
    'src',
    'sandbox',
    'demo',
    'test',
    'scripts',
    'docs',
    'mappings',
    'tools',
    'README.md',
    'CONTRIBUTING.md',
    'action.yml',
  ]
    .flatMap(filesIn)
    .filter((file) => /\.(?:ts|md|yml)$/.test(file) && file !== 'test/docs/sources.test.ts')
    .map((file) => [file, readFileSync(path.join(root, file), 'utf8')]),
);

function filesIn(place: string): readonly string[] {
  if (place.includes('.')) return [place];
  return readdirSync(path.join(root, place), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'));
}

const rows = tableRows(texts.get(SOURCES) ?? '').filter((row) => row.tag !== undefined);
const tags = rows.map((row) => row.tag ?? '');
const used = new Map(
  [...texts].filter(([file]) => file !== SOURCES).map(([file, text]) => [file, text.match(TAG) ?? []] as const),
);

describe('docs/sources.md', () => {
  test('has each tag once, with its meaning, its source and how well it is known', () => {
    expect(tags.length).toBeGreaterThan(100);
    expect(tags.filter((tag, index) => tags.indexOf(tag) !== index)).toEqual([]);
    expect(tags.filter((tag) => tag.match(TAG)?.[0] !== tag)).toEqual([]);
    const unclear = rows.filter(
      (row) =>
        !row['what it says']?.endsWith('.') || !row.from || !/^(?:known|inferred|unknown)$/.test(row.basis ?? ''),
    );
    expect(unclear).toEqual([]);
  });

  test('has every tag that is used anywhere', () => {
    const dead = [...used].flatMap(([file, named]) =>
      named.filter((tag) => !tags.includes(tag)).map((tag) => `${file}: ${tag}`),
    );
    expect(dead).toEqual([]);
  });

  test('has no tag that is never used', () => {
    const named = new Set([...used.values()].flat());
    expect(tags.filter((tag) => !named.has(tag))).toEqual([]);
  });

  test('is the only place to cite: nothing cites papers outside the repository', () => {
    const found = [...texts].flatMap(([file, text]) =>
      text
        .split('\n')
        .map((line, index) => `${file}:${index + 1}: ${line.trim()}`)
        .filter((line) => ELSEWHERE.some((pattern) => pattern.test(line.slice(line.indexOf(': ') + 2)))),
    );
    expect(found).toEqual([]);
  });
});
