import { FALLBACK_KEYS } from '../../src/config/schema/step-schema.ts';
import type { FieldSpec, ResourceSpec } from '../../src/systems/catalog.ts';
import type { SystemName } from '../../src/systems/registry.ts';
import {
  catalogs,
  definitionName,
  describeField,
  describeWriting,
  fieldNames,
  isMappable,
  resourcesOf,
  systems,
} from './catalogs.ts';
import { withFunctions } from './functions.ts';
import { definition, type Json, partOf, whereKeyIs, withPart } from './json.ts';

/** A step that makes nothing, or whose default record always stands in, needs no fields. */
const NEVER_CREATES: Json = {
  anyOf: [
    { properties: { create: { const: false } }, required: ['create'] },
    {
      properties: { default: { properties: { use: { const: 'always' } }, required: ['use'] } },
      required: ['default'],
    },
  ],
};

/** The schema of a flow with the resources and fields that it can name. */
export function withFlowNames(flow: Json): Json {
  const sources = systems.flatMap((system) =>
    resourcesOf(system).flatMap(({ name, feed }) => (feed === undefined ? [] : [`${system}.${name}`])),
  );
  const lists = [...new Set(systems.flatMap((system) => resourcesOf(system).map(({ name }) => name)))];
  const definitions = Object.assign({}, ...systems.map(definitionsOf)) as Json;
  const kinds = partOf(flow, 'definitions', 'rule', 'anyOf') as unknown as readonly Json[];
  const withList = (kind: Json) =>
    (kind.properties as Json | undefined)?.ref === undefined
      ? kind
      : withPart(kind, ['properties', 'ref'], { enum: lists });
  const rule = kinds.map(withFunctions).map(withList);
  return {
    ...withPart(flow, ['properties', 'from'], { enum: sources }),
    allOf: systems.flatMap(conditionsOf),
    definitions: {
      ...withPart(partOf(flow, 'definitions'), ['rule'], { anyOf: rule }),
      'never creates': NEVER_CREATES,
      ...definitions,
    },
  };
}

/** What follows from the system that is written, and from the one that is read. */
function conditionsOf(system: SystemName): readonly Json[] {
  const from = {
    pattern: `^(?!${system}\\.)`,
    patternErrorMessage: `The flow reads from and writes to ${system}.`,
  };
  const anyResource = definition(`${system}.resources`);
  return [
    whereKeyIs(
      'to',
      { const: system },
      {
        properties: { from, copyOf: { items: definition(`${system}.related`) } },
        // A flow that verifies compares whatever can be read.
        ...whereKeyIs(
          'purpose',
          { const: 'verify' },
          { properties: { steps: { items: { properties: { resource: anyResource } } } } },
        ),
        else: { properties: { steps: { items: definition(`${system}.step`) } } },
      },
    ),
    whereKeyIs(
      'from',
      { pattern: `^${system}\\.` },
      {
        properties: {
          with: relatedOf(system),
          steps: { items: { properties: { lines: linesOf(system) } } },
        },
        allOf: resourcesOf(system)
          .filter(({ feed }) => feed !== undefined)
          .map((spec) =>
            whereKeyIs('from', { const: `${system}.${spec.name}` }, { properties: { back: backTo(system, spec) } }),
          ),
      },
    ),
  ];
}

const relatedOf = (system: SystemName): Json => ({ additionalProperties: definition(`${system}.related`) });

/** The related records of lines, and of lines beside them. */
function linesOf(system: SystemName): Json {
  const related = { properties: { with: relatedOf(system) } };
  return { properties: { ...related.properties, append: { items: related } } };
}

function definitionsOf(system: SystemName): Json {
  const written = resourcesOf(system).filter(({ creatable, updatable }) => creatable || updatable);
  const ofResource = (make: (spec: ResourceSpec) => Json) => (spec: ResourceSpec) =>
    whereKeyIs('resource', { const: spec.name }, make(spec));
  return {
    [`${system}.step`]: {
      if: definition('never creates'),
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
      then: { properties: { resource: definition(`${system}.resources`) } },
      else: { properties: { resource: { enum: written.filter((one) => one.creatable).map(({ name }) => name) } } },
      allOf: written.map(ofResource((spec) => definition(definitionName(system, spec)))),
    },
    [`${system}.related`]: {
      properties: { resource: definition(`${system}.resources`) },
      allOf: resourcesOf(system).map(
        ofResource((spec) => ({ properties: { by: definition(`${definitionName(system, spec)}.searchable`) } })),
      ),
    },
    [`${system}.resources`]: { enum: resourcesOf(system).map(({ name }) => name) },
    ...Object.fromEntries(
      resourcesOf(system).map((spec) => [
        `${definitionName(system, spec)}.searchable`,
        { enum: fieldNames(spec, isSearchable) },
      ]),
    ),
    ...Object.fromEntries(
      written.flatMap((spec) => [
        [definitionName(system, spec), stepFor(system, spec)],
        [
          `${definitionName(system, spec)}.keys`,
          { enum: fieldNames(spec, (field) => isMappable(field) && isSearchable(field)) },
        ],
        ...totalsOf(system, spec),
        [`${definitionName(system, spec)}.fields`, fieldsOf(spec)],
      ]),
    ),
  };
}

