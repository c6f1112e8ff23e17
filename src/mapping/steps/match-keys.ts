import type { FlowStep } from '../../config/flow-schema.ts';
import type { Path } from '../../config/yaml-source.ts';
import { RecordError } from '../../errors/errors.ts';
import { nearest } from '../../nearest.ts';
import type { ResourceSpec } from '../../systems/catalog.ts';
import type { RecordValues } from '../../values.ts';
import type { FieldReference } from '../expressions/names.ts';
import type { Compilation } from '../flow/compilation.ts';
import type { Scope } from '../flow/scope.ts';
import { isMistyped, type MappedField } from '../rules/fields.ts';
import type { StepProgram } from './step-program.ts';

/** The checked keys of a step, as lists. */
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
      const isName = /^\w+$/.test(name);
      const add = isName
        ? `Add a rule for ${name} under "fields".`
        : 'A key is a field; its expression stands under "fields".';
      const hint = meant === null ? add : `Did you mean ${meant}?`;
      const message = known
        ? `the key "${name}" is not mapped by this step`
        : `there is no field "${name}" in ${resource.name}`;
      problems.add(source.at(place), known ? 'MATCH_NOT_MAPPED' : 'UNKNOWN_FIELD', message, hint);
    }
  }
  const isConstant = (name: string): boolean => mapped.get(name)?.rule?.constant === true;
  checkDoubles(keys, path, step, flow);
  if (faults === 0) checkFindable(keys, mapped, isConstant, step, path, resource, flow);
  const isDocument = step.exists !== undefined;
  const varying = keys.map((key) =>
    key.filter((name) => !isConstant(name)).map((name) => ({ name, uses: mapped.get(name)?.rule?.uses ?? [] })),
  );
  const at = source.at(path, 'key');
  return {
    keys,
    check: (values, scope) => {
      if (
        isDocument ? areFilled(varying[0] ?? [], values, scope) : varying.some((key) => isAnyFilled(key, values, scope))
      ) {
        return;
      }
      const names = isDocument ? keys[0]?.join(' + ') : keys.map((key) => key.join(' + ')).join(', ');
      throw new RecordError('EMPTY_KEY', `The record has nothing to be found by: ${names} is empty.`, {
        at,
        hint: 'Fill it in the source, or map another key.',
      });
    },
  };
}

/** A component of a key that is not the same for every record, and the fields that it is made from. */
interface Component {
  readonly name: string;
  readonly uses: readonly FieldReference[];
}

function areFilled(key: readonly Component[], values: RecordValues, scope: Scope): boolean {
  for (const component of key) if (!isFilled(component, values, scope)) return false;
  return true;
}

function isAnyFilled(key: readonly Component[], values: RecordValues, scope: Scope): boolean {
  for (const component of key) if (isFilled(component, values, scope)) return true;
  return false;
}

/**
 * True if a component has a value, and the record has a value in a field that it is made from. What a rule makes from nothing, by
 * a default or by adding a prefix, is the same for all such records and not a key.
 */
function isFilled({ name, uses }: Component, values: RecordValues, scope: Scope): boolean {
  if ((values[name] ?? null) === null) return false;
  for (const { from, name: owner, field } of uses) {
    const dot = field.indexOf('.');
    const own = dot < 0 ? field : field.slice(0, dot);
    for (const holder of holdersOf(from, owner, scope)) {
      const value = holder[own] ?? null;
      if (value !== null && value !== '') return true;
    }
  }
  return false;
}

/** The records that a key's field is read from: the step's current element if it is a list, otherwise all of them. */
function holdersOf(
  from: FieldReference['from'],
  owner: string,
  { record, related, steps, element }: Scope,
): readonly RecordValues[] {
  if (from === 'record') return [record];
  const holder = (from === 'related' ? related[owner] : steps[owner]) ?? {};
  if (!Array.isArray(holder)) return [holder as RecordValues];
  return element === undefined ? (holder as readonly RecordValues[]) : [element.record];
}

/** A key that is listed twice finds nothing new the second time. */
function checkDoubles(keys: StepProgram['match'], path: Path, step: FlowStep, { problems, source }: Compilation): void {
  const seen = new Set<string>();
  for (const [position, key] of keys.entries()) {
    const name = [...new Set(key)].sort().join(' + ');
    const place = source.at([...path, position]);
    if (seen.has(name)) problems.add(place, 'DUPLICATE_MATCH', `the key ${name} stands here twice`, 'Keep the first.');
    seen.add(name);
    const double = key.findIndex((part, at) => key.indexOf(part) < at);
    if (double < 0 || typeof step.match[position] === 'string') continue;
    const at = source.at([...path, position, double]);
    problems.add(at, 'DUPLICATE_MATCH', `"${key[double]}" stands in this key twice`, 'Keep one of them.');
  }
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
  // The key that finds an order or invoice must be its strongest, because it is booked once.
  if (!(step.exists === undefined ? keys.some(finds) : keys.slice(0, 1).every(finds))) {
    const message =
      step.update === undefined && step.exists === undefined
        ? `records of ${resource.name} cannot be found by these keys`
        : `a record of ${resource.name} that this step creates could not be found again`;
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

/** Fields to suggest: those that the step already maps, or else those of the resource. */
function searchable(resource: ResourceSpec, mapped: ReadonlyMap<string, MappedField>): string {
  const all = Object.keys(resource.fields).filter((name) => {
    const { searchable: can, create } = resource.fields[name] ?? { searchable: false, create: false };
    return can === true && create;
  });
  const own = all.filter((name) => mapped.get(name)?.rule?.constant === false && mapped.get(name)?.write !== 'update');
  const names = own.length > 0 ? own : all;
  const shown = names.slice(0, 8).join(', ');
  return names.length > 8 ? `${shown}, …` : shown || 'none is documented';
}
