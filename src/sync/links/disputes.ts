import type { Link } from '../../state/links/link.ts';
import type { RecordValues } from '../../values.ts';
import { changedHere, changedThere, conflicts } from '../diff.ts';
import type { StepContext, Task } from '../task.ts';
import { UNREAD } from './mirror.ts';
import { withTheirs } from './together.ts';

const NONE: ReadonlySet<string> = new Set();

/** A linked record that was read, and how it differs from what the source says. */
export interface Differing {
  readonly link: Link;
  readonly differing: RecordValues;
  readonly actual: RecordValues;
}

/**
 * With `winner: dead-letter`, the fields for which a person must say which value is right: both sides changed them.
 * Not what the target never shows or what moves there by itself. Pure.
 */
export function disputedFields(context: StepContext, task: Task, found: Differing): readonly string[] {
  const { program, step } = context;
  if (program.winner !== 'dead-letter' || step.spec.moves === true) return [];
  const waiting = waitingHere(context, found.link);
  const stillWaiting = Object.keys(found.differing).filter((field) => waiting.has(field));
  const all = new Set([...changedSides(context, task, found), ...stillWaiting]);
  return [...all].filter((field) => step.spec.fields[field]?.readable !== false);
}

/**
 * After a lost run, a target that holds something else may hold what that run wrote, or a person's edit that the flow the other way has yet to bring:
 * with such a flow it waits.
 */
function changedSides(
  { mirror, fingerprint, step }: StepContext,
  { item, values }: Task,
  { link, differing, actual }: Differing,
): readonly string[] {
  const fingerprints = heldThere(link);
  const there = changedThere(differing, actual, fingerprints, fingerprint);
  const all = withTheirs(step.spec, there);
  const isOpen = item.trust === 'agreement' && mirror.fields !== null;
  if (isOpen) return Object.keys(differing).filter((field) => all.has(field));
  // What is one value together is disputed as a whole, although each side changed another part of it.
  const { together = [] } = step.spec;
  const isTorn =
    together.some((field) => all.has(field)) &&
    changedHere(values, link, fingerprint).some((field) => together.includes(field));
  const parts = isTorn ? together.filter((field) => field in differing) : [];
  return [...conflicts(differing, actual, fingerprints, fingerprint), ...parts];
}

/** Fingerprints of what the target held when both sides were last in step, as far as it was read. */
const heldThere = ({ fingerprints, stored = {} }: Link): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries({ ...fingerprints, ...stored }).filter(([, fingerprint]) => fingerprint !== UNREAD),
  );

/** The fields that wait until both sides hold the same value: with a flow each way, fingerprints do not tell any more which one is right. */
export function waitingHere(context: StepContext, link: Link): ReadonlySet<string> {
  const { program, mirror } = context;
  const isAsking = isOfOwnRecords(context) && program.winner === 'dead-letter' && mirror.fields !== null;
  return isAsking ? disputedBefore(context, link) : NONE;
}

/**
 * The fields that wait in the flow of such records, for a step that only needs the record, such as one of orders: it leaves them alone, whatever
 * its `winner` says.
 */
export function waitingElsewhere(context: StepContext, link: Link): ReadonlySet<string> {
  return isOfOwnRecords(context) ? NONE : disputedBefore(context, link);
}

const isOfOwnRecords = ({ step, pinFlow }: StepContext): boolean => step.subject === null || pinFlow === null;

/**
 * The fields that wait by this link, or because a field that their value comes from waits by that of the other direction. If no flow runs in that
 * direction any more, nobody would ever settle what waits there.
 */
function disputedBefore({ links, mirror, step }: StepContext, link: Link): ReadonlySet<string> {
  const there = mirror.fields === null ? undefined : links.get(mirror.pair, String(link.target))?.disputed;
  if (link.disputed === undefined && there === undefined) return NONE;
  const waits = (field: string): boolean => step.sources[field]?.some((name) => there?.includes(name)) === true;
  return withTheirs(step.spec, [...(link.disputed ?? []), ...Object.keys(step.sources).filter(waits)]);
}
