import type { SourcePosition } from '../../errors/errors.ts';
import { isRecord, type RecordValues, sameValue, type Value } from '../../values.ts';
import { differences, type WritePolicies } from '../diff.ts';

/** A field that differs; a field of a line is named `lines 2.amount`, counted from 1. */
export interface FieldDifference {
  readonly field: string;
  /** What the mapping gives for the source record. */
  readonly source: Value;
  readonly target: Value;
}

/** The field in which a difference was found: `lines.amount` for `lines 2.amount`. */
export const fieldPath = (field: string): string => field.replace(/ \d+(?=\.|$)/, '');

/** What verifying found of one record of a step. */
export interface Difference {
  /** `failed`: it was not compared, and `reason` says why. */
  readonly kind: 'missing' | 'differs' | 'ambiguous' | 'failed';
  /** The record that the step stands for: its id and its human name. */
  readonly key: string;
  readonly reference: string;
  /** What differs, for `differs`. */
  readonly fields: readonly FieldDifference[];
  /** Human names of the records that it may be, for `ambiguous`. */
  readonly candidates: readonly string[];
  readonly reason?: string;
  /** The file that settles it, for `ambiguous`, if it is known. */
  readonly at?: SourcePosition;
}

/** The mapped fields whose value the target does not hold; lines are compared field by field if both sides have as many. */
export function fieldDifferences(
  values: RecordValues,
  actual: RecordValues,
  policies: WritePolicies,
): readonly FieldDifference[] {
  return Object.keys(differences(values, actual, policies)).flatMap((field) => {
    const source = values[field] ?? null;
    const target = actual[field] ?? null;
    return Array.isArray(source) ? lineDifferences(field, source, target) : [{ field, source, target }];
  });
}

function lineDifferences(field: string, source: readonly Value[], target: Value): readonly FieldDifference[] {
  const others = Array.isArray(target) ? (target as readonly Value[]) : [];
  if (others.length !== source.length) {
    return [{ field: `number of ${field}`, source: source.length, target: others.length }];
  }
  return source.flatMap((line, position) => {
    const other = others[position] ?? null;
    const name = `${field} ${position + 1}`;
    if (!isRecord(line) || !isRecord(other)) return [{ field: name, source: line, target: other }];
    return Object.keys(line)
      .filter((part) => !sameValue(line[part], other[part]))
      .map((part) => ({ field: `${name}.${part}`, source: line[part] ?? null, target: other[part] ?? null }));
  });
}
