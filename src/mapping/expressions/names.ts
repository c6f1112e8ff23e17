import type { RecordError, SourcePosition } from '../../errors/errors.ts';
import type { PersonalClass } from '../../systems/catalog.ts';
import type { Value } from '../../values.ts';
import type { Meter } from './meter.ts';
import type { Scope } from './scope.ts';
import type { Expression, Report } from './syntax.ts';
import type { Origin, RecordType, Type } from './types.ts';

/** The settings that a mapping's result depends on. */
export interface MappingSettings {
  /** First day of the book year, `MM-DD`. */
  readonly bookYear: { readonly start: string };
  /** The prefix of the numbers that this administration gives to records of the other system; may be empty. */
  readonly externalKeys: { readonly prefix: string };
  /** The date from which flows of documents read if they do not name one. */
  readonly since?: string | undefined;
}

/** What an expression may name at its place in the flow. */
export interface Names {
  /** The flow's source record, whose fields need no prefix. Null = its resource is unknown, so its fields are not checked. */
  readonly record: RecordType | null;
  /** The `with` aliases defined before; UNCHECKED if the resource is unknown. */
  readonly related: ReadonlyMap<string, Type>;
  /** The earlier steps; UNCHECKED if the resource is unknown. */
  readonly steps: ReadonlyMap<string, Type>;
  /** The current element of `lines` or a step's `each`, whose position is `index`; null outside of them. */
  readonly line: Type | null;
  /** The element of the step's `each`, within its lines too; absent = the step has none. */
  readonly element?: Type;
  /** The related records of a line (`lines.with`) by alias. */
  readonly ofLine?: ReadonlyMap<string, Type>;
  /** The values that `let` names; absent = none may be used here. */
  readonly shared?: ReadonlyMap<string, SharedValue>;
  /** Names that exist in the flow but not at this place, each with the reason. */
  readonly elsewhere: ReadonlyMap<string, string>;
  readonly settings: MappingSettings;
  /** The tables that `table(…)` can use; absent = expressions here have none. */
  readonly tables?: TableShelf;
}

/** The folder's tables, as expressions use them. */
export interface TableShelf {
  readonly names: () => Iterable<string>;
  /** A table for look-ups by this number of keys; undefined = there is none, null = it does not fit, which is noted at `at`. */
  readonly open: (name: string, levels: number, at: SourcePosition) => OpenTable | null | undefined;
}

/** A table for look-ups by a number of keys. */
export interface OpenTable {
  readonly name: string;
  /** Rows of the table have several values for different times. */
  readonly isDated: boolean;
  /** Its name and its rows, to tell whether a row was edited. */
  readonly content: () => string;
  /** The text of a row on a calendar day, yyyy-MM-dd; undefined = there is none. Without a day, a dated row gives its first value. */
  readonly find: (keys: readonly string[], day: string | null) => string | undefined;
  /** The error of a record whose keys have no row, or none for this day; null = the record has no day. */
  readonly missing: (keys: readonly TableKey[], day: string | null) => RecordError;
}

/** A key that is looked up in a table, and what its expression reads. */
export interface TableKey {
  readonly key: string;
  readonly uses: readonly FieldReference[];
}

/** A value that `let` names. */
export interface SharedValue {
  readonly type: Type;
  readonly evaluate: (scope: Scope) => Value;
  readonly filled: boolean;
  /** Everything that it reads. */
  readonly uses: readonly FieldReference[];
}

/** A field that an expression reads; `today` means that it reads the day of the run. */
export interface FieldReference {
  readonly from: Origin['from'] | 'today';
  /** The alias or step id, or the place of a line's related record; empty for the source record. */
  readonly name: string;
  /** Fields of a collection's elements are written `SalesOrderLines.AmountFC`. */
  readonly field: string;
  /** The resource that has the field; for a collection's element, the element's. Empty for `today`. */
  readonly resource: string;
  /** What the field tells of a person; null = nothing. */
  readonly personal: PersonalClass | null;
  readonly way: Way;
  /** For what is computed from a personal field: the expressions of the company's own files that compute it. Absent = shipped ones do. */
  readonly by?: string;
  /** Where that stands. */
  readonly at?: SourcePosition;
}

/**
 * What an expression makes of a field: `copied` = its text stands in the result as it is, alone or among others; `computed` = the result is made
 * from it, so that a part of it may stand there in another form; `chosen` = the result is one of several because of it, as after a condition or in a table; `tested` =
 * it is only asked whether there is anything.
 */
export type Way = 'copied' | 'computed' | 'chosen' | 'tested';

/** A compiled expression as a function; `locals` holds the variables of `map` and its like. */
export type Evaluate = (scope: Scope, locals: Value[]) => Value;

/** A condition as a function: null counts as false. */
export type Truth = (...of: Parameters<Evaluate>) => boolean;

/** The locals of an expression outside of macros; never written to. */
export const NO_LOCALS: Value[] = [];

/** A part of an expression, compiled. */
export interface Compiled {
  readonly type: Type;
  readonly evaluate: Evaluate;
  /** True when it depends on nothing: it is computed once, when the file is loaded. */
  readonly constant: boolean;
  /** True when it is never null, whatever the record holds. */
  readonly filled?: boolean;
  /** Every value that it can have, if the expression lists them: `x == null ? "private" : "company"`. */
  readonly choices?: readonly Value[];
}

/** The variable of a macro. */
export interface Local {
  readonly name: string;
  readonly type: Type;
  /** What its list reads. */
  readonly uses: readonly FieldReference[];
  /** Counts the steps of the outermost macro and of all macros in it. */
  readonly meter: Meter;
}

/** Returns a function that notes that the branch at `offset` was taken; `what` begins the clause that says so. */
export type Watch = (offset: number, what: string) => (() => void) | null;

/** The place of an expression, for test coverage. */
export interface Around {
  /** Receives the branches that are reached; null = coverage is not counted. */
  readonly watch: Watch | null;
  /** The position in the file of the character at an offset. */
  readonly locate: (offset: number) => SourcePosition;
}

/** The state of compiling one expression. */
export interface Context {
  readonly names: Names;
  readonly report: Report;
  /** Grows while compiling. */
  readonly uses: FieldReference[];
  /** Null if the expression is not in a file. */
  readonly around: Around | null;
  /** Variables of the enclosing macros, the innermost last. */
  readonly locals: readonly Local[];
  /** Compiles one node with everything below it; what is wrong is reported and becomes null of any type. */
  readonly compile: (node: Expression, context: Context) => Compiled;
}
