import { dirname, join } from 'node:path';
import ts from 'typescript';
import { factsOf, systemNames } from '../../../src/systems/registry.ts';
import { isSaying, type Said } from './said.ts';
import { functionOf, placeOf, returnsIn } from './source-tree.ts';
import { TextReader } from './text-of.ts';

/** What the sources say: each text with one place where it stands. */
export interface SaidInSource {
  /** Sentences of messages and hints. */
  readonly sentences: ReadonlyMap<string, string>;
  /** Words within them. */
  readonly phrases: ReadonlyMap<string, string>;
  /** The codes of the errors that say them. */
  readonly codes: ReadonlySet<string>;
  /** Places where an error gets a text that is made elsewhere. */
  readonly unread: readonly string[];
}

const root = join(import.meta.dirname, '..', '..', '..');
const ERRORS = new Set(['RecordError', 'TransientError', 'AccessError', 'StateError']);
/** Errors whose message comes first. */
const PLAIN_ERRORS = new Set(['UnclearWriteError', 'GitHubFault']);
/** Where a mistake that somebody wrote may stop a run, or be in a file that bookkeepers edit. */
const RUNS =
  /src\/(sync|http|state|systems|assumptions|commands\/sync|commands\/session|config\/(tables|company\/(links|files|pauses)|schema\/dated-rows|unused|yaml)\b|mapping\/tables\/|mapping\/rules\/table-rules|mapping\/flow\/since|plan\/edited\/withheld|commands\/select-flows)/;
