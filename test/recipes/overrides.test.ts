import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { problemsIn } from '../../src/commands/validate/read-tested.ts';
import { workspaceWith } from '../config/folder.ts';
import { tableRows } from '../docs/tables.ts';
import { Recipe, recipeNames, togetherWith } from './variation.ts';

const folder = path.resolve(import.meta.dirname, '../../docs/recipes');
const read = (file: string): string => readFileSync(path.join(folder, file), 'utf8');

/** The most lines that an override has beside `extends`, and the longest of them. */
const MOST_LINES = 5;
const LONGEST = 140;
/** What is no file of the mappings, by its first line. */
const OTHERS: readonly string[] = ['# .github/workflows/reconcile.yml', '# .github/workflows/stock.yml'];

/** The part of an address that leads to a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');

const overrides = recipeNames.flatMap((name) =>
  [...new Recipe(name).sections].flatMap(([heading, pieces]) =>
    pieces.map((piece) => ({ ...piece, place: `${name}.md#${anchorOf(heading)}` })),
  ),
);
const linesOf = (text: string): readonly string[] =>
  text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#') && line !== 'extends: shipped');

describe('an override of a recipe', () => {
  test('is a whole file: a flow and a part extend what ships', () => {
    const blocks = recipeNames.flatMap((name) => [...read(`${name}.md`).matchAll(/^```yaml\n(.*)\n/gm)]);
    const first = blocks.map(([, line = '']) => line).filter((line) => !OTHERS.includes(line));
    expect(first.filter((line) => !/^# mappings\/\S+\.yml$/.test(line))).toEqual([]);
    expect(first).toHaveLength(overrides.length);
    const flows = overrides.filter(({ file }) => !/^tables\/|^(settings|links)\.yml$/.test(file));
    expect(flows.filter(({ text }) => !text.startsWith('extends: shipped\n'))).toEqual([]);
  });

  test('fits the flows that are on, and those of customers and invoices the other way', () => {
    const on = [
      'customers.exact-online-to-asperion',
      'products.asperion-to-exact-online',
      'orders.exact-online-to-asperion',
      'customers.asperion-to-exact-online',
      'invoices.asperion-to-exact-online',
    ];
    const said = recipeNames.flatMap((name) =>
      [...new Recipe(name).sections].flatMap(([heading, pieces]) => {
        if (pieces.length === 0) return [];
        using folder = workspaceWith(togetherWith(on, pieces));
        // Some recipes are of flows that take the place of one that is on.
        const problems = problemsIn('mappings', folder.workspace).filter(({ code }) => code !== 'BOOKED_TWICE');
        return problems.map(({ message }) => `${name}.md, ${heading}: ${message}`);
      }),
    );
    expect(said).toEqual([]);
  });

  test('has five lines at most', () => {
    const long = overrides.filter(({ text }) => linesOf(text).length > MOST_LINES);
    expect(long.map(({ place, file }) => `${place} ${file}`)).toEqual([]);
    expect(overrides.filter(({ text }) => text.split('\n').some((line) => line.length > LONGEST))).toEqual([]);
  });
});

describe('the settings by number in docs/parity.md', () => {
  const rows = tableRows(read('../parity.md')).filter(({ override }) => override !== undefined);
  const places = rows.flatMap(({ override = '' }) =>
    [...override.matchAll(/\]\(recipes\/([^)]+)\)/g)].map(([, link]) => link),
  );

  test('are P1 to P53, once each', () => {
    const numbers = rows.flatMap((row) => (row['No.'] ?? '').split(' '));
    expect(numbers).toEqual(Array.from({ length: 53 }, (_, index) => `P${index + 1}`));
  });

  test('lead to forty overrides or more', () => {
    const known = new Set(overrides.map(({ place }) => place));
    expect(places.filter((place) => !known.has(place ?? ''))).toEqual([]);
    expect(new Set(places).size).toBeGreaterThanOrEqual(40);
  });
});
