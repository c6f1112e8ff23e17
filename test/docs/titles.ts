import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { parse } from 'yaml';

/** Words that begin a test or a group of tests, and those behind a dot that repeat it for rows of a table. */
const RUNS: ReadonlySet<string> = new Set(['test', 'it', 'describe']);
const REPEATS: ReadonlySet<string> = new Set(['each', 'for']);

/**
 * The titles of the tests in a file that run: of `test`, `it` and `describe`, of cases of a mapping (`name`) or of mistakes
 * (`mistake`) in YAML. Titles of tables are filled in where their rows stand in the file; what is skipped has none.
 */
export function titlesIn(file: string): ReadonlySet<string> {
  if (file.endsWith('.ts')) return new Set(titlesOfSource(sourceOf(file)));
  const content = parse(readFileSync(file, 'utf8')) as readonly Named[] | { readonly mistakes: readonly Named[] };
  return new Set(
    ('mistakes' in content ? content.mistakes : content).map(({ name, mistake }) => name ?? mistake ?? ''),
  );
}

interface Named {
  readonly name?: string;
  readonly mistake?: string;
}

/** The most characters of a title, by which it is read at a glance. */
const LONGEST = 90;

/** The titles in a test file that are too long, as they are written, each with its line. */
export function longTitlesIn(file: string): readonly string[] {
  const source = sourceOf(file);
  return callsIn(source).calls.flatMap(({ expression, arguments: [title] }) => {
    const isOfTest = ts.isIdentifier(expression) ? RUNS.has(expression.text) : rowsOf(expression) !== null;
    if (!isOfTest || title === undefined) return [];
    const text = title.getText(source).slice(1, -1);
    if (!/^['"`]/.test(title.getText(source)) || text.length <= LONGEST) return [];
    const { line } = source.getLineAndCharacterOfPosition(title.getStart(source));
    return [`${file}:${line + 1}: ${text.length} characters: ${text}`];
  });
}

function sourceOf(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
}

interface Calls {
  readonly calls: readonly ts.CallExpression[];
  /** Texts of the file by the names of their properties. */
  readonly texts: ReadonlyMap<string, readonly string[]>;
}

function callsIn(source: ts.SourceFile): Calls {
  const texts = new Map<string, string[]>();
  const calls: ts.CallExpression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) && ts.isStringLiteralLike(node.initializer)) {
      texts.set(node.name.text, [...(texts.get(node.name.text) ?? []), node.initializer.text]);
    }
    if (ts.isCallExpression(node)) calls.push(node);
    if (!isLeftOut(node)) ts.forEachChild(node, visit);
  };
  visit(source);
  return { calls, texts };
}

function titlesOfSource(source: ts.SourceFile): readonly string[] {
  const { calls, texts } = callsIn(source);
  return calls.flatMap((call) => {
    const [title] = call.arguments;
    if (title === undefined || !ts.isStringLiteralLike(title)) return [];
    if (ts.isIdentifier(call.expression)) return RUNS.has(call.expression.text) ? [title.text] : [];
    const rows = rowsOf(call.expression);
    return rows === null ? [] : filled(title.text, rows, texts);
  });
}

/** `test.skip(…)`, `describe.todo(…)` and their like. */
function isLeftOut(node: ts.Node): boolean {
  return ts.isCallExpression(node) && wordOf(node.expression, (word) => !REPEATS.has(word));
}

function wordOf(node: ts.Expression, isIt: (word: string) => boolean): boolean {
  if (ts.isCallExpression(node)) return wordOf(node.expression, isIt);
  if (!ts.isPropertyAccessExpression(node) || !ts.isIdentifier(node.expression)) return false;
  return RUNS.has(node.expression.text) && isIt(node.name.text);
}

/** The argument of `test.each(…)`; null = it is something else. */
function rowsOf(callee: ts.Expression): ts.Expression | undefined | null {
  if (!ts.isCallExpression(callee) || !wordOf(callee, (word) => REPEATS.has(word))) return null;
  return callee.arguments[0];
}

/** What a table makes of a title: one for each row that can be read, or the title as it is written. */
function filled(
  title: string,
  rows: ts.Expression | undefined,
  texts: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const key = /\$(\w+)/.exec(title)?.[1];
  if (key !== undefined && texts.has(key)) {
    // A number that only tells equal titles apart is no part of what is quoted.
    const plain = title.replace(/ \(\$index\)$/, '');
    return (texts.get(key) ?? []).map((value) => plain.replace(`$${key}`, value));
  }
  const list = rows !== undefined && ts.isAsExpression(rows) ? rows.expression : rows;
  if (list === undefined || !ts.isArrayLiteralExpression(list) || !title.includes('%s')) return [title];
  return list.elements.map((element) => {
    const values = ts.isArrayLiteralExpression(element) ? [...element.elements] : [element];
    const words = values.flatMap((value) => (ts.isStringLiteralLike(value) ? [value.text] : []));
    return words.reduce((text, word) => text.replace('%s', word), title);
  });
}
