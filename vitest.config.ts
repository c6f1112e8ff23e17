import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** `EXHAUSTIVE=1` runs the long tests, everything else runs the others: `npm test` stays under five minutes on two cores. */
const isExhaustive = process.env.EXHAUSTIVE === '1';
/** A test that hangs ends, ms. No test is slow enough to come near it, also on a machine that does five other things. */
const TIMEOUT_MS = isExhaustive ? 900_000 : 240_000;

export default defineConfig({
  test: {
    include: [isExhaustive ? 'test/**/*.exhaustive.test.ts' : 'test/**/*.test.ts'],
    exclude: isExhaustive ? [] : ['test/**/*.exhaustive.test.ts'],
    env: { NODE_COMPILE_CACHE: join(tmpdir(), 'exact-asperion-sync-compiled') },
    testTimeout: TIMEOUT_MS,
    hookTimeout: TIMEOUT_MS,
    maxWorkers: 2,
    reporters: ['default'],
  },
});
