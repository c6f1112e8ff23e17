import { nearest } from '../../../nearest.ts';
import type { RecordValues } from '../../../values.ts';
import { confirmed, contradicted, type Test, type TestVerdict, untestable } from '../../assumption.ts';
import type { ResourceSpec } from '../../catalog.ts';
import { matchForm } from '../../match-form.ts';
import type { Connection } from '../connection.ts';
import { equalsFilter } from '../listing.ts';
import { asperionNames } from '../names.ts';
import { isObject, type WireObject } from '../rows.ts';
import { orRefusal, type Probe, type Sample } from './probe.ts';

const none = (resource: string): TestVerdict => untestable(`${resource} shows no record yet.`);

/** Whether a resource is at its address. */
export const testPath =
  (probe: Probe): Test =>
  async ({ resource }, signal) => {
    const { refused } = await probe.sample(resource, signal);
    const path = probe.connection.pathOf(resource);
    if (refused === null) return confirmed(`${resource} answers at /v1/${path}.`);
    for (const other of asperionNames.paths[resource] ?? []) {
      if (other === path) continue;
      const connection = probe.with({ paths: { ...probe.settings.paths, [resource]: other } });
      const asked = await orRefusal(resource, () => probe.page(resource, { size: 1 }, signal, connection));
      if (typeof asked === 'string') continue;
      return contradicted(`${resource} is not at /v1/${path}.`, `asperion: { paths: { ${resource}: ${other} } }`);
    }
    return contradicted(`${resource} cannot be read at /v1/${path}.`, null);
  };

/** Whether records have a field that flows read. */
export const testNames =
  (probe: Probe): Test =>
  async ({ resource, fields: [path = ''] }, signal) => {
    const { rows, refused } = await probe.sample(resource, signal);
    if (refused !== null) return untestable(refused);
    const shown = namesAt(rows, path);
    if (shown === null) return none(resource);
    const name = path.split('.').at(-1) ?? path;
    if (shown.names.has(name)) return confirmed(`${resource} shows ${path}.`);
    // If empty fields are left out, a missing one may be empty.
    if (!shown.showsEmpty)
      return untestable(`${resource} shows no ${path}, but it may be empty in all the records that were read.`);
    const meant = nearest(name, shown.names);
    return contradicted(`Records of ${resource} have no ${path}${meant === null ? '' : `; there is ${meant}`}.`, null);
  };

interface Shown {
  readonly names: ReadonlySet<string>;
  /** Some record shows a field that is null. */
  readonly showsEmpty: boolean;
}

/** The names that the holders of a field show; null = there is none, such as a document without lines. */
function namesAt(rows: readonly WireObject[], path: string): Shown | null {
  const [collection = '', element] = path.split('.');
  const holders = element === undefined ? rows : rows.flatMap((row) => elementsOf(row[collection]));
  if (holders.length === 0) return null;
  const entries = holders.flatMap((holder) => Object.entries(holder));
  return {
    names: new Set(entries.map(([name]) => name)),
    showsEmpty: entries.some(([, value]) => value === null),
  };
}

const elementsOf = (wire: unknown): readonly WireObject[] =>
  isObject(wire) && Array.isArray(wire._data) ? wire._data.filter(isObject) : [];

/** The number of records to try before a search counts as not working: one may be deleted in between. */
const TRIES = 2;

/** Whether records are found by one of their fields. */
export const testSearch =
  (probe: Probe): Test =>
  async ({ resource, fields: [field = ''] }, signal) => {
    const { spec, records, refused } = await probe.sample(resource, signal);
    if (refused !== null) return untestable(refused);
    const tried = records.filter((record) => matchForm(spec, field, record[field]) !== null).slice(0, TRIES);
    if (tried.length === 0) return untestable(`No record of ${resource} has a ${field} yet.`);
    const find = (record: RecordValues, connection = probe.connection) =>
      isFound(probe, { spec, field, record, connection }, signal);
    for (const record of tried) {
      if (await find(record)) return confirmed(`${resource} is found by ${field}.`);
    }
    const says = `An existing record of ${resource} is not found by its ${field}.`;
    const isText = spec.fields[field]?.type === 'text';
    if (!isText || probe.settings.comparisonSuffix === '') return contradicted(says, null);
    const bare = probe.with({ comparisonSuffix: '' });
    for (const record of tried) {
      if (await find(record, bare)) return contradicted(says, 'asperion: { comparisonSuffix: "" }');
    }
    return contradicted(says, null);
  };

interface Search {
  readonly spec: ResourceSpec;
  readonly field: string;
  readonly record: RecordValues;
  readonly connection: Connection;
}

/** Also false if it is refused: then nothing can be found that way. */
async function isFound(probe: Probe, search: Search, signal: AbortSignal): Promise<boolean> {
  const { spec, field, record } = search;
  const rows = await rowsFor(probe, search, record[field] ?? null, signal);
  return rows?.some((row) => String(row[spec.key]) === String(record[spec.key])) === true;
}

async function rowsFor(
  probe: Probe,
  { spec, field, record, connection }: Search,
  value: RecordValues[string],
  signal: AbortSignal,
): Promise<readonly WireObject[] | null> {
  const fieldSpec = spec.fields[field];
  if (fieldSpec === undefined) return null;
  const required = (asperionNames.requiredFilters[spec.name] ?? []).map((name) => {
    const own = spec.fields[name];
    return own === undefined ? {} : equalsFilter(connection, name, own, record[name] ?? null);
  });
  const filters = Object.assign({}, ...required, equalsFilter(connection, field, fieldSpec, value));
  const query = { filters, size: connection.settings.pageSize };
  const asked = await orRefusal(spec.name, () => probe.page(spec.name, query, signal, connection));
  return typeof asked === 'string' ? null : asked.rows;
}

/** Whether the filter asks for the whole value. */
export const testEquality =
  (probe: Probe): Test =>
  async ({ resource, fields }, signal) => {
    const { spec, records, refused } = await probe.sample(resource, signal);
    if (refused !== null) return untestable(refused);
    const found = fields
      .flatMap((field) => records.map((record) => ({ field, record, value: record[field] })))
      .find(({ value }) => typeof value === 'string' && value.trim().length > 2);
    if (found === undefined) return untestable(`No record of ${resource} has a text to shorten.`);
    const { field, record, value } = found;
    const connection = probe.connection;
    const part = String(value).slice(0, -1);
    const rows = await rowsFor(probe, { spec, field, record, connection }, part, signal);
    if (rows === null) return untestable(`${resource} refuses a search for a part of ${field}.`);
    if (!rows.some((row) => String(row[spec.key]) === String(record[spec.key]))) {
      return confirmed(`${resource} compares ${field} as a whole.`);
    }
    const says = `${resource} also finds records by a part of ${field}: look-ups cost more calls, and each answer is compared.`;
    return contradicted(says, null);
  };

/** Whether a record answers at its own address. */
export const testById =
  (probe: Probe): Test =>
  async ({ resource }, signal) => {
    const { spec, records, refused }: Sample = await probe.sample(resource, signal);
    if (refused !== null) return untestable(refused);
    const ids = records.map((record) => String(record[spec.key])).slice(0, TRIES);
    if (ids.length === 0) return none(resource);
    for (const id of ids) {
      const row = await orRefusal(resource, () => probe.connection.readOne(resource, id, signal));
      if (typeof row !== 'string' && String(row?.[spec.key]) === id) return confirmed(`${resource} is read by its id.`);
    }
    return contradicted(`An existing record of ${resource} does not answer at its own address.`, null);
  };
