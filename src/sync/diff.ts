import type { WritePolicy } from '../mapping/rules/fields.ts';
import type { StepProgram } from '../mapping/steps/step-program.ts';
import { isRecord, LocalDateTime, type RecordValues, sameValue, type Value } from '../values.ts';

/** Policy per field; a field without one is always written. */
export type WritePolicies = Readonly<Record<string, WritePolicy>>;

/** True if the target holds what we would send; for lines, only the mapped fields are compared, and their order does not count. */
export function holds(wanted: Value | undefined, actual: Value | undefined): boolean {
  if (!Array.isArray(wanted)) return sameValue(wanted, actual) || isSameDay(wanted, actual);
  if (!Array.isArray(actual) || actual.length !== wanted.length) return false;
  return holdsLines(wanted, actual);
}

/** A day is held at any time of that day: midnight in UTC is one or two o'clock here. */
const isSameDay = (wanted: Value | undefined, actual: Value | undefined): boolean =>
  wanted instanceof LocalDateTime &&
  actual instanceof LocalDateTime &&
  wanted.date === actual.date &&
  [wanted, actual].some(({ iso }) => iso.endsWith('T00:00:00'));

/** True if each line is among the others, in any order. */
export function holdsLines(lines: readonly Value[], others: readonly Value[]): boolean {
  const left: Value[] = [...others];
  if (lines.every((line, position) => holdsLine(line, left[position] ?? null))) return true;
  // A line that asks for less would take what a fuller one needs.
  return lines
    .toSorted((a, b) => fieldsIn(b) - fieldsIn(a))
    .every((line) => {
      const position = left.findIndex((other) => holdsLine(line, other));
      if (position >= 0) left.splice(position, 1);
      return position >= 0;
    });
}

const fieldsIn = (line: Value): number => (isRecord(line) ? Object.keys(line).length : 0);

function holdsLine(line: Value, other: Value): boolean {
  if (!isRecord(line) || !isRecord(other)) return sameValue(line, other);
  return Object.keys(line).every((field) => holds(line[field], other[field]));
}

/** What to send when a record is created: without nulls and without fields that are only for updates. */
export function valuesToCreate(values: RecordValues, policies: WritePolicies): RecordValues {
  return Object.fromEntries(
    Object.entries(values).filter(([field, value]) => value !== null && policies[field] !== 'update'),
  );
}

/** Fields that an update may change. */
export function updatable(values: RecordValues, policies: WritePolicies): readonly string[] {
  return Object.keys(values).filter((field) => policies[field] !== 'create');
}

/** Full comparison with the target's record: the fields that differ and may be written. */
export function differences(values: RecordValues, actual: RecordValues, policies: WritePolicies): RecordValues {
  return Object.fromEntries(
    updatable(values, policies)
      .filter((field) => !holds(values[field], actual[field]))
      .filter((field) => policies[field] !== 'empty' || actual[field] === null || actual[field] === undefined)
      .map((field) => [field, values[field] ?? null]),
  );
}

/** Fields that a record holds otherwise than they were sent, of those that it shows. */
export function heldOtherwise(
  { writes, meanings }: Pick<StepProgram, 'writes' | 'meanings'>,
  sent: RecordValues,
  record: RecordValues,
): readonly string[] {
  const same = sameInMeaning(sent, record, meanings);
  return Object.keys(differences(sent, record, writes)).filter(
    (field) => record[field] !== undefined && !same.includes(field),
  );
}

/** Fields whose value in the target is another one than ours, but stands for the same: the target keeps its own. */
export function sameInMeaning(
  values: RecordValues,
  actual: RecordValues,
  meanings: StepProgram['meanings'],
): readonly string[] {
  return Object.entries(meanings).flatMap(([field, meaning]) => {
    const ours = meaning(values[field] ?? null);
    return ours !== null && ours === meaning(actual[field] ?? null) ? [field] : [];
  });
}

/** What the fingerprints say: nothing changed, these fields changed, or the target must be read to know. */
export type FingerprintVerdict =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'changed'; readonly values: RecordValues }
  | { readonly kind: 'unknown' };

/** Compares mapped values with the fingerprints of what was last sent, without a call. */
export function compareWithFingerprints(
  values: RecordValues,
  fingerprints: Readonly<Record<string, string>>,
  policies: WritePolicies,
  fingerprint: (field: string, value: Value) => string,
): FingerprintVerdict {
  const changed: Record<string, Value> = {};
  for (const field of updatable(values, policies)) {
    const before = fingerprints[field];
    if (before === undefined) return { kind: 'unknown' };
    if (before === fingerprint(field, values[field] ?? null)) continue;
    if (policies[field] === 'empty') return { kind: 'unknown' };
    changed[field] = values[field] ?? null;
  }
  return Object.keys(changed).length === 0 ? { kind: 'unchanged' } : { kind: 'changed', values: changed };
}

/**
 * The fields of an update that changed in the source, by the fingerprints of the last sync, and whose target holds neither what it
 * held then nor what would be written. A field without a fingerprint was never in step, so nothing is known about its changes.
 */
export function conflicts(
  changes: RecordValues,
  actual: RecordValues,
  fingerprints: Readonly<Record<string, string>>,
  fingerprint: (field: string, value: Value) => string,
): readonly string[] {
  const isChanged = (field: string): boolean => fingerprints[field] !== fingerprint(field, changes[field] ?? null);
  return changedThere(changes, actual, fingerprints, fingerprint).filter(isChanged);
}

/** The fields whose value is not the one that was last sent. A field without a fingerprint was never in step. */
export function changedHere(
  values: RecordValues,
  { fingerprints }: { readonly fingerprints: Readonly<Record<string, string>> },
  fingerprint: (field: string, value: Value) => string,
): readonly string[] {
  const isChanged = (field: string): boolean => fingerprints[field] !== fingerprint(field, values[field] ?? null);
  return Object.keys(values).filter((field) => fingerprints[field] !== undefined && isChanged(field));
}

/** The fields of an update whose value in the target is not the one of the last sync. */
export function changedThere(
  changes: RecordValues,
  actual: RecordValues,
  fingerprints: Readonly<Record<string, string>>,
  fingerprint: (field: string, value: Value) => string,
): readonly string[] {
  const isChanged = (field: string): boolean => fingerprints[field] !== fingerprint(field, actual[field] ?? null);
  return Object.keys(changes).filter((field) => fingerprints[field] !== undefined && isChanged(field));
}
