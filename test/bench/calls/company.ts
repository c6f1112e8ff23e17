import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Stage, type StageRun } from '../../../sandbox/stage.ts';
import { Clock, HOUR_MS } from '../../e2e/support/clock.ts';
import { Work, type Workplace } from './work.ts';

/** The checkout. */
export const root = join(import.meta.dirname, '..', '..', '..');

/** Enough that no guard stops a flow, because how much is written is known here. */
export const GUARDLESS = 'extends: shipped\nguard: { maxCreates: 1000000, maxUpdates: 1000000 }\n';
const GUARDED = [
  'customers.exact-online-to-asperion',
  'orders.exact-online-to-asperion',
  'products.asperion-to-exact-online',
];

/** A company in step that the bundle syncs, with a clock that can be put forward, and the work that people then do. */
export class BenchCompany implements AsyncDisposable {
  readonly stage: Stage;
  readonly work: Work;
  readonly place: Workplace;
  readonly #clock: Clock;
  #wrote = false;

  private constructor(stage: Stage, clock: Clock, work: Work) {
    this.stage = stage;
    this.work = work;
    this.#clock = clock;
    const { exactOnline, asperion } = stage;
    this.place = { exactOnline, asperion, forward: (ms) => clock.forward(ms) };
  }

  /** A company with so many customers in both systems. */
  static async open(size: number): Promise<BenchCompany> {
    const clock = new Clock();
    const work = new Work(size);
    const stage = await Stage.set({
      entry: join(root, 'action', 'index.js'),
      mappings: join(root, 'example', 'mappings'),
      world: work.world,
      exactOnline: { minuteLimit: 1_000_000, dailyLimit: 10_000_000, clock: clock.now },
      asperion: { clock: clock.now },
      requestsPerSecond: 1000,
    });
    stage.inputs['state-store'] = 'file:state.bin';
    for (const flow of GUARDED) await writeFile(stage.mapping(`${flow}.yml`), GUARDLESS);
    const company = new BenchCompany(stage, clock, work);
    do await company.settle();
    while (company.#wrote);
    return company;
  }

  /** Lets time pass, with a run: what the run before has seen is too old for each feed to show it once more. */
  async settle(): Promise<void> {
    this.forward();
    this.#wrote = (await this.run()).writes.length > 0;
    this.forward();
  }

  /** Lets two hours pass. */
  forward(): void {
    this.#clock.forward(2 * HOUR_MS);
  }

  /** Now on the Dutch clock, as both systems write it. */
  moment(): string {
    const zone = { timeZone: 'Europe/Amsterdam', dateStyle: 'short', timeStyle: 'medium' } as const;
    return new Date(this.#clock.now()).toLocaleString('sv-SE', zone).replace(' ', 'T');
  }

  /** A run of the bundle, which must be without failures. */
  async run(env: Readonly<Record<string, string>> = {}): Promise<StageRun> {
    const run = await this.stage.run({
      env: { ...env, NODE_OPTIONS: `${this.#clock.env.NODE_OPTIONS} ${env.NODE_OPTIONS ?? ''}` },
    });
    if (run.exitCode !== 0) throw new Error(`The run ended with ${run.exitCode}:\n${run.log}`);
    return run;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stage[Symbol.asyncDispose]();
  }
}
