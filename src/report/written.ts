import * as core from '../github/workflow-commands.ts';
import { sentences } from './describe-error.ts';
import { logText } from './log-text.ts';
import type { ReportedError } from './run-report.ts';
import type { Words } from './words/words.ts';

/** Codes of a disk, or of a share of it, that is full. */
const FULL: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT']);

/**
 * Writes what people or later steps read of a run, and says in one sentence if that fails: the run is over by then, and what it did is saved.
 * True if it was written.
 */
export async function written(
  what: 'report' | 'summary' | 'outputs',
  write: () => void | Promise<void>,
  words: Words,
): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    const told = notWritten(what, error);
    core.warning(logText(sentences(told, words)), { title: told.code });
    return false;
  }
}

function notWritten(what: 'report' | 'summary' | 'outputs', error: unknown): ReportedError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const why = FULL.has(code) ? 'its disk has no room left' : 'its file cannot be written';
  return {
    code: 'REPORT_NOT_WRITTEN',
    message: `The ${what} of this run could not be written: ${why}.`,
    hint: 'All that the run synced is saved, and the log has the rest. Look at the disk of the runner.',
  };
}
