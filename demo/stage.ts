import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import type { AsperionSandbox } from '../sandbox/asperion/asperion.ts';
import type { ExactOnlineSandbox } from '../sandbox/exact-online/exact-online.ts';
import { Stage } from '../sandbox/stage.ts';
import { ConfigError } from '../src/errors/errors.ts';
import type { RunReport, StepReport } from '../src/report/run-report.ts';
import type { Edit } from './edits.ts';
import { logLine } from './terminal.ts';

/** Calls that the demo's Exact Online allows, so that nobody waits; the real one allows 60 a minute. */
const CALLS_PER_MINUTE = 6000;

/** The records of both targets that a run can write, by their human names. */
export interface Targets {
  readonly debtor: ReadonlyMap<string, string>;
  readonly invoice: ReadonlyMap<string, string>;
  readonly item: ReadonlyMap<string, string>;
  readonly price: ReadonlyMap<string, string>;
}

/** What one run did, seen from outside: its summary and report, the servers' calls, the targets before and after. */
export interface DemoRun {
  readonly exitCode: number;
  readonly durationMs: number;
  readonly summary: string;
  /** Null if the run ended before it had one. */
  readonly report: RunReport | null;
  readonly steps: readonly StepReport[];
  /** References of the records that could not be synced, dead letters of earlier runs included. */
  readonly deadLetters: readonly string[];
  /** Calls that write, such as `POST /v1/debtors`; token calls aside. */
  readonly writes: readonly string[];
  readonly before: Targets;
  readonly after: Targets;
}

/** The demo's stage: what people see in both systems before and after a run. */
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

  /** The address of the fake GitHub. */
  get gitHubUrl(): string {
    return this.#stage.github.url;
  }

  /** Runs the action once, as the schedule would; `onLine` gets its log as it comes. */
  async run(onLine: (line: string) => void): Promise<DemoRun> {
    const before = this.#targets();
    const run = await this.#stage.run({
      onLine: (line) => {
        const shown = logLine(line);
        if (shown !== null) onLine(shown);
      },
    });
    const report = (run.report ?? null) as RunReport | null;
    const flows = report?.flows ?? [];
    return {
      exitCode: run.exitCode,
      durationMs: run.durationMs,
      summary: run.summary,
      report,
      steps: flows.flatMap(({ steps }) => steps),
      deadLetters: flows.flatMap(({ deadLetters }) => deadLetters.map(({ reference }) => reference)),
      writes: run.writes.map(({ method, path }) => `${method} ${path}`),
      before,
      after: this.#targets(),
    };
  }

  /** Makes a person's change in a system. */
  apply(edit: Edit): void {
    const { system, reference, fields } = edit;
    if (system === 'asperion') {
      const { id = null } = find(this.asperion.rows('articles'), 'articleNumber', reference);
      this.asperion.update('articles', id, fields);
    } else {
      this.exactOnline.update('Accounts', find(this.exactOnline.rows('Accounts'), 'Code', reference).ID, fields);
    }
  }

  #targets(): Targets {
    const codes = new Map(this.exactOnline.rows('Items').map(({ ID, Code }) => [ID, Code]));
    return {
      debtor: named(
        this.asperion.rows('debtors'),
        ({ characteristic5, customerNumber }) => characteristic5 ?? customerNumber,
      ),
      invoice: named(this.asperion.rows('salesinvoiceswithlines'), ({ invoiceNumber }) => invoiceNumber),
      item: named(this.exactOnline.rows('Items').map(own(itemFields)), ({ Code }) => Code),
      price: named(
        this.exactOnline.rows('SalesItemPrices').map(own(priceFields)),
        ({ Item, ID }) => `${codes.get(Item)} ${ID}`,
      ),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stage[Symbol.asyncDispose]();
  }
}

type Row = Readonly<Record<string, unknown>>;

/**
 * Fields that belong to the record itself: Exact Online repeats the price on the item, the description on the price, and
 * counts a new price as a change of its item.
 */
const itemFields = ['ID', 'Code', 'Description', 'ExtraDescription', 'Barcode', 'Unit'];
const priceFields = ['ID', 'Item', 'Account', 'Quantity', 'EndDate', 'Price', 'Currency'];

const own =
  (fields: readonly string[]) =>
  (row: Row): Row =>
    Object.fromEntries(fields.map((field) => [field, row[field]]));

function find<Found extends Row>(rows: readonly Found[], field: string, value: string): Found {
  const row = rows.find((candidate) => String(candidate[field]).trim() === value);
  if (row === undefined) throw new RangeError(`The world has no ${field} ${value}.`);
  return row;
}

function named(rows: readonly Row[], name: (row: Row) => unknown): ReadonlyMap<string, string> {
  return new Map(rows.map((row) => [String(name(row)), JSON.stringify(row)]));
}
