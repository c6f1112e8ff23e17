import { mkdtempDisposable, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type ActionRun, type RunActionOptions, runAction } from '../../sandbox/github/runner.ts';
import { type GitHubSandbox, startGitHubSandbox } from '../../sandbox/github/server.ts';
import { callCache, storeEntry } from '../sandbox/github/protocol.ts';

export const MAIN = 'refs/heads/main';
export const PREFIX = 'exact-asperion-sync/v1/progress/main';
/** Makes the cache client's pauses between its tries a hundred times shorter. */
const HURRY = `data:text/javascript,const wait = setTimeout; globalThis.setTimeout = (f, ms, ...a) => wait(f, ms / 100, ...a);`;

interface Archive {
  readonly version: string;
  readonly content: Uint8Array<ArrayBuffer>;
}

let made: Promise<Archive> | undefined;

/** Real archive of a saved entry with the text `one`, made by the first test that needs it. */
export function archive(): Promise<Archive> {
  made ??= makeArchive();
  return made;
}

async function makeArchive(): Promise<Archive> {
  await using sandbox = await startGitHubSandbox();
  await step(sandbox, [['save', 'main', 'one']]);
  const [{ key, version } = { key: '', version: '' }] = sandbox.entries;
  const { body } = await callCache(sandbox, MAIN, 'GetCacheEntryDownloadURL', { key, version });
  const download = await fetch(String(body.signed_download_url));
  return { version, content: new Uint8Array(await download.arrayBuffer()) };
}

/** An entry with the text `one` that an earlier run saved. */
export async function savedBefore(sandbox: GitHubSandbox, end = '40-1-1'): Promise<void> {
  const { version, content } = await archive();
  await storeEntry(sandbox, MAIN, `${PREFIX}/${end}`, content, version);
}

/** What a step left. */
export interface Step {
  readonly results: readonly (string | null)[];
  readonly warnings: readonly string[];
  /** What the store waited for, in ms; none of it passed. */
  readonly waits: readonly number[];
  readonly run: ActionRun;
  readonly left: readonly string[];
}

/** A command for the store in `cache-step.ts`. */
export type Command = readonly [
  'load' | 'loadNewest' | 'names' | 'touch' | 'save' | 'prune' | 'assertWritable' | 'assertNewest',
  name?: string,
  text?: string,
  kind?: string,
];

interface StepOptions extends Partial<RunActionOptions> {
  readonly token?: string;
}

/** Runs commands in one step, one after the other. */
export async function step(
  cache: GitHubSandbox | undefined,
  commands: readonly Command[],
  options: StepOptions = {},
): Promise<Step> {
  await using workspace = await mkdtempDisposable(join(tmpdir(), 'cache-store-'));
  await using temp = await mkdtempDisposable(join(tmpdir(), 'cache-store-temp-'));
  const inputs = { do: JSON.stringify(commands), token: options.token ?? cache?.token ?? '', ...options.inputs };
  const run = await runAction({
    entry: join(import.meta.dirname, 'cache-step.ts'),
    workspace: workspace.path,
    temp: temp.path,
    ...(cache === undefined ? {} : { cache }),
    env: { NODE_OPTIONS: `--import "${HURRY}"`, NODE_COMPILE_CACHE: join(tmpdir(), 'cache-store-compiled') },
    ...options,
    inputs,
  });
  const { results = '[]', warnings = '[]', waits = '[]' } = run.outputs;
  expect(run.exitCode, run.log).toBe(0);
  return {
    results: JSON.parse(results) as (string | null)[],
    warnings: JSON.parse(warnings) as string[],
    waits: JSON.parse(waits) as number[],
    run,
    left: await readdir(workspace.path, { recursive: true }),
  };
}

/** The keys of all entries. */
export function keys(sandbox: GitHubSandbox): readonly string[] {
  return sandbox.entries.map((entry) => entry.key);
}
