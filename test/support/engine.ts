import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AsperionSandbox, startAsperion } from '../../sandbox/asperion/asperion.ts';
import { type ExactOnlineSandbox, startExactOnline } from '../../sandbox/exact-online/exact-online.ts';
import { asperionLists, exactOnlineLists, company as seeded } from '../../sandbox/world/lists.ts';
import { connectionsOf, connectSystems } from '../../src/commands/connect-systems.ts';
import { compileFlows } from '../../src/commands/select-flows.ts';
import { type LoadedConfig, loadConfig } from '../../src/config/config.ts';
import { readInputs } from '../../src/config/inputs.ts';
import { ConfigErrors } from '../../src/errors/errors.ts';
import { readGitHubContext } from '../../src/github/context.ts';
import { pacedBudget } from '../../src/http/budget.ts';
import { dutchDay } from '../../src/http/dutch-time.ts';
import { createTransport, type HttpRequest, type Transport } from '../../src/http/transport.ts';
import type { Program } from '../../src/mapping/flow/program.ts';
import { makePlan } from '../../src/plan/make-plan.ts';
import type { Plan } from '../../src/report/plan/plan-report.ts';
import { keyedHash } from '../../src/state/keys.ts';
import { LinkTable } from '../../src/state/links/link-table.ts';
import { copyProgress, emptyProgress, type Progress } from '../../src/state/progress.ts';
import type { SealedState } from '../../src/state/sealed-state.ts';
import type { RunContext } from '../../src/sync/context.ts';
import { Allowance } from '../../src/sync/run/allowance.ts';
import { Pauses } from '../../src/sync/run/pauses.ts';
import { runFlows } from '../../src/sync/run/run.ts';
import { createLiveWriter } from '../../src/sync/write/writer.ts';
import { exactBudget } from '../../src/systems/exact-online/budget.ts';
import { loginInputs, STATE_KEY } from '../sandbox/login.ts';
import { type FlowOutcome, outcomeOf } from './flow-outcome.ts';

/** How long a call takes on the fake clock, ms. */
const CALL_MS = 20;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** The keyed hash of the runs here. */
export const fingerprint = (text: string): string => keyedHash(STATE_KEY, text).slice(0, 16);

/** A folder of mappings, compiled. */
export interface Mappings {
  readonly config: LoadedConfig;
  readonly programs: readonly Program[];
}

