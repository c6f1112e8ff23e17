import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type AsperionSandbox, startAsperion } from '../../sandbox/asperion/asperion.ts';
import { type ExactOnlineSandbox, startExactOnline } from '../../sandbox/exact-online/exact-online.ts';
import { act } from '../../src/commands/action.ts';
import { readInputs } from '../../src/config/inputs.ts';
import type { RunReport } from '../../src/report/run-report.ts';
import { stateKeys } from '../../src/state/keys.ts';
import { type Progress, progressSchema } from '../../src/state/progress.ts';
import { openSealedState } from '../../src/state/sealed-state.ts';
import { loginInputs } from '../sandbox/login.ts';
import { FakeTime, TIME_LIMIT_MIN } from './fake-time.ts';
import { KeptState } from './kept-state.ts';
import { readyMappings } from './mappings.ts';
import { exactPages, furnish, smallWorld } from './small-world.ts';
import type { Listener, Told } from './spoken.ts';

/** The shortest pause before a call is tried again; what keeps a pace waits for less. */
const RETRY_MS = 500;
const REPOSITORY_ID = '77';
const REPORT = 'exact-asperion-sync-report.json';
const REPORTS = [REPORT, 'exact-asperion-sync-activity.jsonl'];

/** A run of the action. */
export interface Run {
  /** Null when it was killed. */
  readonly exitCode: number | null;
  /** Null when it left none. */
  readonly report: RunReport | null;
  readonly told: Told;
  /** The files that it left, as text. */
  readonly files: string;
  /** Calls that change a system, tokens aside, as `asperion POST /v1/debtors 201`. */
  readonly writes: readonly string[];
}

/** The run under way, for what is to end it. */
export interface Life {
  isOver: boolean;
  /** Ends it as when the machine is lost: whatever it waits for never comes. */
  kill(): void;
  /** Ends it as when a person cancels the job. */
  cancel(): void;
}

/**
 * A company with both systems on one fake clock, and the runs of its sync: the action as it is, from its inputs to its summary, over
 * HTTP on loopback. Between runs only the sealed state is kept.
 */
export class Company implements AsyncDisposable {
  readonly exactOnline: ExactOnlineSandbox;
  readonly asperion: AsperionSandbox;
  readonly time: FakeTime;
  readonly state = new KeptState();
  /** The run under way, or the last one. */
  life: Life = { isOver: true, kill: () => {}, cancel: () => {} };
  readonly inputs: Record<string, string>;
  /** True once a call found nobody listening. */
  wasRefused = false;
  #unplugged: { plug(): Promise<void> } | null = null;
  readonly #listener: Listener;
  readonly #flows: readonly string[];

  private constructor(
    systems: { exactOnline: ExactOnlineSandbox; asperion: AsperionSandbox },
    time: FakeTime,
    on: { readonly flows: readonly string[]; readonly listener: Listener },
  ) {
    this.exactOnline = systems.exactOnline;
    this.asperion = systems.asperion;
    this.time = time;
    this.#listener = on.listener;
    this.#flows = on.flows;
    this.inputs = {
      ...loginInputs(systems),
      INPUT_FLOWS: on.flows.join(','),
      'INPUT_TIME-LIMIT': String(TIME_LIMIT_MIN),
    };
  }

  static async open(flows: readonly string[], listener: Listener): Promise<Company> {
    const time = new FakeTime(Date.UTC(2026, 2, 30, 8));
    const { clock } = time;
    const world = smallWorld();
    const [exactOnline, asperion] = await Promise.all([
      startExactOnline({
        ...world.exactOnline,
        clock,
        minuteLimit: 6000,
        dailyLimit: 50_000,
        switches: { pageSize: exactPages },
      }),
      startAsperion({ ...world.asperion, clock }),
    ]);
    furnish({ exactOnline, asperion });
    return new Company({ exactOnline, asperion }, time, { flows, listener });
  }

  /**
   * Lets nobody listen at one of the systems when its call of that number sets out: until the run waits before its next try, or to
   * its end.
   */
  unplugBefore(system: 'exactOnline' | 'asperion', number: number, isForLong: boolean): void {
    const sandbox = this[system];
    const unplug = (): void => {
      this.#unplugged = sandbox;
      sandbox.unplug();
      this.time.onWait = async (ms) => {
        if (ms < RETRY_MS) return;
        this.wasRefused = true;
        if (!isForLong) await this.#replug();
      };
    };
    if (number === 0) unplug();
    // The call before it, after whose answer the connection ends.
    else
      sandbox.faults.add({
        path: /./,
        skip: number - 1,
        act: 'replace',
        headers: { connection: 'close' },
        after: unplug,
      });
  }

