import type { Table } from '../../config/tables.ts';
import type { SourcePosition } from '../../errors.ts';
import type { Value } from '../../values.ts';
import type { Scope } from '../flow/scope.ts';
import type { Meter } from './meter.ts';
import type { Report } from './syntax.ts';
import type { Origin, RecordType, Type } from './types.ts';

/** The settings that a mapping's result depends on. */
export interface MappingSettings {
  /** First day of the book year, `MM-DD`. */
  readonly bookYear: { readonly start: string };
  /** What stands before the numbers that this administration gives to records of the other system; may be empty. */
  readonly externalKeys: { readonly prefix: string };
  /** From which date on flows of documents read that say none themselves. */
  readonly since?: string | undefined;
}

/** What an expression may name at its place in the flow. */
export interface Names {
  /** The flow's source record: its fields are named bare. Null = its resource is unknown, and nothing is said of its fields. */
  readonly record: RecordType | null;
  /** The `with` aliases that stand before; UNCHECKED where the resource is unknown. */
  readonly related: ReadonlyMap<string, Type>;
  /** The steps that stand before; UNCHECKED where the resource is unknown. */
  readonly steps: ReadonlyMap<string, Type>;
  /** The element that `lines` or a step's `each` is at, whose position is `index`; null outside of them. */
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
  /** The tables that `table(…)` looks into; absent = expressions here have none. */
  readonly tables?: TableShelf;
}

/** The folder's tables, as expressions look into them. */
export interface TableShelf {
  readonly names: () => Iterable<string>;
  /** A table for look-ups by so many keys; undefined = there is none, null = it does not fit, which is noted at `at`. */
  readonly open: (name: string, levels: number, at: SourcePosition) => OpenTable | null | undefined;
}

/** A table that is looked into by so many keys. */
export interface OpenTable {
  readonly table: Table;
  /** Rows of the table have several values for different times. */
  readonly isDated: boolean;
  /** True when there is a row, whatever the day; nobody has used it by that. */
  readonly has: (keys: readonly string[]) => boolean;
  /** The text of a row on a calendar day, yyyy-MM-dd; undefined = there is none. Without a day: of a dated row the first value. */
  readonly find: (keys: readonly string[], day: string | null) => string | undefined;
}

/** A value that `let` gives a name to. */
export interface SharedValue {
  readonly type: Type;
  readonly evaluate: (scope: Scope) => Value;
  readonly filled: boolean;
  /** Everything that it looks at. */
  readonly uses: readonly FieldReference[];
}

/** A field that an expression looks at; or, from `today`, that it looks at the day of the run. */
export interface FieldReference {
  readonly from: Origin['from'] | 'today';
  /** The alias or step id, of a line's related record its place; empty for the source record. */
  readonly name: string;
  /** Fields of a collection's elements as `SalesOrderLines.AmountFC`. */
  readonly field: string;
  /** The resource that has the field; of a collection's element its own. Empty for `today`. */
  readonly resource: string;
}

/** A compiled expression as a function; `locals` holds the variables of `map` and its like. */
export type Evaluate = (scope: Scope, locals: Value[]) => Value;

/** The locals of an expression that stands in no macro; never written to. */
export const NO_LOCALS: Value[] = [];

/** A part of an expression, compiled. */
export interface Compiled {
  readonly type: Type;
  readonly evaluate: Evaluate;
  /** True when it depends on nothing: it is computed once, when the file is loaded. */
  readonly constant: boolean;
  /** True when it is never null, whatever the record holds. */
  readonly filled?: boolean;
  /** Every value that it can have, where those are written in the expression: `x == null ? "private" : "company"`. */
  readonly choices?: readonly Value[];
}

/** The variable of a macro. */
export interface Local {
  readonly name: string;
  readonly type: Type;
  /** What the list that it goes through looks at. */
  readonly uses: readonly FieldReference[];
  /** Counts the steps of the outermost macro around and of all within it. */
  readonly meter: Meter;
}

/** Gives what notes that a branch at `offset` of the text was taken; `what` begins the clause that says so. */
export type Watch = (offset: number, what: string) => (() => void) | null;

/** What is known of the place that an expression stands at, for those who ask. */
export interface Around {
  /** Takes the branches that are reached; null = nobody asks. */
  readonly watch: Watch | null;
  /** Where in the file the character at an offset stands. */
  readonly locate: (offset: number) => SourcePosition;
}

/** What compiling one expression carries along. */
export interface Context {
  readonly names: Names;
  readonly report: Report;
  /** Grows while compiling. */
  readonly uses: FieldReference[];
  /** Null where the expression stands in no file. */
  readonly around: Around | null;
  /** Variables of the macros around, the innermost last. */
  readonly locals: readonly Local[];
}
