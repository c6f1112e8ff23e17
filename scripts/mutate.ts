/**
 * Makes small mistakes in the sources, one at a time, and asks the tests whether they notice:
 *
 *     node scripts/mutate.ts                       a sample of 200, exit code 1 when fewer than 95 % are noticed
 *     node scripts/mutate.ts --sample 40 --seed 7
 *     node scripts/mutate.ts --only src/sync/      of these sources alone
 *     node scripts/mutate.ts --again               those that nobody noticed the last time
 *     node scripts/mutate.ts --effort 60 --without test/e2e/
 *                                                  a quick look: tests of a minute for each, those that start the bundle left out
 *
 * It works in a copy of the repository in the temporary folder, one test at a time and with low priority.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Change, changesOf } from './mutate/changes.ts';
import { openCompiler } from './mutate/compiler.ts';
import { means, readEquivalents } from './mutate/equivalents.ts';
import { judge, type Verdict } from './mutate/judge.ts';
import { MEASUREMENTS, measure } from './mutate/measure.ts';
import { CACHE } from './mutate/run-tests.ts';
import { hash, openWorkshop } from './mutate/workshop.ts';

const WANTED = 0.95;
const LAST = join('..', 'exact-asperion-sync-mutate-last.json');

const { values } = parseArgs({
  options: {
    sample: { type: 'string', default: '200' },
    skip: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: 'src/' },
    effort: { type: 'string' },
    without: { type: 'string', multiple: true, default: [] },
    again: { type: 'boolean', default: false },
  },
});
const tell = (line: string): void => console.log(line);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
setPriority(10);
const root = join(import.meta.dirname, '..');
const workshop = openWorkshop(root, [MEASUREMENTS, CACHE]);
const sourceOf = (change: Change): string => workshop.sources.get(change.file) ?? '';
const nameOf = (change: Change): string => `${change.file}:${change.line}:${change.column} ${change.what}`;
const last = join(workshop.folder, LAST);
const survivors: readonly string[] =
  values.again && existsSync(last) ? JSON.parse(readFileSync(last, 'utf8')).survived : [];

// Sorted by a hash of what it says: the sample stays the same where the sources do.
const candidates = [...workshop.sources]
  .filter(([file]) => file.startsWith(values.only))
  .flatMap(([file, text]) => changesOf(file, text))
  .filter((change) => !values.again || survivors.includes(nameOf(change)))
  .map((change) => {
    const line = sourceOf(change).split('\n')[change.line - 1];
    return { change, order: hash(`${values.seed}/${change.file}/${line}/${change.what}`) };
  })
  .toSorted((a, b) => (a.order === b.order ? a.change.start - b.change.start : a.order < b.order ? -1 : 1))
  .map(({ change }) => change);
const equivalents = readEquivalents();
const compiles = openCompiler(root, workshop.sources);
tell(`${candidates.length} changes can be made.`);

const measurements = await measure(
  workshop,
  (file) => !values.without.some((beginning) => file.startsWith(beginning)),
  tell,
);
const unfit = Object.entries(measurements).filter(([, { hasPassed }]) => !hasPassed);
for (const [file] of unfit) tell(`left out, fails in a copy: ${file}`);

const counts = { killed: 0, survived: 0, equivalent: 0, 'not viable': 0 };
const survived: string[] = [];
const effortMs = values.effort === undefined ? Number.POSITIVE_INFINITY : Number(values.effort) * 1000;
const size = values.again ? candidates.length : Number(values.sample);
let drawn = 0;
for (const change of candidates) {
  if (counts.killed + counts.survived >= size) break;
  if (equivalents.some((entry) => means(entry, change, sourceOf(change)))) {
    counts.equivalent += 1;
    continue;
  }
  if (!compiles(change)) {
    counts['not viable'] += 1;
    continue;
  }
  drawn += 1;
  if (drawn <= Number(values.skip)) continue;
  const verdict: Verdict = await judge(workshop, change, { measurements, effortMs });
  const { isKilled } = verdict;
  counts[isKilled ? 'killed' : 'survived'] += 1;
  if (!isKilled) survived.push(nameOf(change));
  tell(`${isKilled ? 'killed  ' : 'SURVIVED'} ${nameOf(change)}  ${verdict.by}`);
  writeFileSync(last, JSON.stringify({ survived }, null, 2));
}

const tried = counts.killed + counts.survived;
const score = tried === 0 ? 1 : counts.killed / tried;
tell('');
tell(`${tried} tried: ${counts.killed} killed, ${counts.survived} survived (${(score * 100).toFixed(1)} % killed).`);
tell(`Passed over: ${counts['not viable']} that do not compile, ${counts.equivalent} equivalent ones.`);
for (const name of survived) tell(`  ${name}`);
process.exitCode = score < WANTED ? 1 : 0;
