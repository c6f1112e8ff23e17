import { join } from 'node:path';
import { type AsperionSandbox, startAsperion } from '../../sandbox/asperion/asperion.ts';
import { type ExactOnlineSandbox, startExactOnline } from '../../sandbox/exact-online/exact-online.ts';
import type { World } from '../../sandbox/world/world.ts';
import { connectionsOf, connectSystems } from '../../src/commands/connect-systems.ts';
import { compileFlows, selectFlows } from '../../src/commands/select-flows.ts';
import { stateName } from '../../src/commands/session.ts';
import { keepProgress } from '../../src/commands/state/keep-progress.ts';
import { loadConfig } from '../../src/config/config.ts';
import { type Inputs, readInputs } from '../../src/config/inputs.ts';
import { SyncError } from '../../src/errors/errors.ts';
import { readGitHubContext } from '../../src/github/context.ts';
import { pacedBudget } from '../../src/http/budget.ts';
import { createTransport, type Transport } from '../../src/http/transport.ts';
import { type StateKeys, stateKeys } from '../../src/state/keys.ts';
import { emptyProgress, type Progress, progressSchema } from '../../src/state/progress.ts';
import { openSealedState, type SealedState } from '../../src/state/sealed-state.ts';
import type { StateStore } from '../../src/state/store.ts';
import type { RunResult } from '../../src/sync/result.ts';
import { Allowance } from '../../src/sync/run/allowance.ts';
import { runFlows } from '../../src/sync/run/run.ts';
import { createLiveWriter } from '../../src/sync/write/writer.ts';
import { exactBudget } from '../../src/systems/exact-online/budget.ts';
import { loginInputs } from '../sandbox/login.ts';
import { Shelf } from './shelf.ts';

const root = join(import.meta.dirname, '..', '..');

const shipped = loadConfig('mappings', root);
/** The shipped settings with what each user adds: the first day whose documents are booked. */
const config = { ...shipped, settings: { ...shipped.settings, since: '2026-01-01' } };
const programs = compileFlows(config);

/** How long a call takes on the fake clock, ms. */
const CALL_MS = 80;

/** How long a run may take, as the input is when it is left out. */
const TIME_LIMIT_MS = 25 * 60_000;

/** What differs from a scheduled run of the shipped flows. */
export interface RunOptions {
  /** Flows that run in place of those that ship on. */
  readonly flows?: readonly string[] | null;
  /**
   * Told before and after each call, and before each look at the cache; with what it answers the run goes on, is killed there and then, or is
   * told to stop.
   */
  readonly onTheWay?: (moment: 'before' | 'after') => Promise<'on' | 'kill' | 'cancel'>;
}

/** How a run ended: to its end, refused before it read anything, or killed. */
export type Ended =
  | { readonly how: 'finished'; readonly result: RunResult }
  | { readonly how: 'stopped'; readonly error: SyncError }
  | { readonly how: 'killed' };

/**
 * A company with both systems on one fake clock, and the scheduled runs of its sync: the real engine, clients, budgets and
 * transport over real HTTP; between runs only sealed entries are kept. Sleeping moves the clock.
 */
export class Company implements AsyncDisposable {
  readonly exactOnline: ExactOnlineSandbox;
  readonly asperion: AsperionSandbox;
  readonly time: { now: number };
  /** Where the runs keep their state. */
  readonly shelf: Shelf;
  #inputs: Inputs;
  readonly #keys: StateKeys;
  #runs = 0;

  private constructor(exactOnline: ExactOnlineSandbox, asperion: AsperionSandbox, time: { now: number }) {
    this.exactOnline = exactOnline;
    this.asperion = asperion;
    this.time = time;
    this.shelf = new Shelf(time);
    this.#inputs = this.#logIn();
    this.#keys = stateKeys(this.#inputs);
  }

  /** Opens the company at a moment (epoch ms); every switch and limit of the sandboxes stands at its default. */
  static async open(startMs: number, world: World): Promise<Company> {
    const time = { now: startMs };
    const clock = () => time.now;
    const [exactOnline, asperion] = await Promise.all([
      startExactOnline({ ...world.exactOnline, clock }),
      startAsperion({ ...world.asperion, clock }),
    ]);
    return new Company(exactOnline, asperion, time);
  }

