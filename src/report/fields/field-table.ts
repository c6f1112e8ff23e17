import { alternativeTo, alternativeToField, unreadableHint } from '../../systems/alternatives.ts';
import { type FieldSpec, type LooseKind, longestText, type ResourceSpec } from '../../systems/catalog.ts';
import { factsOf, type SystemName } from '../../systems/registry.ts';

/** A resource, and the system that has it. */
export interface ResourcePlace {
  readonly system: SystemName;
  readonly resource: ResourceSpec;
}

/** What is known of a resource, in words; every row has a cell for each column, empty = nothing to say. */
export interface FieldTable {
  /** Sentences on the resource as a whole. */
  readonly says: readonly string[];
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A field with its name, and where it is. */
interface FieldPlace extends ResourcePlace {
  readonly name: string;
  readonly spec: FieldSpec;
}

/** The columns, and what stands in them; the last one has sentences, the others a word or two. */
const COLUMNS: Readonly<Record<string, (field: FieldPlace) => string>> = {
  field: ({ name }) => name,
  type: ({ spec }) => spec.type,
  length: ({ spec }) => String(longestText(spec) ?? ''),
  written: ({ spec }) => writtenWords(spec.create, spec.update),
  required: ({ spec }) => (spec.required ? 'yes' : ''),
  'look-up': ({ spec }) => (spec.searchable === null ? '' : spec.searchable ? 'yes' : 'no'),
  personal: ({ spec }) => spec.personal ?? '',
  notes: notesOn,
};

/** The table of a resource's fields, in the order of the catalog, without the columns that have nothing to say of any field. */
export function fieldTable({ system, resource }: ResourcePlace): FieldTable {
  const fields = Object.entries(resource.fields).map(([name, spec]) => ({ system, resource, name, spec }));
  const columns = Object.entries(COLUMNS)
    .map(([title, cellOf]) => ({ title, cells: fields.map(cellOf) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  return {
    says: sentencesOn({ system, resource }),
    columns: columns.map(({ title }) => title),
    rows: fields.map((_, index) => columns.map(({ cells }) => cells[index] ?? '')),
  };
}

/** The resources of a system: what can be done with each, and how many fields it has. */
export function resourceRows(system: SystemName): readonly (readonly [resource: string, ...cells: string[]])[] {
  return [...factsOf(system).catalog.resources.values()].map(({ name, feed, creatable, updatable, fields }) => [
    name,
    feed === undefined ? 'no' : 'yes',
    writtenWords(creatable, updatable),
    String(Object.keys(fields).length),
  ]);
}

/** The columns of `resourceRows`. */
export const RESOURCE_COLUMNS: readonly string[] = ['resource', 'source', 'written', 'fields'];

/** When something is written, and the same of the records of a resource. */
const WRITTEN_SENTENCES = {
  'create, update': 'Records are created and updated.',
  create: 'Records are created, and not updated.',
  update: 'Records are updated, and not created.',
  never: 'Records are never written.',
};

function writtenWords(create: boolean, update: boolean): keyof typeof WRITTEN_SENTENCES {
  if (create) return update ? 'create, update' : 'create';
  return update ? 'update' : 'never';
}

function sentencesOn({ system, resource }: ResourcePlace): readonly string[] {
  const { name, key, reference, creatable, updatable, feed, frozen, moves, unconfirmed } = resource;
  return [
    ...collectionsOf({ system, resource }).map((collection) => `Its records are in the collection ${collection}.`),
    feed === undefined ? 'It cannot be the source of a flow.' : 'It can be the source of a flow.',
    WRITTEN_SENTENCES[writtenWords(creatable, updatable)],
    creatable || updatable ? '' : (alternativeTo(system, name) ?? ''),
    key === reference ? `The key is ${key}.` : `The key is ${key}; reports name a record by its ${reference}.`,
    frozen === undefined ? '' : `A record whose ${frozen.field} is ${frozen.values.join(' or ')} can no longer change.`,
    moves === true ? 'The system changes it by itself, so every run compares it.' : '',
    unconfirmed === undefined ? '' : `It needs ${factsOf(system).settings.key}.${unconfirmed}: true in settings.yml.`,
  ].filter((sentence) => sentence !== '');
}

/** The fields of other resources that hold its records: `SalesOrderLines of salesorder/SalesOrders`. */
function collectionsOf({ system, resource }: ResourcePlace): readonly string[] {
  return [...factsOf(system).catalog.resources.values()].flatMap((header) =>
    Object.entries(header.lines ?? {})
      .filter(([, lines]) => lines === resource.name)
      .map(([field]) => `${field} of ${header.name}`),
  );
}

/** How fields are matched that people type in many ways. */
const MATCHED: Readonly<Record<LooseKind, string>> = {
  email: 'Matched without case, blanks and dots.',
  vat: 'Matched by its letters and digits, without case and the letters of the country.',
  registration: 'Matched by its letters and digits, without case; zeros that a number has lost count.',
};

function notesOn({ system, resource, name, spec }: FieldPlace): string {
  const { description, type, readable, computed, loose, create, update } = spec;
  const lines = type === 'lines' ? resource.lines?.[name] : undefined;
  const instead = create || update || computed === true ? undefined : alternativeToField(system, resource, name);
  return [
    description === undefined ? '' : ended(description),
    lines === undefined ? '' : `A collection of ${lines}.`,
    computed === true ? 'Computed here from other records.' : '',
    readable === false ? unreadableHint(system, resource.name, name) : '',
    loose === undefined ? '' : MATCHED[loose],
    instead ?? '',
  ]
    .filter((note) => note !== '')
    .join(' ');
}

/** A description on one line, with a full stop. */
function ended(description: string): string {
  const text = description.replace(/\s+/g, ' ').trim();
  return /[.!?:]$/.test(text) || text === '' ? text : `${text}.`;
}