function isSearchable({ searchable }: FieldSpec): boolean {
  return searchable !== false;
}

/** What a step can say of a resource. */
function stepFor(system: SystemName, spec: ResourceSpec): Json {
  const keys = definition(`${definitionName(system, spec)}.keys`);
  const lines = lineKeys(system, spec);
  const isDocument = lines?.isRequired === true;
  const found = Object.entries(spec.fields).flatMap(([name, field]) =>
    field.searchable === true ? [[name, { description: describeField(field) }] as const] : [],
  );
  const required = fieldNames(spec, (field) => field.required && isMappable(field));
  return {
    properties: {
      fields: definition(`${definitionName(system, spec)}.fields`),
      match: { items: { anyOf: [keys, { type: 'array', items: keys }] } },
      default: {
        properties: Object.fromEntries(found),
        propertyNames: { anyOf: [{ enum: FALLBACK_KEYS }, definition(`${definitionName(system, spec)}.searchable`)] },
      },
      ...(lines === null ? { lines: false } : lines.properties),
      ...(isDocument ? { update: false } : spec.updatable ? {} : { update: { enum: [false] } }),
      ...(spec.updatable ? {} : { exists: { enum: ['skip', 'verify', 'fail'] } }),
    },
    if: definition('never creates'),
    else: { properties: { fields: { required } }, ...(isDocument ? { required: ['lines'] } : {}) },
  };
}

/** The field that holds the lines of a resource, and the resource of one of them; null = it has none. */
function linesIn(
  system: SystemName,
  { fields, lines }: ResourceSpec,
): { field: FieldSpec; element: ResourceSpec | undefined } | null {
  const writable = Object.entries(fields).filter(([, { type, create }]) => type === 'lines' && create);
  const [name, field] = writable.find(([, { required }]) => required) ?? writable[0] ?? [];
  if (name === undefined || field === undefined) return null;
  return { field, element: catalogs[system].resources.get(lines?.[name] ?? '') };
}

/** The keys that lines of a resource are written with; null = it has none. */
function lineKeys(system: SystemName, spec: ResourceSpec): { isRequired: boolean; properties: Json } | null {
  const found = linesIn(system, spec);
  if (found === null) return null;
  const { field, element } = found;
  if (element === undefined) return { isRequired: field.required, properties: {} };
  const ofLine = definition(`${definitionName(system, element)}.fields`);
  // Lines that go with their document need not name it.
  const required = fieldNames(element, (one) => one.required).filter((own) => own !== spec.key);
  const whole = { allOf: [ofLine, { required }] };
  const total = definition(`${definitionName(system, element)}.total`);
  return {
    isRequired: field.required,
    properties: {
      lines: { properties: { fields: whole, append: { items: { properties: { fields: whole } } } } },
      total,
      totals: { items: total },
    },
  };
}

/** The definition of a total over the lines of a resource, where it has lines. */
function totalsOf(system: SystemName, spec: ResourceSpec): readonly (readonly [string, Json])[] {
  const element = linesIn(system, spec)?.element;
  if (element === undefined) return [];
  const amounts = { enum: fieldNames(element, (one) => isMappable(one) && ['decimal', 'integer'].includes(one.type)) };
  const fields = definition(`${definitionName(system, element)}.fields`);
  // A field, or an expression: anything that is more than one name.
  const of = { anyOf: [amounts, { pattern: '\\W' }] };
  const difference = { properties: { into: amounts, fields } };
  return [[`${definitionName(system, element)}.total`, { properties: { of, difference } }]];
}

/** What can be written back into a record of the source. */
function backTo(system: SystemName, spec: ResourceSpec): unknown {
  if (!spec.updatable) return false;
  const names = { enum: fieldNames(spec, (field) => isMappable(field) && field.update) };
  return {
    properties: { fields: { allOf: [definition(`${definitionName(system, spec)}.fields`), { propertyNames: names }] } },
  };
}

/** A rule for each field that can be written. */
function fieldsOf({ fields }: ResourceSpec): Json {
  const rules = Object.entries(fields).flatMap(([name, field]) => {
    if (!isMappable(field)) return [];
    const description = [describeField(field), describeWriting(field)].filter((part) => part !== '').join(' ');
    return [[name, { description, ...definition('rule') }] as const];
  });
  return { properties: Object.fromEntries(rules), additionalProperties: false };
}
