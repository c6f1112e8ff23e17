import { ConfigError, RecordError, UnclearWriteError } from '../../errors.ts';
import { stringifyExact } from '../../http/json.ts';
import type { System } from '../system.ts';
import { exactOnlineCatalog } from './catalog.ts';
import { type ConnectionOptions, connect } from './connection.ts';
import { createDivisionMoves } from './division.ts';
import { documentChanges } from './document-changes.ts';
import { literal } from './literals.ts';
import { findRecords, listRecords, readRecords } from './lookup.ts';
import { type Source, specOf } from './query.ts';
import { readRow, writeBody } from './rows.ts';
import { timestampChanges } from './timestamp-changes.ts';

/** Exact Online for one division. One instance per run: it asks once whether the division moved. */
export function createExactOnline(options: ConnectionOptions): System {
  const connection = connect(options);
  const source: Source = { connection, catalog: exactOnlineCatalog };
  const moves = createDivisionMoves(source);

  return {
    name: 'exact-online',
    catalog: exactOnlineCatalog,

    changes(request) {
      const spec = specOf(source, request.resource);
      switch (spec.feed?.kind) {
        case 'timestamp':
          return timestampChanges(source, moves, spec, spec.feed, request);
        case 'headers-and-lines':
          return documentChanges({ source, moves, spec, feed: spec.feed }, request);
        default:
          throw new ConfigError('NO_FEED', `Exact Online does not tell what changed in ${spec.name}.`, {
            hint: 'It can be a target or a related record, not the source of a flow.',
          });
      }
    },

    read: (request) => readRecords(source, request),
    find: (request) => findRecords(source, request),
    list: (request) => listRecords(source, request),

    async create({ resource, values, signal }) {
      const spec = specOf(source, resource);
      const body = stringifyExact(writeBody(values, true));
      const row = await connection.write({ method: 'POST', resource, path: resource, body, signal });
      const created = row === undefined ? {} : readRow(row, spec);
      if (created[spec.key] === undefined || created[spec.key] === null) {
        throw new UnclearWriteError(`Exact Online answered the new record of ${resource} without its key.`, null);
      }
      return created;
    },

    async update({ resource, key, values, signal }) {
      const spec = specOf(source, resource);
      const keySpec = spec.fields[spec.key];
      if (keySpec === undefined || key === null)
        throw new RecordError('NOT_FOUND', `The record of ${resource} has no key.`);
      const path = `${resource}(${literal(key, keySpec)})`;
      await connection.write({ method: 'PUT', resource, path, body: stringifyExact(writeBody(values, false)), signal });
    },
  };
}
