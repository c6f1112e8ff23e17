import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { DAY, optionsAt } from './test/day/day.ts';

/** `EXHAUSTIVE=1` runs the long tests, everything else runs the others. */
const isExhaustive = process.env.EXHAUSTIVE === '1';
/** A test that hangs ends, ms. No test is slow enough to come near it, also on a machine that does five other things. */
const TIMEOUT_MS = isExhaustive ? 900_000 : 240_000;
const LONG = 'test/**/*.exhaustive.test.ts';
/** What is run from end to end, in processes of its own: the committed bundle, the command line, the cache client, the pages in a browser. */
const E2E = [
  'test/e2e/**/*.test.ts',
  'test/**/browser.test.ts',
  'test/cli.test.ts',
  'test/commands/{doctor,init/*,plan,plan-comment,plan-key,validate}.test.ts',
  'test/github/cache-{entries,store}.test.ts',
  'test/report/publish.test.ts',
  'test/sandbox/{command/*,worlds}.test.ts',
  'test/toy-system/*.test.ts',
];
/** Run the action within the test's own process, where `@actions/core` keeps the first file of the summary that it was given. */
const ALONE = ['test/chaos/**/*.test.ts', 'test/commands/alarm/freshness.test.ts'];

/** Files share a worker, because half the time would go into reading the sources once for each file. `npm test` runs all but the project e2e. */
const projects = isExhaustive
  ? [{ name: 'long', include: [LONG] }]
  : [
      { name: 'together', include: ['test/**/*.test.ts'], exclude: [LONG, ...E2E, ...ALONE], isolate: false },
      { name: 'alone', include: ALONE, exclude: [LONG] },
      { name: 'e2e', include: E2E, exclude: [LONG], isolate: false },
    ];

// The workers, and all that a test starts, begin at one day: no test knows what day it is on this machine.
process.env.NODE_OPTIONS = optionsAt(Date.parse(DAY));

export default defineConfig({
  test: {
    projects: projects.map((test) => ({ extends: true, test })),
    setupFiles: ['test/support/seed.ts'],
    env: { NODE_COMPILE_CACHE: join(tmpdir(), 'exact-asperion-sync-compiled') },
    testTimeout: TIMEOUT_MS,
    hookTimeout: TIMEOUT_MS,
    maxWorkers: 2,
    reporters: ['default'],
  },
});
