import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { adviceOf } from '../../src/errors/advice.ts';
import { errorCodes, isErrorCode } from '../../src/errors/codes.ts';
import { meaningOf } from '../../src/errors/meanings/meanings.ts';

const src = join(import.meta.dirname, '..', '..', 'src');
const codes = Object.keys(errorCodes).filter(isErrorCode);

test('each code says in one sentence what happened, and in one or two what to do', () => {
  const odd = codes.flatMap((code) => {
    const { means, todo } = meaningOf(code);
    return isSentences(means, 1) && isSentences(todo, 2) ? [] : [`${code}: ${means} ${todo}`];
  });
  expect(odd).toEqual([]);
});

test('each code of a record, a login, a call or the state says the same in Dutch', () => {
  const met = codes.filter((code) => errorCodes[code].class !== 'config' || adviceOf(code, 'en') !== undefined);
  expect(met.length).toBeGreaterThan(70);
  const odd = met.flatMap((code) => {
    const [english, { means, todo }] = [meaningOf(code), meaningOf(code, 'nl')];
    const isDutch = means !== english.means && todo !== english.todo;
    return isDutch && isSentences(means, 1) && isSentences(todo, 2) ? [] : [`${code}: ${means} ${todo}`];
  });
  expect(odd).toEqual([]);
});

test('codes that only the author of a file meets are told in English', () => {
  expect(meaningOf('EXPRESSION_SYNTAX', 'nl')).toEqual(meaningOf('EXPRESSION_SYNTAX'));
});

test('the Dutch names the same keys, files and inputs as the English', () => {
  const named = (text: string): readonly string[] =>
    [...text.matchAll(/`[^`]+`|"skip"|"where"|\b[a-z]+\.yml|accept-state/g)].map(([name]) => name).toSorted();
  const odd = codes.filter((code) => {
    const [english, dutch] = [meaningOf(code), meaningOf(code, 'nl')];
    const translated = named(`${dutch.means} ${dutch.todo}`).map((name) => name.replace('BESTAND', 'FILE'));
    return translated.join() !== named(`${english.means} ${english.todo}`).join();
  });
  expect(odd).toEqual([]);
});

test('no advice is given for a code that is none of ours', () => {
  expect(adviceOf('TOO_LONG', 'nl')).toContain('slice(…)');
  expect(adviceOf('toString', 'nl')).toBeUndefined();
  expect(adviceOf('OF_AN_OLDER_STATE', 'en')).toBeUndefined();
});

test('no two codes of records say the same, so that a reader can tell them apart', () => {
  const said = codes.filter((code) => errorCodes[code].class === 'record').map((code) => meaningOf(code).means);
  expect(new Set(said).size).toBe(said.length);
});

test('nothing that the action starts with loads the meanings of the codes', () => {
  const loaded = loadedBy(join(src, 'main.ts'));
  expect(loaded.size).toBeGreaterThan(50);
  expect([...loaded].filter((file) => file.includes(join('errors', 'meanings')))).toEqual([]);
});

/** True for texts of at most so many sentences, each with a capital (or a name in code) at its start and a full stop at its end. */
function isSentences(text: string, most: number): boolean {
  const sentences = text.split(/(?<=\.) (?=[A-Z`])/);
  return sentences.length <= most && sentences.every((one) => /^([A-Z`]|gh |links\.yml ).*\.$/.test(one));
}

/** The modules that a module loads when it starts, with itself. */
function loadedBy(file: string, known = new Set<string>()): ReadonlySet<string> {
  if (known.has(file)) return known;
  known.add(file);
  for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(/^(?:import|export) (?!type\b)[^;]*?'(\.[^']+)'/gm)) {
    const other = join(dirname(file), path);
    if (existsSync(other) && other.endsWith('.ts')) loadedBy(other, known);
  }
  return known;
}
