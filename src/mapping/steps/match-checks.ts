import type { Path } from '../../config/yaml/yaml-source.ts';
import { fewOf, guess } from '../../nearest.ts';
import type { ResourceSpec } from '../../systems/catalog.ts';
import type { Compilation } from '../compilation.ts';
import { isMistyped, type MappedField } from '../rules/fields.ts';
import type { StepProgram } from './step-program.ts';
import type { WrittenStep } from './written-step.ts';

/** The keys of a step as lists, and the fields that it maps. */
interface WrittenKeys extends WrittenStep {
  readonly keys: StepProgram['match'];
  readonly mapped: ReadonlyMap<string, MappedField>;
}

/**
 * Notes what is wrong with `match`: every component must be a mapped field that the system can search, and at least one key must
 * be written on creation, so that a created record is found again after an unclear answer. A key that is the same for every record finds none.
 */
export function checkMatch(written: WrittenKeys, flow: Compilation): void {
  const areMapped = checkMapped(written, flow);
  checkDoubles(written, flow);
  if (areMapped) checkFindable(written, flow);
}

const ALIKE = 'Take the key out of "match", or give it a field that tells the records apart.';

/** True for a field that every record gets the same value in. */
export const isConstant = (field: MappedField | undefined): boolean => field?.rule?.constant === true;

/** The components of the keys that fail a test, each with its place. */
function componentsThat(
  fails: (name: string) => boolean,
  { step, path, keys }: WrittenKeys,
): readonly { readonly name: string; readonly place: Path }[] {
  return keys.flatMap((key, position) =>
    key.flatMap((name, part) => {
      const place = [...path, 'match', position];
      if (!fails(name)) return [];
      return [{ name, place: typeof step.match[position] === 'string' ? place : [...place, part] }];
    }),
  );
}

/** Notes components that no rule fills; true if there are none. */
function checkMapped(written: WrittenKeys, { problems, source }: Compilation): boolean {
  const { step, resource, mapped } = written;
  const unmapped = componentsThat((name) => !mapped.has(name), written);
  for (const { name, place } of unmapped) {
    const known = Object.hasOwn(resource.fields, name);
    // An unknown or read-only field under `fields` was noted there.
    if (Object.hasOwn(step.fields, name) || isMistyped(name, step.fields, resource)) continue;
    const meant = guess(name, known ? [] : Object.keys(resource.fields));
    const isName = /^\w+$/.test(name);
    const add = isName
      ? `Add a rule for ${name} under "fields".`
      : 'A key is a field; its expression belongs under "fields".';
    const hint = meant ?? add;
    const message = known
      ? `the key "${name}" is not mapped by this step`
      : `there is no field "${name}" in ${resource.name}`;
    problems.add(source.at(place), known ? 'MATCH_NOT_MAPPED' : 'UNKNOWN_FIELD', message, hint);
  }
  return unmapped.length === 0;
}

/** A key that is listed twice finds nothing new the second time. */
function checkDoubles({ step, path, keys }: WrittenKeys, { problems, source }: Compilation): void {
  const seen = new Set<string>();
  for (const [position, key] of keys.entries()) {
    const name = [...new Set(key)].sort().join(' + ');
    const place = [...path, 'match', position];
    if (seen.has(name))
      problems.add(source.at(place), 'DUPLICATE_MATCH', `the key ${name} is here twice`, 'Keep the first.');
    seen.add(name);
    const double = key.findIndex((part, at) => key.indexOf(part) < at);
    if (double < 0 || typeof step.match[position] === 'string') continue;
    const at = source.at([...place, double]);
    problems.add(at, 'DUPLICATE_MATCH', `"${key[double]}" stands in this key twice`, 'Keep one of them.');
  }
}

function checkFindable(written: WrittenKeys, { problems, source }: Compilation): void {
  const { step, path, resource, keys, mapped } = written;
  const isSearchable = (name: string) => mapped.get(name)?.spec.searchable !== false;
  const finds = (key: readonly string[]) =>
    key.every((name) => isSearchable(name) && mapped.get(name)?.write !== 'update') &&
    !key.every((name) => isConstant(mapped.get(name)));
  const hint = `Match by a mapped field that can be searched: ${searchable(resource, mapped)}.`;
  // The key that finds an order or invoice must be its strongest, because it is booked once.
  if (!(step.exists === undefined ? keys.some(finds) : keys.slice(0, 1).every(finds))) {
    const message =
      step.update === undefined && step.exists === undefined
        ? `records of ${resource.name} cannot be found by these keys`
        : `a record of ${resource.name} that this step creates could not be found again`;
    problems.add(source.at([...path, 'match'], 'key'), 'NOT_FINDABLE', message, hint);
    return;
  }
  // Records with the same key are the same record: the first one would take it, and all others would be refused.
  for (const [position, key] of keys.entries()) {
    if (!key.every((name) => isSearchable(name) && isConstant(mapped.get(name)))) continue;
    const message = `every record has the same value in the key ${key.join(' + ')}`;
    problems.add(source.at([...path, 'match', position]), 'NOT_FINDABLE', message, ALIKE);
  }
  for (const { name, place } of componentsThat((name) => !isSearchable(name), written)) {
    const message = `records of ${resource.name} cannot be searched by "${name}"`;
    problems.add(source.at(place), 'NOT_SEARCHABLE', message, hint);
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
  return fewOf(names) || 'none is documented';
}
