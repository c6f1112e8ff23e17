import { RecordError, type SyncError } from '../../errors.ts';
import type { RecordValues } from '../../values.ts';
import type { ResourceSpec } from '../catalog.ts';
import type { FileContent, ReadFile } from '../system.ts';

/** The values that go into a body: files are sent on their own. */
export function withoutFiles({ fields }: ResourceSpec, values: RecordValues): RecordValues {
  return Object.fromEntries(Object.entries(values).filter(([name]) => fields[name]?.type !== 'binary'));
}

/**
 * Fetches the files that the values name, before anything is written. An empty value sends nothing: an existing file cannot
 * be removed over the API. Throws RecordError if a file cannot be read.
 */
export async function filesOf(
  readFile: ReadFile | undefined,
  { fields }: ResourceSpec,
  values: RecordValues,
  signal: AbortSignal,
): Promise<readonly FileContent[]> {
  const files: FileContent[] = [];
  for (const [name, value] of Object.entries(values)) {
    if (fields[name]?.type !== 'binary' || typeof value !== 'string' || readFile === undefined) continue;
    files.push(await readFile(value, signal));
  }
  return files;
}

/** A record that was created, while it is not known whether its file arrived. */
export function fileNotSent(cause: SyncError): RecordError {
  return new RecordError('IMAGE_NOT_SENT', 'The record was created, but its file may not have arrived.', {
    hint: 'The next try sends the file again.',
    cause,
  });
}
