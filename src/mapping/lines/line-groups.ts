import type { FlowStep } from '../../config/schema/flow-schema.ts';
import type { Path } from '../../config/yaml/yaml-source.ts';
import { RecordError } from '../../errors/errors.ts';
import type { ResourceSpec } from '../../systems/catalog.ts';
import { matchForm } from '../../systems/match-form.ts';
import type { Value } from '../../values.ts';
import { type Compilation, type Condition, compileConditionAt } from '../compilation.ts';
import { type Evaluate, type Names, NO_LOCALS } from '../expressions/names.ts';
import type { Related, Scope } from '../expressions/scope.ts';
import type { Type } from '../expressions/types.ts';
import type { Join, LineJoin } from '../relations/joins.ts';
import { type CompiledJoin, compileJoins } from '../relations/joins.ts';
import { relatedMissing, takeRelated } from '../relations/take-related.ts';
import { compileFields, type FieldRules, fieldRules } from '../rules/fields.ts';
import { compileShared, oncePerLine } from '../rules/shared-values.ts';
import { compileEach, scopesOf } from './each.ts';
import { checkLineNames } from './line-names.ts';

type Written = NonNullable<NonNullable<FlowStep['lines']>['append']>[number];

/** The place of a group of lines: its path, its name in the flow, and the outer names that its rules may use. */
export interface GroupPlace {
  readonly path: Path;
  readonly name: string;
  readonly names: Names;
  /** The resource of the lines in the target; null = not in the catalog. */
  readonly element: ResourceSpec | null;
}

/** Lines with the same rules: those of `lines`, or of one entry of `append`. */
export interface LineGroup {
  readonly rules: FieldRules;
  /** The scopes of the lines that a record gets. */
  readonly scopes: (scope: Scope) => readonly Scope[];
  readonly joins: readonly LineJoin[];
  /** What the records of its relations are, by the place of the relation. */
  readonly types: ReadonlyMap<string, Type>;
}

/** Compiles a group of lines. */
export function compileGroup(written: Written, place: GroupPlace, flow: Compilation): LineGroup {
  const { path, name, names, element } = place;
  const list = written.each === undefined ? null : compileEach(written.each, [...path, 'each'], names, flow);
  const inside = list === null ? names : { ...names, line: list.type };
  checkLineNames(written, path, inside, flow);
  const placeOf = (alias: string): string => `${name}.${alias}`;
  const compiled = compileJoins(
    written.with,
    {
      path: [...path, 'with'],
      names: (ofLine) => ({ ...inside, ofLine }),
      originOf: (alias) => ({ from: 'line', name: placeOf(alias), path: '' }),
    },
    flow,
  );
  const joined: Names = { ...inside, ofLine: new Map(compiled.map(({ alias, type }) => [alias, type])) };
  const shared = compileShared(written.let, { path: [...path, 'let'], names: joined, once: oncePerLine }, flow);
  const all = { ...joined, shared };
  const condition = compileConditionAt(written.when, [...path, 'when'], all, flow);
  const rules = fieldRules(
    compileFields(written.fields, { path: [...path, 'fields'], names: all, resource: element }, flow),
  );
  const joins = lineJoins(compiled, { list, condition, placeOf });
  return {
    rules,
    joins,
    scopes: (scope) => {
      const lines = joins.length === 0 ? linesOf(list, scope) : withRelated(joins, list, scope);
      return lines.filter((line) => holds(condition, line));
    },
    types: new Map(compiled.map(({ alias, type }) => [placeOf(alias), type])),
  };
}

const holds = (condition: Condition | null, scope: Scope): boolean => condition === null || condition.holds(scope);

/** What the relations of a group need to know about it. */
interface JoinedGroup {
  readonly list: List;
  readonly condition: Condition | null;
  readonly placeOf: (alias: string) => string;
}

function lineJoins(compiled: readonly CompiledJoin[], { list, condition, placeOf }: JoinedGroup): readonly LineJoin[] {
  const joins: LineJoin[] = [];
  for (const { spec, evaluate, type: _, ...rest } of compiled) {
    if (spec === null) continue;
    const before = [...joins];
    const value = (scope: Scope): Value => evaluate(scope, NO_LOCALS);
    const soughtBy = (line: Scope): Value => (ifTold(() => holds(condition, line), true) ? value(line) : null);
    const sought = (scope: Scope): readonly Value[] =>
      ifTold(() => withRelated(before, list, scope), []).flatMap((line) => ifTold(() => soughtBy(line), null));
    joins.push({ ...rest, spec, value, sought, place: placeOf(rest.alias), fields: [] });
  }
  return joins;
}

/** What is known about a line before its relations are fetched. If its rules read the rest, they get the error. */
function ifTold<Told>(tell: () => Told, otherwise: Told): Told {
  try {
    return tell();
  } catch (error) {
    if (error instanceof RecordError) return otherwise;
    throw error;
  }
}

/** The list that lines are made from; null = it is one line. */
type List = { readonly evaluate: Evaluate } | null;

const linesOf = (list: List, scope: Scope): readonly Scope[] =>
  list === null ? [{ ...scope }] : scopesOf(list, scope);

/** The scopes of the lines, each with its related records, which are only resolved when they are read. */
const withRelated = (joins: readonly LineJoin[], list: List, scope: Scope): readonly Scope[] =>
  linesOf(list, scope).map((line) => withRelatedOf(joins, line));

function withRelatedOf(joins: readonly LineJoin[], line: Scope): Scope {
  const known = new Map<string, Related>();
  const within: Scope = {
    ...line,
    ofLine: (alias) => {
      const before = known.get(alias);
      if (before !== undefined) return before;
      const join = joins.find((one) => one.alias === alias);
      // One that stands behind the relation which asks is not known yet.
      if (join === undefined) throw relatedMissing({ alias, spec: { name: 'lines' } });
      const taken = take(join, within);
      known.set(alias, taken);
      return taken;
    },
  };
  return within;
}

function take(join: LineJoin, line: Scope): Related {
  const forms = formsOf(join, join.value(line));
  const found = forms.map((form) => {
    const records = line.fetched?.(join.place, form);
    if (records === undefined) throw relatedMissing(join, join.at);
    return records;
  });
  const taken = takeRelated(join, found);
  if (taken === undefined && forms.length > 0) throw relatedMissing(join, join.at);
  return taken ?? {};
}

/** The comparable forms of what a relation looks up, each once; none if it looks up nothing. */
export function formsOf({ spec, by }: Pick<Join, 'spec' | 'by'>, sought: Value): readonly string[] {
  const values: readonly Value[] = Array.isArray(sought) ? sought : [sought];
  return [...new Set(values.map((value) => matchForm(spec, by, value)).filter((form) => form !== null))];
}