/** Commands whose warnings are lines on the terminal of somebody who types commands. */
const IN_ENGLISH = /src\/(doctor|validate|init|report\/words)\/|src\/commands\/(doctor|validate|init|authorize)/;
/** Stay as they are in every language. */
const VALUES_OF_INPUTS = ['sync', 'mappings', 'cache', 'reports', 'none', 'new', 'en'];
/** Texts that become part of a message, by folder, and property or function. */
const PARTS: readonly (readonly [RegExp, string])[] = [
  [/src\/sync\//, 'why'],
  [/src\/mapping\/functions\//, 'message'],
  [/src\/mapping\/steps\/checks/, 'wordless'],
  [/src\/mapping\/steps\/checks/, 'untold'],
  [/src\/plan\/collect/, 'reason'],
  [/src\/sync\/guard\/guard\.ts/, 'exceededLimits'],
  [/src\/github\/(cache-listing|environment-secrets)|secret-copies/, 'reason'],
  [/src\/github\/workflow-facts/, 'why'],
  [/src\/config\/yaml\/yaml-words/, 'why'],
  [/src\/config\/yaml\/foreign-lines/, 'message'],
  [/src\/config\/yaml\/foreign-lines/, 'hint'],
  [/src\/mapping\/tables\/tables/, 'neededSaid'],
  [/src\/mapping\/expressions\/operators/, 'hintForConstant'],
  [/src\/plan\/edited\/config-changes/, 'whatPauses'],
  [/src\/plan\/edited\/config-changes/, 'termsOfPause'],
  [/src\/plan\/edited\/held-back/, 'pausedLine'],
  [/src\/plan\/edited\/held-back/, 'goesOnLine'],
  [/src\/plan\/edited\/held-back/, 'readAgainLine'],
  [/src\/plan\/edited\/switched-flows/, 'switchLine'],
  [/src\/plan\/edited\/unseen-changes/, 'ruleLine'],
  [/src\/plan\/edited\/unseen-changes/, 'checksLine'],
  [/src\/plan\/edited\/unseen-changes/, 'leftOutLine'],
  [/src\/http\/call-out/, 'callOut'],
  [/src\/systems\/tokens\//, 'why'],
  [/src\/report\/written/, 'message'],
  [/src\/report\/written/, 'hint'],
  [/src\/sync\/verify\/verify-record/, 'reason'],
  [/src\/sync\/verify\/told-document/, 'toldDocument'],
  [/src\/sync\/verify\/told-document/, 'toldMissing'],
  [/src\/sync\/step\/half-booked/, 'alreadyBooked'],
  [/src\/sync\/step\/half-booked/, 'otherPeriod'],
  [/src\/sync\/step\/checks/, 'whatToDo'],
  [/src\/sync\/record\/closed-period/, 'movedDay'],
  [/src\/report\/run\/of-each/, 'each'],
];

/** What errors of records, access, transport and state, and warnings, can say, in all of src. */
export const saidInSource = (): SaidInSource => saidIn(programOfSources());

/** The same of a program; its files under a folder `src` are read. */
export function saidIn(program: ts.Program): SaidInSource {
  const files = program.getSourceFiles().filter(({ fileName }) => fileName.includes('/src/'));
  const resources = systemNames().flatMap((name) => [...factsOf(name).catalog.resources.keys()]);
  const names = new Set<string>([...systemNames(), ...resources, ...VALUES_OF_INPUTS]);
  const isName = (text: string): boolean => names.has(text) || /^([A-Z_]+|[\w/]*\/\w+|HTTP \{\}|\{\}-url)$/.test(text);
  const reader = new TextReader(program.getTypeChecker(), files, isName);
  const sentences = new Map<string, string>();
  const codes = new Set<string>();
  const unread: string[] = [];
  const note = (said: Said, node: ts.Node): void => {
    for (const sentence of said.flatMap(sentencesOf)) {
      if (isSaying(sentence)) sentences.set(sentence, placeOf(node));
      else if (sentence.includes('{}')) unread.push(placeOf(node));
    }
  };
  for (const file of files) {
    for (const [error, at] of errorsIn(file)) {
      const given = error.arguments ?? [];
      if (at === 1) for (const code of reader.of(given[0])) if (/^[A-Z_]+$/.test(code)) codes.add(code);
      note(reader.of(given[at]), error);
      if (given[2] !== undefined)
        note(isRefusal(error) ? reader.of(given[2]) : reader.propertyOf(given[2], 'hint'), error);
    }
    for (const warning of IN_ENGLISH.test(file.fileName) ? [] : warningsIn(file, program.getTypeChecker()))
      note(reader.of(warning), warning);
    for (const value of leftOutIn(file))
      for (const text of reader.of(value)) if (isSaying(text)) reader.phrases.set(text, placeOf(value));
    for (const [folder, name] of PARTS) {
      if (!folder.test(file.fileName)) continue;
      for (const value of valuesOf(file, name))
        for (const text of reader.of(value))
          if (isSaying(text) && !isName(text)) reader.phrases.set(text, placeOf(value));
    }
  }
  const phrases = new Map<string, string>();
  for (const [text, place] of reader.phrases) {
    if (/^[A-Z{].*\.$/.test(text)) for (const sentence of sentencesOf(text)) sentences.set(sentence, place);
    else phrases.set(text, place);
  }
  return { sentences, phrases, codes, unread };
}

const sentencesOf = (text: string): readonly string[] => text.split(/(?<=\.) /);

/** Only our own sources, without libraries: that is quick, and no text comes from elsewhere. */
function programOfSources(): ts.Program {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { fileNames, options: own } = ts.parseJsonConfigFileContent({ ...config, include: ['src'] }, ts.sys, root);
  const options = { ...own, noLib: true, types: [] };
  const host = ts.createCompilerHost(options);
  host.resolveModuleNameLiterals = (literals, file) =>
    literals.map(({ text }) => ({
      resolvedModule: text.startsWith('.')
        ? { resolvedFileName: join(dirname(file), text), extension: ts.Extension.Ts, isExternalLibraryImport: false }
        : undefined,
    }));
  return ts.createProgram(fileNames, options, host);
}

/** The errors that a file makes, each with the place of its message among what it is made with. */
function errorsIn(file: ts.SourceFile): readonly (readonly [ts.NewExpression | ts.CallExpression, number])[] {
  const found: (readonly [ts.NewExpression | ts.CallExpression, number])[] = [];
  const visit = (node: ts.Node, parent: string): void => {
    if (ts.isNewExpression(node)) {
      const name = node.expression.getText();
      if (PLAIN_ERRORS.has(name)) found.push([node, 0]);
      if (ERRORS.has(name) || (name === 'ConfigError' && RUNS.test(file.fileName))) found.push([node, 1]);
    }
    if (isRefusal(node) && /src\/config\/input/.test(file.fileName)) found.push([node, 1]);
    if (ts.isCallExpression(node) && node.expression.getText() === 'contradicted') found.push([node, 0]);
    const isSuper = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.SuperKeyword;
    if (isSuper && ERRORS.has(parent) && !file.fileName.endsWith('errors/errors.ts')) found.push([node, 1]);
    const own = ts.isClassDeclaration(node)
      ? (node.heritageClauses?.[0]?.types[0]?.expression.getText() ?? '')
      : parent;
    ts.forEachChild(node, (child) => visit(child, own));
  };
  visit(file, '');
  return found;
}

/** What is wrong with an input: `refuse(code, message, hint)`. */
const isRefusal = (node: ts.Node): node is ts.CallExpression =>
  ts.isCallExpression(node) && node.expression.getText() === 'refuse';

/** What a file warns of: what it calls `warn` with, and what it puts into `warnings`. */
function warningsIn(file: ts.SourceFile, checker: ts.TypeChecker): readonly ts.Expression[] {
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /^(.+\.)?warn$/.test(node.expression.getText())) found.push(...node.arguments);
    if (ts.isCallExpression(node) && node.expression.getText() === 'warnings.push')
      found.push(...node.arguments.flatMap((given) => textsWithin(given, checker)));
    if (ts.isPropertyAssignment(node) && node.name.getText() === 'warnings')
      found.push(...textsWithin(node.initializer, checker));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** The texts that an expression makes, also in functions of ours that it calls; what is compared is not said. */
function textsWithin(within: ts.Node, checker: ts.TypeChecker): readonly ts.Expression[] {
  const found: ts.Expression[] = [];
  const isText = (node: ts.Node): boolean => ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
  const visit = (node: ts.Node): void => {
    if (isText(node)) {
      found.push(node as ts.Expression);
      return;
    }
    // It is read where it is used.
    if (ts.isVariableDeclaration(node) && node.initializer !== undefined && isText(node.initializer)) return;
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsEqualsEqualsToken) return;
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
      const declared = checker.getSymbolAtLocation(node.expression);
      const own =
        declared !== undefined && (declared.flags & ts.SymbolFlags.Alias) !== 0
          ? checker.getAliasedSymbol(declared)
          : declared;
      for (const body of (own?.declarations ?? []).map((one) => functionOf(one)?.body)) if (body) visit(body);
    }
    ts.forEachChild(node, visit);
  };
  visit(within);
  return found;
}

/** Under which words a file leaves records out. */
function leftOutIn(file: ts.SourceFile): readonly ts.Expression[] {
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /\.leave$|leftOut\.set$/.test(node.expression.getText()))
      found.push(...node.arguments.slice(1));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** What a function puts into lists. */
function putInLists(body: ts.Node): readonly ts.Expression[] {
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText().endsWith('.push')) found.push(...node.arguments);
    ts.forEachChild(node, visit);
  };
  visit(body);
  return found;
}

function valuesOf(file: ts.SourceFile, name: string): readonly ts.Expression[] {
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && node.name.getText() === name) found.push(node.initializer);
    if (ts.isShorthandPropertyAssignment(node) && node.name.text === name) found.push(node.name);
    if (ts.isFunctionDeclaration(node) && node.name?.text === name && node.body !== undefined)
      found.push(...returnsIn(node.body), ...putInLists(node.body));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}
