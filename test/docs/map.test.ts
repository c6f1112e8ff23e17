import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const MOST_FILES = 20;

const folders = (pattern: string): readonly string[] =>
  [...new Set(globSync(pattern, { cwd: root }).map((file) => dirname(file).replaceAll('\\', '/')))].toSorted();

/** Rooms whose inner folders a reader need not know: a vendor's, a command's, functions by subject. */
const INNER = /^src\/(systems|commands|report|mapping\/functions|mapping\/expressions)\/./;

test('the map in docs/architecture.md has every room of src, and no other', () => {
  const text = readFileSync(join(root, 'docs', 'architecture.md'), 'utf8');
  const map = text.slice(text.indexOf('## The house'), text.indexOf("## A system's room"));
  const shown = [...map.matchAll(/^\| `([^`]+)\/` \|/gm)]
    .map(([, room = '']) => room)
    .filter((room) => /^src/.test(room));
  const rooms = folders('src/**/*.ts').filter((room) => room !== 'src' && !INNER.test(room));
  // A room that has only rooms is on the map, too.
  expect(shown.toSorted()).toEqual([...new Set([...rooms, 'src/sync'])].toSorted());
});

test(`no folder of code has more than ${MOST_FILES} files`, () => {
  const files = globSync('{src,sandbox,demo,scripts,test}/**/*.ts', { cwd: root });
  const byFolder = Map.groupBy(files, (file) => dirname(file));
  const full = [...byFolder].filter(([, own]) => own.length > MOST_FILES).map(([folder]) => folder);
  expect(full).toEqual([]);
});
