/**
 * What the product costs: calls, time, memory. `npm run bench` measures all parts, `npm run bench -- calls growth` some, and
 * `-- growth 1000 10000` takes other sizes. Prints a table and writes `bench.json`; docs/performance.md explains each figure. Ends with exit
 * code 1 if a figure is not as wanted.
 */
import { spawnSync } from 'node:child_process';
import { callFigures } from './calls/call-figures.ts';
import { measureCompanies } from './companies.ts';
import { type Figure, isMet, keepFigures, tableOf } from './figures.ts';
import { measureGrowth } from './growth.ts';
import { measureMapping } from './mapping.ts';
import { measureRunTime } from './run-time.ts';
import { measureStart } from './start.ts';

const words = process.argv.slice(2);
const sizes = words.filter((word) => /^\d+$/.test(word)).map(Number);

const parts: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  calls: () => callFigures(sizes[0] ?? 1000),
  mapping: measureMapping,
  'run-time': measureRunTime,
  start: measureStart,
  companies: measureCompanies,
  growth: () => measureGrowth(sizes.length > 0 ? sizes : [1000, 10_000, 100_000]),
};

const asked = words.filter((word) => !/^\d+$/.test(word));
const unknown = asked.find((word) => parts[word] === undefined);
if (unknown !== undefined) {
  console.error(`There is no part ${unknown}: ${Object.keys(parts).join(', ')}.`);
  process.exit(1);
}
const chosen = asked.length > 0 ? asked : Object.keys(parts);
for (const part of chosen) {
  if (chosen.length > 1) measureAlone(part);
  else await measure(part);
}

async function measure(part: string): Promise<void> {
  const figures = (await parts[part]?.()) ?? [];
  console.log(`\n${part}\n${tableOf(figures)}`);
  await keepFigures(part, figures);
  if (figures.some((figure) => isMet(figure) === false)) process.exitCode = 1;
}

/** In a process of its own: what the parts before it hold would cost this one time and memory. */
function measureAlone(part: string): void {
  const { status } = spawnSync(process.execPath, [import.meta.filename, part, ...sizes.map(String)], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = 1;
}
