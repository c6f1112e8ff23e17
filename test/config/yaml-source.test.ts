import Big from 'big.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readYaml } from '../../src/config/yaml/yaml-source.ts';
import { ConfigErrors } from '../../src/errors/errors.ts';
import { problemsOf } from './folder.ts';

const read = (text: string) => readYaml('mappings/f.yml', text, 'flow');
const problems = (text: string) => problemsOf(() => read(text));

describe('values', () => {
  test('decimals stay exact and whole numbers stay numbers', () => {
    const { value } = read('a: 0.10\nb: 8000\nc: -1.5e3\nd: 12345678901234567.89');
    expect(value).toEqual({ a: new Big('0.1'), b: 8000, c: new Big(-1500), d: new Big('12345678901234567.89') });
  });

  test.each(['08', '0x1F', '12345678901234567890'])('refuses %s, which would lose digits as a number', (written) => {
    expect(problems(`a: ${written}`)).toEqual([
      expect.stringMatching(new RegExp(`^YAML_NUMBER mappings/f.yml:1:4 ${written} would be read.*'${written}'`)),
    ]);
  });

  test('the text dialect keeps everything as it is written', () => {
    expect(readYaml('t.yml', '08: 0123\nNO: NO\nxx: 1.50', 'text').value).toEqual({
      '08': '0123',
      NO: 'NO',
      xx: '1.50',
    });
  });
});

describe('positions', () => {
  const source = read(
    'from: x\nsteps:\n  - id: a\n    fields:\n      name: Name\nmore: &shared\n  deep: 1\ncopy: *shared\n',
  );

  test.each([
    ['a value', ['steps', 0, 'fields', 'name'], undefined, 5, 13],
    ['a key', ['steps', 0, 'fields', 'name'], 'key', 5, 7],
    ['the nearest parent of what is missing', ['steps', 0, 'fields', 'city'], undefined, 4, 5],
    ['a list item that lacks something', ['steps', 0, 'match'], undefined, 3, 5],
    ['the place an alias points to', ['copy', 'deep'], undefined, 7, 9],
    ['the start of the file for a missing top key', ['to'], undefined, 1, 1],
  ] as const)('gives %s', (_, path, part, line, column) => {
    expect(source.at(path, part)).toEqual({ file: 'mappings/f.yml', line, column });
  });
});

test('finds a character of an expression, even after doubled quotes, and falls back to its start', () => {
  const source = read("a: Name == x\nb: 'it''s x'\nc: \"x\\ty\"\n");
  expect(source.at(['a'], 'value', 8)).toMatchObject({ line: 1, column: 12 });
  expect(source.at(['b'], 'value', 5)).toMatchObject({ line: 2, column: 11 });
  expect(source.at(['c'], 'value', 2)).toMatchObject({ line: 3, column: 4 });
});

describe('a text that YAML splits is shown in quotes', () => {
  test.each([
    ['a leading !', 'where: !Blocked', 'YAML_TAG', "where: '!Blocked'"],
    ['a colon', 'a: x == null ? y : z', 'YAML_SYNTAX', "a: 'x == null ? y : z'"],
    ['a leading quote', 'a: "EO-" + Code', 'YAML_SYNTAX', `a: '"EO-" + Code'`],
    ['a colon inside braces', 'a: { table: t, key: x ? "p" : "c" }', 'YAML_SYNTAX', `key: 'x ? "p" : "c"'`],
    ['a comma inside braces', 'a: { expr: slice(d, 0, 60), write: create }', 'YAML_TORN', "expr: 'slice(d, 0, 60)'"],
    ['a list inside braces', 'a: { expr: join([a, b], " "), write: x }', 'YAML_SYNTAX', `expr: 'join([a, b], " ")'`],
    ['a comma inside a list', 'a: { key: [b, join(c, d)] }', 'YAML_TORN', "'join(c, d)'"],
    ['a colon inside a list', 'a: { key: [b ? "x" : "y", c] }', 'YAML_TORN', `'b ? "x" : "y"'`],
    ['a number sign', 'a: Code == "a #1"', 'YAML_TORN', `a: 'Code == "a #1"'`],
    ['a number sign inside braces', 'a: { expr: f("a #1"), write: x }\nb: 1', 'YAML_TORN', `expr: 'f("a #1")'`],
    ['a number sign inside braces on the only line', 'a: { expr: f("a #1") }', 'YAML_TORN', `expr: 'f("a #1")'`],
    ['a number sign inside braces that begin the file', '{ a: f("a #1") }', 'YAML_TORN', `a: 'f("a #1")'`],
    ['a single quote', 'a: "it\'s" + Code', 'YAML_SYNTAX', `a: '"it''s" + Code'`],
  ])('%s', (_, text, code, quoted) => {
    const found = problems(text);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(`${code} mappings/f.yml:1:`);
    expect(found[0]?.endsWith(`written in quotes: ${quoted}`)).toBe(true);
    const advised = quoted.startsWith("'") ? `x: ${quoted}` : quoted;
    expect(Object.values(Object(read(advised).value))).toEqual([expect.any(String)]);
  });

  test('comments, apostrophes and commas that mean themselves are left alone', () => {
    expect(
      read("a: Name # the customer's name\nb: it's # note\nc: { value: it's, write: create }\nd: [x, y]").value,
    ).toEqual({
      a: 'Name',
      b: "it's",
      c: { value: "it's", write: 'create' },
      d: ['x', 'y'],
    });
  });
});