  /** One run of the shipped flows, as the schedule starts it. Throws what refuses it. */
  async run(): Promise<RunResult> {
    const ended = await this.attempt();
    if (ended.how === 'stopped') throw ended.error;
    if (ended.how === 'killed') throw new RangeError('Nobody kills a run here.');
    return ended.result;
  }

  /** One run, whatever becomes of it: all but the compiled mappings is made anew, from what the shelf holds. */
  async attempt({ flows = null, onTheWay = async () => 'on' }: RunOptions = {}): Promise<Ended> {
    this.#runs += 1;
    const runId = String(this.#runs);
    const killed = Promise.withResolvers<Ended>();
    const stop = new AbortController();
    const pass = async (moment: 'before' | 'after'): Promise<void> => {
      const fate = await onTheWay(moment);
      if (fate === 'cancel') stop.abort();
      if (fate !== 'kill') return;
      killed.resolve({ how: 'killed' });
      // Nothing of a killed process goes on.
      await new Promise(() => {});
    };
    const store = this.shelf.storeOf(runId, () => pass('before'));
    try {
      return await Promise.race([
        killed.promise,
        this.#run(store, selectFlows({ config, programs }, flows), pass, stop.signal),
      ]);
    } catch (error) {
      if (error instanceof SyncError) return { how: 'stopped', error };
      throw error;
    }
  }

  /** What `commands/sync.ts` does, over a clock that sleeping moves. */
  async #run(
    store: StateStore,
    selected: ReadonlySet<string>,
    pass: (moment: 'before' | 'after') => Promise<void>,
    signal: AbortSignal,
  ): Promise<Ended> {
    const { time } = this;
    const clock = () => time.now;
    const allowance = new Allowance({
      startedAtMs: time.now,
      limitMs: TIME_LIMIT_MS,
      clock,
      sleep: async (ms) => {
        time.now += ms;
      },
      today: () => null,
    });
    const { sleep } = allowance;
    const log = () => {};
    const state = this.#open(store);
    const name = stateName(this.#inputs);
    const progress = (await state.load('progress', name, progressSchema)) ?? emptyProgress();
    const { exactOnline, asperion } = config.settings;
    const budget = exactBudget({
      clock,
      sleep,
      log,
      perMinute: exactOnline.callsPerMinute,
      perDay: exactOnline.callsPerDay,
      restore: progress.budgets['exact-online'],
    });
    const paced = pacedBudget({ perSecond: asperion.requestsPerSecond, clock, sleep });
    const budgets = { 'exact-online': budget, asperion: paced };
    await using line = createTransport({ clock, sleep, random: () => 0.5, log, budgets });
    const transport: Transport = {
      calls: line.calls,
      send: async (request) => {
        await pass('before');
        time.now += CALL_MS;
        if (request.kind !== 'token') allowance.mayCall();
        const answer = await line.send(request);
        await pass('after');
        return answer;
      },
    };
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
    const keeper = keepProgress(
      { state, name, progress },
      { clock, log, budgets: () => ({ 'exact-online': budget.snapshot() }) },
    );
    const result = await runFlows({
      kind: 'sync',
      programs,
      selected,
      systems: connectSystems(connections),
      progress,
      links: config.links,
      records: null,
      since: null,
      fingerprint: this.#keys.fingerprint,
      takeCalls: () => ({}),
      claim: keeper.claim,
      save: keeper.save,
      clock,
      createWriter: (target) => createLiveWriter({ target, sleep, signal }),
      allowance,
      signal,
      log,
    });
    return { how: 'finished', result };
  }

  /** A person logs in anew to both systems, and puts the new tokens where the runs find them. */
  logIn(): void {
    this.#inputs = this.#logIn();
  }

  #logIn(): Inputs {
    return readInputs(loginInputs(this));
  }

  /** What the runs left. */
  async progress(): Promise<Progress> {
    const state = this.#open(this.shelf.storeOf('reader', async () => {}));
    return (await state.load('progress', stateName(this.#inputs), progressSchema)) ?? emptyProgress();
  }

  #open(store: StateStore): SealedState {
    return openSealedState({ store, keys: this.#keys, repositoryId: '1', acceptState: 'never', warn: () => {} });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([this.exactOnline.close(), this.asperion.close()]);
  }
}
