import type { RecordValues } from '../../values.ts';
import { groupLines, type LinesSpec } from './lines.ts';
import { endpointOf, type Source } from './query.ts';
import { readRow } from './rows.ts';
import { type SyncPage, syncPages } from './sync-feed.ts';

/** What a document's line feed tells. */
export interface ChangedLines {
  /** Documents of which a line is new or changed, by the row version of the first such line, ascending. */
  readonly documents: ReadonlyMap<string, bigint>;
  /**
   * Every line of every document, when the feed was read from its beginning and fitted into the buffer; else null, and
   * lines are fetched per document.
   */
  readonly lines: ReadonlyMap<string, readonly RecordValues[]> | null;
  readonly highest: bigint | null;
  readonly lastRowCameBack: boolean;
}

/** Reads the line feed of documents from `last` to its end; null = from its beginning. */
export async function readChangedLines(
  source: Source,
  request: {
    readonly endpoint: string;
    readonly linesSpec: LinesSpec;
    readonly last: bigint | null;
    /** How many lines are kept at most; beyond it they are fetched again, per document. */
    readonly bufferSize: number;
    readonly signal: AbortSignal;
  },
): Promise<ChangedLines> {
  const { endpoint, linesSpec, last, bufferSize, signal } = request;
  const { spec, foreignKey } = linesSpec;
  const { properties } = endpointOf(endpoint);
  const mayBuffer = last === null && linesSpec.select.every((field) => properties[field] !== undefined);
  const select = mayBuffer ? linesSpec.select : [foreignKey];
  const first = new Map<string, bigint>();
  let buffer: Map<string, RecordValues> | null = mayBuffer ? new Map() : null;
  let end: SyncPage | undefined;
  for await (const page of syncPages(source, { endpoint, select, key: spec.key, last, signal })) {
    end = page;
    for (const { timestamp, row } of page.rows) {
      const line = readRow(row, spec);
      const document = String(line[foreignKey]);
      const known = first.get(document);
      if (known === undefined || timestamp < known) first.set(document, timestamp);
      buffer?.set(String(line[spec.key]), line);
    }
    if (buffer !== null && buffer.size > bufferSize) buffer = null;
  }
  const ascending = [...first].sort(([, left], [, right]) => (left < right ? -1 : 1));
  return {
    documents: new Map(ascending),
    lines: buffer === null ? null : groupLines(buffer.values(), foreignKey),
    highest: end?.highest ?? last,
    lastRowCameBack: end?.lastRowCameBack ?? true,
  };
}
