import { join } from 'node:path';
import { connectionsOf, connectSystems } from '../../src/commands/connect-systems.ts';
import { compileFlows, selectFlows } from '../../src/commands/select-flows.ts';
import { loadConfig } from '../../src/config/config.ts';
import { readGitHubContext } from '../../src/config/github-context.ts';
import { type Inputs, readInputs } from '../../src/config/inputs.ts';
import { exactBudget, pacedBudget } from '../../src/http/budget.ts';
import { createTransport, type Transport } from '../../src/http/transport.ts';
import { type AsperionSandbox, startAsperion } from '../../src/sandbox/asperion/asperion.ts';
import { type ExactOnlineSandbox, startExactOnline } from '../../src/sandbox/exact-online/exact-online.ts';
import { createWorld, type WorldOptions } from '../../src/sandbox/world/world.ts';
import { keyedHash } from '../../src/state/keys.ts';
import { emptyProgress, type Progress, progressSchema } from '../../src/state/progress.ts';
import type { SealedState } from '../../src/state/sealed-state.ts';
import { type RunResult, runFlows } from '../../src/sync/run.ts';
import { createLiveWriter } from '../../src/sync/writer.ts';

const root = join(import.meta.dirname, '..', '..');
const STATE_KEY = 'a key for the sandbox only, never for real records';

const shipped = loadConfig('mappings', root);
/** The shipped settings with what each user adds: the first day whose documents are booked. */
const config = { ...shipped, settings: { ...shipped.settings, since: '2026-01-01' } };
const programs = compileFlows(config);

/** How long a call takes on the fake clock, ms. */
const CALL_MS = 80;

/**
 * A company with both systems on one fake clock, and the scheduled runs of its sync: the real engine, clients, budgets and
 * transport over real HTTP; between runs only what JSON carries is kept. Sleeping moves the clock.
 */
export class Company implements AsyncDisposable {
  readonly exactOnline: ExactOnlineSandbox;
  readonly asperion: AsperionSandbox;
  readonly time: { now: number };
  readonly #inputs: Inputs;
  /** Saved entries as JSON text, by kind and name. */
  readonly #saved = new Map<string, string>();

  private constructor(exactOnline: ExactOnlineSandbox, asperion: AsperionSandbox, time: { now: number }) {
    this.exactOnline = exactOnline;
    this.asperion = asperion;
    this.time = time;
    this.#inputs = readInputs({
      INPUT_EXACT_ONLINE_URL: exactOnline.url,
      INPUT_EXACT_ONLINE_CLIENT_ID: exactOnline.clientId,
      INPUT_EXACT_ONLINE_CLIENT_SECRET: exactOnline.clientSecret,
      INPUT_EXACT_ONLINE_REFRESH_TOKEN: exactOnline.issueRefreshToken(),
      INPUT_EXACT_ONLINE_DIVISION: String(exactOnline.division),
      INPUT_ASPERION_URL: asperion.url,
      INPUT_ASPERION_IDENTITY_URL: asperion.url,
      INPUT_ASPERION_CLIENT_ID: asperion.clientId,
      INPUT_ASPERION_CLIENT_SECRET: asperion.clientSecret,
      INPUT_ASPERION_REFRESH_TOKEN: asperion.issueRefreshToken(),
      INPUT_ASPERION_TENANT: String(asperion.tenant),
      INPUT_STATE_KEY: STATE_KEY,
    });
  }

  /** Opens the company at a moment (epoch ms); every switch and limit of the sandboxes stands at its default. */
  static async open(startMs: number, size: WorldOptions): Promise<Company> {
    const time = { now: startMs };
    const clock = () => time.now;
    const world = createWorld(size);
    const [exactOnline, asperion] = await Promise.all([
      startExactOnline({ ...world.exactOnline, clock }),
      startAsperion({ ...world.asperion, clock }),
    ]);
    return new Company(exactOnline, asperion, time);
  }

  /** One run of the shipped flows, as the schedule starts it: all but the compiled mappings is made anew, from what was saved. */
  async run(): Promise<RunResult> {
    const { time } = this;
    const state = this.#state();
    const progress = (await state.load('progress', 'company', progressSchema)) ?? emptyProgress();
    const clock = () => time.now;
    const sleep = async (ms: number): Promise<void> => {
      time.now += ms;
    };
    const budget = exactBudget({
      clock,
      sleep,
      log: () => {},
      perMinute: config.settings.exactOnline.callsPerMinute,
      perDay: config.settings.exactOnline.callsPerDay,
      restore: progress.budgets['exact-online'],
    });
    const paced = pacedBudget({ perSecond: config.settings.asperion.requestsPerSecond, clock, sleep });
    const budgets = { 'exact-online': budget, asperion: paced };
    await using line = createTransport({ clock, sleep, random: () => 0.5, log: () => {}, budgets });
    const transport: Transport = {
      calls: line.calls,
      send: (request) => {
        time.now += CALL_MS;
        return line.send(request);
      },
    };
    const { signal } = new AbortController();
    const connections = connectionsOf({
      inputs: this.#inputs,
      github: readGitHubContext({}, root),
      settings: config.settings,
      transport,
      state,
      clock,
      sleep,
      signal,
      mask: () => {},
      warn: () => {},
      mayRefresh: true,
    });
    return await runFlows({
      programs,
      selected: selectFlows(programs, null),
      systems: connectSystems(connections),
      progress,
      links: config.links,
      records: null,
      since: null,
      print: (text) => keyedHash(STATE_KEY, 'fingerprint', text).slice(0, 16),
      takeCalls: () => ({}),
      save: async () => {
        progress.budgets['exact-online'] = budget.snapshot();
        await state.save('progress', 'company', progress);
      },
      clock,
      createWriter: (target) => createLiveWriter({ target, sleep, signal }),
      writesForReal: true,
      signal,
      log: () => {},
    });
  }

  /** What the last run left. */
  progress(): Progress {
    return progressSchema.parse(JSON.parse(this.#saved.get('progress company') ?? 'null'));
  }

  #state(): SealedState {
    return {
      load: async (kind, name, schema) => {
        const text = this.#saved.get(`${kind} ${name}`);
        return text === undefined ? null : schema.parse(JSON.parse(text));
      },
      loadNewest: async () => null,
      assertNewest: async () => {},
      assertFinished: async () => {},
      proveSavable: async () => {},
      save: async (kind, name, value) => {
        this.#saved.set(`${kind} ${name}`, JSON.stringify(value));
      },
      assertWritable: () => {},
      prune: async () => {},
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([this.exactOnline.close(), this.asperion.close()]);
  }
}
