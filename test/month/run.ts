import { parseArgs } from 'node:util';
import { liveMonth } from './month.ts';

/**
 * Simulated months: `npm run month -- --seed 7` lives one again, `npm run month -- --seeds 1000` the first thousand. Prints what is not as the
 * model has it, with the line that shows it again, and ends with 1 when there is any; with `--stop` after the first.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    seeds: { type: 'string' },
    from: { type: 'string' },
    stop: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  },
});
const first = Number(values.seed ?? values.from ?? 1);
const count = values.seed === undefined ? Number(values.seeds ?? 10) : 1;
if (values.help === true || !Number.isInteger(first) || !Number.isInteger(count) || count < 1) {
  console.log('Usage: npm run month -- [--seed N | --from N --seeds COUNT] [--stop]   (numbers are whole)');
  process.exit(values.help === true ? 0 : 2);
}
const total = { runs: 0, due: 0, writes: 0, logins: 0, failed: 0 };
const began = performance.now();
for (let seed = first; seed < first + count; seed += 1) {
  const { problems, runs, due, writes, logins } = await liveMonth(seed);
  total.runs += runs;
  total.due += due;
  total.writes += writes;
  total.logins += logins;
  if (problems.length === 0) continue;
  total.failed += 1;
  console.log([`npm run month -- --seed ${seed}`, ...problems.map((problem) => `  ${problem}`)].join('\n'));
  if (values.stop === true) break;
}
const seconds = (performance.now() - began) / 1000;
console.log(
  `${count} months, ${total.failed} not as the model has them; ${total.due} scheduled runs, of which ${total.runs} could have something to do, ${total.writes} writes, ` +
    `${total.logins} new logins; ${seconds.toFixed(0)} s, ${((1000 * seconds) / count).toFixed(0)} ms for a month`,
);
process.exitCode = total.failed === 0 ? 0 : 1;
