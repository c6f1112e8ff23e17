import { ConfigError } from '../../errors/errors.ts';
import type { ChangePage, ChangesRequest, ReadFile, System } from '../system.ts';
import { doAction, findActions, isAction } from './actions.ts';
import { exactOnlineCatalog } from './catalog.ts';
import { type ConnectionOptions, connect } from './connection.ts';
import { DeletionLog } from './feeds/deletions.ts';
import { createDivisionMoves, type DivisionMoves } from './feeds/division.ts';
import { documentChanges } from './feeds/document-changes.ts';
import { modifiedChanges } from './feeds/modified-changes.ts';
import { timestampChanges } from './feeds/timestamp-changes.ts';
import { readPicture, withLinks, withPicture, withSourcePicture } from './pictures.ts';
import { ListsOfMemories } from './query/held-lists.ts';
import { findRecords, listRecords, readRecords } from './query/lookup.ts';
import { type Source, specOf } from './query/query.ts';
import { StockCounts } from './stock/stock-counts.ts';
import { stockCounts } from './stock/stock-figures.ts';
import { createRecord, updateRecord } from './writes.ts';

/** Exact Online, and the pictures that its records name. */
export interface ExactOnline extends System {
  readonly readFile: ReadFile;
}

/** Exact Online for one division. One instance per run: it asks once whether the division moved. */
export function createExactOnline(options: ConnectionOptions): ExactOnline {
  const connection = connect(options);
  const source: Source = { connection, catalog: exactOnlineCatalog };
  const moves = createDivisionMoves(source);
  const deletions = new DeletionLog(source);
  const counts = new StockCounts(source, options.clock ?? Date.now);
  const lists = new ListsOfMemories();

  return {
    name: 'exact-online',
    catalog: exactOnlineCatalog,

    async *changes(request) {
      const { fields } = request;
      for await (const page of feedOf({ source, moves }, { ...request, fields: withLinks(fields) })) {
        yield { ...page, records: page.records.map((record) => withSourcePicture(record, fields)) };
      }
    },

    deletions: (request) => deletions.deletions(request),

    async read(request) {
      const { fields } = request;
      const records = await readRecords(source, { ...request, fields: withLinks(fields) });
      return records.map((record) => withSourcePicture(record, fields));
    },

    async find(request) {
      if (request.resource === stockCounts.name) return counts.find(request);
      if (isAction(request.resource)) return findActions(source, request);
      const { fields } = request;
      const held = lists.of(request.memory);
      const records = await findRecords(source, { ...request, fields: withLinks(fields), held });
      return records.map((record) => withPicture(record, fields));
    },

    list: (request) =>
      request.resource === stockCounts.name ? counts.list(request.signal) : listRecords(source, request),

    readFile: (name, signal) => readPicture(connection, name, options.maxFileBytes, signal),

    async create(request) {
      lists.forget();
      if (request.resource === stockCounts.name) return counts.count(request.values, request.signal);
      return isAction(request.resource) ? doAction(source, request) : createRecord(source, request);
    },

    async update(request) {
      lists.forget();
      if (request.resource !== stockCounts.name) return updateRecord(source, request);
      await counts.update(request.key, request.values, request.signal);
      return {};
    },
  };
}

/** The changes of a resource, by the kind of its feed. Throws ConfigError NO_FEED. */
function feedOf(
  { source, moves }: { readonly source: Source; readonly moves: DivisionMoves },
  request: ChangesRequest,
): AsyncIterable<ChangePage> {
  const spec = specOf(source, request.resource);
  switch (spec.feed?.kind) {
    case 'timestamp':
      return timestampChanges({ source, moves, spec, feed: spec.feed }, request);
    case 'headers-and-lines':
    case 'flattened':
      return documentChanges({ source, moves, spec, feed: spec.feed }, request);
    case 'modified':
      return modifiedChanges(source, spec, request);
    default:
      throw new ConfigError('NO_FEED', `Exact Online does not show what changed in ${spec.name}.`, {
        hint: 'It can be a target or a related record, not the source of a flow.',
      });
  }
}
