import type { RecordError } from '../../errors.ts';
import type { FindRequest, System } from '../../systems/system.ts';
import { canonical, type RecordValues, type Value } from '../../values.ts';

/** Values that a look-up could not ask for. */
type Refusals = Map<Value, RecordError>;

const rememberIn =
  (refusals: Refusals) =>
  (value: Value, why: RecordError): void =>
    void refusals.set(value, why);

/**
 * A system that answers repeated look-ups from memory: a flow with a guard asks everything twice, first to
 * count and then to write, and should not pay twice. Look-ups that must be fresh always go through, and a record
 * that is written invalidates the answers about its resource. A system that remembers already is returned unchanged.
 */
export function rememberFinds(system: System): System {
  if (system.remembers === true) return system;
  const { deletions } = system;
  const known = new Map<string, { readonly answer: Promise<readonly RecordValues[]>; readonly refusals: Refusals }>();
  const keyOf = (request: FindRequest) =>
    [request.resource, request.field, canonical(request.values), request.fields.join()].join('\n');
  const forget = (resource: string): void => {
    for (const key of known.keys()) if (key.startsWith(`${resource}\n`)) known.delete(key);
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
      if (request.fresh === true) return system.find(request);
      const key = keyOf(request);
      const { refused } = request;
      const refusals: Refusals = new Map();
      const asked = refused === undefined ? request : { ...request, refused: rememberIn(refusals) };
      const remembered = known.get(key) ?? { answer: system.find(asked), refusals };
      known.set(key, remembered);
      const records = await remembered.answer;
      for (const [value, why] of remembered.refusals) refused?.(value, why);
      return records;
    },
  };
}
