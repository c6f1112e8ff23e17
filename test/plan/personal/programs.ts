import fc from 'fast-check';
import { makeComparison } from '../../../src/plan/make-comparison.ts';
import type { Comparison } from '../../../src/report/plan/comparison-report.ts';
import { emptyProgress } from '../../../src/state/progress.ts';
import { asperionCatalog } from '../../../src/systems/asperion/catalog.ts';
import { exactOnlineCatalog } from '../../../src/systems/exact-online/catalog.ts';
import { createMemorySystem } from '../../../src/systems/memory-system.ts';
import type { RecordValues } from '../../../src/values.ts';
import { compile, type Mappings } from '../../support/engine.ts';
import { seed } from '../../support/seed.ts';

/** Fields of persons: of the flow's own record, and of one that it is joined with. */
const PERSONAL = ['Name', 'Email', 'contact.FullName', 'contact.Email', 'contact.FirstName'];
const PLAIN = ['Code', 'Country', 'Status', '"x"', '"EO-"', 'null', 'both'];
const LETTERS = ['"A"', '"e"', '"k"', '"Zo"', '"an"', '"@"', '"o"', '"K"'];

/** Expressions of each kind over both sorts of fields, which are not all valid. */
const expressions = fc.letrec<Record<'text' | 'bool' | 'number' | 'list', string>>((tie) => {
  const [text, bool, number, list] = [tie('text'), tie('bool'), tie('number'), tie('list')];
  const of = (parts: fc.Arbitrary<string>[], write: (...of: string[]) => string) =>
    fc.tuple(...parts).map((written) => write(...written));
  const letter = fc.constantFrom(...LETTERS);
  const small = fc.constantFrom('0', '1', '2', '3', '7');
  const call = fc.constantFrom('upper', 'lower', 'trim', 'capitalize', 'digits', 'initials', 'surname', 'shortHash');
  return {
    text: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      { arbitrary: fc.constantFrom(...PERSONAL), weight: 4 },
      { arbitrary: fc.constantFrom(...PLAIN), weight: 2 },
      { arbitrary: of([text, small, small], (a, b, c) => `slice(${a}, ${b}, ${c})`), weight: 2 },
      { arbitrary: of([call, text], (name, a) => `${name}(${a})`), weight: 2 },
      { arbitrary: of([text, text], (a, b) => `${a} + ${b}`), weight: 2 },
      { arbitrary: of([bool, text, text], (a, b, c) => `(${a} ? ${b} : ${c})`), weight: 2 },
      { arbitrary: of([text, text], (a, b) => `coalesce(${a}, ${b})`), weight: 1 },
      { arbitrary: of([text, letter, letter], (a, b, c) => `replace(${a}, ${b}, ${c})`), weight: 1 },
      { arbitrary: of([list, small], (a, b) => `${a}[${b}]`), weight: 1 },
      { arbitrary: of([list], (a) => `join(${a}, "-")`), weight: 1 },
      { arbitrary: of([number], (a) => `string(${a})`), weight: 1 },
      { arbitrary: of([text], (a) => `(inTable("words", ${a}) ? table("words", ${a}) : "none")`), weight: 1 },
    ),
    bool: fc.oneof(
      { maxDepth: 3 },
      of([text, text], (a, b) => `${a} == ${b}`),
      of([text], (a) => `${a} == null`),
      of([text, letter], (a, b) => `startsWith(${a}, ${b})`),
      of([text, letter], (a, b) => `contains(${a}, ${b})`),
      of([text, letter], (a, b) => `${a} in [${b}, "x"]`),
      of([number, small], (a, b) => `${a} > ${b}`),
      of([text], (a) => `inTable("words", ${a})`),
      of([bool, bool], (a, b) => `(${a} && ${b})`),
      of([bool], (a) => `!(${a})`),
      of([list, letter], (a, b) => `${a}.exists(x, startsWith(x, ${b}))`),
    ),
    number: fc.oneof(
      { maxDepth: 2 },
      of([text], (a) => `size(${a})`),
      of([list], (a) => `size(${a})`),
      of([bool, small, small], (a, b, c) => `(${a} ? ${b} : ${c})`),
      of([number, number], (a, b) => `(${a} + ${b})`),
    ),
    list: fc.oneof(
      { maxDepth: 2 },
      of([text, letter], (a, b) => `split(${a}, ${b})`),
      of([text, text], (a, b) => `[${a}, ${b}]`),
      of([list, letter], (a, b) => `${a}.filter(x, contains(x, ${b}))`),
      of([list], (a) => `${a}.map(x, slice(x, 0, 1))`),
    ),
  };
});

