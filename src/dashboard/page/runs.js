import { titleOfResult } from './charts.js';
import { button, byId, element, link, table } from './element.js';
import { count, duration, moment, sum } from './numbers.js';
import { eventsOfRun } from './records.js';
import { counted, say } from './said.js';
import { tableOfEvents } from './way.js';

/** The list of runs, a page at a time, and one run. */

const PAGE = 25;

/** Lists runs, the newest first. `overview` is for the run that a person opens. */
export function listRuns(overview, runs, start = 0) {
  const shown = runs.toReversed().slice(start, start + PAGE);
  const list = table(
    say('newestFirst'),
    COLUMNS.map((name) => say(name)),
    shown.map((run) => rowOf(overview, run)),
    [3, 4, 5, 6, 7, 8],
  );
  const to = (place) => {
    listRuns(overview, runs, place);
    byId('list-said').focus();
  };
  const newer = button(say('newer'), () => to(start - PAGE));
  const older = button(say('older'), () => to(start + PAGE));
  newer.disabled = start === 0;
  older.disabled = start + PAGE >= runs.length;
  const end = Math.min(start + PAGE, runs.length);
  const said = element(
    'p',
    '',
    runs.length === 0 ? say('none') : say('page', count(start + 1), count(end), count(runs.length)),
  );
  Object.assign(said, { id: 'list-said', tabIndex: -1 });
  byId('list').replaceChildren(said, ...(runs.length === 0 ? [] : [list]), element('p', 'buttons', newer, older));
}

const COLUMNS = [
  'started',
  'result',
  'tookColumn',
  'created',
  'updated',
  'unchanged',
  'failed',
  'waitingColumn',
  'calls',
];

const column = ({ flows }, place) => count(sum(flows.map((flow) => flow[place])));

function rowOf(overview, run) {
  const open = button(moment(run.startedAt), () => showRun(overview, run.whole));
  open.setAttribute('aria-haspopup', 'dialog');
  open.className = 'plain';
  const result = element('span', run.result, titleOfResult(run.result));
  const counts = [2, 3, 4, 6, 7].map((place) => column(run, place));
  const calls = count(sum(Object.values(run.calls)));
  return [open, result, duration(run.seconds), ...counts, calls];
}

const FLOW_COLUMNS = ['flow', 'ended', 'created', 'updated', 'unchanged', 'skipped', 'failed', 'waitingColumn'];

function showRun(overview, run) {
  const { administration, version, config, address, calls } = run;
  const facts = [
    [say('result'), titleOfResult(run.result)],
    [say('tookColumn'), duration(run.seconds)],
    [say('administration'), administration],
    [say('calls'), overview.systems.map(({ name, title }) => `${title} ${count(calls[name] ?? 0)}`).join(', ')],
    [say('version'), version],
    [say('mappings'), config === null ? say('notKnown') : say('commit', config.slice(0, 12))],
    [say('run'), address === null ? run.run : link(address, run.run)],
  ];
  const flows = run.flows.map(([flow, code, created, updated, unchanged, skipped, failed, waiting, differences]) => [
    overview.flows[flow].name,
    code ?? (differences === 0 ? say('well') : counted(differences, 'differenceNoun')),
    ...[created, updated, unchanged, skipped, failed, waiting].map(count),
  ]);
  const records = element('div', '');
  const ask = button(say('showRecords'), () => showRecords(overview, run, records));
  records.append(element('p', 'buttons', ask));
  byId('run-title').textContent = say('runOf', moment(run.startedAt));
  byId('run-found').replaceChildren(
    element('dl', 'facts', ...facts.flatMap(([name, value]) => [element('dt', '', name), element('dd', '', value)])),
    table(
      say('flowsOfRun'),
      FLOW_COLUMNS.map((name) => say(name)),
      flows,
      [2, 3, 4, 5, 6, 7],
    ),
    records,
  );
  byId('run').showModal();
}

async function showRecords(overview, run, place) {
  const said = element('p', '', say('looking'));
  said.setAttribute('role', 'status');
  place.replaceChildren(said);
  const events = await eventsOfRun(overview, run, (done, all) => {
    said.textContent = say('lookingAt', Math.round((done / all) * 100));
  });
  said.textContent =
    events.length === 0 ? say('nothingHappened') : say('happenedTo', counted(events.length, 'eventNoun'));
  if (events.length > 0) place.append(...tableOfEvents(overview, events, say('recordsOfRun')));
}
