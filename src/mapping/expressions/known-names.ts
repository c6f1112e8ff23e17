import type { Context } from './names.ts';

/** Where an expression stands. */
type Where = Pick<Context, 'names' | 'locals'>;

/** True for a name that means something where the expression stands, or may do so. */
export function isKnown(name: string, context: Where): boolean {
  const { record, elsewhere } = context.names;
  return means(name, context) || (record === null && !elsewhere.has(name));
}

/** True for a name that is known to mean something there. */
export const means = (name: string, context: Where): boolean =>
  recordNames(context).includes(name) || Object.hasOwn(context.names.record?.spec.fields ?? {}, name);

/** Everything there but the fields of the source record. */
export function recordNames(context: Where): readonly string[] {
  return [...mapsOf(context).flatMap((names) => [...(names?.keys() ?? [])]), ...placesOf(context)];
}

/** What has names of its own: related records, those of lines, steps, shared values. */
const mapsOf = ({ names }: Where) => [names.related, names.ofLine, names.steps, names.shared];

/** The names that the place of an expression gives. */
const placesOf = ({ locals, names }: Where): readonly string[] => [
  ...locals.map(({ name }) => name),
  ...(names.line === null ? [] : ['line', 'index']),
  ...(names.element === undefined ? [] : ['element']),
];