/** What an edit puts where: the parts of a flow of which one is written anew. */
interface Edit {
  readonly place: keyof typeof PLACES;
  readonly expression: string;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const PLACES = {
  'a text': (one: string) => ({ text: quoted(one) }),
  'a text by condition': (one: string) => ({ text: `{ expr: Code, when: ${quoted(one)} }` }),
  'the first of two': (one: string) => ({ text: `{ first: [${quoted(one)}, Code] }` }),
  'a number': (one: string) => ({ more: `paymentConditionId: ${quoted(one)}` }),
  'a condition as a value': (one: string) => ({ more: `blocked: ${quoted(one)}` }),
  'a code of a list': (one: string) => ({ more: `paymentMethodId: ${quoted(one)}` }),
  'a name': (one: string) => ({ lets: `  asked: ${quoted(one)}`, text: 'asked' }),
  'a name in a condition': (one: string) => ({ lets: `  asked: ${quoted(one)}`, text: '{ expr: Code, when: asked }' }),
  'a condition of the flow': (one: string) => ({ top: `where: ${quoted(one)}` }),
  'a condition of the step': (one: string) => ({ step: `when: ${quoted(one)}` }),
  'a key': (one: string) => ({ key: quoted(one) }),
  'a key of a table': (one: string) => ({
    text: `{ table: words, key: ${quoted(one)}, unmapped: default, default: n }`,
  }),
  'a check': (one: string) => ({ top: `checks:\n  - { when: ${quoted(one)}, says: '"Look."' }` }),
  'what a check says': (one: string) => ({
    top: `checks:\n  - { when: 'Code != null', says: ${quoted(one)}, then: wait }`,
  }),
  'a relation': (one: string) => ({
    joins: `  found: { resource: crm/Accounts, by: Code, value: ${quoted(one)} }`,
    text: 'found.Status',
  }),
  'a relation by name': (one: string) => ({
    joins: `  found: { resource: crm/Accounts, by: Name, value: ${quoted(one)}, one: first, order: Code }`,
    text: 'found.Status',
  }),
  'the order of a relation': () => ({
    joins: '  found: { resource: crm/Accounts, by: Country, value: Country, one: first, order: Email desc }',
    text: 'found.Code',
  }),
} as const;

interface Parts {
  readonly top?: string;
  readonly joins?: string;
  readonly lets?: string;
  readonly step?: string;
  readonly key?: string;
  readonly text?: string;
  readonly more?: string;
}

const flowOf = ({
  top = '',
  joins = '',
  lets = '',
  step = '',
  key = `'"EO-" + Code'`,
  text = 'Code',
  more = '',
}: Parts) =>
  `from: exact-online.crm/Accounts
to: asperion
with:
  contact: { resource: crm/Contacts, by: ID, value: MainContact }
${joins}
let:
  both: Name + " " + contact.FullName
${lets}
${top}
steps:
  - id: debtor
    resource: debtors
    match: [characteristic5]
    update: true
    ${step}
    fields:
      characteristic5: ${key}
      name: Name
      address: { value: Kade 1 }
      debtorKindId: { value: company }
      characteristic4: ${text}
      ${more}
`;

/** Edits of every place. */
const edits: fc.Arbitrary<Edit> = fc
  .tuple(
    fc.constantFrom(...(Object.keys(PLACES) as Edit['place'][])),
    expressions.text,
    expressions.bool,
    expressions.number,
  )
  .map(([place, text, bool, number]) => {
    const isCondition = place.includes('condition') || place === 'a check';
    return { place, expression: isCondition ? bool : place === 'a number' ? number : text };
  });

const TABLE = 'Akkermans: first\nKoster: second\nA: third\ne: fourth\n';
const versionOf = (parts: Parts): Mappings => compile({ 'flow.yml': flowOf(parts), 'tables/words.yml': TABLE });

/** The version before every edit. */
const unedited = versionOf({});

/** The version after an edit; null = it is not valid. */
function edited({ place, expression }: Edit): Mappings | null {
  try {
    return versionOf(PLACES[place](expression));
  } catch {
    return null;
  }
}

/** Persons of one world; those of another one have as many letters in each name. */
interface Person {
  readonly first: string;
  readonly last: string;
}

const account = ({ first, last }: Person, at: number): RecordValues => ({
  ID: `id-${at}`,
  Code: String(at),
  Name: `${first} ${last}`,
  Email: `${first}@${last}.example`,
  Country: at % 2 === 0 ? 'NL' : 'BE',
  Status: at % 3 === 0 ? 'C' : 'S',
  MainContact: `c-${at}`,
});
const contact = ({ first, last }: Person, at: number): RecordValues => ({
  ID: `c-${at}`,
  FirstName: first,
  FullName: `${last}, ${first}`,
  Email: `${last}@${first}.example`,
});
const debtor = (_: Person, at: number): RecordValues => ({
  id: at,
  customerNumber: `D${at}`,
  characteristic5: `EO-${at}`,
  characteristic4: 'old',
  name: 'Somebody',
});

/** Everything that the plan of an edit tells in a world. */
async function told(head: Mappings, persons: readonly Person[]): Promise<string> {
  const exactOnline = new Map([
    ['crm/Accounts', persons.map(account)],
    ['crm/Contacts', persons.map(contact)],
  ]);
  const asperion = new Map([['debtors', persons.slice(0, 3).map(debtor)]]);
  const selected = new Set(['flow']);
  const comparison: Comparison = await makeComparison({
    base: { ...unedited, selected },
    head: { ...head, selected },
    parts: [
      {
        systems: {
          'exact-online': createMemorySystem(exactOnlineCatalog, exactOnline),
          asperion: createMemorySystem(asperionCatalog, asperion),
        },
        progress: emptyProgress(),
        isLive: false,
        takes: () => true,
      },
    ],
    folder: 'base',
    records: null,
    since: null,
    fingerprint: (text) => text,
    clock: () => Date.UTC(2026, 2, 2),
    signal: new AbortController().signal,
    log: () => {},
    basis: { kind: 'recording', recordedAt: null, recorded: ['flow'], lacks: [], unrecorded: [] },
    revealed: [],
  });
  return JSON.stringify(comparison);
}

/** Two worlds that differ in nothing but who their persons are. */
const WORLDS = [
  [
    { first: 'Akke', last: 'Akkermans' },
    { first: 'Zoey', last: 'Verkuijlx' },
    { first: 'Kees', last: 'Zonneveld' },
    { first: 'Eefx', last: 'Akkerhuis' },
    { first: 'Bart', last: 'Kosterman' },
  ],
  [
    { first: 'Otto', last: 'Wilbrinks' },
    { first: 'Akky', last: 'Akkermaat' },
    { first: 'Imre', last: 'Fokkelman' },
    { first: 'Zora', last: 'Bloemhofx' },
    { first: 'Kaat', last: 'Zomerdijk' },
  ],
] as const;

/** Draws edits, and gives those whose plan tells the two worlds apart; `valid` = how many could be planned. */
export async function answered(runs: number): Promise<{ readonly valid: number; readonly telling: readonly string[] }> {
  const telling: string[] = [];
  let valid = 0;
  for (const edit of fc.sample(edits, { numRuns: runs, seed })) {
    const head = edited(edit);
    if (head === null) continue;
    valid += 1;
    const [one, other] = [await told(head, WORLDS[0]), await told(head, WORLDS[1])];
    if (one !== other) telling.push(`${edit.place}: ${edit.expression}\n${one}\n${other}`);
  }
  return { valid, telling };
}
