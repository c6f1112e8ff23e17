import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, type Readable, type Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { authorize } from '../../../src/commands/authorize.ts';
import { ConfigErrors, SyncError } from '../../../src/errors/errors.ts';

/** What `authorize` left when it ended. `err` is its error output; in this process, the sentences of what it threw. */
export interface Ended {
  readonly isDone: boolean;
  readonly out: string;
  readonly err: string;
}

/** A call of the `gh` that stands in. */
export interface GhCall {
  readonly args: readonly string[];
  readonly input: string;
  /** Names of the variables that it saw. */
  readonly variables: readonly string[];
}

/** How `authorize` is started. */
export interface SessionOptions {
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Puts a `gh` on the PATH that records its calls, and fails those whose arguments hold this text. */
  readonly gh?: { readonly failing: string | null };
  /** Text of mappings/settings.yml. */
  readonly settings?: string;
  /** Starts the command line as a process of its own; else the command runs in this one, which is much faster. */
  readonly asProcess?: boolean;
  /** Whether the person sits at a terminal, for a session in this process. */
  readonly onTerminal?: boolean;
}

interface Running {
  readonly input: Writable;
  readonly output: Readable;
  readonly errors: Readable;
  readonly done: Promise<boolean>;
  stop(): void;
}

/** `authorize` in a folder of its own, its answers written by the test. */
export class Session implements AsyncDisposable {
  readonly folder: string;
  readonly #running: Running;
  readonly #enter: string;
  #out = '';
  #err = '';
  #read = 0;
  #hasEnded = false;
  /** Resolves with the next text, or with the end. */
  #more = Promise.withResolvers<void>();

  constructor(folder: string, running: Running, enter: string) {
    this.folder = folder;
    this.#running = running;
    this.#enter = enter;
    running.output.setEncoding('utf8').on('data', (text: string) => {
      this.#out += text;
      this.#wake();
    });
    running.errors.setEncoding('utf8').on('data', (text: string) => {
      this.#err += text;
    });
    void running.done.finally(() => {
      this.#hasEnded = true;
      this.#wake();
    });
  }

