import { ConfigError, RecordError, UnclearWriteError } from '../../errors.ts';
import { stringifyExact } from '../../http/json.ts';
import type { RecordValues } from '../../values.ts';
import type { ResourceSpec } from '../catalog.ts';
import { matchForm } from '../match-form.ts';
import type { System } from '../system.ts';
import { asperionCatalog } from './catalog.ts';
import { listChanges, sourceRecord } from './changes.ts';
import { type ConnectionOptions, connect } from './connection.ts';
import { inactiveToo, listPages, sourceFilters } from './listing.ts';
import { createLookUps } from './lookup.ts';
import { asperionNames } from './names.ts';
import { readRecord, writeBody } from './rows.ts';

/** Asperion for one administration. One instance per run: look-ups are answered from what the run has read. */
export function createAsperion(options: ConnectionOptions): System {
  const connection = connect(options);
  const catalog = asperionCatalog;
  const lookUps = createLookUps(connection, catalog);

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
      if (spec.feed?.kind === 'list') return listChanges({ connection, catalog, spec }, request);
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
      // Like the feed: an article that became inactive is a source record only if the mapping looks at its state.
      const seesInactive = Object.keys(sourceFilters(spec, fields)).length > 0;
      const records = found.filter(
        (record) => seesInactive || record.activeState !== asperionNames.activeState.inactive,
      );
      return records.map((record) => sourceRecord(spec, record, fields));
    },

    find: (request) => lookUps.find(request),

    async list({ resource, signal }) {
      const spec = specOf(resource);
      const records: RecordValues[] = [];
      for await (const page of listPages(connection, resource, inactiveToo(spec), signal)) {
        records.push(...page.rows.map((row) => readRecord(row, spec, catalog)));
      }
      return records;
    },

    async create({ resource, values, signal }) {
      const spec = specOf(resource);
      const body = stringifyExact(writeBody(values, true));
      const created = readRecord(await connection.write({ method: 'POST', resource, body, signal }), spec, catalog);
      if (matchForm(spec.key, created[spec.key]) === null) {
        throw new UnclearWriteError(`Asperion answered the new record of ${resource} without its id.`, null);
      }
      lookUps.note(resource, { ...values, ...created }, matchForm(spec.reference, created[spec.reference]) === null);
      return created;
    },

    async update({ resource, key, values, signal }) {
      const spec = specOf(resource);
      if (key === null) throw new RecordError('NOT_FOUND', `The record of ${resource} has no id.`);
      const body = stringifyExact(writeBody(values, false));
      await connection.write({ method: 'PUT', resource, id: String(key), body, signal });
      lookUps.note(resource, { ...values, [spec.key]: key }, true);
    },
  };
}

/** Texts as values of a field: a text that is no number names no record by a number. */
function asFieldValues(spec: ResourceSpec, field: string, texts: readonly string[]): readonly (string | number)[] {
  if (spec.fields[field]?.type !== 'integer') return texts;
  return texts.filter((text) => /^\d{1,15}$/.test(text)).map(Number);
}
