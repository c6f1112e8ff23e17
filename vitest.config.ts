import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** `EXHAUSTIVE=1` runs the long tests, everything else runs the others: `npm test` stays under five minutes on two cores. */
const isExhaustive = process.env.EXHAUSTIVE === '1';

export default defineConfig({
  test: {
    include: [isExhaustive ? 'test/**/*.exhaustive.test.ts' : 'test/**/*.test.ts'],
    exclude: isExhaustive ? [] : ['test/**/*.exhaustive.test.ts'],
    env: { NODE_COMPILE_CACHE: join(tmpdir(), 'exact-asperion-sync-compiled') },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    reporters: ['default'],
  },
});
