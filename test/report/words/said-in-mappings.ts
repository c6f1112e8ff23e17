import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as readYaml } from 'yaml';
import { parseExpression } from '../../../src/mapping/expressions/parse.ts';
import type { Expression } from '../../../src/mapping/expressions/syntax.ts';
import { factsOf, systemNames } from '../../../src/systems/registry.ts';
import { hasWords } from './said.ts';

const folder = join(import.meta.dirname, '..', '..', '..', 'mappings');
const NOTHING = 'ok';

/** What the shipped mappings say of records to people: sentences of checks, and words within them or for what is left out; each with its file. */
export interface SaidInMappings {
  readonly sentences: ReadonlyMap<string, string>;
  readonly phrases: ReadonlyMap<string, string>;
}

/** Reads all shipped flows, parts, and tables of doubts. The names of the systems are values. */
export function saidInMappings(): SaidInMappings {
  const sentences = new Map<string, string>();
  const phrases = new Map<string, string>();
  const files = [...filesIn(''), ...filesIn('parts')].map((file) => [file, readFile(file)] as const);
  // A flow may word anew what a part has found out.
  const shared = Object.assign({}, ...files.flatMap(([, found]) => found.map(({ let: names }) => names)));
  for (const [file, objects] of files) {
    const note = (text: string): void => void phrases.set(withoutNames(text), file);
    for (const { says, fix, where, let: names } of objects) {
      if (typeof fix === 'string') for (const sentence of sentencesOf(fix)) sentences.set(withoutNames(sentence), file);
      if (typeof says === 'string')
        for (const text of new Sayings({ ...shared, ...(isObject(names) ? names : {}) }, note).of(says))
          for (const sentence of sentencesOf(text)) sentences.set(withoutNames(sentence), file);
      if (isObject(where)) for (const words of Object.keys(where)) note(words);
    }
  }
  const doubts = 'tables/vat-plausibility.yml';
  for (const row of readFile(doubts))
    for (const value of Object.values(row))
      if (typeof value === 'string' && value !== NOTHING) phrases.set(value, doubts);
  return { sentences, phrases };
}

const readFile = (file: string): readonly Found[] => objectsIn(readYaml(readFileSync(join(folder, file), 'utf8')));

const filesIn = (part: string): readonly string[] =>
  readdirSync(join(folder, part))
    .filter((name) => name.endsWith('.yml') && !name.endsWith('.test.yml'))
    .map((name) => join(part, name));

type Found = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Found =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object with all that are within it. */
function objectsIn(value: unknown): readonly Found[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  return isObject(value) ? [value, ...Object.values(value).flatMap(objectsIn)] : [];
}

const sentencesOf = (text: string): readonly string[] => text.split(/(?<=\.) /);

const titles = systemNames().map((name) => factsOf(name).title);
const withoutNames = (text: string): string => titles.reduce((left, title) => left.replaceAll(title, '{}'), text);

/** What an expression can say: `{}` stands for a value, `{…}` for words that are noted. */
class Sayings {
  readonly #names: Found;
  readonly #note: (words: string) => void;

  constructor(names: Found, note: (words: string) => void) {
    this.#names = names;
    this.#note = note;
  }

  of(text: string): readonly string[] {
    return this.#read(parsed(text));
  }

  #read(node: Expression): readonly string[] {
    if (node.kind === 'literal') return [typeof node.value === 'string' ? node.value : '{}'];
    if (node.kind === 'choose') return [...this.#read(node.whenTrue), ...this.#read(node.whenFalse)];
    if (node.kind === 'binary' && node.operator === '+') {
      const right = this.#within(this.#read(node.right));
      return this.#read(node.left).map((left) => `${left}${right}`);
    }
    if (node.kind === 'call' && node.name === 'coalesce') return node.args.flatMap((one) => this.#read(one));
    const [list, separator] = node.kind === 'call' && node.name === 'join' ? node.args : [];
    if (list?.kind === 'list' && separator?.kind === 'literal')
      return [list.elements.map((one) => this.#within(this.#read(one))).join(String(separator.value))];
    const name = node.kind === 'name' ? this.#names[node.name] : undefined;
    return typeof name === 'string' ? this.of(name) : ['{}'];
  }

  /** One text for what may stand behind others. */
  #within(said: readonly string[]): string {
    const [only = '{}', ...others] = said;
    if (others.length === 0) return only;
    const words = said.filter(hasWords);
    for (const text of words) this.#note(text);
    return words.length === 0 ? '{}' : '{…}';
  }
}

function parsed(text: string): Expression {
  // What a part is given stands behind a $.
  const node = parseExpression(text.replaceAll('$', ''), () => {});
  if (node === null) throw new Error(`Not an expression: ${text}`);
  return node;
}
