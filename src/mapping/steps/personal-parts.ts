import type { Catalog, PersonalClass } from '../../systems/catalog.ts';
import { factsOf } from '../../systems/registry.ts';
import type { Compilation } from '../compilation.ts';
import type { FieldReference } from '../expressions/names.ts';
import type { MappedField } from '../rules/fields.ts';
import { linesFieldOf, type StepParts } from './step-parts.ts';
import type { PersonalParts, StepProgram } from './step-program.ts';

/** A mapped field under the name that plans give it. */
interface NamedField {
  readonly name: string;
  readonly field: MappedField;
}

/** See `StepProgram.personal` and `texts`; `keys` are the fields of its match keys. */
export function personalIn(
  parts: StepParts,
  keys: readonly string[],
  { target }: Compilation,
): Pick<StepProgram, 'personal' | 'texts'> {
  const lines = [...(parts.lines?.fields ?? []), ...(parts.lines?.appended.flat() ?? [])];
  const told = [...named(parts.fields, '', target), ...named(lines, `${linesFieldOf(parts)}.`, target)];
  const texts = told.filter(({ name }) => !keys.includes(name)).flatMap(({ field }) => field.rule?.texts ?? []);
  return { personal: personalParts(told), texts: new Set(texts) };
}

/**
 * The fields that may tell of a person. Only text does: an amount that depends on one, or a code of a list, such as the VAT code that a VAT number
 * decides, must be read to know what is booked.
 */
export function named(fields: readonly MappedField[], prefix: string, { system }: Catalog): readonly NamedField[] {
  const { byField: codes } = factsOf(system).lists;
  return fields
    .filter(({ name, spec }) => spec.type === 'text' && !Object.hasOwn(codes, name))
    .map((field) => ({ name: `${prefix}${field.name}`, field }));
}

/** What fields hold of persons, by their names. */
export function personalParts(told: readonly NamedField[]): StepProgram['personal'] {
  const parts = [...Map.groupBy(told, ({ name }) => name)].flatMap(([name, same]): [string, PersonalParts][] => {
    const uses = same.flatMap(({ field }) => field.rule?.uses ?? []);
    const [copied, computed] = [classesOf(uses, ['copied']), classesOf(uses, ['computed', 'chosen'])];
    return copied.length + computed.length === 0 ? [] : [[name, { copied, computed }]];
  });
  return Object.fromEntries(parts);
}

const classesOf = (
  uses: readonly FieldReference[],
  ways: readonly FieldReference['way'][],
): readonly PersonalClass[] => [
  ...new Set(uses.flatMap((use) => (ways.includes(use.way) && use.personal !== null ? [use.personal] : []))),
];
