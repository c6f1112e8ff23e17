import { existsSync } from 'node:fs';
import { cp, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { AsperionSandbox } from '../sandbox/asperion/asperion.ts';
import type { ExactOnlineSandbox } from '../sandbox/exact-online/exact-online.ts';
import { type StepReports, stepReports } from '../sandbox/github/step-page.ts';
import { Stage } from '../sandbox/stage.ts';
import { ConfigError } from '../src/errors/errors.ts';

/** Calls that the demo's Exact Online allows, so that nobody waits; the real one allows 60 a minute. */
const CALLS_PER_MINUTE = 6000;

/** The folder of the mappings before a change. */
const BEFORE = 'before';

/** What one run of the action did, seen from outside. */
export interface DemoRun extends StepReports {
  readonly exitCode: number;
  readonly durationMs: number;
  /** Markdown. */
  readonly summary: string;
  /** Calls that write, such as `POST /v1/debtors`; token calls aside. */
  readonly writes: readonly string[];
  /** How many calls there were. */
  readonly calls: number;
}

/** Files that somebody edits, by their names in the mappings folder. */
export type Edit = Readonly<Record<string, string>>;

/** The demo's stage: both systems and GitHub on this machine, and a company's folder of mappings. */
export class DemoStage implements AsyncDisposable {
  readonly #stage: Stage;

  private constructor(stage: Stage) {
    this.#stage = stage;
  }

  /**
   * Starts the servers with the seeded world and copies the mappings; `entry` is the bundle to run. Throws ConfigError
   * `NO_BUNDLE` if it is missing.
   */
  static async set(entry: string, mappings: string): Promise<DemoStage> {
    if (!existsSync(entry)) {
      throw new ConfigError('NO_BUNDLE', `The bundle ${relative(process.cwd(), entry)} is missing.`, {
        hint: 'Make it with `npm run build`.',
      });
    }
    return new DemoStage(await Stage.set({ entry, mappings, exactOnline: { minuteLimit: CALLS_PER_MINUTE } }));
  }

  get exactOnline(): ExactOnlineSandbox {
    return this.#stage.exactOnline;
  }

  get asperion(): AsperionSandbox {
    return this.#stage.asperion;
  }

  /** Plans, writing nothing; `onLine` gets the log as it comes. */
  plan(onLine: (line: string) => void): Promise<DemoRun> {
    return this.#run({ mode: 'plan' }, onLine);
  }

  /** Syncs, as the schedule would. */
  sync(onLine: (line: string) => void): Promise<DemoRun> {
    return this.#run({ mode: 'sync' }, onLine);
  }

  /** Shows what an edit of the mappings would do, as for a pull request: without an account, on what the sync recorded. */
  async review(edit: Edit, onLine: (line: string) => void): Promise<DemoRun> {
    await cp(this.#stage.mapping('.'), join(this.#stage.workspace, BEFORE), { recursive: true });
    for (const [name, text] of Object.entries(edit)) await writeFile(this.#stage.mapping(name), text);
    return this.#run({ mode: 'plan', base: BEFORE }, onLine);
  }

  async #run(inputs: Readonly<Record<string, string>>, onLine: (line: string) => void): Promise<DemoRun> {
    const run = await this.#stage.run({ inputs, onLine });
    return {
      exitCode: run.exitCode,
      durationMs: run.durationMs,
      summary: run.summary,
      ...(await stepReports(run)),
      writes: run.writes.map(({ method, path }) => `${method} ${path}`),
      calls: run.calls.length,
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stage[Symbol.asyncDispose]();
  }
}
