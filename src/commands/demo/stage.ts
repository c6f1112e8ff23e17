import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseDocument } from 'yaml';
import { ConfigError } from '../../errors.ts';
import { type AsperionSandbox, startAsperion } from '../../sandbox/asperion/asperion.ts';
import { type ExactOnlineSandbox, startExactOnline } from '../../sandbox/exact-online/exact-online.ts';
import { runAction } from '../../sandbox/github/runner.ts';
import { type GitHubSandbox, startGitHubSandbox } from '../../sandbox/github/server.ts';
import { createWorld } from '../../sandbox/world/world.ts';
import type { Edit } from './edits.ts';
import { logLine } from './terminal.ts';

/** Calls that the demo's servers and settings allow, so that nobody has to wait: in earnest it is 60 a minute and 2 a second. */
const CALLS_PER_MINUTE = 6000;
const REQUESTS_PER_SECOND = 100;

/** The records of the two targets that a run can write, by a name that people know them by. */
export interface Targets {
  readonly debtor: ReadonlyMap<string, string>;
  readonly invoice: ReadonlyMap<string, string>;
  readonly item: ReadonlyMap<string, string>;
  readonly price: ReadonlyMap<string, string>;
}

/** The numbers of one step in the run's report (DESIGN §6). */
export interface StepCounts {
  readonly step: string;
  readonly read: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly skipped: number;
  readonly failed: number;
}

/** What one run did, seen from outside: its summary and report, the calls that the servers got, the targets before and after. */
export interface DemoRun {
  readonly exitCode: number;
  readonly durationMs: number;
  readonly summary: string;
  readonly steps: readonly StepCounts[];
  /** References of the records that could not be synced, dead letters of earlier runs included. */
  readonly parked: readonly string[];
  /** Calls that write, such as `POST /v1/debtors`; token calls aside. */
  readonly writes: readonly string[];
  readonly before: Targets;
  readonly after: Targets;
}

interface Report {
  readonly flows: readonly {
    readonly steps: readonly StepCounts[];
    readonly deadLetters: readonly { readonly reference: string }[];
  }[];
}

/** The three servers and a workspace with the mappings, as a repository of the user's own. */
export class DemoStage implements AsyncDisposable {
  readonly exactOnline: ExactOnlineSandbox;
  readonly asperion: AsperionSandbox;
  readonly github: GitHubSandbox;
  readonly #entry: string;
  readonly #folder: string;
  readonly #inputs: Readonly<Record<string, string>>;

  private constructor(
    servers: { exactOnline: ExactOnlineSandbox; asperion: AsperionSandbox; github: GitHubSandbox },
    entry: string,
    folder: string,
  ) {
    this.exactOnline = servers.exactOnline;
    this.asperion = servers.asperion;
    this.github = servers.github;
    this.#entry = entry;
    this.#folder = folder;
    this.#inputs = {
      'exact-online-url': servers.exactOnline.url,
      'exact-online-client-id': servers.exactOnline.clientId,
      'exact-online-client-secret': servers.exactOnline.clientSecret,
      'exact-online-refresh-token': servers.exactOnline.issueRefreshToken(),
      'exact-online-division': String(servers.exactOnline.division),
      'asperion-url': servers.asperion.url,
      'asperion-identity-url': servers.asperion.url,
      'asperion-client-id': servers.asperion.clientId,
      'asperion-client-secret': servers.asperion.clientSecret,
      'asperion-refresh-token': servers.asperion.issueRefreshToken(),
      'asperion-tenant': String(servers.asperion.tenant),
      'state-key': 'a key for the demo only, never for real records',
    };
  }

  /**
   * Starts the servers with the seeded world and copies the mappings; `entry` is the bundle to run. Throws ConfigError
   * `NO_BUNDLE` when it is not there.
   */
  static async set(entry: string, mappings: string): Promise<DemoStage> {
    if (!existsSync(entry)) {
      throw new ConfigError('NO_BUNDLE', `The bundle ${relative(process.cwd(), entry)} is missing.`, {
        hint: 'Make it with `npm run build`.',
      });
    }
    const world = createWorld();
    const [exactOnline, asperion, github] = await Promise.all([
      startExactOnline({ ...world.exactOnline, minuteLimit: CALLS_PER_MINUTE }),
      startAsperion(world.asperion),
      startGitHubSandbox(),
    ]);
    const folder = await mkdtemp(join(tmpdir(), 'exact-asperion-demo-'));
    const workspace = join(folder, 'workspace');
    await cp(mappings, join(workspace, 'mappings'), { recursive: true });
    await mkdir(join(folder, 'temp'));
    const settings = join(workspace, 'mappings', 'settings.yml');
    const document = parseDocument(await readFile(settings, 'utf8'));
    document.setIn(['asperion', 'requestsPerSecond'], REQUESTS_PER_SECOND);
    await writeFile(settings, String(document));
    return new DemoStage({ exactOnline, asperion, github }, entry, folder);
  }

  /** Runs the action once, as the schedule would; `onLine` gets its log as it comes. */
  async run(onLine: (line: string) => void): Promise<DemoRun> {
    const before = this.#targets();
    const seen = { exactOnline: this.exactOnline.requests.length, asperion: this.asperion.requests.length };
    const step = await runAction({
      entry: this.#entry,
      workspace: join(this.#folder, 'workspace'),
      temp: join(this.#folder, 'temp'),
      inputs: this.#inputs,
      cache: this.github,
      onLine: (line) => {
        const shown = logLine(line);
        if (shown !== null) onLine(shown);
      },
    });
    const report = step.outputs.report;
    const { flows } = JSON.parse(report === undefined ? '{"flows":[]}' : await readFile(report, 'utf8')) as Report;
    const requests = [
      ...this.exactOnline.requests.slice(seen.exactOnline),
      ...this.asperion.requests.slice(seen.asperion),
    ];
    return {
      exitCode: step.exitCode,
      durationMs: step.durationMs,
      summary: step.summary,
      steps: flows.flatMap(({ steps }) => steps),
      parked: flows.flatMap(({ deadLetters }) => deadLetters.map(({ reference }) => reference)),
      writes: requests
        .filter(({ method, path }) => method !== 'GET' && !path.endsWith('/token'))
        .map(({ method, path }) => `${method} ${path}`),
      before,
      after: this.#targets(),
    };
  }

  /** Does in a system what a person does there. */
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
    await Promise.all([this.exactOnline, this.asperion, this.github].map((server) => server[Symbol.asyncDispose]()));
    await rm(this.#folder, { recursive: true, force: true });
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
