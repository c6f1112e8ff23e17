import path from 'node:path';
import { expect, test } from 'vitest';
import { readFlows } from '../../src/commands/select-flows.ts';
import { en } from '../../src/report/words/en.ts';
import { nl } from '../../src/report/words/nl.ts';
import { factsOf, systemNames } from '../../src/systems/registry.ts';
import { englishIn } from './words/english.ts';

/** Every text of a catalog by its place; a function is called with marks for what it is given, so that a dropped one shows. */
function textsOf(words: object, path: readonly string[] = []): readonly (readonly [string, string])[] {
  return Object.entries(words).flatMap(([key, value]: [string, unknown]) => {
    const place = [...path, key];
    if (typeof value === 'string') return [[place.join('.'), value] as const];
    // How numbers, days and lists are written has tests of its own.
    if (typeof value === 'function') return path.length === 0 ? [] : saidBy(value as Says, place.join('.'));
    return typeof value === 'object' && value !== null ? textsOf(value, place) : [];
  });
}

/** What stands for a text where a function takes no such value. */
const CANNOT = '–';

type Says = (...given: readonly unknown[]) => unknown;

/** What a function says: with a mark for each parameter, and once more for each that may be false, null or one. */
function saidBy(says: Says, place: string): readonly (readonly [string, string])[] {
  const all = Array.from({ length: says.length }, (_, at) => mark(`<${at}>`));
  const others = all.flatMap((_, at) =>
    [false, null, 1].map((value) => [`${place} (${at} = ${value})`, all.with(at, value)] as const),
  );
  return [[place, all] as const, ...others].map(([name, given]) => {
    try {
      return [name, flat(says(...given))] as const;
    } catch {
      // It takes no such value.
      return [name, CANNOT] as const;
    }
  });
}

const flat = (said: unknown): string =>
  Array.isArray(said) ? said.map(flat).join(' | ') : said === null ? 'null' : String(said);

/** Stands for a text, a list or an object with texts: whatever is done with it, its name comes out. */
function mark(name: string): unknown {
  return new Proxy(Object(name), {
    get(_, key) {
      if (key === Symbol.toPrimitive) return () => name;
      if (key === 'join') return (between: string) => `${name}${between}${name}`;
      const own: unknown = typeof key === 'string' ? Reflect.get(String.prototype, key) : undefined;
      return typeof own === 'function' ? own.bind(name) : mark(`${name}.${String(key)}`);
    },
  });
}

/** Words that are the same in both languages. */
const SAME = ['flow', 'record', 'details', 'code', 'flows', 'records', 'document', 'plan'];

/** The words of a text in small letters, without marks, other values, code and signs. */
const wordsOf = (text: string): string =>
  text
    .replaceAll(/<\d>[\w.]*|`[^`]*`|\b(?:false|null|1)\b|[,:]/g, ' ')
    .trim()
    .toLowerCase();

const marksOf = (text: string): readonly string[] => [...new Set(text.match(/<\d>(?:\.\w+)?/g) ?? [])].sort();

test('every text is there in both languages, and none was left in English', () => {
  const english = new Map(textsOf(en));
  const dutch = new Map(textsOf(nl));
  expect([...dutch.keys()].sort()).toEqual([...english.keys()].sort());
  const same = [...dutch].filter(([place, text]) => {
    const words = wordsOf(text);
    return /[a-z]{2}/i.test(words) && words === wordsOf(english.get(place) ?? '') && !SAME.includes(words);
  });
  expect(same).toEqual([]);
  expect([...dutch].filter(([, text]) => text.trim() === '')).toEqual([]);
  expect([...dutch].filter(([place, text]) => text === CANNOT && !place.includes('('))).toEqual([]);
  expect([...dutch].filter(([, text]) => englishIn(wordsOf(text)).length > 0)).toEqual([]);
  const lost = [...dutch].filter(
    ([place, text]) => text !== CANNOT && String(marksOf(text)) !== String(marksOf(english.get(place) ?? '')),
  );
  expect(lost.map(([place, text]) => [place, text, english.get(place)])).toEqual([]);
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
