import { openBlock } from './blocks.js';

/** Looks up events in the blocks, which are sorted by reference and, for other names of a record, by name. */

/** The places of the blocks that can hold a text, from the sorted first texts of all blocks. */
function placesOf(firsts, text) {
  let [low, high] = [0, firsts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (firsts[middle] < text) low = middle + 1;
    else high = middle;
  }
  const places = low > 0 ? [low - 1] : [];
  for (let place = low; place < firsts.length && firsts[place] === text; place++) places.push(place);
  return places;
}

/** An event of a block as an object. Names that a block does not hold are null. */
function eventAt({ events, runs }, block, place, reference) {
  const at = (list, number) => (number === -1 ? null : list[number]);
  const run = runs[block.run[place]];
  return {
    run,
    at: run.startedAt + block.after[place],
    flow: block.flow[place],
    reference,
    step: events.steps[block.step[place]],
    action: events.actions[block.action[place]],
    code: at(events.codes, block.code[place]),
    fields: at(events.fields, block.fields[place]) ?? '',
    target: at(block.names, block.target[place]),
    through: at(block.names, block.through[place]),
  };
}

async function eventsOf(overview, reference) {
  const found = [];
  for (const place of placesOf(overview.events.references, reference)) {
    const block = await openBlock(`events-${place}`);
    const own = block.references.indexOf(reference);
    if (own === -1) continue;
    const start = block.counts.slice(0, own).reduce((all, one) => all + one, 0);
    for (let next = start; next < start + block.counts[own]; next++) {
      found.push(eventAt(overview, block, next, reference));
    }
  }
  return found;
}

/**
 * All that happened to records with this number in the source or the target, and because of the document with it; the oldest first. What
 * happened to a record before it had its number in the target belongs to it.
 */
export async function recordsWay(overview, name) {
  const references = new Set([name]);
  for (const place of placesOf(overview.events.names, name)) {
    for (const [other, reference] of await openBlock(`names-${place}`)) if (other === name) references.add(reference);
  }
  const all = [];
  for (const reference of references) {
    const events = await eventsOf(overview, reference);
    const kindOf = ({ flow, step }) => `${flow} ${step}`;
    const kinds = new Set(events.filter(({ target }) => [reference, target].includes(name)).map(kindOf));
    all.push(...events.filter((event) => kinds.has(kindOf(event)) || event.through === name));
  }
  return all.sort((left, right) => left.at - right.at);
}

/** Some names of records that begin with a text. */
export async function namesLike(overview, text) {
  const { references, names } = overview.events;
  const found = new Set();
  for (const [kind, firsts] of [
    ['events', references],
    ['names', names],
  ]) {
    const [place] = placesOf(firsts, text);
    for (const next of [place ?? 0, (place ?? 0) + 1].filter((one) => one < firsts.length)) {
      const block = await openBlock(`${kind}-${next}`);
      const own = kind === 'events' ? block.references : block.map(([name]) => name);
      for (const name of own) if (name.startsWith(text)) found.add(name);
    }
  }
  return [...found].sort().slice(0, 10);
}

/** The events of one run, in their order. All blocks are looked through: `tell` hears how many are done. */
export async function eventsOfRun(overview, run, tell) {
  const { runs, events } = overview;
  const place = runs.indexOf(run);
  const found = [];
  for (let number = 0; number < events.references.length; number++) {
    tell(number, events.references.length);
    const block = await openBlock(`events-${number}`);
    if (!block.run.includes(place)) continue;
    let next = 0;
    block.references.forEach((reference, own) => {
      for (const end = next + block.counts[own]; next < end; next++) {
        if (block.run[next] === place) found.push(eventAt(overview, block, next, reference));
      }
    });
  }
  return found.sort((left, right) => left.at - right.at);
}
