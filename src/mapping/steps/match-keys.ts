import { RecordError } from '../../errors/errors.ts';
import type { RecordValues } from '../../values.ts';
import type { Compilation } from '../compilation.ts';
import type { FieldReference } from '../expressions/names.ts';
import type { Scope } from '../expressions/scope.ts';
import type { MappedField } from '../rules/fields.ts';
import { checkMatch, isConstant } from './match-checks.ts';
import type { WrittenStep } from './written-step.ts';

/** The checked keys of a step, as lists. */
export interface MatchKeys {
  readonly keys: readonly (readonly string[])[];
  /** Throws RecordError EMPTY_KEY for a record that could not be found again. */
  readonly check: (values: RecordValues, scope: Scope) => void;
}

/** Compiles `match`; what is wrong is noted. */
export function compileMatch(written: WrittenStep, fields: readonly MappedField[], flow: Compilation): MatchKeys {
  const { step, path } = written;
  const keys = step.match.map((key) => (typeof key === 'string' ? [key] : key));
  const mapped = new Map(fields.map((field) => [field.name, field]));
  checkMatch({ ...written, keys, mapped }, flow);
  const isDocument = step.exists !== undefined;
  const varying = keys.map((key) =>
    key
      .filter((name) => !isConstant(mapped.get(name)))
      .map((name) => ({ name, uses: mapped.get(name)?.rule?.uses ?? [] })),
  );
  const at = flow.source.at([...path, 'match'], 'key');
  return {
    keys,
    check: (values, scope) => {
      const isFound = isDocument
        ? (varying[0] ?? []).every((component) => isFilled(component, values, scope))
        : varying.flat().some((component) => isFilled(component, values, scope));
      if (isFound) return;
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
