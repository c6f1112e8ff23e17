import { spawn } from 'node:child_process';
import { cp, mkdtempDisposable, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { RunReport } from '../../../src/report/run-report.ts';
import { startCache } from './plain-cache.ts';
import {
  type ApiServer,
  type Call,
  type Choices,
  type PlainServer,
  type Row,
  startAsperion,
  startExactOnline,
} from './plain-servers.ts';
import { asperionTables, exactTables } from './plain-world.ts';

const root = join(import.meta.dirname, '..', '..', '..');

/** A run of the action. */
export interface PlainRun {
  readonly exitCode: number | null;
  readonly report: RunReport;
  /** Calls to both systems as `exact POST logistics/Items`, those of each in order. */
  readonly calls: readonly string[];
  /** What was written, with the bodies; tokens aside. */
  readonly writes: readonly (readonly [string, Row])[];
}

/** The servers, and a machine on which the committed bundle runs. */
export interface PlainStage extends AsyncDisposable {
  readonly exact: ApiServer;
  readonly asperion: ApiServer;
  /** The runner's workspace. */
  readonly folder: string;
  run(): Promise<PlainRun>;
  /** Every saved entry is gone; a person authorised both apps again. */
  loseState(): Promise<void>;
}

/** How a stage is set. */
export interface PlainStageOptions {
  readonly choices: Choices;
  /** How many articles Asperion has. */
  readonly articles?: number;
  /** Variables of the runner beside those that every run has, or in their place. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** Optional inputs arrive as empty texts. */
const LEFT_EMPTY = ['MODE', 'MAPPINGS', 'FLOWS', 'STATE-STORE', 'ACCEPT-STATE', 'SINCE', 'RECORDS', 'FAIL-ON'];

/** Starts the servers and copies the shipped mappings into a workspace; only Asperion's pace and the first day are set there. */
export async function setPlainStage({ choices, articles = 3, variables }: PlainStageOptions): Promise<PlainStage> {
  const stack = new AsyncDisposableStack();
  const exact = stack.use(await startExactOnline('4711', exactTables(), choices));
  const asperion = stack.use(await startAsperion('815', asperionTables(articles), choices));
  const cache = stack.use(await startCache());
  const folder = stack.use(await mkdtempDisposable(join(tmpdir(), 'plain-stage-'))).path;
  await cp(join(root, 'mappings'), join(folder, 'mappings'), { recursive: true });
  const settings = join(folder, 'mappings', 'settings.yml');
  const pace = /requestsPerSecond: \d+/;
  const shipped = await readFile(settings, 'utf8');
  await writeFile(settings, shipped.replace(pace, 'requestsPerSecond: 500').replace('# since: ', 'since: '));

  const outputs = join(folder, 'outputs');
  let runNumber = 9_000_000_000;
  let refreshTokens = { exact: exact.logIn(), asperion: asperion.logIn() };
  const environment = (): Record<string, string | undefined> => ({
    PATH: process.env.PATH,
    ...Object.fromEntries(LEFT_EMPTY.map((name) => [`INPUT_${name}`, ''])),
    'INPUT_EXACT-ONLINE-URL': `${exact.url}/`,
    'INPUT_EXACT-ONLINE-CLIENT-ID': 'client id',
    'INPUT_EXACT-ONLINE-CLIENT-SECRET': 'client secret',
    'INPUT_EXACT-ONLINE-REFRESH-TOKEN': refreshTokens.exact,
    'INPUT_EXACT-ONLINE-DIVISION': '4711',
    'INPUT_ASPERION-URL': asperion.url,
    'INPUT_ASPERION-IDENTITY-URL': asperion.url,
    'INPUT_ASPERION-CLIENT-ID': 'client id',
    'INPUT_ASPERION-CLIENT-SECRET': 'client secret',
    'INPUT_ASPERION-REFRESH-TOKEN': refreshTokens.asperion,
    'INPUT_ASPERION-TENANT': '815',
    'INPUT_GITHUB-TOKEN': 'anything',
    'INPUT_STATE-KEY': 'a state key of this test and of nothing else',
    GITHUB_ACTIONS: 'true',
    GITHUB_API_URL: cache.url,
    GITHUB_WORKSPACE: folder,
    GITHUB_REPOSITORY: 'owner/books',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_EVENT_NAME: 'schedule',
    GITHUB_EVENT_PATH: join(folder, 'missing.json'),
    GITHUB_RUN_ID: String(runNumber),
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_OUTPUT: outputs,
    GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
    RUNNER_TEMP: folder,
    ACTIONS_CACHE_SERVICE_V2: 'True',
    ACTIONS_RESULTS_URL: `${cache.url}/`,
    ACTIONS_RUNTIME_TOKEN: 'anything',
    NODE_COMPILE_CACHE: join(tmpdir(), 'plain-stage-compiled'), // no runner sets it: it only makes the start faster
    ...variables,
  });

  return {
    exact,
    asperion,
    folder,
    async run() {
      runNumber += 1;
      exact.calls.length = 0;
      asperion.calls.length = 0;
      await Promise.all([outputs, join(folder, 'summary.md')].map((file) => writeFile(file, '')));
      const child = spawn(process.execPath, [join(root, 'action', 'index.js')], { cwd: folder, env: environment() });
      const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
      const [log, errors, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
      const reportFile = /^report<<(\S+)\n(.+)\n\1$/m.exec(await readFile(outputs, 'utf8'))?.[2];
      if (reportFile === undefined) throw new Error(`The run left no report; its log:\n${log}${errors}`);
      return {
        exitCode,
        report: JSON.parse(await readFile(reportFile, 'utf8')) as RunReport,
        calls: [...exact.calls.map(nameOf('exact')), ...asperion.calls.map(nameOf('asperion'))],
        writes: [...writesOf('exact', exact), ...writesOf('asperion', asperion)],
      };
    },
    async loseState() {
      cache.forget();
      await rm(join(folder, 'state'), { recursive: true, force: true });
      refreshTokens = { exact: exact.logIn(), asperion: asperion.logIn() };
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

/** `exact PUT logistics/Items`: without hosts, divisions and ids. */
const nameOf =
  (system: string) =>
  ({ method, path }: Call): string =>
    `${system} ${method} ${path.replace(/^(\/api)?\/v1\/(\d+\/)?/, '').replace(/\(.*\)$|\/\d+$/, '')}`;

function writesOf(system: string, { calls }: PlainServer): (readonly [string, Row])[] {
  const writes = calls.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/token'));
  return writes.map((call) => [nameOf(system)(call), JSON.parse(String(call.body)) as Row]);
}
