import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { type AsperionOptions, type AsperionSandbox, startAsperion } from './asperion/asperion.ts';
import { type ExactOnlineOptions, type ExactOnlineSandbox, startExactOnline } from './exact-online/exact-online.ts';
import { type ActionRun, type RunActionOptions, runAction } from './github/runner.ts';
import { type GitHubSandbox, type GitHubSandboxOptions, startGitHubSandbox } from './github/server.ts';
import { inputsFor } from './inputs.ts';
import { createWorld, type World } from './world/world.ts';

/** Options of a stage. */
export interface StageOptions {
  /** The action to run, such as the committed bundle. */
  readonly entry: string;
  /** Folder of mappings, copied as a user would. */
  readonly mappings: string;
  /** The records of both systems; by default the seeded world. */
  readonly world?: World;
  readonly exactOnline?: Partial<ExactOnlineOptions>;
  readonly asperion?: Partial<AsperionOptions>;
  readonly github?: GitHubSandboxOptions;
  /** `asperion.requestsPerSecond` of the copied settings, higher than the default so that nobody waits. */
  readonly requestsPerSecond?: number;
}

/** A call to one of the two systems. */
export interface SeenCall {
  readonly system: 'exact-online' | 'asperion';
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly status: number;
  readonly body: string | undefined;
}

/** A run of the action and its calls, without token calls. */
export interface StageRun extends ActionRun {
  readonly calls: readonly SeenCall[];
  /** The calls that write. */
  readonly writes: readonly SeenCall[];
  /** The report's JSON, undefined if there is none. */
  readonly report: unknown;
}

/** The first day to book, as in settings.yml: the year of the world's documents. */
export const SINCE = '2026-01-01';

/** Seals the state here: for the sandbox only, never for real records. */
const STATE_KEY = 'a key for the sandbox only, never for real records';

/**
 * Both systems and GitHub on loopback, with a workspace like a user's repository: everything that a run of the action
 * needs. Used by the demo and by the tests of the bundle.
 */
export class Stage implements AsyncDisposable {
  readonly exactOnline: ExactOnlineSandbox;
  readonly asperion: AsperionSandbox;
  readonly github: GitHubSandbox;
  /** The user's checkout. */
  readonly workspace: string;
  /** RUNNER_TEMP of all runs. */
  readonly temp: string;
  /** The workflow's inputs; may be changed between runs. */
  readonly inputs: Record<string, string>;
  readonly #entry: string;

  private constructor(
    servers: { exactOnline: ExactOnlineSandbox; asperion: AsperionSandbox; github: GitHubSandbox },
    folders: { workspace: string; temp: string },
    entry: string,
  ) {
    const { exactOnline, asperion } = servers;
    this.exactOnline = exactOnline;
    this.asperion = asperion;
    this.github = servers.github;
    this.workspace = folders.workspace;
    this.temp = folders.temp;
    this.#entry = entry;
    this.inputs = { ...inputsFor(servers), 'state-key': STATE_KEY };
  }

  /** Starts the servers and creates the workspace. */
  static async set(options: StageOptions): Promise<Stage> {
    const { requestsPerSecond = 200, world = createWorld() } = options;
    const [exactOnline, asperion, github] = await Promise.all([
      startExactOnline({ ...world.exactOnline, ...options.exactOnline }),
      startAsperion({ ...world.asperion, ...options.asperion }),
      startGitHubSandbox(options.github),
    ]);
    const [workspace, temp] = await Promise.all(['workspace-', 'temp-'].map((name) => mkdtemp(join(tmpdir(), name))));
    if (workspace === undefined || temp === undefined) throw new RangeError('No folder for the stage.');
    await cp(options.mappings, join(workspace, 'mappings'), { recursive: true });
    const stage = new Stage({ exactOnline, asperion, github }, { workspace, temp }, options.entry);
    await stage.setYaml('settings.yml', ['asperion', 'requestsPerSecond'], requestsPerSecond);
    const isOwn = parseDocument(await readFile(stage.mapping('settings.yml'), 'utf8')).has('use');
    await stage.setYaml('settings.yml', isOwn ? ['values', 'since'] : ['since'], SINCE);
    return stage;
  }

  /** Runs the action once, as the schedule would. */
  async run(options: Partial<RunActionOptions> = {}): Promise<StageRun> {
    const exactFrom = this.exactOnline.requests.length;
    const asperionFrom = this.asperion.requests.length;
    const run = await runAction({
      entry: this.#entry,
      workspace: this.workspace,
      temp: this.temp,
      cache: this.github,
      ...options,
      inputs: { ...this.inputs, ...options.inputs },
    });
    const calls = [
      ...this.exactOnline.requests.slice(exactFrom).map((call) => seen('exact-online', call)),
      ...this.asperion.requests.slice(asperionFrom).map((call) => seen('asperion', call)),
    ].filter((call) => !call.path.endsWith('/token'));
    const { report } = run.outputs;
    return {
      ...run,
      calls,
      writes: calls.filter((call) => call.method !== 'GET'),
      report: report === undefined ? undefined : JSON.parse(await readFile(report, 'utf8')),
    };
  }

  /** Another machine with the same workspace: `run` takes these folders for a run beside one of the first machine. */
  async anotherRunner(): Promise<{ readonly workspace: string; readonly temp: string }> {
    const [workspace, temp] = [join(this.temp, 'another-workspace'), join(this.temp, 'another-temp')];
    await cp(this.workspace, workspace, { recursive: true });
    await mkdir(temp);
    return { workspace, temp };
  }

  /** Sets a value in a YAML file of the workspace's mappings; undefined removes the key. */
  async setYaml(name: string, path: readonly (string | number)[], value: unknown): Promise<void> {
    const file = this.mapping(name);
    const document = parseDocument(await readFile(file, 'utf8'));
    if (value === undefined) document.deleteIn(path);
    else document.setIn(path, value);
    await writeFile(file, String(document));
  }

  /** Path of a file of the workspace's mappings. */
  mapping(name: string): string {
    return join(this.workspace, 'mappings', name);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([this.exactOnline, this.asperion, this.github].map((server) => server[Symbol.asyncDispose]()));
    await Promise.all([this.workspace, this.temp].map((folder) => rm(folder, { recursive: true, force: true })));
  }
}

function seen(
  system: SeenCall['system'],
  call: { method: string; path: string; query: string; status: number; body?: string },
): SeenCall {
  const { method, path, query, status, body } = call;
  return { system, method, path, query, status, body };
}
