import type { ResourceSpec } from '../../systems/catalog.ts';
import { factsOf } from '../../systems/registry.ts';
import type { Compilation } from '../compilation.ts';
import type { FieldReference, Names } from '../expressions/names.ts';
import type { Type } from '../expressions/types.ts';
import { inWords } from '../functions/conversions.ts';
import type { MappedField } from '../rules/fields.ts';
import type { Borrowed, StepProgram } from './step-program.ts';

/** The constant parts of the strongest key as text. */
export function constantKeyOf(key: readonly string[], fields: readonly MappedField[]): string {
  const parts = fields
    .filter(({ name, rule }) => key.includes(name) && rule?.constant === true)
    .flatMap(({ name, rule }) => (rule?.fixed ?? []).slice(0, 1).map(({ value }) => `${name}=${inWords(value)}`));
  return parts.sort().join(',');
}

/** The only alias whose fields the strongest key is computed from; null = the step stands for the flow's own record. */
export function subjectOf(key: readonly string[], fields: readonly MappedField[], { related }: Names): string | null {
  const uses: readonly FieldReference[] = fields
    .filter(({ name }) => key.includes(name))
    .flatMap(({ rule }) => rule?.uses ?? []);
  const [first] = uses;
  // A step cannot stand for several related records.
  if (first?.from !== 'related' || related.get(first.name)?.kind === 'list') return null;
  return uses.every(({ from, name }) => from === 'related' && name === first.name) ? first.name : null;
}

/** The alias whose records are the elements of `each`; null if they are lines, or of several kinds. */
export function elementOrigin(element: Type): string | null {
  if (element.kind !== 'record') return null;
  const { from, name, path } = element.origin;
  return from === 'related' && path === '' ? name : null;
}

/** See `StepProgram.bookedFrom`. */
export function bookedFrom(
  subject: string | null,
  element: Type | null,
  { record, related }: Names,
  { origin }: Compilation,
): ResourceSpec | null {
  const type = element ?? (subject === null ? record : related.get(subject));
  if (type?.kind !== 'record') return null;
  const { spec } = type;
  // A step over the lines of a document books the document.
  const documents = [...origin.resources.values()];
  return documents.find(({ lines = {} }) => Object.values(lines).includes(spec.name)) ?? spec;
}

/** See `StepProgram.sources`. */
export function sourcesOf(fields: readonly MappedField[], subject: string | null): StepProgram['sources'] {
  const isOwn = ({ from, name }: FieldReference): boolean =>
    subject === null ? from === 'record' : from === 'related' && name === subject;
  return Object.fromEntries(
    fields.flatMap(({ name, rule }) => {
      const uses = rule?.uses ?? [];
      if (uses.length === 0 || !uses.every(isOwn)) return [];
      return [[name, [...new Set(uses.map(({ field }) => field.split('.')[0] ?? field))]]];
    }),
  );
}

/** See `StepProgram.borrowed`; `own` are the aliases whose records the step stands for. */
export function borrowedOf(
  fields: readonly MappedField[],
  own: readonly (string | null)[],
  { related }: Names,
  { target }: Compilation,
): StepProgram['borrowed'] {
  const taken = ({ from, name, field }: FieldReference): Borrowed | null => {
    if (from === 'record') return { alias: null, field: field.split('.')[0] ?? field };
    if (from !== 'related') return null;
    if (own.includes(name)) return { alias: name, field };
    const type = related.get(name);
    const isMaster = type?.kind === 'record' && type.spec.documentDate === undefined;
    return isMaster ? { alias: name, field: type.spec.key } : null;
  };
  // Who owes how much, and when, is never left as it was: a payment condition is a number, or names an entry of a list.
  const { byField: lists } = factsOf(target.system).lists;
  const mayStay = ({ name, spec }: MappedField): boolean =>
    spec.type === 'text' && !spec.required && !Object.hasOwn(lists, name);
  return Object.fromEntries(
    fields.filter(mayStay).flatMap(({ name, rule }) => {
      const uses = (rule?.uses ?? []).map(taken);
      const all = uses.filter((use) => use !== null);
      const isBorrowed = all.length === uses.length && all.some(({ alias }) => alias !== null && !own.includes(alias));
      return isBorrowed ? [[name, all]] : [];
    }),
  );
}
