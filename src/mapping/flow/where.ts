import type { FlowFile } from '../../config/schema/flow-schema.ts';
import { type Compilation, compileConditionAt } from '../compilation.ts';
import { compilePart } from '../expressions/compile-expression.ts';
import { type FieldReference, type Names, NO_LOCALS } from '../expressions/names.ts';
import { parseExpression } from '../expressions/parse.ts';
import type { Scope } from '../expressions/scope.ts';
import { conjuncts, type Expression } from '../expressions/syntax.ts';
import type { CancelledCondition, Program, WhereCondition } from './program.ts';

/** What `where` says, with every field that it reads. */
export interface CompiledWhere {
  readonly conditions: readonly WhereCondition[];
  readonly uses: readonly FieldReference[];
}

/** The texts of the conditions of `where`, in order. */
export function whereTexts(where: FlowFile['where']): readonly string[] {
  return where === undefined ? [] : typeof where === 'string' ? [where] : Object.values(where);
}

/** Compiles `where`: an expression, or words that each have an expression. What is wrong is noted. */
export function compileWhere(where: FlowFile['where'], names: Names, flow: Compilation): CompiledWhere {
  const uses: FieldReference[] = [];
  const compileOne = (text: string, path: readonly string[]) => {
    const condition = compileConditionAt(text, path, names, flow);
    uses.push(...(condition?.uses ?? []));
    const holds = condition?.holds ?? (() => true);
    return { holds, usesJoins: condition?.uses.some(({ from }) => from === 'related') ?? false };
  };
  if (where === undefined) return { conditions: [], uses };
  if (typeof where === 'string') {
    const parts = partsOf(where, names, flow);
    const failing = (scope: Scope): string => parts.find(({ holds }) => !holds(scope))?.text ?? where.trim();
    return { conditions: [{ ...compileOne(where, ['where']), words: failing }], uses };
  }
  const conditions = Object.entries(where).map(([words, text]) => {
    return { ...compileOne(text, ['where', words]), words: () => words };
  });
  return { conditions, uses };
}

/** Notes a `disjoint` that has no effect, or that cannot be checked for a record of another flow. */
export function checkDisjoint(file: FlowFile, { uses }: CompiledWhere, { problems, source }: Compilation): void {
  if (file.disjoint === undefined) return;
  const at = source.at(['disjoint'], 'key');
  if (file.where === undefined) {
    const hint = 'Write the condition that tells its records from those of the other flow.';
    problems.add(at, 'NEVER_USED', '"disjoint" needs "where", but the flow has none', hint);
  }
  const related = uses.find(({ from }) => from === 'related');
  if (related === undefined) return;
  const message = `"where" looks at ${related.name}, but beside "disjoint" it may look only at the record: the other flow asks it, too`;
  problems.add(
    source.at(['where']),
    'DISJOINT_RELATED',
    message,
    'Ask for a field of the record, or remove "disjoint".',
  );
}

/** Compiles `cancelled`, which is only about documents. */
export function compileCancelled(file: FlowFile, names: Names, flow: Compilation): CancelledCondition | null {
  const { problems, source } = flow;
  const at = source.at(['cancelled']);
  const condition = compileConditionAt(file.cancelled, ['cancelled'], names, flow);
  if (condition === null) return null;
  if (writesNoDocument(file)) {
    const message = '"cancelled" is for documents, but the flow writes none';
    problems.add(source.at(['cancelled'], 'key'), 'NEVER_USED', message, 'Leave such records out with "where".');
  }
  return { holds: condition.holds, usesJoins: condition.uses.some(({ from }) => from === 'related'), at };
}

const writesNoDocument = ({ steps }: FlowFile): boolean => steps.every(({ exists }) => exists === undefined);

/** The words of `withdrawn`, which is only about documents. */
export function readWithdrawn(file: FlowFile, { problems, source }: Compilation): Program['withdrawn'] {
  const words = file.withdrawn ?? [];
  if (words.length > 0 && writesNoDocument(file)) {
    const message = '"withdrawn" is for documents, but the flow writes none';
    problems.add(source.at(['withdrawn'], 'key'), 'NEVER_USED', message, 'Remove it.');
  }
  const known = typeof file.where === 'object' ? Object.keys(file.where) : [];
  return new Map(
    words.map((word, index) => {
      const at = source.at(['withdrawn', index]);
      if (!known.includes(word)) {
        const hint = 'Write the words of a condition of "where", or remove them here.';
        problems.add(at, 'UNKNOWN_NAME', `"where" has no condition "${word}"`, hint);
      }
      return [word, at];
    }),
  );
}

/** A part of a condition, under which the records that it excludes are counted. */
interface Part {
  readonly text: string;
  readonly holds: (scope: Scope) => boolean;
}

/** The parts of a condition that was compiled as a whole, only to say which of them is not true. What is wrong is noted. */
function partsOf(text: string, names: Names, { source }: Compilation): readonly Part[] {
  const root = parseExpression(text, () => {});
  if (root === null) return [];
  const around = { watch: null, locate: (offset: number) => source.at(['where'], 'value', offset) };
  const texts = conjunctTexts(text, root);
  return conjuncts(root).map(({ node }, position) => {
    const { evaluate } = compilePart(node, { names, report: () => {}, uses: [], around });
    return { text: texts[position] ?? '', holds: (scope) => evaluate(scope, NO_LOCALS) === true };
  });
}

/** The texts of the parts of a condition, without the brackets around several of them. */
export function conjunctTexts(text: string, root: Expression): readonly string[] {
  const starts = conjuncts(root).map(({ from }) => from);
  return starts.map((from, position) => {
    const next = starts[position + 1];
    return withoutOpenBrackets(text.slice(from, next === undefined ? text.length : next - '&&'.length).trim());
  });
}

/** A part that begins or ends a group in brackets has one bracket too many. */
function withoutOpenBrackets(text: string): string {
  const isWhole = (part: string): boolean => parseExpression(part, () => {}) !== null;
  let [ending, beginning] = [text, text];
  while (ending.startsWith('(') && !isWhole(ending)) ending = ending.slice(1).trim();
  while (beginning.endsWith(')') && !isWhole(beginning)) beginning = beginning.slice(0, -1).trim();
  return isWhole(ending) ? ending : beginning;
}
