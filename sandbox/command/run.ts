import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { ConfigError } from '../../src/errors/errors.ts';
import type { RunLine } from '../page/runs.ts';

/** Where the open sandbox is, and what to run there. */
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
      if (line.logs !== undefined) tell(howToRead(line.logs, command));
      return line.exitCode === 0;
    }
  } catch (cause) {
    throw endedMeanwhile(cause);
  }
  throw endedMeanwhile(null);
}

/** The sandbox keeps the logs: where people download those of GitHub, the two would be taken for one company's. */
const howToRead = (logs: string, command: string): string =>
  `\nWhat happened to a record, until the sandbox ends: ${command} history REFERENCE --log "${logs}"; in all runs: ${command} dashboard --log "${logs}"`;

function endedMeanwhile(cause: unknown): ConfigError {
  return new ConfigError('SANDBOX_CLOSED', 'The sandbox ended before the run did.', { hint: 'Open it again.', cause });
}

function closed(port: number, cause: unknown): ConfigError {
  return new ConfigError('SANDBOX_CLOSED', `No sandbox is open at port ${port}.`, {
    hint: 'Open one in another terminal: exact-asperion-sync sandbox. If its page has another port, name that: --port.',
    cause,
  });
}
