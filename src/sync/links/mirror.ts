import type { Link } from '../../state/links/link.ts';
import type { ResourceSpec } from '../../systems/catalog.ts';
import type { Value } from '../../values.ts';
import type { StepContext, Task } from '../task.ts';
import { withTheirs } from './together.ts';

const NONE: ReadonlySet<string> = new Set();

/** What became of the fields of a target record. */
export interface FieldOutcomes {
  /** Sent, or found to hold what we would send. */
  readonly settled: readonly string[];
  /** Waiting for a person, because both sides changed them. */
  readonly disputed?: readonly string[];
}

/**
 * The mapped fields whose source holds exactly what it held when both sides were last in step: an echo of what we wrote
 * there, or untouched. The fingerprints of the other direction show that, because a link's fingerprints are of what its
 * target holds. Of fields that are one value together, all are untouched or none is. Empty if no flow runs in the other direction, because then they are not kept up to date.
 */
export function untouchedFields(context: StepContext, task: Task, target: Value): ReadonlySet<string> {
  const { mirror, links, step, fingerprint } = context;
  if (mirror.fields === null) return NONE;
  const behind = links.get(mirror.pair, String(target));
  if (behind === undefined || String(behind.target) !== task.subjectKey) return NONE;
  const isUntouched = (name: string): boolean => isAsLeft(behind, name, fingerprint(name, task.subject[name] ?? null));
  const fields = Object.keys(step.sources);
  const touched = fields.filter((field) => step.sources[field]?.every(isUntouched) !== true);
  const all = withTheirs(step.spec, touched);
  return new Set(fields.filter((field) => !all.has(field)));
}

/** True if a target record belongs to another source record, in this direction or the other one. */
export function isAnothers({ links, pair, mirror }: StepContext, task: Task, target: Value): boolean {
  const owner = links.ownerOf(pair, target);
  if (owner !== undefined) return owner !== task.subjectKey;
  const behind = links.get(mirror.pair, String(target));
  return behind !== undefined && String(behind.target) !== task.subjectKey;
}

/**
 * Keeps the link of the other direction in step with one that was just settled: both name the same two records, and the
 * other one's fingerprints are of what the source held when its fields in `settled` (fields of the target) were brought across.
 */
export function rememberMirror(context: StepContext, task: Task, target: Value, settled: readonly string[]): void {
  const { step, links, mirror, fingerprint } = context;
  // A document only goes in one direction: changes in the target do not come back, see `settle`.
  if (step.policy.kind !== 'master') return;
  const key = String(target);
  const other = links.ownerOf(mirror.pair, task.subjectKey);
  if (other !== undefined && other !== key) links.remove(mirror.pair, other);
  const found = links.get(mirror.pair, key);
  const before = found !== undefined && String(found.target) === task.subjectKey ? found : undefined;
  if (mirror.fields === null) {
    // The fingerprints of that direction are not kept up to date: old ones would hide changes from its next flow.
    if (found !== undefined && before === undefined) links.remove(mirror.pair, key);
    else if (before !== undefined) links.set(mirror.pair, key, { ...before, fingerprints: {} });
    return;
  }
  const brought = new Set(settled);
  const fields = Object.entries(mirror.fields)
    .filter(([name, sources]) => task.subjectFields.has(name) && sources.every((source) => brought.has(source)))
    .map(([name]) => name);
  const fingerprints = fields.map((name) => [name, fingerprint(name, task.subject[name] ?? null)]);
  links.set(mirror.pair, key, {
    target: keyOf(task.subjectSpec, task.subjectKey),
    reference: task.subjectReference,
    keep: before?.keep ?? {},
    fingerprints: { ...before?.fingerprints, ...Object.fromEntries(fingerprints) },
    ...marksBeside(nowRead(context, task, before), { settled: fields }),
  });
}

/** A link whose target was read as the source of a flow the other way: what it stored is known by now. */
function nowRead(
  { fingerprint }: StepContext,
  { subject, subjectFields }: Task,
  link: Link | undefined,
): Link | undefined {
  if (link?.stored === undefined) return link;
  const stored = Object.entries(link.stored).map(([field, held]) =>
    held === UNREAD && subjectFields.has(field) ? [field, fingerprint(field, subject[field] ?? null)] : [field, held],
  );
  return { ...link, stored: Object.fromEntries(stored) };
}

/** In place of a fingerprint: what the target stored has not been read yet. */
export const UNREAD = '';

/** True for a field that holds what was last sent, by its fingerprint, or what the target made of that, also while that is unread. */
export const isAsLeft = ({ fingerprints, stored }: Link, field: string, fingerprint: string): boolean =>
  fingerprints[field] === fingerprint || stored?.[field] === fingerprint || stored?.[field] === UNREAD;

/** What a link tells of fields beside the fingerprints of what was sent; of settled ones nothing. */
export function marksBeside(
  link: Link | undefined,
  { settled, disputed = [] }: FieldOutcomes,
): Pick<Link, 'stored' | 'disputed'> {
  const stored = Object.entries(link?.stored ?? {}).filter(([field]) => !settled.includes(field));
  const waiting = new Set([...(link?.disputed ?? []), ...disputed].filter((field) => !settled.includes(field)));
  return {
    ...(stored.length === 0 ? {} : { stored: Object.fromEntries(stored) }),
    ...(waiting.size === 0 ? {} : { disputed: [...waiting].toSorted() }),
  };
}

/** The target's fields that a flow the other way brings back. */
export const broughtBack = ({ fields }: StepContext['mirror']): ReadonlySet<string> =>
  new Set(Object.values(fields ?? {}).flat());

/** A key that was kept as text, as the system has it. */
export function keyOf({ key, fields }: ResourceSpec, text: string): string | number {
  return fields[key]?.type === 'integer' ? Number(text) : text;
}
