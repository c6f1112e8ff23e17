import { drawChart, toneOf } from './chart.js';
import { table } from './element.js';
import { count, duration, quantile, sum } from './numbers.js';
import { counted, say } from './said.js';

/** The charts over time: runs, what waits, calls, durations. */

const RESULTS = [
  ['ok', 'good'],
  ['waiting', 'wait'],
  ['differs', 'apart'],
  ['red', 'bad'],
];

export const titleOfResult = (result) => say(result);

const labelsOf = ({ spans }) => spans.map(({ title }) => title);

export function drawRuns(runs, time, about) {
  const numberOf = (result) => runs.filter((run) => run.result === result).length;
  drawChart('runs', {
    said: say(
      'runsSaid',
      counted(runs.length, 'runNoun'),
      about,
      numberOf('red') === 0 ? say('noneFailed') : count(numberOf('red')),
      [
        numberOf('waiting') === 0 ? '' : say('leftWaiting', count(numberOf('waiting'))),
        numberOf('differs') === 0 ? '' : say('differed', count(numberOf('differs'))),
      ].join(''),
    ),
    first: time.name,
    labels: labelsOf(time),
    series: RESULTS.map(([name, tone]) => ({
      title: titleOfResult(name),
      tone,
      values: time.spans.map(({ runs: own }) => own.filter(({ result }) => result === name).length),
    })),
    format: count,
  });
}

/** What waits after each span, by cause, and after all of them, by flow and cause. A flow without a run keeps what it had. */
export function waitingOf({ spans }) {
  const state = new Map();
  const bySpan = spans.map(({ runs }) => {
    for (const { administration, flows, waiting } of runs) {
      for (const [flow] of flows) {
        const own = waiting.filter(([other]) => other === flow);
        state.set(`${flow} ${administration}`, own);
      }
    }
    const causes = new Map();
    for (const [, code, number] of [...state.values()].flat()) causes.set(code, (causes.get(code) ?? 0) + number);
    return causes;
  });
  const now = new Map();
  for (const [flow, code, number] of [...state.values()].flat()) {
    const key = JSON.stringify([flow, code]);
    now.set(key, (now.get(key) ?? 0) + number);
  }
  const rows = [...now].map(([key, number]) => [...JSON.parse(key), number]);
  return { bySpan, now: rows.sort((left, right) => right[2] - left[2]) };
}

export function drawWaiting({ flows, codes }, time, { bySpan, now }) {
  const causes = [...new Set(bySpan.flatMap((span) => [...span.keys()]))].sort();
  const all = sum(now.map(([, , number]) => number));
  const rows = now.map(([flow, code, number]) => [
    code,
    flows[flow].name,
    count(number),
    codes[code]?.means ?? '',
    codes[code]?.todo ?? '',
  ]);
  const columns = ['cause', 'flow', 'records', 'means', 'todo'].map((name) => say(name));
  drawChart('waiting', {
    said: all === 0 ? say('nothingWaits') : say('waitsAfter', counted(all, 'waitNoun')),
    first: time.name,
    labels: causes.length === 0 ? [] : labelsOf(time),
    series: causes.map((code, place) => ({
      title: code,
      tone: toneOf(place),
      values: bySpan.map((span) => span.get(code) ?? 0),
    })),
    format: count,
    more: rows.length === 0 ? [] : [table(say('whatWaits'), columns, rows, [2])],
  });
}

export function drawCalls({ systems }, runs, time) {
  drawChart('calls', {
    said: systems.map((system) => saidOfCalls(system, runs)).join(' '),
    first: time.name,
    labels: labelsOf(time),
    series: systems.map(({ name, title }, place) => ({
      title,
      tone: toneOf(place),
      values: time.spans.map(({ runs: own }) => sum(own.map(({ calls }) => calls[name] ?? 0))),
    })),
    format: count,
  });
}

/** The day with most calls of one administration, and how much of what is usual that is. */
function saidOfCalls({ name, title, callsPerDay }, runs) {
  const days = new Map();
  for (const { day, administration, calls } of runs) {
    const key = `${day} ${administration}`;
    days.set(key, (days.get(key) ?? 0) + (calls[name] ?? 0));
  }
  const [most, number] = [...days].reduce((left, right) => (right[1] > left[1] ? right : left), ['', 0]);
  if (number === 0) return say('noCalls', title);
  const part = callsPerDay === null ? '' : say('ofUsual', Math.ceil((number / callsPerDay) * 100), count(callsPerDay));
  return say('mostCalls', title, counted(number, 'callNoun'), most.slice(0, 10), part);
}

export function drawDuration(runs, time) {
  const sorted = (own) => own.map(({ seconds }) => seconds).sort((left, right) => left - right);
  const all = sorted(runs);
  const valuesOf = (part) => time.spans.map(({ runs: own }) => quantile(sorted(own), part));
  // Whole minutes on the axis, not 100 seconds.
  const unit = Math.max(...valuesOf(0.95)) > 120 ? 60 : 1;
  const inUnit = (part) => valuesOf(part).map((seconds) => (seconds === null ? null : seconds / unit));
  const said = say('took', duration(quantile(all, 0.5) ?? 0), duration(quantile(all, 0.95) ?? 0));
  drawChart('duration', {
    said: all.length === 0 ? say('noRuns') : said,
    first: time.name,
    labels: labelsOf(time),
    series: [
      { title: say('halfTook'), tone: 'tone-1', values: inUnit(0.5) },
      { title: say('mostTook'), tone: 'tone-2', values: inUnit(0.95) },
    ],
    format: (value) => (value === null ? '–' : duration(value * unit)),
    axis: (value) => `${count(value)} ${unit === 60 ? 'min' : 's'}`,
    kind: 'line',
  });
}
