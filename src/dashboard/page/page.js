import { unpack } from './blocks.js';
import { documentsOf, drawBooked } from './booked.js';
import { drawCalls, drawDuration, drawRuns, drawWaiting, titleOfResult, waitingOf } from './charts.js';
import { chosenBooked, chosenRuns, fillFilter, readFilter } from './chosen.js';
import { byId, element } from './element.js';
import { count, moment, sum } from './numbers.js';
import { listRuns } from './runs.js';
import { counted, say } from './said.js';
import { spansOf } from './spans.js';
import { showWay } from './way.js';

/** The dashboard: reads what was chosen, and draws all that depends on it. */

function drawAll(overview, chosen, ofRecord) {
  const runs = chosenRuns(overview, chosen);
  const own = ofRecord === null ? runs : runs.filter((run) => ofRecord.has(run.whole));
  const time = spansOf(runs);
  const waiting = waitingOf(time);
  const booked = chosenBooked(overview.booked, chosen);
  const documents = chosenBooked(overview.documents, chosen);
  showFigures(runs, waiting, documents);
  drawRuns(own, spansOf(own), ofRecord === null ? '' : say('ofRecord', chosen.reference));
  drawWaiting(overview, time, waiting);
  drawBooked(overview, booked, documents);
  drawCalls(overview, runs, time);
  drawDuration(runs, time);
  listRuns(overview, own);
  return own.length;
}

/** The numbers at the top. */
function showFigures(runs, { now }, documents) {
  const last = runs.at(-1);
  const written = (place) => count(sum(runs.flatMap(({ flows }) => flows.map((flow) => flow[place]))));
  const numberOf = (wanted) => runs.filter(({ result }) => result === wanted).length;
  const areApart = numberOf('differs') === 0 ? [] : [say('differedOf', count(numberOf('differs')))];
  const all = documentsOf(documents);
  const figures = [
    [
      say('lastRun'),
      last === undefined ? '–' : titleOfResult(last.result),
      last === undefined ? '' : moment(last.startedAt),
    ],
    [say('runs'), count(runs.length), [say('failedOf', count(numberOf('red'))), ...areApart].join(', ')],
    [
      say('waitingNow'),
      count(sum(now.map(([, , number]) => number))),
      counted(new Set(now.map(([, code]) => code)).size, 'causeNoun'),
    ],
    [say('written'), say('createdOf', written(2)), say('updatedOf', written(3))],
    [say('booked'), all === null ? '–' : count(all), say('documents')],
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
  byId('said').textContent = say('shown', counted(number, 'runNoun'));
  if (ofRecord !== null) byId('way-title').focus();
}

async function open() {
  const overview = await unpack('overview');
  const { runs, madeAt, version, events, damaged } = overview;
  byId('about').textContent =
    say('about', counted(runs.length, 'runNoun'), counted(events.count, 'eventNoun'), moment(madeAt), version) +
    (damaged === 0 ? '' : say('damaged', counted(damaged, 'lineNoun')));
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
  byId('about').textContent = say('cannotShow', error.message);
});
