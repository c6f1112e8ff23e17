import type { FlowFile } from '../../config/schema/flow-schema.ts';
import type { Path } from '../../config/yaml/yaml-source.ts';
import { type Compilation, compileConditionAt, compileIn } from '../compilation.ts';
import { type Names, NO_LOCALS } from '../expressions/names.ts';
import type { Scope } from '../expressions/scope.ts';
import { isOpen, nameOf } from '../expressions/types.ts';
import { compileEach, scopesOf } from '../lines/each.ts';
import { checkLineNames } from '../lines/line-names.ts';
import { isAsked } from '../questions.ts';
import { compileShared, oncePerLine } from '../rules/shared-values.ts';
import type { CheckProgram } from './step-program.ts';

/** The place of checks: their path, what the names of those without an id begin with, and the names they may use. */
interface ChecksPlace {
  readonly path: Path;
  readonly prefix: string;
  readonly names: Names;
}

/**
 * Compiles the `checks` of a flow or a step; a check without an id is named by `prefix` and its position. What is
 * wrong is noted.
 */
export function compileChecks(
  written: FlowFile['checks'],
  { path, prefix, names }: ChecksPlace,
  flow: Compilation,
): readonly CheckProgram[] {
  const ids = idsOf(written, prefix);
  return (written ?? []).map(({ each, let: named, when, says, fix = null, then = 'wait' }, position) => {
    const place = [...path, position];
    const list = each === undefined ? null : compileEach(each, [...place, 'each'], names, flow);
    const around = list === null ? names : { ...names, line: list.type };
    checkLineNames({ let: named }, place, around, flow);
    const shared = compileShared(named, { path: [...place, 'let'], names: around, once: oncePerLine }, flow);
    const inside = { ...around, shared };
    const condition = compileConditionAt(when, [...place, 'when'], inside, flow);
    const text = compileText(says, [...place, 'says'], inside, flow);
    const id = ids[position] ?? '';
    return {
      id,
      then,
      texts: (scope) =>
        (list === null ? [scope] : scopesOf(list, scope))
          .filter((within) => condition?.holds(within) === true)
          .map((within) => text(within) ?? wordless(id)),
      fix,
      at: flow.source.at(place),
    };
  });
}

/** The ids of all checks of a flow, its own and those of its steps. */
export function checkIdsOf({ checks, steps }: FlowFile): readonly string[] {
  return [...idsOf(checks, ''), ...steps.flatMap((step) => idsOf(step.checks, `${step.id}-`))];
}

const idsOf = (written: FlowFile['checks'], prefix: string): readonly string[] =>
  (written ?? []).map(({ id }, position) => id ?? `${prefix}${position + 1}`);

/** What is told of a doubt whose sentence comes out as null, because a field in it is empty. */
function wordless(id: string): string {
  return `The check "${id}" has a doubt, but a value that its sentence names is empty.`;
}

/** What is told of a doubt whose sentence is made from a part of a person's data. */
function untold(): string {
  return 'There is a doubt about data of a person, which are not shown.';
}

/** What a check says, as a function; null if a value in it is. */
function compileText(text: string, path: Path, names: Names, flow: Compilation): (scope: Scope) => string | null {
  const compiled = compileIn(text, { path, names, goesOn: true }, flow);
  if (compiled === null) return () => null;
  const { type, evaluate, uses } = compiled;
  if (type.kind !== 'text' && !isOpen(type)) {
    const hint = 'Write a sentence in quotes; string(…) makes text of a number.';
    flow.problems.add(flow.source.at(path), 'WRONG_TYPE', `a check gives a text, not ${nameOf(type)}`, hint);
  }
  // A part of a name cannot be found in the sentence to hide it.
  if (uses.some((use) => isAsked(use) && use.way === 'computed')) return untold;
  return (scope) => {
    const said = evaluate(scope, NO_LOCALS);
    return typeof said === 'string' ? said : null;
  };
}