/** Compiles files given as text by name (`customers.yml`, `tables/kinds.yml`, `links.yml`). Throws for wrong ones. */
export function compile(files: Readonly<Record<string, string>>): Mappings {
  const folder = mkdtempSync(join(tmpdir(), 'flows-'));
  try {
    for (const inside of ['tables', 'parts']) mkdirSync(join(folder, 'mappings', inside), { recursive: true });
    // Flows of documents need a date; what it does is a matter of its own tests.
    const settings = { 'settings.yml': 'since: 2000-01-01\n' };
    for (const [name, text] of Object.entries({ ...settings, ...files }))
      writeFileSync(join(folder, 'mappings', name), text);
    const config = loadConfig('mappings', folder);
    return { config, programs: compileFlows(config) };
  } catch (error) {
    if (!(error instanceof ConfigErrors)) throw error;
    throw new Error(error.problems.map(({ at, message }) => `${at?.file}:${at?.line} ${message}`).join('\n'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What differs from a scheduled run of all flows. */
export interface RunOptions {
  /** Names of the flows that run; all of them when left out. */
  readonly flows?: readonly string[];
  readonly records?: readonly string[];
  readonly since?: string;
  /** `FLOW@HASH` of plans. */
  readonly approve?: readonly (string | null)[];
  /** The run is lost after its last write: only what it saved before its first one is kept. */
  readonly isLost?: boolean;
  /** Told each time the run saves; what it throws is why the save fails. */
  readonly onSave?: () => void;
  /** What becomes of a call on its way, tokens included. */
  readonly underway?: (request: HttpRequest) => HttpRequest;
  /** How many minutes it may take; without end when left out. */
  readonly minutes?: number;
  /** Told of every batch. */
  readonly observe?: NonNullable<RunContext['observe']>;
}

type Rows = Readonly<Record<string, readonly object[]>>;

/** What a company begins with, beside its lists. */
export interface CompanyOptions {
  readonly exactOnline?: Rows;
  readonly asperion?: Rows;
  /** Calls to Exact Online per day and minute; more than anybody makes when left out. */
  readonly dailyLimit?: number;
  readonly minuteLimit?: number;
  /** When it begins, epoch ms; 2 March 2026 when left out. */
  readonly nowMs?: number;
}

/**
 * A company with both systems on one fake clock and the runs of its sync: the real engine, clients, budgets, tokens and
 * transport over HTTP. Both systems hold their lists (VAT codes, units …) and what a test gives. Sleeping moves the clock.
 */
export class Company implements AsyncDisposable {
  readonly exactOnline: ExactOnlineSandbox;
  readonly asperion: AsperionSandbox;
  readonly time: { now: number };
  readonly #inputs: ReturnType<typeof readInputs>;
  #progress: Progress = emptyProgress();
  readonly #tokens = new Map<string, string>();

  private constructor(exactOnline: ExactOnlineSandbox, asperion: AsperionSandbox, time: { now: number }) {
    this.exactOnline = exactOnline;
    this.asperion = asperion;
    this.time = time;
    this.#inputs = readInputs(loginInputs({ exactOnline, asperion }));
  }

  static async open(options: CompanyOptions): Promise<Company> {
    const { dailyLimit = 50_000, minuteLimit = 6000, nowMs = Date.UTC(2026, 2, 2, 8) } = options;
    const time = { now: nowMs };
    const clock = () => time.now;
    const [exactOnline, asperion] = await Promise.all([
      startExactOnline({
        division: seeded.division,
        rows: { ...exactOnlineLists(1), ...options.exactOnline },
        clock,
        minuteLimit,
        dailyLimit,
      }),
      startAsperion({ rows: { ...asperionLists, ...options.asperion }, clock }),
    ]);
    return new Company(exactOnline, asperion, time);
  }

  /** One run as the schedule starts it: all is made anew, from what the run before saved as JSON. */
  async run(
    { config, programs }: Mappings,
    {
      flows: chosen = programs.map(({ name }) => name),
      records,
      since,
      approve = [],
      isLost = false,
      onSave = () => {},
      underway = (request) => request,
      minutes = Number.POSITIVE_INFINITY,
      observe = () => {},
    }: RunOptions = {},
  ): Promise<Readonly<Record<string, FlowOutcome>>> {
    const progress: Progress = copyProgress(this.#progress);
    let saved: Progress | null = null;
    await using open = this.#open(config, progress, { underway, minutes });
    const { clock, sleep, signal, systems, budget, allowance } = open;
    const { flows } = await runFlows({
      kind: 'sync',
      programs,
      selected: new Set(chosen),
      systems,
      progress,
      links: config.links,
      linksFile: config.linksFile,
      pauses: new Pauses(config.pauses, dutchDay(clock())),
      records: records ?? null,
      since: since ?? null,
      approved: new Map(approve.map((one) => [one?.split('@')[0] ?? '', one ?? ''])),
      fingerprint,
      takeCalls: () => ({}),
      save: async () => {
        onSave();
        progress.budgets['exact-online'] = budget.snapshot();
        saved ??= copyProgress(progress);
      },
      clock,
      createWriter: (target) => createLiveWriter({ target, sleep, signal }),
      observe,
      allowance,
      signal,
      log: () => {},
    });
    // The run after a lost one begins so late that it is not held.
    this.#progress = { ...copyProgress(isLost ? (saved ?? this.#progress) : progress), mayWriteUntilMs: null };
    return Object.fromEntries(flows.map((flow) => [flow.program.name, outcomeOf(flow, progress)]));
  }

  /** What a sync would do now: nothing is written, and nothing saved. */
  async plan({ config, programs }: Mappings): Promise<Plan> {
    const progress = copyProgress(this.#progress);
    await using open = this.#open(config, progress, {});
    const { clock, signal, systems } = open;
    return await makePlan({
      programs,
      selected: new Set(programs.map(({ name }) => name)),
      systems,
      progress,
      links: config.links,
      pauses: new Pauses(config.pauses, dutchDay(clock())),
      records: null,
      since: null,
      fingerprint,
      clock,
      signal,
      log: () => {},
      basis: { kind: 'systems', recordedAt: null, recorded: [], lacks: [], unrecorded: [] },
      revealed: [],
    });
  }

  /** Both systems as a run meets them: new clients, budgets and transport over HTTP. */
  #open(
    config: LoadedConfig,
    progress: Progress,
    { underway = (request) => request, minutes = Number.POSITIVE_INFINITY }: Pick<RunOptions, 'underway' | 'minutes'>,
  ) {
    const { time } = this;
    const clock = () => time.now;
    const allowance: Allowance = new Allowance({
      startedAtMs: time.now,
      limitMs: minutes * MINUTE_MS,
      clock,
      sleep: async (ms) => {
        time.now += ms;
      },
      today: (system) => budgets[system].today(),
    });
    const { sleep } = allowance;
    const limits = { perMinute: 6000, perDay: 50_000, restore: progress.budgets['exact-online'] };
    const budget = exactBudget({ clock, sleep, log: () => {}, ...limits });
    const budgets = { 'exact-online': budget, asperion: pacedBudget({ perSecond: 100, clock, sleep }) };
    const line = createTransport({ clock, sleep, random: () => 0.5, log: () => {}, budgets });
    const transport: Transport = {
      calls: line.calls,
      send: async (request) => {
        time.now += CALL_MS;
        if (request.kind !== 'token') allowance.mayCall();
        return line.send(underway(request));
      },
    };
    const { signal } = new AbortController();
    const connections = connectionsOf({
      inputs: this.#inputs,
      github: readGitHubContext({}, tmpdir()),
      settings: config.settings,
      transport,
      state: this.#state(),
      clock,
      sleep,
      signal,
      mask: () => {},
      warn: () => {},
      mayRefresh: true,
    });
    const systems = connectSystems(connections);
    return {
      clock,
      sleep,
      signal,
      systems,
      budget,
      allowance,
      [Symbol.asyncDispose]: () => line[Symbol.asyncDispose](),
    };
  }

  /** A copy of what the runs saved. */
  get progress(): Progress {
    return copyProgress(this.#progress);
  }

  /** Loses what the runs before have saved. */
  forget(): void {
    this.#progress = emptyProgress();
  }

  /** A link that an earlier run has left. */
  link(pair: string, source: string, target: string): void {
    const links = this.#progress.links[pair] ?? LinkTable.of({});
    links.set(source, { target, reference: null, keep: {}, fingerprints: {} });
    this.#progress.links[pair] = links;
  }

  /** Lets time pass between two runs. */
  wait(hours: number): void {
    this.time.now += hours * HOUR_MS;
  }

  #state(): SealedState {
    return {
      load: async (_, name, schema) => {
        const text = this.#tokens.get(name);
        return text === undefined ? null : schema.parse(JSON.parse(text));
      },
      loadNewest: async () => null,
      assertNewest: async () => {},
      names: async () => [],
      touch: async () => {},
      proveSavable: async () => {},
      save: async (_, name, value) => {
        this.#tokens.set(name, JSON.stringify(value));
      },
      assertWritable: () => {},
      prune: async () => {},
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([this.exactOnline.close(), this.asperion.close()]);
  }
}
