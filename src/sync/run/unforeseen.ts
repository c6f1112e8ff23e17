import { FaultError, SyncError } from '../../errors.ts';

/** Frames of the stack that are logged: where it happened, and how it came there. */
const FRAMES = 6;

/**
 * Whatever stopped a flow as an error that a report can tell. One that nobody foresaw ends its flow alone: the others have
 * other records to bring over, and what was done must be saved. Its message may hold a piece of a record, so only its kind
 * is told, and the places in the code, which hold nothing else, are logged.
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
