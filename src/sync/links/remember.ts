import { RecordError } from '../../errors/errors.ts';
import type { Link } from '../../state/links/link.ts';
import type { RecordValues, Value } from '../../values.ts';
import { sameInMeaning, updatable } from '../diff.ts';
import type { StepContext, Task } from '../task.ts';
import { borrowedNow } from './borrowed.ts';
import { type FieldOutcomes, keyOf, marksBeside, rememberMirror } from './mirror.ts';

/**
 * Keeps the link, and the fingerprints of the fields that were settled. A fingerprint of something that never arrived would hide it
 * for ever. Returns the record with its key.
 */
export function remember(
  context: StepContext,
  task: Task,
  record: RecordValues,
  { settled, disputed = [] }: FieldOutcomes,
): RecordValues {
  const { step, pair, links, claims, fingerprint } = context;
  const target = record[step.spec.key];
  if (typeof target !== 'string' && typeof target !== 'number') {
    throw new RecordError('KEY_MISSING', `${step.spec.name} answered without ${step.spec.key}.`);
  }
  const keep = Object.fromEntries(step.keep.map((field) => [field, plain(record[field] ?? null)]));
  const link = links.get(pair, task.subjectKey);
  const before = link?.target === target ? link : undefined;
  if (before === undefined) claims.take(pair, target, { key: task.subjectKey, reference: task.subjectReference });
  // Some answers have only the key (EX-write-answers): the key is not a name, and must not be used as one.
  const reference = record[step.spec.reference] ?? before?.reference ?? null;
  const fields = updatable(task.values, step.writes).filter((field) => settled.includes(field));
  const taken = Object.entries(borrowedNow(context, task)).filter(([field]) => fields.includes(field));
  const borrowed = { ...before?.borrowed, ...Object.fromEntries(taken) };
  // What is taken from other records may stay as it was sent: then the target holds another value than the mapped one.
  const fingerprintOf = (field: string): string => {
    const isBorrowed = step.borrowed[field] !== undefined;
    const held = isBorrowed ? record[field] : undefined;
    const known = isBorrowed && held === undefined ? before?.fingerprints[field] : undefined;
    return known ?? fingerprint(field, (held === undefined ? task.values[field] : held) ?? null);
  };
  const fingerprints = fields.map((field) => [field, fingerprintOf(field)]);
  links.set(pair, task.subjectKey, {
    target,
    reference: reference === null ? null : String(reference),
    keep: { ...before?.keep, ...keep },
    fingerprints: { ...before?.fingerprints, ...Object.fromEntries(fingerprints) },
    ...(Object.keys(borrowed).length === 0 ? {} : { borrowed }),
    ...withHeld(marksBeside(before, { settled: fields, disputed }), heldInstead(context, task, record, before)),
  });
  rememberMirror(context, task, target, fields);
  return { ...record, [step.spec.key]: target };
}

/** Fingerprints of values that the target keeps in place of ours, because both stand for the same: they are no edits. */
function heldInstead(
  { step, fingerprint }: StepContext,
  { values }: Task,
  record: RecordValues,
  before: Link | undefined,
): Readonly<Record<string, string>> {
  const same = sameInMeaning(values, record, step.meanings);
  const kept = Object.keys(step.meanings).flatMap((field) => {
    const held = record[field];
    if (held !== undefined && !same.includes(field)) return [];
    const print = held === undefined ? before?.stored?.[field] : fingerprint(field, held);
    return print === undefined || print === fingerprint(field, values[field] ?? null) ? [] : [[field, print] as const];
  });
  return Object.fromEntries(kept);
}

/** The marks of a link with more of what its target holds. */
function withHeld(
  marks: Pick<Link, 'stored' | 'disputed'>,
  held: Readonly<Record<string, string>>,
): Pick<Link, 'stored' | 'disputed'> {
  return Object.keys(held).length === 0 ? marks : { ...marks, stored: { ...marks.stored, ...held } };
}

/** The link of a record: its own, or that of the other direction, reversed; undefined = none. */
export function linkOf({ links, pair, mirror, step }: StepContext, sourceKey: string): Link | undefined {
  const own = links.get(pair, sourceKey);
  if (own !== undefined) return own;
  const owner = links.ownerOf(mirror.pair, sourceKey);
  return owner === undefined
    ? undefined
    : { target: keyOf(step.spec, owner), reference: null, keep: {}, fingerprints: {} };
}

const plain = (value: Value): string | number | boolean | null =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null
    ? value
    : String(value);
