import type { ResourceSpec } from '../../src/systems/catalog.ts';
import type { SystemName } from '../../src/systems/registry.ts';
import { catalogs, definitionName, describeField, resourcesOf, systems } from './catalogs.ts';
import { definition, type Json, withPart } from './json.ts';

/** Where records by resource stand in a case. */
const RECORDS = [
  ['given', 'properties', 'source'],
  ['given', 'properties', 'target'],
  ['then', 'items', 'properties', 'given', 'properties', 'source'],
  ['then', 'items', 'properties', 'given', 'properties', 'target'],
];

/** Where expectations stand in a case. */
const EXPECTATIONS = [
  ['expect', 'items'],
  ['then', 'items', 'properties', 'expect', 'items'],
];

/** The schema of mapping tests with the resources and fields that they can name. */
export function withTestNames(test: Json): Json {
  const place = (path: readonly string[]) => ['items', 'properties', ...path];
  const all = systems.flatMap((system) => resourcesOf(system).map((spec) => ({ system, spec })));
  const withRecords = RECORDS.reduce(
    (schema, path) => withPart(schema, place(path), { allOf: [definition('records')] }),
    test,
  );
  const whole = EXPECTATIONS.reduce(
    (schema, path) => withPart(schema, place(path), { allOf: [definition('write')] }),
    withRecords,
  );
  const written = all.filter(({ spec }) => spec.creatable || spec.updatable);
  const names = (holds: (spec: ResourceSpec) => boolean) => all.flatMap(({ spec }) => (holds(spec) ? [spec.name] : []));
  return {
    ...whole,
    definitions: {
      records: {
        properties: Object.fromEntries(
          all.map(({ system, spec }) => [spec.name, { items: definition(definitionName(system, spec)) }]),
        ),
        additionalProperties: false,
      },
      write: {
        properties: {
          create: { enum: names(({ creatable }) => creatable) },
          update: { enum: names(({ updatable }) => updatable) },
        },
        allOf: written.map(({ system, spec }) => ({
          if: {
            anyOf: ['create', 'update'].map((kind) => ({
              properties: { [kind]: { const: spec.name } },
              required: [kind],
            })),
          },
          // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
          then: { properties: { fields: definition(definitionName(system, spec)) } },
        })),
      },
      ...Object.fromEntries(all.map(({ system, spec }) => [definitionName(system, spec), recordOf(system, spec)])),
    },
  };
}

/** A record of a resource, its lines included. */
function recordOf(system: SystemName, { fields, lines }: ResourceSpec): Json {
  const known = Object.entries(fields).map(([name, field]) => {
    const element = catalogs[system].resources.get(lines?.[name] ?? '');
    const items = element === undefined ? {} : { items: definition(definitionName(system, element)) };
    return [name, { description: describeField(field), ...items }] as const;
  });
  return { properties: Object.fromEntries(known), additionalProperties: false };
}
