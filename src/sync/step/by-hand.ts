import { RecordError } from '../../errors/errors.ts';
import type { Scope } from '../../mapping/expressions/scope.ts';
import type { Item } from '../item.ts';
import type { StepContext, Task } from '../task.ts';

/** A document that a person may have to book. */
export interface Booking {
  /** The number that the sync would give it. */
  readonly number: string;
  /** It is in the target, because the sync booked it or found it there. */
  readonly isThere: boolean;
  /** The record that must be skipped so that the sync does not book it, and the flow below which links.yml has it. */
  readonly reference: string;
  readonly flow: string;
}

/** The line of links.yml that keeps the sync from booking it. */
const skipLine = ({ reference, flow }: Pick<Booking, 'reference' | 'flow'>): string =>
  `"${reference}": skip below "${flow}" in links.yml`;

/** What to do about a document in doubt that is not booked. */
export const ifAllIsRight = (booking: Booking): string =>
  `If all is right, book it by hand as ${booking.number}, and write ${skipLine(booking)}.`;

/** What to do about a document of a closed period. */
export const inAnotherPeriod = (booking: Booking): string =>
  `To have it in another period, book it by hand as ${booking.number}, and write ${skipLine(booking)}.`;

/** What to do about a document in doubt that is booked already: another booking would be the second one. */
export const ifBooked = (booking: Booking): string =>
  `It is booked already, as ${booking.number}: if that booking is right, or once it is corrected by hand, write ${skipLine(booking)}.`;

/** The document that a step makes of a record or an element; null if it makes none, or its number is not known. */
export function bookingOf(context: StepContext, item: Item, scope: Scope): Booking | null {
  const { step, program, links, pair, pinFlow } = context;
  const number = numberIn(context, scope);
  if (number === null) return null;
  const join = program.joins.find(({ alias }) => alias === step.elementOf);
  const own = step.each === null && step.subject === null ? item.source : null;
  const element = join === undefined ? undefined : scope.element?.record;
  const key = join === undefined ? own?.key : String(element?.[join.spec.key] ?? '');
  const link = key === undefined ? undefined : links.get(pair, key);
  const isOwn = join === undefined || pinFlow === null;
  const reference = isOwn ? item.source.reference : String(element?.[join.spec.reference] ?? '');
  const flow = isOwn ? program.name : pinFlow;
  return { number: link?.reference ?? number, isThere: link !== undefined, reference, flow };
}

/** The same for a record that did not get to its steps: of the document that it becomes, if it becomes a single one. */
export function bookingBefore(contexts: readonly StepContext[], item: Item, scope: Scope): Booking | null {
  const found = contexts.flatMap((context) =>
    scopesIn(context, scope).flatMap((one) => bookingOf(context, item, one) ?? []),
  );
  const [only] = found;
  // A check of the flow is made before its elements are looked at, so it is the record that must be skipped.
  return found.length !== 1 || only === undefined
    ? null
    : { ...only, reference: item.source.reference, flow: contexts[0]?.program.name ?? '' };
}

/** The document that was refused when a step sent it. */
export function bookingOfTask(context: StepContext, { item, values, subjectReference }: Task): Booking | null {
  const { program, pinFlow, step } = context;
  const number = values[step.match[0]?.[0] ?? ''] ?? null;
  if (number === null) return null;
  const [reference, flow] = pinFlow === null ? [item.source.reference, program.name] : [subjectReference, pinFlow];
  return { number: String(number), isThere: false, reference, flow };
}

function numberIn({ step }: StepContext, scope: Scope): string | null {
  if (step.policy.kind !== 'document') return null;
  const number = ifKnown(() => step.known(scope)[step.match[0]?.[0] ?? ''] ?? null);
  return number === null ? null : String(number);
}

function scopesIn({ step }: StepContext, scope: Scope): readonly Scope[] {
  const scopes = step.each === null ? [scope] : (ifKnown(() => step.each?.(scope) ?? null) ?? []);
  return scopes.filter((one) => step.when === null || ifKnown(() => step.when?.(one) ?? null) === true);
}

/** What an expression gives; null if it needs what is not there. */
function ifKnown<T>(work: () => T | null): T | null {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RecordError)) throw error;
    return null;
  }
}