  /** Nothing more goes wrong with calls, and both systems listen. */
  async calm(): Promise<void> {
    for (const { faults } of [this.exactOnline, this.asperion]) faults.clear();
    await this.#replug();
  }

  async #replug(): Promise<void> {
    this.time.onWait = () => {};
    await this.#unplugged?.plug();
    this.#unplugged = null;
  }

  /** Lets both systems carry out what they took on earlier. */
  async catchUp(): Promise<void> {
    for (const { faults } of [this.exactOnline, this.asperion]) await faults.catchUp(this.time.clock());
  }

  /** A new login to one of the systems, its refresh token put into the secret. */
  logIn(system: 'exactOnline' | 'asperion'): void {
    const name = system === 'asperion' ? 'INPUT_ASPERION_REFRESH_TOKEN' : 'INPUT_EXACT_ONLINE_REFRESH_TOKEN';
    this.inputs[name] = this[system].issueRefreshToken();
  }

  /** One run, as the schedule starts it. */
  async run(more: Readonly<Record<string, string>> = {}): Promise<Run> {
    const { folder } = this.#listener;
    for (const name of REPORTS) rmSync(join(folder, name), { force: true });
    const from = { exactOnline: this.exactOnline.requests.length, asperion: this.asperion.requests.length };
    const killed = Promise.withResolvers<null>();
    const stop = new AbortController();
    const life: Life = {
      isOver: false,
      kill: () => {
        life.isOver = true;
        this.time.forgetDeadlines();
        killed.resolve(null);
      },
      cancel: () => stop.abort(),
    };
    this.life = life;
    const environment = {
      ...this.inputs,
      GITHUB_STEP_SUMMARY: process.env.GITHUB_STEP_SUMMARY,
      GITHUB_REPOSITORY_ID: REPOSITORY_ID,
      RUNNER_TEMP: folder,
      ...more,
    };
    const { clock, deadline } = this.time;
    const sleep: FakeTime['sleep'] = (ms, signal) =>
      life.isOver ? new Promise(() => {}) : this.time.sleep(ms, signal);
    const store = this.state.storeFor(life);
    const mappings = readyMappings(folder, this.#flows);
    const surroundings = { clock, sleep, deadline, random: () => 0.5, signal: stop.signal, store, mappings };
    const { result, told } = await this.#listener.listen(() =>
      Promise.race([act(environment, folder, surroundings), killed.promise]),
    );
    const texts = REPORTS.map((name) => join(folder, name))
      .filter((file) => existsSync(file))
      .map((file) => readFileSync(file, 'utf8'));
    return {
      exitCode: result,
      report: existsSync(join(folder, REPORT)) ? (JSON.parse(texts[0] ?? 'null') as RunReport) : null,
      told,
      files: texts.join('\n'),
      writes: [
        ...writesIn('exact-online', this.exactOnline.requests.slice(from.exactOnline)),
        ...writesIn('asperion', this.asperion.requests.slice(from.asperion)),
      ],
    };
  }

  /** The saved progress in clear text; null when there is none that can be opened. */
  async progress(): Promise<Progress | null> {
    const name = `${this.exactOnline.division}-${this.asperion.tenant}`;
    const keys = stateKeys(readInputs(this.inputs));
    const store = this.state.storeForLooking();
    const opened = openSealedState({
      store,
      keys,
      repositoryId: REPOSITORY_ID,
      acceptState: 'once',
      warn: () => {},
    });
    return opened.load('progress', name, progressSchema);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([this.exactOnline.close(), this.asperion.close()]);
  }
}

type Call = Readonly<Record<'method' | 'path', string>> & { readonly status: number };

function writesIn(system: string, calls: readonly Call[]): readonly string[] {
  return calls
    .filter(({ method, path }) => method !== 'GET' && !path.endsWith('/token'))
    .map(({ method, path, status }) => `${system} ${method} ${path} ${status}`);
}
