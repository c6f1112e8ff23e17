import { ConfigError, RecordError, UnclearWriteError } from '../../errors.ts';
import { stringifyExact } from '../../http/json.ts';
import type { RecordValues } from '../../values.ts';
import type { ResourceSpec } from '../catalog.ts';
import { matchForm } from '../match-form.ts';
import type { ChangePage, ChangesRequest, System } from '../system.ts';
import { asperionCatalog } from './catalog.ts';
import { listChanges, sourceRecord } from './changes.ts';
import { type ConnectionOptions, connect } from './connection.ts';
import { readList } from './counted-list.ts';
import { fileNotSent, filesOf, withoutFiles } from './files.ts';
import { listingsOf, sourceFilters } from './listing.ts';
import { createLookUps } from './lookup.ts';
import { asperionNames } from './names.ts';
import { createOpenOrders } from './open-orders.ts';
import { readRecord, writeBody } from './rows.ts';

/** Asperion for one administration. One instance per run: look-ups are answered from what the run has read. */
export function createAsperion(options: ConnectionOptions): System {
  const connection = connect(options);
  const catalog = asperionCatalog;
  const lookUps = createLookUps(connection, catalog);
  const openOrders = createOpenOrders(connection, catalog);

  const specOf = (resource: string): ResourceSpec => {
    const spec = catalog.resources.get(resource);
    if (spec === undefined) throw new ConfigError('UNKNOWN_RESOURCE', `Asperion has no resource ${resource}.`);
    return spec;
  };

  async function* withOpenOrders(spec: ResourceSpec, request: ChangesRequest): AsyncGenerator<ChangePage> {
    const { fields, signal } = request;
    for await (const page of listChanges({ connection, catalog, spec }, request)) {
      const own = page.records.map((record) => record.fields);
      const whole = await openOrders.withQuantity(spec, own, fields, signal);
      yield { ...page, records: page.records.map((record, at) => ({ ...record, fields: whole[at] ?? record.fields })) };
    }
  }

  return {
    name: 'asperion',
    catalog,

    changes(request) {
      const spec = specOf(request.resource);
      if (spec.feed?.kind === 'list') return withOpenOrders(spec, request);
      throw new ConfigError('NO_FEED', `${spec.name} of Asperion cannot be the source of a flow.`, {
        hint: 'It can be a target or a related record.',
      });
    },

    async read({ resource, by, values, fields, signal }) {
      const spec = specOf(resource);
      const field = by === 'key' ? spec.key : spec.reference;
      const found = await lookUps.find({
        resource,
        field,
        values: asFieldValues(spec, field, values),
        fields,
        // Many single look-ups would cost more than the list, which this run has not read yet.
        fresh: values.length <= 3,
        signal,
      });
      // Like the feed: an article that became inactive is a source record only if the mapping reads its state.
      const seesInactive = Object.keys(sourceFilters(spec, fields)).length > 0;
      const records = found.filter(
        (record) => seesInactive || record.activeState !== asperionNames.activeState.inactive,
      );
      const whole = await openOrders.withQuantity(spec, records, fields, signal);
      return whole.map((record) => sourceRecord(spec, record, fields));
    },

    async find(request) {
      const spec = specOf(request.resource);
      return openOrders.withQuantity(spec, await lookUps.find(request), request.fields, request.signal);
    },

    async list({ resource, signal }) {
      const spec = specOf(resource);
      const records: RecordValues[] = [];
      for (const filters of listingsOf(connection, spec)) {
        const rows = await readList(connection, resource, filters, signal);
        records.push(...rows.map((row) => readRecord(row, spec, catalog)));
      }
      return records;
    },

    async create({ resource, values, signal }) {
      const spec = specOf(resource);
      const files = await filesOf(options.readFile, spec, values, signal);
      const body = stringifyExact(writeBody(withoutFiles(spec, values), true));
      const created = readRecord(await connection.write({ method: 'POST', resource, body, signal }), spec, catalog);
      if (matchForm(spec, spec.key, created[spec.key]) === null) {
        throw new UnclearWriteError(`Asperion answered the new record of ${resource} without its id.`, null);
      }
      lookUps.note(
        resource,
        { ...withoutFiles(spec, values), ...created },
        matchForm(spec, spec.reference, created[spec.reference]) === null,
      );
      for (const file of files) {
        await connection.upload(resource, String(created[spec.key]), file, signal).catch((error: unknown) => {
          // The record is there: its next try finds it and sends the file.
          throw error instanceof UnclearWriteError ? fileNotSent(error) : error;
        });
      }
      return created;
    },

    async update({ resource, key, values, signal }) {
      const spec = specOf(resource);
      if (key === null) throw new RecordError('NOT_FOUND', `The record of ${resource} has no id.`);
      const files = await filesOf(options.readFile, spec, values, signal);
      const own = withoutFiles(spec, values);
      let answer: RecordValues = {};
      if (Object.keys(own).length > 0) {
        const body = stringifyExact(writeBody(own, false));
        const row = await connection.write({ method: 'PUT', resource, id: String(key), body, signal });
        answer = readRecord(row, spec, catalog);
      }
      for (const file of files) await connection.upload(resource, String(key), file, signal);
      lookUps.note(resource, { ...own, ...answer, [spec.key]: key }, true);
      return answer;
    },
  };
}

/** Texts as values of a field. For a number field, a text that is not a number names no record. */
function asFieldValues(spec: ResourceSpec, field: string, texts: readonly string[]): readonly (string | number)[] {
  if (spec.fields[field]?.type !== 'integer') return texts;
  return texts.filter((text) => /^\d{1,15}$/.test(text)).map(Number);
}
