import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, normalize } from 'node:path';
import { ConfigError } from '../../src/errors/errors.ts';
import { startAsperion } from '../asperion/asperion.ts';
import { startExactOnline } from '../exact-online/exact-online.ts';
import { logLine } from '../github/log-line.ts';
import { type ActionRun, runAction } from '../github/runner.ts';
import { type GitHubSandbox, startGitHubSandbox } from '../github/server.ts';
import { inputsFor } from '../inputs.ts';
import { type PageServer, servePage } from '../page/server.ts';
import type { Servers } from '../worlds/named-world.ts';
import { type WorldName, worlds } from '../worlds/worlds.ts';
import { logins, SECRETS_TOKEN, STATE_KEY } from './credentials.ts';

/** What a sandbox for a person is opened with. */
export interface OpenOptions {
  readonly world: WorldName;
  /** The page's port; the three after it are those of Exact Online, Asperion and GitHub. 0 = free ones. */
  readonly port: number;
  /** Where the runs that the page starts find the mappings. */
  readonly folder: string;
  /** The folder of the YAML files below `folder`. */
  readonly mappings: string;
  /** The action to run: the bundle. */
  readonly entry: string;
}

/** A run that a person asks for. */
export interface RunRequest {
  /** The person's checkout; its mappings are copied, as a runner checks them out. */
  readonly folder: string;
  /** `with:` of the step. */
  readonly inputs: Readonly<Record<string, string>>;
}

/** Exact Online allows more calls a minute than the real one, so that nobody waits. */
const CALLS_PER_MINUTE = 6000;

/** Folders that a checkout does not bring. */
const LEFT_OUT: ReadonlySet<string> = new Set(['.git', 'node_modules']);

/** What is given back when the sandbox closes. */
interface Held {
  readonly folder: string;
  readonly opened: readonly AsyncDisposable[];
}

/** Both systems, GitHub and the page on loopback, until they are closed. Nothing of it is kept. */
export class OpenSandbox implements AsyncDisposable {
  readonly world: WorldName;
  readonly servers: Servers;
  readonly github: GitHubSandbox;
  readonly mappings: string;
  readonly #entry: string;
  /** What the runs need on disk, and leave there until the end, a folder for each. */
  readonly runsFolder: string;
  readonly #opened: readonly AsyncDisposable[];
  readonly #ended = new AbortController();
  readonly #runs = new Set<Promise<ActionRun>>();
  #page: PageServer | null = null;

  private constructor(options: OpenOptions, servers: Servers & { github: GitHubSandbox }, held: Held) {
    const { github, ...systems } = servers;
    this.world = options.world;
    this.mappings = options.mappings;
    this.servers = systems;
    this.github = github;
    this.#entry = options.entry;
    this.runsFolder = held.folder;
    this.#opened = held.opened;
  }

