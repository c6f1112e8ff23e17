import { unpack } from './blocks.js';
import { drawBooked } from './booked.js';
import { drawCalls, drawDuration, drawRuns, drawWaiting, titleOfResult, waitingOf } from './charts.js';
import { chosenBooked, chosenRuns, fillFilter, readFilter } from './chosen.js';
import { byId, element } from './element.js';
import { count, counted, moment, sum } from './numbers.js';
import { listRuns } from './runs.js';
import { spansOf } from './spans.js';
import { showWay } from './way.js';

/** The dashboard: reads what was chosen, and draws all that depends on it. */

function drawAll(overview, chosen, ofRecord) {
  const runs = chosenRuns(overview, chosen);
  const own = ofRecord === null ? runs : runs.filter((run) => ofRecord.has(run.whole));
  const time = spansOf(runs);
  const waiting = waitingOf(time);
  const booked = chosenBooked(overview, chosen);
  showFigures(runs, waiting, booked);
  drawRuns(own, spansOf(own), ofRecord === null ? '' : ` in which something happened to ${chosen.reference}`);
  drawWaiting(overview, time, waiting);
  drawBooked(overview, booked);
  drawCalls(overview, runs, time);
  drawDuration(runs, time);
  listRuns(overview, own);
  return own.length;
}

/** The numbers at the top. */
function showFigures(runs, { now }, booked) {
  const last = runs.at(-1);
  const written = (place) => count(sum(runs.flatMap(({ flows }) => flows.map((flow) => flow[place]))));
  const figures = [
    [
      'Last run',
      last === undefined ? '–' : titleOfResult(last.result),
      last === undefined ? '' : moment(last.startedAt),
    ],
    ['Runs', count(runs.length), `${count(runs.filter(({ result }) => result === 'red').length)} failed`],
    [
      'Waiting now',
      count(sum(now.map(([, , number]) => number))),
      counted(new Set(now.map(([, code]) => code)).size, 'cause'),
    ],
    ['Written', `${written(2)} created`, `${written(3)} updated`],
    ['Booked', count(sum(booked.map(({ documents }) => documents))), 'documents'],
  ];
  byId('figures').replaceChildren(
    ...figures.map(([name, value, more]) =>
      element('div', '', element('dt', '', name), element('dd', '', value, element('small', 'quiet', more))),
    ),
  );
}

async function show(overview, isAsked) {
  const chosen = readFilter();
  const ofRecord = await showWay(overview, chosen);
  // Somebody has chosen something else in the meantime.
  if (JSON.stringify(readFilter()) !== JSON.stringify(chosen)) return;
  const number = drawAll(overview, chosen, ofRecord);
  if (!isAsked) return;
  byId('said').textContent = `${counted(number, 'run')} shown.`;
  if (ofRecord !== null) byId('way-title').focus();
}

async function open() {
  const overview = await unpack('overview');
  const { runs, madeAt, version, events, damaged } = overview;
  byId('about').textContent =
    `${counted(runs.length, 'run')} and ${counted(events.count, 'event')}, made ${moment(madeAt)} by version ${version}. ` +
    'Times are Dutch. It holds references, never names or addresses of people.' +
    (damaged === 0 ? '' : ` ${counted(damaged, 'line')} of the logs could not be read.`);
  fillFilter(overview);
  const filter = byId('filter');
  filter.addEventListener('submit', (event) => {
    event.preventDefault();
    show(overview, true);
  });
  byId('show-all').addEventListener('click', () => {
    filter.reset();
    show(overview, true);
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => show(overview, false));
  await show(overview, false);
  performance.mark('drawn');
  document.documentElement.dataset.drawn = 'true';
}

open().catch((error) => {
  byId('about').textContent =
    `This browser cannot show the page: ${error.message}. Try the newest version of another one.`;
});