  #wake(): void {
    this.#more.resolve();
    this.#more = Promise.withResolvers();
  }

  /** Waits for a text that matches, after those that were waited for before; gives the match. */
  async line(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this.#out.slice(this.#read));
      if (match !== null) {
        this.#read += match.index + match[0].length;
        return match;
      }
      if (this.#hasEnded) throw new Error(`No ${pattern} in:\n${this.#out}\n${this.#err}`);
      await this.#more.promise;
    }
  }

  /** The address to open, as it was printed. */
  async address(): Promise<string> {
    return (await this.line(/^(https?:\/\/\S+)$/m))[1] ?? '';
  }

  answer(line: string): void {
    this.#running.input.write(`${line}${this.#enter}`);
  }

  /** Presses keys without Enter. */
  press(keys: string): void {
    this.#running.input.write(keys);
  }

  /** Answers nothing more, and waits for the end. */
  async end(): Promise<Ended> {
    this.#running.input.end();
    const isDone = await this.#running.done;
    return { isDone, out: this.#out, err: this.#err };
  }

  /** Calls of the `gh` that stands in, in their order. */
  async ghCalls(): Promise<readonly GhCall[]> {
    const text = await readFile(join(this.folder, 'gh-calls'), 'utf8').catch(() => '');
    const lines = text.split('\n').filter((line) => line !== '');
    return lines.map((line) => JSON.parse(line) as GhCall);
  }

  /** The pairs in the file that `--output` names. */
  async pairs(file: string): Promise<Readonly<Record<string, string>>> {
    const lines = (await readFile(file, 'utf8')).split('\n');
    const pairs = lines.map((line) => /^([A-Z_]+)=(.*)$/.exec(line)).filter((match) => match !== null);
    return Object.fromEntries(pairs.map(([, name = '', value = '']) => [name, value]));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#running.input.end();
    this.#running.stop();
    await this.#running.done;
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Starts `authorize` with nothing of this machine's environment. */
export async function startSession(options: SessionOptions): Promise<Session> {
  const folder = await mkdtemp(join(tmpdir(), 'authorize-'));
  if (options.gh !== undefined) await standInForGh(folder, options.gh.failing);
  if (options.settings !== undefined) {
    await mkdir(join(folder, 'mappings'));
    await writeFile(join(folder, 'mappings', 'settings.yml'), options.settings);
  }
  const env = { PATH: options.gh === undefined ? join(folder, 'nothing') : folder, ...options.env };
  const running = options.asProcess === true ? inProcess(folder, options.args, env) : here(folder, options, env);
  return new Session(folder, running, options.onTerminal === true ? '\r' : '\n');
}

function inProcess(folder: string, args: readonly string[], env: Readonly<Record<string, string>>): Running {
  const cli = join(import.meta.dirname, '../../../src/cli.ts');
  const child = spawn(process.execPath, [cli, 'authorize', ...args], { cwd: folder, env });
  return {
    input: child.stdin,
    output: child.stdout,
    errors: child.stderr,
    done: new Promise((resolve) => child.once('close', (code) => resolve(code === 0))),
    stop: () => child.kill(),
  };
}

function here(folder: string, options: SessionOptions, environment: Readonly<Record<string, string>>): Running {
  const isTTY = options.onTerminal === true;
  const input = Object.assign(new PassThrough(), { isTTY, setRawMode: () => undefined });
  const output = Object.assign(new PassThrough(), { isTTY });
  const errors = new PassThrough();
  const world = { input, output, echo: output, environment, currentFolder: folder, clock: Date.now };
  const done = authorize(options.args, world).then(
    () => true,
    (error: unknown) => {
      const problems = error instanceof ConfigErrors ? error.problems : [error];
      for (const problem of problems) {
        if (!(problem instanceof SyncError)) throw problem;
        errors.write(`${problem.code} ${problem.message} | ${problem.hint}\n`);
      }
      return false;
    },
  );
  // What was written last may still be on its way through the streams.
  const ended = done.finally(() => Promise.all([output, errors].map((stream) => finished(stream.end()))));
  return { input, output, errors, done: ended, stop: () => undefined };
}

async function standInForGh(folder: string, failing: string | null): Promise<void> {
  const script = `#!${process.execPath}
const { appendFileSync, readFileSync } = require('node:fs');
const args = process.argv.slice(2);
const input = readFileSync(0, 'utf8');
const call = JSON.stringify({ args, input, variables: Object.keys(process.env) });
appendFileSync(${JSON.stringify(join(folder, 'gh-calls'))}, call + '\\n');
if (${JSON.stringify(failing)} !== null && args.join(' ').includes(${JSON.stringify(failing)})) {
  console.error('HTTP 404: Not Found (' + input + ')');
  process.exit(1);
}
`;
  const file = join(folder, 'gh');
  await writeFile(file, script);
  await chmod(file, 0o755);
}

/** Plays the browser: opens the address, logs in, gives the answer, and returns the address that it is sent to. */
export async function browse(address: string, answer: Readonly<Record<string, string>>): Promise<string> {
  const page = await (await fetch(address, { redirect: 'manual' })).text();
  const action = /<form method="post" action="([^"]+)"/.exec(page)?.[1];
  if (action === undefined) throw new Error(`No form at ${address}:\n${page}`);
  const hidden = [...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)];
  const form = new URLSearchParams({
    ...Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value.replaceAll('&amp;', '&')])),
    ...answer,
  });
  const response = await fetch(new URL(action, address), { method: 'POST', body: form, redirect: 'manual' });
  const location = response.headers.get('location');
  if (location === null) throw new Error(`Status ${response.status} instead of the way back`);
  return location;
}
