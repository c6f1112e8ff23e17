import { getInput, setOutput } from '@actions/core';
import { SyncError } from '../../src/errors/errors.ts';
import { createCacheStore } from '../../src/github/cache-store.ts';
import { realDeadline } from '../../src/http/exchange.ts';
import { patient } from '../../src/state/patient-store.ts';
import type { StateKind, StateStore } from '../../src/state/store.ts';

// A step that drives the cache store with the real cache client: input `do` holds commands, one after the other or, with `at-once`, all begun at once; output `results`
// what came of each: the entry's text, null, 'ok', or the error's code.
const { env } = process;
const event = JSON.parse(getInput('event') || '{"defaultBranch":"main"}') as { defaultBranch: string | null };
const warnings: string[] = [];
const waits: number[] = [];
const store = createCacheStore({
  workspace: env.GITHUB_WORKSPACE ?? '',
  runId: env.GITHUB_RUN_ID ?? '',
  runAttempt: env.GITHUB_RUN_ATTEMPT ?? '',
  cacheMode: env.ACTIONS_CACHE_MODE ?? '',
  apiUrl: env.GITHUB_API_URL ?? '',
  repository: env.GITHUB_REPOSITORY ?? '',
  token: getInput('token') || null,
  ref: env.GITHUB_REF ?? '',
  defaultBranch: event.defaultBranch,
  // This step's timers are a hundred times faster: an upload gets 3 s, or all the time that it takes.
  deadline: (ms, expire) => (getInput('in-a-hurry') === 'true' ? realDeadline(ms * 10, expire) : () => {}),
  warn: (message) => warnings.push(message),
});
const patientStore = patient(
  {
    load: (kind: StateKind, name: string) => store.load(kind, name),
    loadNewest: (kind: StateKind) => store.loadNewest(kind),
    save: (kind: StateKind, name: string, sealed: Buffer) => store.save(kind, name, sealed),
  } as StateStore,
  {
    sleep: async (ms) => void waits.push(ms),
    signal: new AbortController().signal,
    // The time that uploads take, of which two are enough to give up.
    clock: () => Date.now() * 20,
  },
);

async function run([operation, name = '', text = '', kind = 'progress']: readonly string[]): Promise<string | null> {
  if (operation === 'load') return (await patientStore.load(kind as StateKind, name))?.toString() ?? null;
  if (operation === 'loadNewest') {
    const newest = await patientStore.loadNewest(kind as StateKind);
    return newest === null ? null : `${newest.name}: ${newest.sealed}`;
  }
  if (operation === 'assertNewest') await store.assertNewest(kind as StateKind, name);
  if (operation === 'save') await patientStore.save(kind as StateKind, name, Buffer.from(text));
  if (operation === 'names') return [...((await store.names?.(kind as StateKind)) ?? [])].sort().reverse().join(' ');
  if (operation === 'touch') await store.touch?.(kind as StateKind, name);
  if (operation === 'prune') await store.prune?.();
  if (operation === 'assertWritable') store.assertWritable();
  return 'ok';
}

let before: Promise<unknown> = Promise.resolve();
const outcomes = (JSON.parse(getInput('do')) as string[][]).map(async (command) => {
  const turn = before;
  const { promise, resolve } = Promise.withResolvers<void>();
  before = promise;
  try {
    if (getInput('at-once') !== 'true') await turn;
    return await run(command);
  } catch (error) {
    if (error instanceof SyncError) return error.code;
    throw error;
  } finally {
    resolve();
  }
});
setOutput('results', JSON.stringify(await Promise.all(outcomes)));
setOutput('warnings', JSON.stringify(warnings));
setOutput('waits', JSON.stringify(waits));
process.exit();
