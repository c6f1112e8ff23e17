import { isShipped } from '../config/checkout.ts';
import type { FlowSource } from '../config/flow-source.ts';
import { contentOf, type Table } from '../config/tables.ts';
import type { Path } from '../config/yaml/yaml-source.ts';
import { isObject } from '../schema.ts';
import type { Catalog, ResourceSpec } from '../systems/catalog.ts';
import { factsOf } from '../systems/registry.ts';
import { type Coverage, markAt, watchCondition } from './coverage.ts';
import { type CompiledExpression, compileExpression } from './expressions/compile-expression.ts';
import { type FieldReference, type MappingSettings, type Names, NO_LOCALS } from './expressions/names.ts';
import { NO_SCOPE } from './expressions/parts.ts';
import type { Scope } from './expressions/scope.ts';
import { isOpen, nameOf } from './expressions/types.ts';
import type { Problems } from './problems.ts';

/** The state of compiling one flow; the collections grow meanwhile. */
export interface Compilation {
  readonly source: FlowSource;
  readonly target: Catalog;
  /** The catalog that the flow reads from. */
  readonly origin: Catalog;
  readonly tables: ReadonlyMap<string, Table>;
  readonly settings: MappingSettings;
  readonly problems: Problems;
  /** Everything that any expression reads. */
  readonly uses: FieldReference[];
  /** The source's date fields that an expression reads together with the day of the run. */
  readonly dates: Set<string>;
  readonly usedTables: Set<string>;
  /** Target lists that codes are resolved with, by `resource by`. */
  readonly refs: Map<string, { readonly resource: string; readonly by: string }>;
  /** Receives what tests reach; null = coverage is not counted and costs nothing. */
  readonly coverage: Coverage | null;
}

/** True for a flow that only compares: it may read what cannot be written. */
export const verifies = ({ source }: Compilation): boolean => source.flow.purpose === 'verify';

/** Where an expression stands. */
interface ExpressionPlace {
  readonly path: Path;
  readonly names: Names;
  /** The value itself goes on, into a field or under a name; absent = it only decides something. */
  readonly goesOn?: true;
  /** What decides by the rows of a table: these. */
  readonly table?: Table | undefined;
}

/** Compiles the expression at a path of the flow's file, which decides something; null if it is wrong, which is noted. */
export const compileAt = (text: string, path: Path, names: Names, flow: Compilation): CompiledExpression | null =>
  compileIn(text, { path, names }, flow);

/** The same for any purpose. */
export function compileIn(text: string, place: ExpressionPlace, flow: Compilation): CompiledExpression | null {
  const { path, names } = place;
  const { problems, source, uses } = flow;
  const watch =
    flow.coverage === null
      ? null
      : (offset: number, what: string) => markAt(flow, path, offset, (where) => `${what} ${where}`);
  const around = { watch, locate: (offset: number) => source.at(path, 'value', offset) };
  const compiled = compileExpression(text, names, problems.inExpression(source.at, path), around);
  if (compiled === null) return null;
  const own = compiled.uses.map((use) => asUsed(use, text, place, flow));
  uses.push(...own);
  if (own.some(({ from }) => from === 'today')) noteDates(own, names, flow.dates);
  return { ...compiled, uses: own };
}

/** What is computed from a personal field is known by the texts that compute it: an edit of one of them asks something new of it. */
function asUsed(
  use: FieldReference,
  text: string,
  { path, goesOn, table }: ExpressionPlace,
  { source }: Compilation,
): FieldReference {
  if (use.personal === null || use.way === 'tested') return use;
  if (use.way === 'copied' && goesOn === true) return use;
  const at = source.at(path);
  const own = isShipped(at.file) ? '' : `${text.trim()}\n`;
  // A row for a name asks whether somebody has it.
  const rows = use.way === 'copied' && table !== undefined ? contentOf(table) : '';
  const way = goesOn === true ? use.way : 'chosen';
  return { ...use, way, by: `${use.by ?? ''}${own}${rows}`, at };
}

function noteDates(uses: readonly FieldReference[], { record }: Names, dates: Set<string>): void {
  for (const { from, field } of uses) {
    if (from === 'record' && record?.spec.fields[field]?.type === 'date') dates.add(field);
  }
}

/** A condition at a path of the flow's file: null counts as false. A wrong one is noted and gives false. */
export interface Condition {
  readonly holds: (scope: Scope) => boolean;
  readonly uses: readonly FieldReference[];
}

/** Compiles `where` or `when`; null when there is none. */
export function compileConditionAt(
  text: string | undefined,
  path: Path,
  names: Names,
  flow: Compilation,
): Condition | null {
  if (text === undefined) return null;
  const compiled = compileAt(text, path, names, flow);
  if (compiled === null) return { holds: () => false, uses: [] };
  const { type, evaluate, uses } = compiled;
  if (type.kind !== 'boolean' && !isOpen(type)) {
    const hint = 'Compare it, as in x != null.';
    flow.problems.add(flow.source.at(path), 'WRONG_TYPE', `a condition is true or false, not ${nameOf(type)}`, hint);
  }
  if (compiled.constant && evaluate(NO_SCOPE, NO_LOCALS) !== true) {
    const hint =
      path[0] === 'where' ? 'Write enabled: false to stop a flow.' : 'Remove the condition, or what stands under it.';
    flow.problems.add(flow.source.at(path), 'NEVER_USED', 'this condition is never true', hint);
  }
  const holds = (scope: Scope): boolean => evaluate(scope, NO_LOCALS) === true;
  return { holds: compiled.constant ? holds : watchCondition(holds, path, flow), uses };
}

/** Notes a resource that an enabled flow uses although the setting of its system is off. */
export function checkUnconfirmed(spec: ResourceSpec, path: Path, flow: Compilation): void {
  const { name, unconfirmed } = spec;
  const { source, settings, problems, target, origin } = flow;
  if (unconfirmed === undefined || !source.flow.enabled) return;
  const { title, settings: own } = factsOf((target.resources.has(name) ? target : origin).system);
  const values = new Map<string, unknown>(Object.entries(settings)).get(own.key);
  if (isObject(values) && values[unconfirmed] === true) return;
  const hint = `Set ${own.key}.${unconfirmed}: true in settings.yml when your account has it.`;
  const message = `no documentation of ${title} shows ${name}, so it is switched off`;
  problems.add(source.at(path), 'FEATURE_OFF', message, hint);
}
