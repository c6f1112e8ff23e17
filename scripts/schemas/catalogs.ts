import type { FieldSpec, FieldType, ResourceSpec } from '../../src/systems/catalog.ts';
import { catalogsOfSystems, type SystemName, systemNames } from '../../src/systems/registry.ts';

/** The catalogs of all systems. */
export const catalogs = catalogsOfSystems();

export const systems = systemNames();

/** The resources of a system. */
export function resourcesOf(system: SystemName): readonly ResourceSpec[] {
  return [...catalogs[system].resources.values()];
}

/** What a rule can fill: neither what the system fills itself nor lines, which have a key of their own. */
export function isMappable({ create, update, type }: FieldSpec): boolean {
  return (create || update) && type !== 'lines';
}

/** The names of the fields for which `holds`. */
export function fieldNames({ fields }: ResourceSpec, holds: (field: FieldSpec) => boolean): readonly string[] {
  return Object.entries(fields).flatMap(([name, field]) => (holds(field) ? [name] : []));
}

/** The name of the definition of a resource; a slash would part a reference. */
export function definitionName(system: SystemName, { name }: ResourceSpec): string {
  return `${system}.${name.replaceAll('/', '.')}`;
}

const TYPES: Readonly<Record<FieldType, string>> = {
  text: 'Text',
  integer: 'Whole number',
  decimal: 'Number with decimals',
  boolean: 'True or false',
  date: 'Date',
  id: 'Id of a record',
  lines: 'Lines',
  binary: 'File',
};

/** What a field holds, in words. */
export function describeField({ type, maxLength, padding, description }: FieldSpec): string {
  const most = type === 'text' ? (maxLength ?? padding?.width) : undefined;
  const head = most === undefined ? TYPES[type] : `${TYPES[type]} of at most ${most} characters`;
  const told = description?.trim() ?? '';
  return told === '' ? `${head}.` : `${head}. ${told}${/[.!?]$/.test(told) ? '' : '.'}`;
}

/** What writing a field asks for, in words; empty when there is nothing to say. */
export function describeWriting({ create, update, required }: FieldSpec): string {
  if (!update) return required ? 'Needed; written once, on creation.' : 'Written once, on creation.';
  return create ? (required ? 'Needed.' : '') : 'Written on updates only.';
}
