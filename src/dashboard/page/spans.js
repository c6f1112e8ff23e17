import { say } from './said.js';

/** Days, weeks or months, so that a chart never has more bars than a person can tell apart. */

const DAY_MS = 86_400_000;
const MOST_DAYS = 62;
const MOST_WEEKS = 70;

const dayAfter = (day, days) => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
const mondayOf = (day) => dayAfter(day, -((new Date(day).getUTCDay() + 6) % 7));

/** What the bars stand for, and the title of a day's bar. */
function spanFor(days) {
  if (days <= MOST_DAYS) return { name: say('day'), of: (day) => day };
  if (days <= MOST_WEEKS * 7) return { name: say('week'), of: mondayOf };
  return { name: say('month'), of: (day) => day.slice(0, 7) };
}

/** The spans from the first to the last run, also those without one, each with its runs. */
export function spansOf(runs) {
  if (runs.length === 0) return { name: say('day'), spans: [] };
  const [first, last] = [runs[0].day, runs.at(-1).day];
  const { name, of } = spanFor((Date.parse(last) - Date.parse(first)) / DAY_MS + 1);
  const spans = new Map();
  for (let day = first; day <= last; day = dayAfter(day, 1)) spans.set(of(day), []);
  for (const run of runs) spans.get(of(run.day)).push(run);
  return { name, spans: [...spans].map(([title, own]) => ({ title, runs: own })) };
}