describe('broken files', () => {
  test.each([
    ['a key that stands twice', 'a: 1\nb: 2\na: 3', 'DUPLICATE_KEY mappings/f.yml:3:1'],
    ['a tab', 'a:\n\tb: 1', 'YAML_SYNTAX mappings/f.yml:2:1'],
    ['a bracket that does not end', 'a: [1, 2', 'YAML_SYNTAX mappings/f.yml:1:4'],
    ['a quote that does not end', 'a: "x\nb: 1\nc: 2', 'YAML_SYNTAX mappings/f.yml:1:4'],
    ['a brace that does not end', 'a: { b: 1\nc: 2', 'YAML_SYNTAX mappings/f.yml:1:4'],
    ['two documents', 'a: b\n---\nc: d', 'YAML_SYNTAX mappings/f.yml:2:1'],
    ['an alias without anchor', 'a: *x', 'YAML_ALIAS mappings/f.yml:1:4'],
    ['an alias in a circle', 'a: &x [*x]', 'YAML_ALIAS mappings/f.yml:1:8'],
    ['a key that is a list', '? [a]\n: b', 'YAML_KEY mappings/f.yml:1:3'],
    ['a key that is a number', '1.5: x', 'YAML_KEY mappings/f.yml:1:1'],
    ['a key that would reach into the program', '__proto__: 1', 'YAML_KEY mappings/f.yml:1:1'],
  ])('reports %s with its place', (_, text, expected) => {
    expect(problems(text)).toEqual([expect.stringContaining(expected)]);
  });

  test.each([
    ['a:\n  b: 1\n c: 2', 'the keys of one group do not begin below each other'],
    ['a: "x"#y', 'a # begins a comment only after a blank'],
    ['a: |\n    \n  x\n', 'a text over several lines begins with too many blanks'],
    [`a: ${'['.repeat(5000)}${']'.repeat(5000)}`, 'brackets or braces are nested too deeply'],
  ])('tells in plain words: %s', (text, words) => {
    expect(problems(text)[0]).toContain(`This is not valid YAML: ${words}.`);
  });

  test('reports every broken line, once each', () => {
    expect(problems('a: "x" + y\nb: ok\nc: !z\nd: "v" + w').map((one) => one.split(' ')[1])).toEqual([
      'mappings/f.yml:1:8',
      'mappings/f.yml:3:4',
      'mappings/f.yml:4:8',
    ]);
  });

  test.each([
    ['an open bracket', 'a: [\n  - b: c\n    d: e\n  - f: g\nh: i', 'mappings/f.yml:2:3', 'bracket'],
    ['a bracket too many', 'a: [b]]\nc: d\ne: f', 'mappings/f.yml:1:7', 'bracket'],
    ['blanks too few', 'a:\n   b: c\n  d: e\n   f: g\n   h: i', 'mappings/f.yml:3:1', 'blanks'],
    ['a key without its colon', 'a:\n  b c\n  d: e\n  f: g', 'mappings/f.yml:2:3', 'colon'],
  ])('reports %s once, though every line below looks wrong then', (_, text, place, hint) => {
    const found = problems(text);
    expect(found).toEqual([expect.stringContaining(`YAML_SYNTAX ${place} `)]);
    expect(found[0]).toContain(hint);
  });

  test('refuses aliases that multiply, deep nesting and huge files', () => {
    const ten = (name: string) => `[${Array(10).fill(name).join(',')}]`;
    expect(problems(`a: &a ${ten('1')}\nb: &b ${ten('*a')}\nc: ${ten('*b')}`)[0]).toContain('YAML_TOO_COMPLEX');
    // Each is looked up from the start of the file: read before they are counted, so many would take hours.
    expect(problems(`a: &a 1\n${'- *a\n'.repeat(60_000)}`.replace(/- /, 'b:\n- '))).toEqual([
      'YAML_TOO_COMPLEX mappings/f.yml:1:1 The aliases of the file make too many copies. | Write the parts out.',
    ]);
    expect(problems('['.repeat(50_000))[0]).toMatch(/^YAML_/);
    expect(problems(`a: ${'x'.repeat(1_000_001)}`)[0]).toContain('FILE_TOO_LARGE');
  });

  test('any text is either read or refused with a position inside it', () => {
    const piece = fc.constantFrom(
      'a',
      ': ',
      '\n',
      '  ',
      '- ',
      '{',
      '}',
      '[',
      ']',
      ',',
      '"',
      "'",
      '#',
      ' #',
      '!',
      '&a',
      '*a',
      '|',
      '1.5',
      '0',
      '%',
      '\t',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        try {
          read(text);
        } catch (error) {
          if (!(error instanceof ConfigErrors)) throw error;
          expect(error.problems.length).toBeGreaterThan(0);
          for (const { at } of error.problems) expect(at?.line).toBeLessThanOrEqual(text.split('\n').length);
        }
      }),
      { numRuns: 500 },
    );
  });
});
