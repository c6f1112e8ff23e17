import type { FlowFile } from '../config/flow-schema.ts';
import { type Compilation, compileConditionAt } from './compilation.ts';
import { compileExpression } from './expressions/compile-expression.ts';
import { type FieldReference, type Names, NO_LOCALS } from './expressions/names.ts';
import { parseExpression } from './expressions/parse.ts';
import type { CancelledCondition, Scope, WhereCondition } from './program.ts';

/** What `where` says, with every field that it looks at. */
export interface CompiledWhere {
  readonly conditions: readonly WhereCondition[];
  readonly uses: readonly FieldReference[];
}

/** The texts of the conditions of `where`, in their order. */
export function whereTexts(where: FlowFile['where']): readonly string[] {
  return where === undefined ? [] : typeof where === 'string' ? [where] : Object.values(where);
}

/** Compiles `where`: an expression, or words with an expression each. What is wrong is noted. */
export function compileWhere(where: FlowFile['where'], names: Names, flow: Compilation): CompiledWhere {
  const uses: FieldReference[] = [];
  const compile = (text: string, path: readonly string[]) => {
    const condition = compileConditionAt(text, path, names, flow);
    uses.push(...(condition?.uses ?? []));
    const holds = condition?.holds ?? (() => true);
    return { holds, usesJoins: condition?.uses.some(({ from }) => from === 'related') ?? false };
  };
  if (where === undefined) return { conditions: [], uses };
  if (typeof where === 'string') {
    const parts = conjunctTexts(where).map((text) => ({ text, holds: silently(text, names) }));
    const failing = (scope: Scope): string => parts.find(({ holds }) => !holds(scope))?.text ?? where.trim();
    return { conditions: [{ ...compile(where, ['where']), words: failing }], uses };
  }
  const conditions = Object.entries(where).map(([words, text]) => {
    return { ...compile(text, ['where', words]), words: () => words };
  });
  return { conditions, uses };
}

/** Notes a `disjoint` that says nothing, or that cannot be checked for a record of another flow. */
export function checkDisjoint(file: FlowFile, { uses }: CompiledWhere, { problems, source }: Compilation): void {
  if (file.disjoint === undefined) return;
  const at = source.at(['disjoint'], 'key');
  if (file.steps.every(({ exists }) => exists === undefined)) {
    problems.add(at, 'NEVER_USED', '"disjoint" says something of documents, and the flow writes none', 'Remove it.');
  } else if (file.where === undefined) {
    const hint = 'Write the condition that tells its records from those of the other flow.';
    problems.add(at, 'NEVER_USED', '"disjoint" says something of "where", and the flow has none', hint);
  }
  const related = uses.find(({ from }) => from === 'related');
  if (related === undefined) return;
  const message = `"where" looks at ${related.name}, and beside "disjoint" it may look at the record alone: the other flow asks it, too`;
  problems.add(
    source.at(['where']),
    'DISJOINT_RELATED',
    message,
    'Ask for a field of the record, or remove "disjoint".',
  );
}

/** Compiles `cancelled`, which only says something of documents. */
export function compileCancelled(file: FlowFile, names: Names, flow: Compilation): CancelledCondition | null {
  const { problems, source } = flow;
  const at = source.at(['cancelled']);
  const condition = compileConditionAt(file.cancelled, ['cancelled'], names, flow);
  if (condition === null) return null;
  if (file.steps.every(({ exists }) => exists === undefined)) {
    const message = '"cancelled" says something of documents, and the flow writes none';
    problems.add(source.at(['cancelled'], 'key'), 'NEVER_USED', message, 'Leave such records out with "where".');
  }
  return { holds: condition.holds, usesJoins: condition.uses.some(({ from }) => from === 'related'), at };
}

/** A part of a condition that was compiled as a whole, only to say which part is not true. */
function silently(text: string, names: Names): (scope: Scope) => boolean {
  const compiled = compileExpression(text, names, () => {});
  return (scope) => compiled === null || compiled.evaluate(scope, NO_LOCALS) === true;
}

/** Texts in quotes, brackets, and what parts the conditions of a whole. */
const SIGNS = /"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[([{]|[)\]}]|&&/g;

/** The texts between the `&&` of an expression that stand in no brackets; the whole where it is joined otherwise. */
export function conjunctTexts(text: string): readonly string[] {
  const whole = text.trim();
  const root = parseExpression(whole, () => {});
  if (root?.kind !== 'logic' || root.operator !== '&&') return [whole];
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: sign, index } of whole.matchAll(SIGNS)) {
    if ('([{'.includes(sign)) depth += 1;
    else if (')]}'.includes(sign)) depth -= 1;
    else if (sign === '&&' && depth === 0) {
      parts.push(whole.slice(start, index).trim());
      start = index + sign.length;
    }
  }
  return [...parts, whole.slice(start).trim()];
}
