import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** `EXHAUSTIVE=1` runs the long tests, everything else runs the others: `npm test` stays under five minutes on two cores. */
const isExhaustive = process.env.EXHAUSTIVE === '1';
/** A test that hangs ends, ms. No test is slow enough to come near it, also on a machine that does five other things. */
const TIMEOUT_MS = isExhaustive ? 900_000 : 240_000;
/** Run the action within the test's own process, where `@actions/core` keeps the first file of the summary that it was given. */
const ALONE = ['test/chaos/**/*.test.ts', 'test/commands/alarm/freshness.test.ts'];
const LONG = 'test/**/*.exhaustive.test.ts';

/** Files share a worker, because half the time would go into reading the sources once for each file. */
const TOGETHER = { name: 'together', include: ['test/**/*.test.ts'], exclude: [LONG, ...ALONE], isolate: false };
const projects = isExhaustive
  ? [{ name: 'long', include: [LONG] }]
  : [TOGETHER, { name: 'alone', include: ALONE, exclude: [LONG] }];

export default defineConfig({
  test: {
    projects: projects.map((test) => ({ extends: true, test })),
    env: { NODE_COMPILE_CACHE: join(tmpdir(), 'exact-asperion-sync-compiled') },
    testTimeout: TIMEOUT_MS,
    hookTimeout: TIMEOUT_MS,
    maxWorkers: 2,
    reporters: ['default'],
  },
});
