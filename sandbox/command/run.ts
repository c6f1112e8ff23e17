import { copyFile, mkdir, mkdtemp } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { LOG_FOLDER } from '../../src/commands/activity/arguments.ts';
import { ConfigError } from '../../src/errors/errors.ts';
import type { RunLine } from '../page/runs.ts';

/** Where the open sandbox is, what to run there, and where its log goes. */
export interface RunOptions {
  readonly port: number;
  readonly folder: string;
  /** How a person starts the command line. */
  readonly command: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly tell: (text: string) => void;
}

/**
 * Lets the open sandbox run the action as its GitHub would, and tells its log and summary. True if the step was green. Throws ConfigError
 * `SANDBOX_CLOSED` if no sandbox is open at the port, or if it ends meanwhile.
 */
export async function runInSandbox({ port, folder, command, inputs, tell }: RunOptions): Promise<boolean> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/runs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ folder, inputs }),
  }).catch((cause: unknown) => {
    throw closed(port, cause);
  });
  if (answer.headers.get('content-type') !== 'application/x-ndjson' || answer.body === null) throw closed(port, null);
  try {
    for await (const text of createInterface({ input: Readable.fromWeb(answer.body as ReadableStream) })) {
      const line = JSON.parse(text) as RunLine;
      if ('line' in line) {
        tell(line.line);
        continue;
      }
      tell(`\n${line.summary}\n`);
      tell(`The step ended with exit code ${line.exitCode} after ${(line.durationMs / 1000).toFixed(1)} s.`);
      if (line.activityLog !== undefined) tell(await keepLog(line.activityLog, folder, command));
      return line.exitCode === 0;
    }
  } catch (cause) {
    throw endedMeanwhile(cause);
  }
  throw endedMeanwhile(null);
}

/** Copies a log to where the commands look for logs, which people download from GitHub; says so. */
async function keepLog(file: string, folder: string, command: string): Promise<string> {
  await mkdir(join(folder, LOG_FOLDER), { recursive: true });
  // The logs of all runs have one name.
  const own = await mkdtemp(join(folder, LOG_FOLDER, 'run-'));
  await copyFile(file, join(own, basename(file)));
  return `\nIts activity log is in ${LOG_FOLDER}/. What happened to a record: ${command} history REFERENCE; in all runs: ${command} dashboard`;
}

function endedMeanwhile(cause: unknown): ConfigError {
  return new ConfigError('SANDBOX_CLOSED', 'The sandbox ended before the run did.', { hint: 'Open it again.', cause });
}

function closed(port: number, cause: unknown): ConfigError {
  return new ConfigError('SANDBOX_CLOSED', `No sandbox is open at port ${port}.`, {
    hint: 'Open one in another terminal: exact-asperion-sync sandbox. If its page has another port, name that: --port.',
    cause,
  });
}
