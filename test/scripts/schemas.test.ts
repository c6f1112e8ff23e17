import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { keySchemas, schemaFiles } from '../../scripts/schemas.ts';
import { type Mistake, put, readCorpus } from '../mapping/mistakes/corpus.ts';
import { flowBeside, frames, tableBeside } from '../mapping/mistakes/frames.ts';

const MAPPINGS = path.resolve(import.meta.dirname, '../../mappings');
const SCHEMAS = path.join(MAPPINGS, 'schema');

const ajv = new Ajv({ allErrors: true, strict: true, strictTypes: false, strictRequired: false });
// What editors show beside the standard's own words.
ajv.addVocabulary(['enumDescriptions', 'markdownDescription', 'patternErrorMessage']);
ajv.addFormat('date', (text) => z.iso.date().safeParse(text).success);

/** The schema that a YAML file names in its first line, as an editor finds it. */
function schemaOf(file: string): ValidateFunction {
  const [first = ''] = readFileSync(file, 'utf8').split('\n', 1);
  const named = /^# yaml-language-server: \$schema=(\S+)$/.exec(first)?.[1];
  return checker(path.basename(path.resolve(path.dirname(file), named ?? 'nothing')));
}

const checkers = new Map<string, ValidateFunction>();

function checker(name: string): ValidateFunction {
  const known = checkers.get(name);
  if (known !== undefined) return known;
  const made = ajv.compile(JSON.parse(readFileSync(path.join(SCHEMAS, name), 'utf8')));
  checkers.set(name, made);
  return made;
}

/** What is wrong by a schema, in words; empty when it fits. */
function faults(check: ValidateFunction, value: unknown): readonly string[] {
  if (check(value)) return [];
  return (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

test('the schemas of the mapping files match what the product checks', () => {
  const made = schemaFiles();
  expect(readdirSync(SCHEMAS).sort()).toEqual([...made.keys()].sort());
  for (const [name, text] of made) expect(readFileSync(path.join(SCHEMAS, name), 'utf8')).toBe(text);
});

/** Not the parts: each is some group of keys, and no first line could say of what. */
const yamlFiles = readdirSync(MAPPINGS, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.yml') && !name.startsWith('parts'),
);

test.each(yamlFiles)('%s names its schema and fits it', (name) => {
  const file = path.join(MAPPINGS, name);
  expect(faults(schemaOf(file), parse(readFileSync(file, 'utf8')))).toEqual([]);
});

/** What the schema of its kind says of a file with a snippet; null when it is no YAML, or of a kind without one. */
function verdict({ in: place }: Mistake, snippet: string): readonly string[] | null {
  const { file, text } = frames[place] ?? { file: '', text: '' };
  const kind = file.startsWith('tables/')
    ? 'table'
    : (/^(settings|links|messages|paused)\.yml$/.exec(file)?.[1] ?? (file.endsWith('.test.yml') ? 'test' : 'flow'));
  let value: unknown;
  try {
    value = parse(put(text, snippet));
  } catch {
    return null;
  }
  return value === null ? null : faults(checker(`${kind}.schema.json`), value);
}

const mistakes = readCorpus().flatMap((topic) => topic.mistakes);

test('a valid file is valid in an editor, too', () => {
  const refused = mistakes.flatMap((mistake) => {
    const found = mistake.right === undefined ? [] : (verdict(mistake, mistake.right) ?? []);
    return found.length === 0 ? [] : [{ mistake: mistake.mistake, found }];
  });
  expect(refused).toEqual([]);
  expect(faults(checker('flow.schema.json'), parse(flowBeside))).toEqual([]);
  expect(faults(checker('table.schema.json'), parse(tableBeside))).toEqual([]);
});

/** Mistakes that an editor sees, by their codes. The others are about expressions, values and what stands in other files. */
const SEEN = `UNKNOWN_KEY MISSING_KEY EMPTY_VALUE WRONG_VALUE WRONG_NAME RESERVED_NAME SAME_SYSTEM UPDATE_OR_EXISTS
  VERIFY_WRITES_NOTHING TOTAL_WITHOUT_LINES NO_FEED UNKNOWN_RESOURCE NOT_CREATABLE NOT_UPDATABLE NO_LINES DOCUMENT_POLICY
  NOT_SEARCHABLE EACH_MAKES`.split(/\s+/);

/** Among them those that it does not see, since YAML or the place hides them. */
const UNSEEN: readonly string[] = [
  // 1.000 is the number 1 to it.
  'A limit with a sign for thousands',
  // It knows the lists of both systems, not which one a rule is for.
  'A reference to a list of the other system',
  // Nor which flow a test belongs to.
  'Records of the target given to the source',
  'A resource that no step writes',
];

test('a wrong key or name is wrong in an editor, too', () => {
  const seen = mistakes.filter(({ says }) => SEEN.some((code) => new RegExp(`^\\S+ ${code} `, 'm').test(says)));
  expect(seen.length).toBeGreaterThan(100);
  const accepted = seen.filter((mistake) => verdict(mistake, mistake.wrong)?.length === 0);
  expect(new Set(accepted.map(({ mistake }) => mistake))).toEqual(new Set(UNSEEN));
});

interface Keywords {
  readonly properties?: Readonly<Record<string, { readonly description?: string } | false>>;
  readonly enum?: readonly unknown[];
  readonly enumDescriptions?: readonly string[];
}

/** The keys and words of a schema that nothing explains, by their paths. */
function unexplained(value: unknown, place: string): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { properties = {}, enum: words, enumDescriptions = [] } = value as Keywords;
  const bare = Object.entries(properties).filter(([, part]) => part !== false && part.description === undefined);
  const isWords = words !== undefined && words.length !== enumDescriptions.length;
  return [
    ...bare.map(([key]) => `${place}.${key}`),
    ...(isWords ? [`${place} enum`] : []),
    ...Object.entries(value)
      // What holds under a condition, or must not be, adds to keys that are explained where they stand; names of resources say what they are.
      .filter(
        ([keyword]) =>
          !['if', 'then', 'else', 'not', 'dependencies', 'examples', 'default', 'propertyNames'].includes(keyword),
      )
      .flatMap(([keyword, part]) => unexplained(part, `${place}.${keyword}`)),
  ];
}

test.each(Object.entries(keySchemas))('every key and word of the %s schema is explained', (name, schema) => {
  expect(unexplained(schema, name)).toEqual([]);
});

test('every field that a step can write is explained', () => {
  const { definitions } = JSON.parse(schemaFiles().get('flow.schema.json') ?? '{}');
  const fields = Object.entries(definitions).filter(([name]) => name.endsWith('.fields'));
  expect(fields.map(([name]) => name)).toContain('asperion.debtors.fields');
  expect(fields.flatMap(([name, part]) => unexplained(part, name))).toEqual([]);
});

test('a field that the catalog lacks is refused, one that it has is not', () => {
  const flow = parse(flowBeside);
  const withField = (name: string) => {
    const changed = structuredClone(flow);
    changed.steps[0].fields[name] = 'Name';
    return faults(checker('flow.schema.json'), changed);
  };
  expect(withField('city')).toEqual([]);
  expect(withField('citty')).not.toEqual([]);
  expect(withField('id')).not.toEqual([]);
});
