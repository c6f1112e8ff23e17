import type { RecordError } from '../../errors/errors.ts';
import type { FindRequest, System } from '../../systems/system.ts';
import { canonical, type RecordValues, type Value } from '../../values.ts';

interface Remembered {
  readonly answer: readonly RecordValues[];
  readonly refusals: Refusals;
  /** How many values were asked for. */
  readonly size: number;
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
export function rememberFinds(system: System, mostValues = Number.POSITIVE_INFINITY): System {
  if (system.remembers === true || system.isFree === true) return system;
  const known = new Map<string, Remembered>();
  let size = 0;
  const keyOf = (request: FindRequest) =>
    [request.resource, request.field, canonical(request.values), request.fields.join()].join('\n');
  const ask = async (key: string, request: FindRequest): Promise<Remembered> => {
    const refusals: Refusals = new Map();
    let isGuess = false;
    const guessed = (): void => {
      isGuess = true;
    };
    const answer = await system.find({
      ...request,
      ...(request.refused === undefined ? {} : { refused: rememberIn(refusals) }),
      ...(request.guessed === undefined ? {} : { guessed }),
    });
    const asked = { answer, refusals, size: request.values.length };
    if (!isGuess && size < mostValues) {
      known.set(key, asked);
      size += asked.size;
    }
    return asked;
  };
  const forget = (resource: string): void => {
    for (const [key, answer] of known) {
      if (!key.startsWith(`${resource}\n`)) continue;
      known.delete(key);
      size -= answer.size;
    }
  };
  return {
    ...system,
    remembers: true,
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
      const remembered = known.get(key) ?? (await ask(key, request));
      for (const [value, why] of remembered.refusals) refused?.(value, why);
      return remembered.answer;
    },
  };
}
