import path from 'node:path';
import { expect, test } from 'vitest';
import { readFlows } from '../../src/commands/select-flows.ts';
import { en } from '../../src/report/words/en.ts';
import { nl } from '../../src/report/words/nl.ts';
import { factsOf, systemNames } from '../../src/systems/registry.ts';

/** Every text of a catalog by its place; functions get their own place in each parameter, so that a dropped one shows. */
function textsOf(words: object, path: readonly string[] = []): readonly (readonly [string, string])[] {
  return Object.entries(words).flatMap(([key, value]: [string, unknown]) => {
    const place = [...path, key];
    if (typeof value === 'string') return [[place.join('.'), value] as const];
    return typeof value === 'object' && value !== null ? textsOf(value, place) : [];
  });
}

/** Words that are the same in both languages. */
const SAME = ['Flow', 'Record', 'Details', 'Code', 'flow', 'flows', 'record', 'records', 'Records', 'document'];

test('every text is there in both languages, and none was left in English', () => {
  const english = new Map(textsOf(en));
  const dutch = new Map(textsOf(nl));
  expect([...dutch.keys()].sort()).toEqual([...english.keys()].sort());
  const same = [...dutch].filter(([place, text]) => english.get(place) === text && !SAME.includes(text));
  expect(same.map(([place]) => place)).toEqual([]);
  expect([...dutch].filter(([, text]) => text.trim() === '')).toEqual([]);
});

test('numbers, amounts and lists are written as each language does', () => {
  expect([en.count(1, 'record'), en.count(1200, 'record'), en.count(0, 'step')]).toEqual([
    '1 record',
    '1,200 records',
    '0 steps',
  ]);
  expect([nl.count(1, 'difference'), nl.count(1200, 'difference')]).toEqual(['1 verschil', '1.200 verschillen']);
  expect([en.money('12345678901234567890.05'), nl.money('-1240.50')]).toEqual([
    '€ 12,345,678,901,234,567,890.05',
    '€ -1.240,50',
  ]);
  expect([en.list(['a', 'b', 'c']), nl.list(['a', 'b', 'c'])]).toEqual(['a, b and c', 'a, b en c']);
  expect([en.more(1200, 'row', 'the log'), nl.more(1200, 'record', 'het logboek')]).toEqual([
    '… and 1,200 more rows; the log has them all.',
    '… en nog 1.200 records; in het logboek staat alles.',
  ]);
});

test('the records of every shipped flow have a name that people use, in both languages', () => {
  const root = path.resolve(import.meta.dirname, '../..');
  const sources = readFlows('mappings', root).programs.map(({ source }) => source);
  expect(sources.length).toBeGreaterThan(20);
  for (const { system, spec } of sources)
    expect([spec.name, factsOf(system).nouns?.[spec.name]]).toEqual([
      spec.name,
      { en: [expect.any(String), expect.any(String)], nl: [expect.any(String), expect.any(String)] },
    ]);
  for (const name of systemNames())
    for (const resource of Object.keys(factsOf(name).nouns ?? {}))
      expect([resource, factsOf(name).catalog.resources.has(resource)]).toEqual([resource, true]);
});
