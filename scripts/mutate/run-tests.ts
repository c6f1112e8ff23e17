import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How the tests of some files went. */
export interface Outcome {
  readonly hasPassed: boolean;
  /** The test files that failed, with the first failed test of each; a file that could not be read has none. */
  readonly failed: ReadonlyMap<string, string>;
  /** The run was ended from outside. */
  readonly isTimeout: boolean;
}

/** What differs between the run that measures and those that look for a failure. */
export interface TestRun {
  /** Ends at the first failure. */
  readonly bail: boolean;
  /** For one test, ms. */
  readonly testTimeoutMs: number;
  /** For the whole run, ms. */
  readonly timeoutMs: number;
}

/** Where vitest keeps what it made of the sources; in node_modules, changed sources would be among those of the repository. */
export const CACHE = '.vitest-cache';

const CONFIG = `import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import base from './vitest.config.ts';

const { files, ...test } = JSON.parse(readFileSync('mutate.json', 'utf8'));
const place = ({ moduleId }) => files.indexOf(relative(import.meta.dirname, moduleId));
class Sequencer {
  sort = async (specifications) => specifications.toSorted((a, b) => place(a) - place(b));
  shard = async (specifications) => specifications;
}
export default {
  cacheDir: '.vite',
  test: {
    ...base.test,
    ...test,
    fsModuleCachePath: '${CACHE}',
    projects: undefined,
    include: files,
    maxWorkers: 1,
    setupFiles: ['mutate.setup.ts'],
    sequence: { sequencer: Sequencer },
  },
};
`;

/** Keeps the notes of a test file apart from those of the next one. */
const SETUP = `import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, expect } from 'vitest';
import { forget } from './ticks.ts';

const notes = join(import.meta.dirname, 'ticks.txt');
const started = performance.now();
forget();
afterAll(() => {
  const name = expect.getState().testPath.slice(import.meta.dirname.length + 1).replaceAll(/[\\\\/]/g, '%');
  writeFileSync(join(import.meta.dirname, 'measured', name + '.ms'), String(Math.round(performance.now() - started)));
  if (existsSync(notes)) renameSync(notes, join(import.meta.dirname, 'measured', name));
});
`;

/** Runs test files of the copy in the order given, one after the other in one process. */
export async function runTests(folder: string, files: readonly string[], run: TestRun): Promise<Outcome> {
  const report = join(folder, 'mutate-report.json');
  rmSync(report, { force: true });
  const { bail, testTimeoutMs } = run;
  const test = {
    files,
    isolate: false,
    bail: bail ? 1 : 0,
    testTimeout: testTimeoutMs,
    hookTimeout: testTimeoutMs,
  };
  writeFileSync(join(folder, 'mutate.json'), JSON.stringify(test));
  writeFileSync(join(folder, 'mutate.config.ts'), CONFIG);
  writeFileSync(join(folder, 'mutate.setup.ts'), SETUP);
  const vitest = join(folder, 'node_modules', 'vitest', 'vitest.mjs');
  const args = [vitest, 'run', '--config=mutate.config.ts', '--reporter=json', `--outputFile=${report}`];
  const child = spawn(process.execPath, args, { cwd: folder, stdio: 'ignore', detached: true });
  // With its workers, which would go on in a loop without end; also when this process is ended.
  const stop = (): void =>
    void (child.pid !== undefined && child.exitCode === null && process.kill(-child.pid, 'SIGKILL'));
  process.once('exit', stop);
  const limit = setTimeout(stop, run.timeoutMs);
  const [code] = (await once(child, 'exit')) as [number | null];
  clearTimeout(limit);
  process.off('exit', stop);
  return { hasPassed: code === 0, failed: failedTests(folder, report), isTimeout: code === null };
}

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

function failedTests(folder: string, report: string): ReadonlyMap<string, string> {
  let results: Report['testResults'] = [];
  try {
    results = (JSON.parse(readFileSync(report, 'utf8')) as Report).testResults;
  } catch {
    // A worker that ended itself leaves no report; the exit code says enough.
  }
  const failed = results.filter(({ status }) => status === 'failed');
  return new Map(
    failed.map(({ name, assertionResults }) => [
      name.slice(folder.length + 1),
      assertionResults.find(({ status }) => status === 'failed')?.fullName ?? '',
    ]),
  );
}
