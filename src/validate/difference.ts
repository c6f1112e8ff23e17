import { diffString } from 'json-diff';
import { isDecimal, isRecord, LocalDateTime, type RecordValues, type Value } from '../values.ts';
import type { Expectation } from './test-file.ts';

/** Writes come first, in the order sent, then every other kind in its own order. */
const RANKS: readonly Expectation['kind'][] = [
  'refused',
  'missing',
  'differs',
  'ambiguous',
  'only',
  'stands',
  'told',
  'stopped',
];

/** Always shown: they identify the write. */
const NAMES = ['create', 'update', ...RANKS, 'record'];

/** Longest difference shown, in lines. */
const MOST_LINES = 80;

/**
 * What was expected and what happened, field by field: `-` lines were expected, `+` lines happened. Null when both are
 * the same. Writes are compared in their order, and so is what is refused or reported, wherever that stands between the writes.
 */
export function differenceOf(expected: readonly Expectation[], actual: readonly Expectation[]): string | null {
  const text = diffString(inOrder(expected), inOrder(actual), { color: false, outputKeys: NAMES, maxElisions: 2 });
  if (text === '') return null;
  const lines = text.trimEnd().split('\n');
  const rest = lines.length - MOST_LINES;
  return rest <= 0 ? lines.join('\n') : [...lines.slice(0, MOST_LINES), `… and ${rest} more lines`].join('\n');
}

const rank = ({ kind }: Expectation): number => RANKS.indexOf(kind);

/** Expectations as a test file writes them, in its order: writes as they are sent, then what is refused or reported. */
export const inOrder = (expectations: readonly Expectation[]): readonly Readonly<Record<string, unknown>>[] =>
  [...expectations].sort((left, right) => rank(left) - rank(right)).map(asInFile);

/** An expectation as written in a test file. */
function asInFile(one: Expectation): Readonly<Record<string, unknown>> {
  switch (one.kind) {
    case 'create':
      // Null creates nothing, so it is left out, in lines as well.
      return { create: one.resource, fields: fieldsOf(one.fields, true) };
    case 'update':
      return { update: one.resource, record: one.record, fields: fieldsOf(one.fields, false) };
    case 'refused':
      return { refused: one.code, record: one.record };
    case 'stopped':
      return { stopped: one.code };
    case 'told':
      return { told: one.check, record: one.record };
    case 'differs':
      return { differs: one.resource, record: one.record, in: one.in };
    default:
      return { [one.kind]: one.resource, record: one.record };
  }
}

function fieldsOf(fields: RecordValues, withoutNull: boolean): Readonly<Record<string, unknown>> {
  const kept = Object.entries(fields).filter(([, value]) => value !== null || !withoutNull);
  return Object.fromEntries(kept.map(([name, value]) => [name, plain(value, withoutNull)]));
}

/** A value as plain JSON; a number that JSON would not keep exactly is a text. */
function plain(value: Value, withoutNull: boolean): unknown {
  if (isDecimal(value)) {
    const text = value.toFixed();
    return String(Number(text)) === text ? Number(text) : text;
  }
  if (value instanceof LocalDateTime) return value.iso.endsWith('T00:00:00') ? value.date : value.iso;
  if (Array.isArray(value)) return value.map((one: Value) => plain(one, withoutNull));
  return isRecord(value) ? fieldsOf(value, withoutNull) : value;
}
