import { FaultError, SyncError } from '../../errors.ts';

/** The number of stack frames that are logged: where it happened, and how it got there. */
const FRAMES = 6;

/**
 * Whatever stopped a flow, as an error that a report can show. An unexpected error only ends its flow: the others have
 * other records, and what was done must be saved. Its message may contain a piece of a record, so only its kind
 * is shown, and only the places in the code are logged.
 */
export function asSyncError(thrown: unknown, flow: string, log: (line: string) => void): SyncError {
  if (thrown instanceof SyncError) return thrown;
  const kind = thrown instanceof Error ? thrown.name : typeof thrown;
  const stack = (thrown instanceof Error ? thrown.stack : undefined) ?? '';
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  for (const frame of frames.slice(0, FRAMES)) log(`${flow}: ${kind} ${frame.trim()}`);
  return new FaultError('UNFORESEEN', `An error that was not foreseen (${kind}) stopped this flow.`, {
    hint: 'The other flows went on, and what was done is saved. Report it with the lines of the log that begin with this flow and its kind.',
    cause: thrown,
  });
}
