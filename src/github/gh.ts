import { spawn } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Environment } from '../config/inputs.ts';

/** How a call of `gh` ended; `said` is the first line of its error output, empty when it said nothing. */
export interface GhAnswer {
  readonly isDone: boolean;
  readonly said: string;
}

/** GitHub's command line. */
export interface Gh {
  /** Runs it with arguments that hold no secret; `value` goes to its standard input, which nobody else can read. */
  run(args: readonly string[], value?: string): Promise<GhAnswer>;
}

/** Finds `gh` on the PATH; null when it is not there. It gets to see the whole environment. */
export function findGh(environment: Environment): Gh | null {
  const name = process.platform === 'win32' ? 'gh.exe' : 'gh';
  const folders = (environment.PATH ?? environment.Path ?? '').split(delimiter).filter((folder) => folder !== '');
  const file = folders.map((folder) => join(folder, name)).find(isExecutable);
  if (file === undefined) return null;
  return { run: (args, value) => run(file, args, environment, value ?? '') };
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

function run(file: string, args: readonly string[], env: Environment, value: string): Promise<GhAnswer> {
  return new Promise((resolve) => {
    const child = spawn(file, [...args], { env, stdio: ['pipe', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    // It may end without having read its input.
    child.stdin.on('error', () => undefined);
    child.stdin.end(value);
    child.once('error', () => resolve({ isDone: false, said: 'it could not be started' }));
    child.once('close', (code) => resolve({ isDone: code === 0, said: firstLine(said) }));
  });
}

function firstLine(text: string): string {
  return (/\S.*/.exec(text)?.[0] ?? '').replace(/\p{Cc}/gu, '').slice(0, 200);
}
