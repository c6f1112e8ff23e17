import { globSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const src = join(root, 'src');

/** Where a process begins, above all rooms. */
const STARTS = ['cli', 'main', 'start-small'];

/** The rows of the picture, from the top down: rooms, and at the bottom files as well. */
const rows = (): readonly (readonly string[])[] => {
  const [, picture = ''] =
    readFileSync(join(root, 'docs', 'architecture.md'), 'utf8')
      .split('## Layers')[1]
      ?.split('```') ?? [];
  return picture
    .trim()
    .split('\n')
    .map((line) => line.split(/ {2,}/)[0]?.split(', ') ?? []);
};

const roomOf = (file: string): string => file.replaceAll('\\', '/').split('/')[0]?.replace(/\.ts$/, '') ?? '';

test('the picture of the layers has every room and file of src once', () => {
  const rooms = new Set(globSync('**/*.ts', { cwd: src }).map(roomOf));
  expect(rows().flat().toSorted()).toEqual([...rooms].filter((room) => !STARTS.includes(room)).toSorted());
});

test('a room imports only from the rows below it', () => {
  const levels = new Map(rows().flatMap((row, index) => row.map((room) => [room, index] as const)));
  const level = (room: string): number => levels.get(room) ?? -1;
  const bottom = rows().length - 1;
  const files = globSync('**/*.ts', { cwd: src }).filter((file) => !STARTS.includes(roomOf(file)));
  const upward = files.flatMap((file) =>
    [...readFileSync(join(src, file), 'utf8').matchAll(/(?:from|import)\s*\(?'(\.[^']+)'/g)]
      .map(([, path = '']) => relative(src, join(src, file, '..', path)))
      .filter((used) => !used.startsWith('..') && roomOf(used) !== roomOf(file))
      .filter((used) => level(roomOf(used)) <= level(roomOf(file)) && level(roomOf(used)) < bottom)
      .map((used) => `${file} → ${used}`),
  );
  expect(upward).toEqual([]);
});
