import { ConfigError } from '../../errors/errors.ts';
import type { RecordValues } from '../../values.ts';
import { type ResourceSpec, valuesIn } from '../catalog.ts';
import type { ChangePage, ChangesRequest, System } from '../system.ts';
import { asperionCatalog } from './catalog.ts';
import { type ListReader, listChanges, sourceRecord } from './changes.ts';
import { type ConnectionOptions, connect } from './connection.ts';
import { readList } from './counted-list.ts';
import { listingsOf, sourceFilters } from './listing.ts';
import { LookUps } from './lookup.ts';
import { asperionNames } from './names.ts';
import { createOpenOrders, type OpenOrders } from './open-orders.ts';
import { askedOf, readRecord } from './rows.ts';
import { createRecord, type Target, updateRecord } from './writes.ts';

/** Asperion for one administration. One instance per run: look-ups are answered from what the run has read. */
export function createAsperion(options: ConnectionOptions): System {
  const connection = connect(options);
  const catalog = asperionCatalog;
  const lookUps = new LookUps(connection, catalog);
  const openOrders = createOpenOrders(connection, catalog);
  const target: Target = { connection, catalog, lookUps, readFile: options.readFile, keeping: new Set() };

  const specOf = (resource: string): ResourceSpec => {
    const spec = catalog.resources.get(resource);
    if (spec === undefined) throw new ConfigError('UNKNOWN_RESOURCE', `Asperion has no resource ${resource}.`);
    return spec;
  };

  return {
    name: 'asperion',
    catalog,

    changes(request) {
      const spec = specOf(request.resource);
      if (spec.feed?.kind === 'list') return withOpenOrders(openOrders, { connection, catalog, spec }, request);
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
        values: valuesIn(spec, field, values),
        fields,
        // This many single look-ups would cost more than reading the list.
        fresh: values.length <= 3,
        signal,
      });
      // As in the feed, an inactive article is a source record only if the mapping reads its state.
      const seesInactive = Object.keys(sourceFilters(spec, fields)).length > 0;
      const records = found.filter(
        (record) => seesInactive || record.activeState !== asperionNames.activeState.inactive,
      );
      const whole = await openOrders.withQuantity(spec, records, fields, signal);
      return whole.map((record) => sourceRecord(spec, record, fields));
    },

    async find(request) {
      const spec = specOf(request.resource);
      const { fields, signal } = request;
      const found = (await lookUps.find(request)).map((record) => askedOf(record, spec, fields));
      return openOrders.withQuantity(spec, found, fields, signal);
    },

    async list({ resource, fields, signal }) {
      const spec = specOf(resource);
      const records: RecordValues[] = [];
      for (const filters of listingsOf(connection, spec)) {
        const rows = await readList(connection, { resource, filters }, signal);
        records.push(...rows.map((row) => askedOf(readRecord(row, spec, catalog), spec, fields)));
      }
      return records;
    },

    create: async (request) => createRecord(target, specOf(request.resource), request),
    update: async (request) => updateRecord(target, specOf(request.resource), request),
  };
}

async function* withOpenOrders(
  openOrders: OpenOrders,
  reader: ListReader,
  request: ChangesRequest,
): AsyncGenerator<ChangePage> {
  const { fields, signal } = request;
  for await (const page of listChanges(reader, request)) {
    const own = page.records.map((record) => record.fields);
    const whole = await openOrders.withQuantity(reader.spec, own, fields, signal);
    yield { ...page, records: page.records.map((record, at) => ({ ...record, fields: whole[at] ?? record.fields })) };
  }
}
