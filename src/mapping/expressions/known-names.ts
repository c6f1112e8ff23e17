import { nearest } from '../../nearest.ts';
import type { Context } from './names.ts';

/** True for a name that means something where the expression stands. */
export function isKnown(name: string, context: Context): boolean {
  const { record, related, ofLine, steps, shared } = context.names;
  if ([related, ofLine, steps, shared].some((names) => names?.has(name) === true)) return true;
  if (recordNames(context).includes(name)) return true;
  return record === null ? !context.names.elsewhere.has(name) : Object.hasOwn(record.spec.fields, name);
}

/** Everything there but the fields of the source record. */
export function recordNames({ locals, names }: Context): readonly string[] {
  const places = [
    ...(names.line === null ? [] : ['line', 'index']),
    ...(names.element === undefined ? [] : ['element']),
  ];
  const named = [names.related, names.ofLine, names.steps, names.shared].flatMap((map) => [...(map?.keys() ?? [])]);
  return [...locals.map(({ name }) => name), ...named, ...places];
}

/** The nearest name, as a hint. */
export function guess(name: string, candidates: readonly string[]): string | undefined {
  const meant = nearest(name, candidates);
  return meant === null ? undefined : `Did you mean ${meant}?`;
}
