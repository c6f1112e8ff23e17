import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadedBy } from './imports.ts';
import { runTests } from './run-tests.ts';
import { hash, type Workshop } from './workshop.ts';

/** What one test file does when nothing is changed. */
export interface Measured {
  /** Of the test file. */
  readonly hash: string;
  readonly hasPassed: boolean;
  readonly ms: number;
  /** The most calls of `tick` that one of its processes reached, as a power of two. */
  readonly ticks: number;
  /** The places that ran, by source; with the hash of the source they were found in. */
  readonly ran: Readonly<Record<string, { readonly hash: string; readonly places: readonly number[] }>>;
}

/** Measurements by the path of the test file. */
export type Measurements = Record<string, Measured>;

/** The file of measurements in the copy. */
export const MEASUREMENTS = 'measurements.json';

const NO_LIMIT = Number.MAX_SAFE_INTEGER;
const HOUR_MS = 3_600_000;
const AT_ONCE = 20;

/** Runs the test files that are new, changed, or run a source that changed since they were measured; keeps the others' measurements. */
export async function measure(
  workshop: Workshop,
  isChosen: (file: string) => boolean,
  tell: (line: string) => void,
): Promise<Measurements> {
  const { folder } = workshop;
  const kept = join(folder, MEASUREMENTS);
  const known: Measurements = existsSync(kept) ? JSON.parse(readFileSync(kept, 'utf8')) : {};
  const tests = globSync('test/**/*.test.ts', { cwd: folder })
    .filter((file) => !file.includes('.exhaustive.') && isChosen(file))
    .sort();
  const sourceHashes = new Map([...workshop.sources].map(([file, text]) => [file, hash(text)]));
  const isCurrent = (file: string): boolean => {
    const measured = known[file];
    if (measured?.hash !== hash(readFileSync(join(folder, file), 'utf8'))) return false;
    return Object.entries(measured.ran).every(([source, { hash }]) => sourceHashes.get(source) === hash);
  };
  const stale = tests.filter((file) => !isCurrent(file));
  if (stale.length > 0) {
    tell(`Running ${stale.length} test files once to see what each of them runs.`);
    rmSync(join(folder, 'measured'), { recursive: true, force: true });
    mkdirSync(join(folder, 'measured'));
    workshop.setTicks(true, NO_LIMIT);
    const clean = { bail: false, testTimeoutMs: HOUR_MS, timeoutMs: 4 * HOUR_MS };
    // What was measured is kept when the rest is interrupted.
    for (let from = 0; from < stale.length; from += AT_ONCE) {
      const files = stale.slice(from, from + AT_ONCE);
      rmSync(workshop.notes, { force: true });
      const { failed } = await runTests(folder, files, clean);
      for (const file of files) known[file] = readMeasured(workshop, file, !failed.has(file), sourceHashes);
      writeFileSync(kept, JSON.stringify(known));
    }
  }
  return Object.fromEntries(tests.flatMap((file) => (known[file] === undefined ? [] : [[file, known[file]]])));
}

function readMeasured(
  { folder, places }: Workshop,
  file: string,
  hasPassed: boolean,
  sourceHashes: ReadonlyMap<string, string>,
): Measured {
  const notes = join(folder, 'measured', file.replaceAll('/', '%'));
  const lines = existsSync(notes) ? readFileSync(notes, 'utf8').split('\n') : [];
  // A file that never ran is not among those that failed.
  const hasRun = existsSync(`${notes}.ms`);
  const ms = hasRun ? Number(readFileSync(`${notes}.ms`, 'utf8')) : 0;
  const ticks = Math.max(1024, ...lines.filter((line) => line.startsWith('=')).map((line) => Number(line.slice(1))));
  const numbers = new Set(lines.filter((line) => /^\d+$/.test(line)).map(Number));
  // A module runs once for all files of a process, and only the first of them notes it.
  const loaded = loadedBy(folder, file);
  const ran = [...places].flatMap(([source, { first, places }]) => {
    const isReached = (index: number): boolean => numbers.has(first + index) || (index === 0 && loaded.has(source));
    const here = places.map((_, index) => index).filter(isReached);
    return here.length === 0 ? [] : [[source, { hash: sourceHashes.get(source) ?? '', places: here }] as const];
  });
  return {
    hash: hash(readFileSync(join(folder, file), 'utf8')),
    hasPassed: hasPassed && hasRun,
    ms,
    ticks,
    ran: Object.fromEntries(ran),
  };
}
