import type { FlowStep } from '../config/flow-schema.ts';
import { nearest } from '../config/nearest.ts';
import type { Path } from '../config/yaml-source.ts';
import { RecordError } from '../errors.ts';
import type { ResourceSpec } from '../systems/catalog.ts';
import type { RecordValues } from '../values.ts';
import type { Compilation } from './compilation.ts';
import type { FieldReference } from './expressions/names.ts';
import { isMistyped, type MappedField } from './fields.ts';
import type { Scope, StepProgram } from './program.ts';

/** The keys of a step as lists, checked. */
export interface MatchKeys {
  readonly keys: readonly (readonly string[])[];
  /** Throws RecordError EMPTY_KEY for a record that could not be found again. */
  readonly check: (values: RecordValues, scope: Scope) => void;
}

/**
 * Compiles `match`: every component must be a mapped field that the system can search, and at least one key must be
 * written on creation, so that a created record is found again after an unclear answer.
 */
export function compileMatch(
  step: FlowStep,
  path: Path,
  resource: ResourceSpec,
  fields: readonly MappedField[],
  flow: Compilation,
): MatchKeys {
  const { problems, source } = flow;
  const keys = step.match.map((key) => (typeof key === 'string' ? [key] : key));
  const mapped = new Map(fields.map((field) => [field.name, field]));
  let faults = 0;
  for (const [position, key] of keys.entries()) {
    for (const [part, name] of key.entries()) {
      if (mapped.has(name)) continue;
      const place = typeof step.match[position] === 'string' ? [...path, position] : [...path, position, part];
      faults += 1;
      const known = Object.hasOwn(resource.fields, name);
      // An unknown or read-only field under `fields` was noted there.
      if (Object.hasOwn(step.fields, name) || isMistyped(name, step.fields, resource)) continue;
      const meant = nearest(name, known ? [] : Object.keys(resource.fields));
      const hint = meant === null ? `Add a rule for ${name} under "fields".` : `Did you mean ${meant}?`;
      const message = known
        ? `the key "${name}" is not mapped by this step`
        : `there is no field "${name}" in ${resource.name}`;
      problems.add(source.at(place), known ? 'MATCH_NOT_MAPPED' : 'UNKNOWN_FIELD', message, hint);
    }
  }
  const isConstant = (name: string): boolean => mapped.get(name)?.rule?.constant === true;
  if (faults === 0) checkFindable(keys, mapped, isConstant, step, path, resource, flow);
  const isDocument = step.exists !== undefined;
  const at = source.at(path, 'key');
  return {
    keys,
    check: (values, scope) => {
      const isFilled = (name: string): boolean => {
        const value = values[name] ?? null;
        return value !== null && (mapped.get(name)?.rule?.uses ?? []).some((use) => holdsSomething(use, scope));
      };
      const varying = (key: readonly string[]) => key.filter((name) => !isConstant(name));
      const isFound = isDocument
        ? varying(keys[0] ?? []).every(isFilled)
        : keys.some((key) => varying(key).some(isFilled));
      if (isFound) return;
      const names = isDocument ? keys[0]?.join(' + ') : keys.map((key) => key.join(' + ')).join(', ');
      throw new RecordError('EMPTY_KEY', `The record has nothing to be found by: ${names} is empty.`, {
        at,
        hint: 'Fill it in the source, or map another key.',
      });
    },
  };
}

/**
 * True when the record has a value in a field that a key is made of: what a rule makes of nothing, by a default or by
 * joining a prefix to it, is the same for all such records and no key.
 */
function holdsSomething({ from, name, field }: FieldReference, { record, related, steps }: Scope): boolean {
  const holder = from === 'record' ? record : from === 'related' ? related[name] : steps[name];
  const value = holder?.[field.split('.')[0] ?? field] ?? null;
  return value !== null && value !== '';
}

function checkFindable(
  keys: StepProgram['match'],
  mapped: ReadonlyMap<string, MappedField>,
  isConstant: (name: string) => boolean,
  step: FlowStep,
  path: Path,
  resource: ResourceSpec,
  { problems, source }: Compilation,
): void {
  const isSearchable = (name: string) => mapped.get(name)?.spec.searchable !== false;
  const finds = (key: readonly string[]) =>
    key.every((name) => isSearchable(name) && mapped.get(name)?.write !== 'update') && !key.every(isConstant);
  const hint = `Match by a mapped field that can be searched: ${searchable(resource, mapped)}.`;
  // What an order or invoice is found by must be its strongest key: it is booked once.
  if (!(step.exists === undefined ? keys.some(finds) : keys.slice(0, 1).every(finds))) {
    const message = `a record of ${resource.name} that this step creates could not be found again`;
    problems.add(source.at(path, 'key'), 'NOT_FINDABLE', message, hint);
    return;
  }
  for (const [position, key] of keys.entries()) {
    for (const [part, name] of key.entries()) {
      if (isSearchable(name)) continue;
      const place = typeof step.match[position] === 'string' ? [...path, position] : [...path, position, part];
      problems.add(
        source.at(place),
        'NOT_SEARCHABLE',
        `records of ${resource.name} cannot be searched by "${name}"`,
        hint,
      );
    }
  }
}

/** Fields to suggest: those that the step maps already, else what the resource has. */
function searchable(resource: ResourceSpec, mapped: ReadonlyMap<string, MappedField>): string {
  const all = Object.keys(resource.fields).filter((name) => {
    const { searchable: can, create } = resource.fields[name] ?? { searchable: false, create: false };
    return can === true && create;
  });
  const own = all.filter((name) => mapped.get(name)?.rule?.constant === false);
  const names = own.length > 0 ? own : all;
  const shown = names.slice(0, 8).join(', ');
  return names.length > 8 ? `${shown}, …` : shown || 'none is documented';
}
