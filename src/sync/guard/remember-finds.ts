import type { RecordError } from '../../errors/errors.ts';
import type { FindRequest, System } from '../../systems/system.ts';
import { canonical, type RecordValues, type Value } from '../../values.ts';

/** So many values are remembered with their answers: those of a first load would not have room. */
const MOST_VALUES = 5000;

interface Remembered {
  readonly answer: Promise<readonly RecordValues[]>;
  readonly refusals: Refusals;
}

/** Values that a look-up could not ask for. */
type Refusals = Map<Value, RecordError>;

const rememberIn =
  (refusals: Refusals) =>
  (value: Value, why: RecordError): void =>
    void refusals.set(value, why);

/**
 * A system that answers repeated look-ups from memory: a flow with a guard asks everything twice, first to
 * count and then to write, and should not pay twice. Look-ups that must be fresh always go through, and a record
 * that is written invalidates the answers about its resource. A system that remembers already, or that costs no call, is returned unchanged.
 */
export function rememberFinds(system: System): System {
  if (system.remembers === true || system.isFree === true) return system;
  const { deletions } = system;
  const known = new Map<string, Remembered>();
  let size = 0;
  const keyOf = (request: FindRequest) =>
    [request.resource, request.field, canonical(request.values), request.fields.join()].join('\n');
  const forget = (resource: string): void => {
    for (const key of known.keys()) if (key.startsWith(`${resource}\n`)) known.delete(key);
    if (known.size === 0) size = 0;
  };
  return {
    name: system.name,
    catalog: system.catalog,
    remembers: true,
    changes: (request) => system.changes(request),
    ...(deletions === undefined ? {} : { deletions: (request) => deletions.call(system, request) }),
    read: (request) => system.read(request),
    list: (request) => system.list(request),
    create(request) {
      forget(request.resource);
      return system.create(request);
    },
    update(request) {
      forget(request.resource);
      return system.update(request);
    },
    async find(request) {
      if (request.fresh === true || request.guess === true) return system.find(request);
      const key = keyOf(request);
      const { refused } = request;
      const refusals: Refusals = new Map();
      const asked = refused === undefined ? request : { ...request, refused: rememberIn(refusals) };
      const remembered = known.get(key) ?? { answer: system.find(asked), refusals };
      if (!known.has(key) && size < MOST_VALUES) {
        known.set(key, remembered);
        size += request.values.length;
      }
      const records = await remembered.answer;
      for (const [value, why] of remembered.refusals) refused?.(value, why);
      return records;
    },
  };
}
