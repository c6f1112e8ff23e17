import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, normalize } from 'node:path';
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

/** Both systems, GitHub and the page on loopback, until they are closed. Nothing of it is kept. */
export class OpenSandbox implements AsyncDisposable {
  readonly world: WorldName;
  readonly servers: Servers;
  readonly github: GitHubSandbox;
  readonly mappings: string;
  readonly #entry: string;
  readonly #folders: { readonly workspace: string; readonly temp: string };
  #page: PageServer | null = null;

  private constructor(options: OpenOptions, servers: Servers, github: GitHubSandbox, folders: readonly string[]) {
    const [workspace = '', temp = ''] = folders;
    this.world = options.world;
    this.mappings = options.mappings;
    this.servers = servers;
    this.github = github;
    this.#entry = options.entry;
    this.#folders = { workspace, temp };
  }

  /** Opens it. Throws ConfigError `SANDBOX_PORT` if a port is taken. */
  static async open(options: OpenOptions): Promise<OpenSandbox> {
    const { create, asperion: switches = {}, disturb } = worlds[options.world];
    const world = create();
    const portAfter = (steps: number): number => (options.port === 0 ? 0 : options.port + steps);
    await using stack = new AsyncDisposableStack();
    try {
      const [exactLogin, asperionLogin] = [logins.exactOnline, logins.asperion];
      const exactOnline = stack.use(
        await startExactOnline({
          ...world.exactOnline,
          minuteLimit: CALLS_PER_MINUTE,
          port: portAfter(1),
          login: exactLogin,
        }),
      );
      const asperion = stack.use(
        await startAsperion({ ...world.asperion, switches, port: portAfter(2), login: asperionLogin }),
      );
      const github = stack.use(await startGitHubSandbox({ port: portAfter(3), secretsToken: SECRETS_TOKEN }));
      const folders = await Promise.all(['workspace-', 'temp-'].map((name) => mkdtemp(join(tmpdir(), name))));
      stack.defer(() => removeAll(folders));
      const sandbox = new OpenSandbox(options, { exactOnline, asperion }, github, folders);
      sandbox.#page = stack.use(await servePage(sandbox, options.folder, options.port));
      disturb?.(sandbox.servers);
      stack.move();
      return sandbox;
    } catch (error) {
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

  /** Runs the action as a runner would, on the mappings of a person's folder; `onLine` gets the log without the runner's own lines. */
  async run({ folder, inputs }: RunRequest, onLine: (line: string) => void): Promise<ActionRun> {
    const { workspace, temp } = this.#folders;
    const mappings = inside(inputs.mappings ?? this.mappings);
    for (const part of [mappings, '.github']) {
      await rm(join(workspace, part), { recursive: true, force: true });
      await cp(join(folder, part), join(workspace, part), { recursive: true }).catch(unlessMissing);
    }
    return runAction({
      entry: this.#entry,
      workspace,
      temp,
      cache: this.github,
      eventName: 'workflow_dispatch',
      inputs: { ...this.inputs, ...inputs, mappings },
      onLine: (line) => {
        const shown = logLine(line);
        if (shown !== null) onLine(shown);
      },
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const { exactOnline, asperion } = this.servers;
    await Promise.all([this.#page, exactOnline, asperion, this.github].map((one) => one?.[Symbol.asyncDispose]()));
    await removeAll(Object.values(this.#folders));
  }
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

/** Missing mappings are told by the action itself. */
function unlessMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}

function portTaken(error: unknown): ConfigError | null {
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code !== 'EADDRINUSE' && code !== 'EACCES') return null;
  return new ConfigError('SANDBOX_PORT', `Port ${port} of this machine cannot be used.`, {
    hint: 'Another sandbox may be open; end it, or choose other ports: --port 9700, or --port 0 for free ones.',
    cause: error,
  });
}
