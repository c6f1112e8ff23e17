import type { ChangePage, System } from '../../systems/system.ts';
import { type Packed, packPage, unpackPage } from './packed.ts';

/**
 * A system whose feed is read once for everyone who asks for it: a flow with a guard is planned before it runs,
 * and should not pay twice. Records read by key and the log of deletions are remembered as well. Pages are
 * read when they are asked for. A system that costs no call is returned unchanged.
 */
export function rememberFeeds(system: System): System {
  if (system.isFree === true) return system;
  const { deletions } = system;
  const answers = new Map<string, unknown>();
  const once = <Answer>(question: readonly unknown[], ask: () => Answer): Answer => {
    const name = JSON.stringify(question);
    if (!answers.has(name)) answers.set(name, ask());
    return answers.get(name) as Answer;
  };
  return {
    ...system,
    changes: (request) =>
      once(['changes', request.resource, request.cursor], () => readableTwice(system.changes(request))),
    read: (request) => once(['read', request.resource, request.by, request.values], () => system.read(request)),
    ...(deletions === undefined
      ? {}
      : {
          deletions: (request) =>
            once(['deletions', request.resources, request.cursor, request.feed], () => deletions.call(system, request)),
        }),
  };
}

/** Pages that can be read again from the first one. They are packed: a first load may have a thousand. */
function readableTwice(pages: AsyncIterable<ChangePage>): AsyncIterable<ChangePage> {
  const known: Packed[] = [];
  const rest = pages[Symbol.asyncIterator]();
  const pageAt = async (index: number): Promise<IteratorResult<ChangePage>> => {
    const page = known[index];
    if (page !== undefined) return { done: false, value: unpackPage(page) };
    const next = await rest.next();
    if (next.done !== true) known.push(packPage(next.value));
    return next;
  };
  return {
    [Symbol.asyncIterator]: () => {
      let index = 0;
      return { next: () => pageAt(index++) };
    },
  };
}