  /** Opens it. Throws ConfigError `SANDBOX_PORT` if a port is taken. */
  static async open(options: OpenOptions): Promise<OpenSandbox> {
    const { create, asperion: switches = {}, disturb } = worlds[options.world];
    const world = create();
    const portAfter = (steps: number): number => (options.port === 0 ? 0 : options.port + steps);
    const folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
    // Not an AsyncDisposableStack: Node 22 has none.
    const opened: AsyncDisposable[] = [];
    const held = <One extends AsyncDisposable>(one: One): One => {
      opened.push(one);
      return one;
    };
    try {
      const [exactLogin, asperionLogin] = [logins.exactOnline, logins.asperion];
      const exactOnline = held(
        await startExactOnline({
          ...world.exactOnline,
          minuteLimit: CALLS_PER_MINUTE,
          port: portAfter(1),
          login: exactLogin,
        }),
      );
      const asperion = held(
        await startAsperion({ ...world.asperion, switches, port: portAfter(2), login: asperionLogin }),
      );
      const github = held(await startGitHubSandbox({ port: portAfter(3), secretsToken: SECRETS_TOKEN }));
      const sandbox = new OpenSandbox(options, { exactOnline, asperion, github }, { folder, opened });
      sandbox.#page = held(await servePage(sandbox, options.folder, options.port));
      // What an earlier sandbox left would lead to records and logins that are gone.
      await removeAll([sandbox.#stateFolder]);
      await mkdir(sandbox.#stateFolder, { recursive: true });
      disturb?.(sandbox.servers);
      return sandbox;
    } catch (error) {
      await closeAll(opened);
      await removeAll([folder]);
      throw portTaken(error) ?? error;
    }
  }

  /** The page's address, without a trailing slash. */
  get pageUrl(): string {
    return this.#page?.url ?? '';
  }

  /** What a run or a command needs to reach the sandbox, without the state's place. */
  get inputs(): Readonly<Record<string, string>> {
    return { ...inputsFor(this.servers), 'state-key': STATE_KEY };
  }

  /** Where the commands on this machine keep the state: the same place each time for a port, so that pasted lines stay right. */
  get stateFile(): string {
    return join(this.#stateFolder, 'state');
  }

  get #stateFolder(): string {
    return join(tmpdir(), `exact-asperion-sync-sandbox-${new URL(this.pageUrl).port}`);
  }

  /**
   * Runs the action as a runner would, on the mappings of a person's folder; `onLine` gets the log without the runner's own lines. The run is
   * cancelled if the sandbox closes.
   */
  run(request: RunRequest, onLine: (line: string) => void): Promise<ActionRun> {
    const run = this.#run(request, onLine);
    this.#runs.add(run);
    const forget = (): void => void this.#runs.delete(run);
    run.then(forget, forget);
    return run;
  }

  async #run({ folder, inputs }: RunRequest, onLine: (line: string) => void): Promise<ActionRun> {
    const mappings = inside(inputs.mappings ?? this.mappings);
    // Runs go on side by side, and what one of them removes is never another's, nor the person's.
    const own = await mkdtemp(join(this.runsFolder, 'run-'));
    const [workspace, temp] = [join(own, 'workspace'), join(own, 'temp')];
    await Promise.all([mkdir(workspace), mkdir(temp)]);
    for (const part of [mappings, '.github']) await checkOut(join(folder, part), join(workspace, part));
    try {
      return await runAction({
        entry: this.#entry,
        workspace,
        temp,
        cache: this.github,
        cancel: this.#ended.signal,
        eventName: 'workflow_dispatch',
        inputs: { ...this.inputs, ...inputs, mappings },
        onLine: (line) => {
          const shown = logLine(line);
          if (shown !== null) onLine(shown);
        },
      });
    } finally {
      await removeAll([workspace]);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ended.abort();
    await Promise.allSettled(this.#runs);
    await closeAll(this.#opened);
    await removeAll([this.runsFolder, this.#stateFolder]);
  }
}

/**
 * Copies a folder of the person as a runner checks it out, without what no repository holds. Files stand for links, so that nothing
 * in the copy leads back to the person's own. Missing mappings are told by the action itself.
 */
async function checkOut(from: string, to: string): Promise<void> {
  const isWanted = (file: string): boolean => !LEFT_OUT.has(basename(file)) && existsSync(file);
  await cp(from, to, { recursive: true, dereference: true, filter: isWanted });
}

async function closeAll(opened: readonly AsyncDisposable[]): Promise<void> {
  await Promise.all(opened.map((one) => one[Symbol.asyncDispose]()));
}

async function removeAll(folders: readonly string[]): Promise<void> {
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
}

/** A path below the checkout. Throws ConfigError `SANDBOX_RUN` for one that leads out of it. */
function inside(mappings: string): string {
  const path = normalize(mappings);
  if (!/^(\/|\\|\.\.|[A-Za-z]:)/.test(path)) return path;
  throw new ConfigError('SANDBOX_RUN', `The folder ${mappings} is not below the current one.`, {
    hint: 'Change to the folder that is your repository, and name a folder in it.',
  });
}

function portTaken(error: unknown): ConfigError | null {
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code !== 'EADDRINUSE' && code !== 'EACCES') return null;
  return new ConfigError('SANDBOX_PORT', `Port ${port} of this machine cannot be used.`, {
    hint: 'Another sandbox may be open; end it, or choose other ports: --port 9700, or --port 0 for free ones.',
    cause: error,
  });
}
