import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { ConfigError, type SourcePosition } from '../errors/errors.ts';
import { type EventLine, eventLineSchema, type RunLine, runLineSchema } from './format.ts';

/** A line of a log: its text without the line end, and where it stands. */
interface Placed {
  readonly text: string;
  readonly at: SourcePosition;
}

/** The line of a run. Its events follow. */
export interface ReadRun extends Placed {
  readonly kind: 'run';
  readonly run: RunLine;
}

/** The line of an event, with its run. */
export interface ReadEvent extends Placed {
  readonly kind: 'event';
  readonly event: EventLine;
  readonly run: RunLine;
}

/** A line that cannot be read, ACTIVITY_DAMAGED. Reading goes on behind it; if it is the line of a run, with the next run. */
export interface DamagedLine extends Placed {
  readonly kind: 'damaged';
  readonly error: ConfigError;
}

/** What a folder of logs holds, line by line. */
export type LogLine = ReadRun | ReadEvent | DamagedLine;

const ENDING = '.jsonl';

/**
 * The lines of all logs in a folder and the folders in it, file by file in the order of their paths. Files are named relative to
 * the folder. Only one line is in memory at a time. Throws ConfigError ACTIVITY_MISSING if there is no log.
 */
export async function* readLogs(folder: string): AsyncGenerator<LogLine> {
  for (const file of await logFiles(folder)) yield* readLog(path.join(folder, file), file);
}

/** The same for those who ask what happened: a run that was downloaded twice is read once. */
export async function* readRunsOnce(folder: string): AsyncGenerator<LogLine> {
  const seen = new Set<string>();
  let isCopy = false;
  for await (const line of readLogs(folder)) {
    if (line.kind === 'run') {
      isCopy = seen.has(line.text);
      seen.add(line.text);
    }
    if (!isCopy || line.kind === 'damaged') yield line;
  }
}

async function logFiles(folder: string): Promise<readonly string[]> {
  const hint = 'Download the logs of the runs first, see docs/history.md, and name their folder with --log.';
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile() && entry.name.endsWith(ENDING))
      .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
    if (files.length > 0) return files.sort();
  } catch (cause) {
    throw new ConfigError('ACTIVITY_MISSING', `The folder ${folder} cannot be read.`, { hint, cause });
  }
  throw new ConfigError('ACTIVITY_MISSING', `There is no activity log in ${folder}: no file ends in ${ENDING}.`, {
    hint,
  });
}

async function* readLog(file: string, name: string): AsyncGenerator<LogLine> {
  const input = createReadStream(file, 'utf8');
  // Null = the line of the run cannot be read, or is missing: then nobody knows whose the events below are.
  let run: RunLine | null = null;
  let hasStarted = false;
  let number = 0;
  try {
    for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      number += 1;
      const line = readLine(text, { file: name, line: number, column: 1 });
      if (line.kind === 'run') run = line.run;
      else if (run === null && hasStarted) continue;
      else if (line.kind === 'damaged' && isRunLine(text)) run = null;
      hasStarted = true;
      if (line.kind !== 'event') yield line;
      else if (run !== null) yield { ...line, run };
      else yield damaged(line, 'This event stands above the line of its run.');
    }
  } finally {
    input.destroy();
  }
}

function readLine(text: string, at: SourcePosition): ReadRun | Omit<ReadEvent, 'run'> | DamagedLine {
  const value = parsed(text);
  const run = runLineSchema.safeParse(value);
  if (run.success) return { kind: 'run', run: run.data, text, at };
  const event = eventLineSchema.safeParse(value);
  if (event.success) return { kind: 'event', event: event.data, text, at };
  return damaged({ text, at }, 'This line is not one of an activity log.');
}

/** Whether a damaged line looks like that of a run. */
const isRunLine = (text: string): boolean => text.includes('"kind":"run"') || text.includes('"ledger"');

function damaged({ text, at }: Placed, message: string): DamagedLine {
  const hint = 'Download the file again. A newer version may have written it: then read it with that one.';
  return { kind: 'damaged', text, at, error: new ConfigError('ACTIVITY_DAMAGED', message, { hint, at }) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
