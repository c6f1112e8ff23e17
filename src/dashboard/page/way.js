import { chooseReference, chosenEvents } from './chosen.js';
import { button, byId, element, link, table } from './element.js';
import { count, exactMoment } from './numbers.js';
import { namesLike, recordsWay } from './records.js';
import { counted, say } from './said.js';

/** One record's way through both systems: all that happened to it, in its order. */

/** A number with its system. */
const placeOf = (name, system) =>
  element(
    'span',
    'short',
    name ?? '–',
    ...(system === null || name === null ? [] : [element('small', 'quiet', system)]),
  );

/** How many events a table has at most. */
const MOST = 500;

/** A table of events, and a sentence if it has only the latest of them. */
export function tableOfEvents(overview, events, caption) {
  const shown = table(
    caption,
    EVENT_COLUMNS.map((name) => say(name)),
    events.slice(-MOST).map((event) => rowOfEvent(overview, event)),
  );
  if (events.length <= MOST) return [shown];
  return [element('p', 'quiet', say('latest', count(MOST))), shown];
}

const EVENT_COLUMNS = ['when', 'fromColumn', 'to', 'happened', 'fields', 'flowAndStep'];

function rowOfEvent({ flows }, { run, at, flow, step, reference, target, through, action, code, fields }) {
  const { name, from, to } = flows[flow];
  const when = exactMoment(at);
  return [
    run.address === null ? when : link(run.address, when),
    placeOf(reference, from),
    element('span', 'short', '→ ', placeOf(target, to)),
    element('span', '', action, ...(code === null ? [] : [element('small', 'quiet', code)])),
    fields,
    element('span', '', name, element('small', 'quiet', through === null ? step : say('stepBy', step, through))),
  ];
}

/** Shows the record that is chosen, and resolves to the runs in which something happened to it; null = none is chosen. */
export async function showWay(overview, chosen) {
  const { reference } = chosen;
  byId('way').hidden = reference === '';
  if (reference === '') return null;
  byId('way-title').textContent = say('wayOf', reference);
  const events = chosenEvents(await recordsWay(overview, reference), chosen);
  const shown =
    events.length > 0 ? [saidOf(events), ...tableOfEvents(overview, events, say('allHappened', reference))] : [];
  byId('way-found').replaceChildren(...(events.length > 0 ? shown : await proposals(overview, reference)));
  return new Set(events.map(({ run }) => run));
}

function saidOf(events) {
  const runs = new Set(events.map(({ run }) => run)).size;
  const last = events.at(-1);
  return element(
    'p',
    '',
    say('waySaid', counted(events.length, 'eventNoun'), counted(runs, 'runNoun'), last.action, exactMoment(last.at)),
  );
}

/** What to try if nothing is known of a number. */
async function proposals(overview, reference) {
  const none = element('p', '', say('saysNothing', reference));
  const names = (await namesLike(overview, reference)).filter((name) => name !== reference);
  if (names.length === 0) return [none];
  return [
    none,
    element('p', '', say('beginWithIt')),
    element('p', 'buttons', ...names.map((name) => button(name, () => chooseReference(name)))),
  ];
}
