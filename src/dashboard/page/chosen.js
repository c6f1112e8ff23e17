import { byId, element } from './element.js';
import { say } from './said.js';

/** The filter: what a person chose, and the runs that it leaves. */

const option = (value, text) => Object.assign(element('option', '', text), { value });
const fieldOf = (name) => byId('filter').elements.namedItem(name);

export function fillFilter({ runs, flows }) {
  const administrations = [...new Set(runs.map(({ administration }) => administration))].sort();
  byId('administrations').hidden = administrations.length < 2;
  fieldOf('administration').append(option('', say('all')), ...administrations.map((name) => option(name, name)));
  const byName = flows.map(({ name }, place) => [name, place]).sort();
  fieldOf('flow').append(option('', say('allFlows')), ...byName.map(([name, place]) => option(place, name)));
  for (const name of ['from', 'until']) {
    Object.assign(fieldOf(name), { min: runs[0].day, max: runs.at(-1).day });
  }
}

/** What is chosen. A day or a flow that is not chosen leaves all. */
export function readFilter() {
  const textOf = (name) => fieldOf(name).value.trim();
  const flow = textOf('flow');
  return {
    administration: textOf('administration'),
    flow: flow === '' ? null : Number(flow),
    from: textOf('from'),
    until: textOf('until'),
    reference: textOf('reference'),
  };
}

/** Chooses a record, as if a person had written its number. */
export function chooseReference(reference) {
  fieldOf('reference').value = reference;
  byId('filter').requestSubmit();
}

const isOfDay = ({ from, until }, day) => (from === '' || day >= from) && (until === '' || day <= until);
const isOfAdministration = (chosen, { administration }) =>
  chosen.administration === '' || chosen.administration === administration;
const isOfFlow = ({ flow }, other) => flow === null || flow === other;

/** The runs of the chosen days in which the chosen flow took part, the oldest first; of a run, only what concerns the flow. */
export function chosenRuns({ runs }, chosen) {
  return runs.flatMap((run) => {
    if (!isOfDay(chosen, run.day) || !isOfAdministration(chosen, run)) return [];
    const flows = run.flows.filter(([flow]) => isOfFlow(chosen, flow));
    if (chosen.flow !== null && flows.length === 0) return [];
    return [{ ...run, whole: run, flows, waiting: run.waiting.filter(([flow]) => isOfFlow(chosen, flow)) }];
  });
}

/** What was booked, or how many documents, on the chosen days by the chosen flow. */
export const chosenBooked = (rows, chosen) =>
  rows.filter((row) => isOfDay(chosen, row.day) && isOfAdministration(chosen, row) && isOfFlow(chosen, row.flow));

export const chosenEvents = (events, chosen) =>
  events.filter(
    ({ run, flow }) => isOfDay(chosen, run.day) && isOfAdministration(chosen, run) && isOfFlow(chosen, flow),
  );
