import { isWithin, type Period } from '../config/schema/dated-rows.ts';
import type { Path } from '../config/yaml/yaml-source.ts';
import type { SourcePosition } from '../errors/errors.ts';
import type { Value } from '../values.ts';
import type { Compilation } from './compilation.ts';
import type { Scope } from './expressions/scope.ts';

/** A part of a flow that tests should reach. */
export interface CoveragePoint {
  /** The flows that it is a part of: several extend the same text. */
  readonly flows: Set<string>;
  readonly at: SourcePosition;
  /** What a test that reaches it does, for the sentence "No test …". */
  readonly what: string;
  isReached: boolean;
}

/** A row of a table; a dated row counts once per period. */
export interface CoverageRow {
  readonly table: string;
  /** From the outermost to the innermost, each with its place in the table's file. */
  readonly keys: readonly { readonly key: string; readonly at: SourcePosition }[];
  readonly period: Period | null;
  /** The flows with a rule that looks it up. */
  readonly flows: Set<string>;
  isReached: boolean;
}

/** A row as its table has it. */
type RowOfTable = Pick<CoverageRow, 'keys' | 'period'>;

/** Notes that a part was reached. */
export type CoverageMark = () => void;

/** What tests can reach of the flows that are compiled with it, and what they reached. */
export class Coverage {
  readonly #points = new Map<string, CoveragePoint>();
  readonly #rows = new Map<string, CoverageRow>();
  readonly #counts: (file: string) => boolean;

  /** `counts` says of which files tests should reach the parts: what comes with the action has tests of its own. */
  constructor(counts: (file: string) => boolean) {
    this.#counts = counts;
  }

  get points(): readonly CoveragePoint[] {
    return [...this.#points.values()].filter(({ at }) => this.#counts(at.file));
  }

  get rows(): readonly CoverageRow[] {
    return [...this.#rows.values()].filter(({ keys }) => keys.every(({ at }) => this.#counts(at.file)));
  }

  /** A part of a flow; the same part again is the same. */
  point(flow: string, at: SourcePosition, what: string): CoverageMark {
    const key = `${at.file}:${at.line}:${at.column} ${what}`;
    const point = this.#points.get(key) ?? { flows: new Set<string>(), at, what, isReached: false };
    this.#points.set(key, point);
    point.flows.add(flow);
    return () => {
      point.isReached = true;
    };
  }

  /** A row of a table that a flow looks up. */
  row(flow: string, table: string, { keys, period }: RowOfTable): CoverageMark {
    const key = JSON.stringify([table, keys.map((one) => one.key), period]);
    const fresh = { table, keys, period, flows: new Set<string>(), isReached: false };
    const row: CoverageRow = this.#rows.get(key) ?? fresh;
    this.#rows.set(key, row);
    row.flows.add(flow);
    return () => {
      row.isReached = true;
    };
  }
}

/** A part at a path of the flow's file; null if coverage is not counted. */
export function markAt(
  { coverage, source }: Compilation,
  path: Path,
  offset: number,
  what: (place: string) => string,
): CoverageMark | null {
  if (coverage === null) return null;
  return coverage.point(source.name, source.at(path, 'value', offset), what(placeOf(path, source.flow)));
}

/** The rule of a field, or an alternative of `first`: reached when it gives a value; a constant, when it is evaluated. */
export function watchRule<Result extends Value | undefined>(
  evaluate: (scope: Scope) => Result,
  path: Path,
  constant: boolean,
  flow: Compilation,
): (scope: Scope) => Result {
  const mark = markAt(flow, path, 0, (place) =>
    path.at(-2) === 'first' ? `takes ${place}` : `gives ${place} a value`,
  );
  if (mark === null) return evaluate;
  return (scope) => {
    const value = evaluate(scope);
    if (constant || (value ?? null) !== null) mark();
    return value;
  };
}

/** A condition: reached if it was true for one record and not for another. */
export function watchCondition(
  holds: (scope: Scope) => boolean,
  path: Path,
  flow: Compilation,
): (scope: Scope) => boolean {
  const [whenTrue, whenFalse] = ['true', 'false'].map((word) =>
    markAt(flow, path, 0, (place) => `makes ${place} ${word}`),
  );
  if (whenTrue == null || whenFalse == null) return holds;
  return (scope) => {
    const result = holds(scope);
    if (result) whenTrue();
    else whenFalse();
    return result;
  };
}

/** Notes which row of a table a look-up found; `day` chooses among dated ones. Null if coverage is not counted. */
export function watchRows(
  coverage: Coverage | null,
  flow: string,
  table: string,
  rows: readonly RowOfTable[],
): ((keys: readonly string[], day: string | null) => void) | null {
  if (coverage === null) return null;
  const marks = rows.map((row) => ({ ...row, mark: coverage.row(flow, table, row) }));
  const byKeys = Map.groupBy(marks, ({ keys }) => JSON.stringify(keys.map(({ key }) => key)));
  return (keys, day) => {
    for (const { period, mark } of byKeys.get(JSON.stringify(keys)) ?? [])
      if (period === null || day === null || isWithin(day, period)) mark();
  };
}

/** A path of a flow's file in words: `field vatCode of the lines of step invoice`. */
function placeOf(path: Path, file: Compilation['source']['flow']): string {
  const { steps } = file;
  const [root, position] = path;
  if (root === 'where' && position !== undefined) return `"${position}" of "where"`;
  const check = path.indexOf('checks');
  if (check >= 0) {
    const own = root === 'steps' ? steps[Number(position)]?.checks : file.checks;
    const at = Number(path[check + 1]);
    const name = own?.[at]?.id ?? `${at + 1}${root === 'steps' ? ` of step ${steps[Number(position)]?.id}` : ''}`;
    return path.at(-1) === 'when' ? `check ${name}` : `"${path.at(-1)}" of check ${name}`;
  }
  if (root === 'with') return `the relation ${position}`;
  if (root !== 'steps' && path.length === 1) return `"${root}"`;
  const step = root === 'steps' ? `step ${steps[Number(position)]?.id}` : `"${root}"`;
  const append = path.indexOf('append');
  const group = path.includes('lines')
    ? `${append < 0 ? 'the lines' : `appended line ${Number(path[append + 1]) + 1}`} of ${step}`
    : path.includes('difference')
      ? `the difference of ${step}`
      : step;
  const fields = path.indexOf('fields');
  if (fields < 0) return `"${path.findLast((part) => typeof part === 'string')}" of ${group}`;
  const field = `field ${path[fields + 1]} of ${group}`;
  const within = path.slice(fields + 2).map((part, index, all) => {
    if (part === 'first') return `alternative ${Number(all[index + 1]) + 1} of `;
    return part === 'when' ? 'the condition of ' : '';
  });
  return `${within.reverse().join('')}${field}`;
}
