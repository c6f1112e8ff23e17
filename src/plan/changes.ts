import { diff } from 'json-diff';
import type { PlanField, PlanValue } from '../report/plan/plan-report.ts';
import { isRecord, type RecordValues, type Value } from '../values.ts';
import type { ValueDisplay } from './value-display.ts';

/** One line on both sides, changed or not; a line of only one side lacks the other. */
export interface LinePair {
  readonly before: RecordValues | null;
  readonly after: RecordValues | null;
}

/** Field by field what is sent, in order. */
export function sentFields(sent: RecordValues, display: ValueDisplay): readonly PlanField[] {
  return Object.entries(sent).map(([field, value]) => ({ field, after: display.value(field, value) }));
}

/**
 * What changes in `fields`, field by field; lines line by line. `before` null = it is not known what the target holds. A
 * field of `before` that is null or absent holds nothing.
 */
export function changedFields(
  fields: readonly string[],
  before: RecordValues | null,
  after: RecordValues,
  display: ValueDisplay,
): readonly PlanField[] {
  return fields.flatMap((field) => {
    if (before === null) return [{ field, after: display.value(field, after[field]) }];
    const lines = { before: asLines(before[field]), after: asLines(after[field]) };
    if (lines.after !== null) return changedLines(field, lines.before ?? [], lines.after, display);
    return differs(before[field], after[field], display)
      ? [{ field, ...change(field, before[field], after[field], display) }]
      : [];
  });
}

function changedLines(
  name: string,
  before: readonly RecordValues[],
  after: readonly RecordValues[],
  display: ValueDisplay,
): readonly PlanField[] {
  // What the target adds, such as a line's id, is not a change.
  const mapped = [...new Set(after.flatMap((line) => Object.keys(line)))];
  const known = before.map((line) => Object.fromEntries(mapped.map((field) => [field, line[field] ?? null])));
  return pairLines(known, after, display).flatMap((pair, index) => {
    const place = `${name}[${index + 1}]`;
    if (pair.before === null || pair.after === null) {
      return [{ field: place, ...change(name, pair.before, pair.after, display) }];
    }
    const { before: old, after: now } = pair;
    return mapped
      .filter((field) => differs(old[field], now[field], display))
      .map((field) => ({
        field: `${place}.${field}`,
        ...change(`${name}.${field}`, old[field], now[field], display),
      }));
  });
}

/** Pairs the lines of both sides: by position if both have as many, else by content. */
export function pairLines(
  before: readonly RecordValues[],
  after: readonly RecordValues[],
  display: ValueDisplay,
): readonly LinePair[] {
  if (before.length === after.length) {
    return before.map((line, index) => ({ before: line, after: after[index] ?? null }));
  }
  const olds = [...before];
  const news = [...after];
  const marks: unknown = diff(before.map(display.plain), after.map(display.plain), { full: true });
  return (Array.isArray(marks) ? marks : []).map((entry: unknown) => {
    const mark = Array.isArray(entry) ? entry[0] : ' ';
    return {
      before: mark === '+' ? null : (olds.shift() ?? null),
      after: mark === '-' ? null : (news.shift() ?? null),
    };
  });
}

/** A field's lines; null for every other value. */
function asLines(value: Value | undefined): readonly RecordValues[] | null {
  if (!Array.isArray(value)) return null;
  const lines = (value as readonly Value[]).filter(isRecord);
  return lines.length === value.length ? lines : null;
}

/** Both sides of a field, which a line's field names as `lines.amount`. */
function change(
  field: string,
  before: Value | undefined,
  after: Value | undefined,
  display: ValueDisplay,
): Record<'before' | 'after', PlanValue> {
  return { before: display.value(field, before), after: display.value(field, after) };
}

/** Compared in clear: a changed name is a change even if only its class is shown. */
function differs(before: Value | undefined, after: Value | undefined, display: ValueDisplay): boolean {
  return JSON.stringify(display.plain(before)) !== JSON.stringify(display.plain(after));
}
