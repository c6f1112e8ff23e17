import { RecordError, UnclearWriteError } from '../../errors/errors.ts';
import type { ResourceSpec } from '../../systems/catalog.ts';
import type { System } from '../../systems/system.ts';
import type { RecordValues, Value } from '../../values.ts';
import { holds } from '../diff.ts';
import { agrees, strongestKey } from '../find/match.ts';
import { isAboutThis as isAbout, isUnchanged, refuseOther } from './answers.ts';
import { asFinal } from './unclear.ts';

/** Puts records into the target. There are two kinds: one that writes, and that of a shadow, which only simulates (`shadow.ts`). */
export interface Writer {
  /** Creates a record and returns it with its key and the fields that later steps use. */
  create(request: CreateRequest): Promise<RecordValues>;
  /** Changes a record and returns what the target's answer says about it, which may be nothing. */
  update(request: UpdateRequest): Promise<RecordValues>;
}

/** A record to create. */
export interface CreateRequest {
  readonly spec: ResourceSpec;
  readonly values: RecordValues;
  /** Match keys from the strongest to the weakest, to find the record again if the answer was unclear. */
  readonly match: readonly (readonly string[])[];
  /** Fields that the result must have. */
  readonly keep: readonly string[];
  /** Whether a target record belongs to another source record. */
  readonly isTaken?: (key: Value) => boolean;
  /** Called when it was sent and got no answer, before the record is looked for: whatever stops the run then, it may still appear. */
  readonly unanswered?: () => void;
}

/** Fields to change on one record. */
export interface UpdateRequest {
  readonly spec: ResourceSpec;
  readonly key: Value;
  readonly values: RecordValues;
  /** Whether the target held a value before. */
  readonly isAsBefore?: (field: string, told: Value) => boolean;
  /** As for a create, of a change that must not be sent again (`ResourceSpec.moves`). */
  readonly unanswered?: () => void;
}

/** How long to wait before checking whether an unclear change arrived: a slow system may still be storing it. */
const SETTLE_MS = 2_000;

/**
 * The waits before each check for a write whose outcome is open and that must not be sent twice, 52 s in total. A gateway gives up on a system that
 * may keep storing for a while, so a record that is not there yet proves nothing: it is not sent again in this run.
 */
const LOOKS_AFTER_MS = [SETTLE_MS, 5_000, 15_000, 30_000];

/** How long a flow waits in total for such writes. After that, each is checked only once, and none is sent again: a system that answers none must not use up the run's time. */
const PATIENCE_MS = 120_000;

/** What the real writer needs. */
export interface LiveWriterOptions {
  readonly target: System;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
}

/**
 * Really writes, and safely (docs/architecture.md, "A create is sent once"). A create whose outcome is open is looked up at growing intervals
 * and never sent again in this run; only one that was refused (with a message in Exact Online's 500, which it gives for business errors and faults
 * alike, or because of too many calls) is sent once more if it is not there. What is found after a refusal is it only with the values that were sent. The same holds for a stock count, which is a document of its own
 * each time. Any other change that is repeated does no harm, so it is sent once more if it did not arrive. Throws RecordError if the system refuses the record twice, TransientError `WRITE_UNCLEAR` if the outcome stays open.
 */
export const createLiveWriter = (options: LiveWriterOptions): Writer => new LiveWriter(options);

class LiveWriter implements Writer {
  readonly #options: LiveWriterOptions;
  /** How long this writer has waited for writes without an answer. */
  #waitedMs = 0;

  constructor(options: LiveWriterOptions) {
    this.#options = options;
  }

  create(request: CreateRequest): Promise<RecordValues> {
    const { target, signal } = this.#options;
    const { spec, values, unanswered } = request;
    const isAboutThis = (created: RecordValues): boolean => isAbout(request, created);
    const create = () => target.create({ resource: spec.name, values, isAboutThis, signal });
    const send = async () => this.#complete(request, await noting(create, unanswered));
    return this.#sendOnce(send, async (wasRefused) => {
      const found = await this.#lookUp(request);
      if (found === undefined) return undefined;
      if (wasRefused) refuseOther(request, found);
      return this.#complete(request, found);
    });
  }

  async update(request: UpdateRequest): Promise<RecordValues> {
    if (request.spec.moves === true) {
      const isThere = async () => (isEmpty(await this.#remaining(request)) ? {} : undefined);
      return this.#sendOnce(() => noting(() => this.#put(request), request.unanswered), isThere);
    }
    try {
      return await this.#put(request);
    } catch (error) {
      if (!(error instanceof UnclearWriteError)) throw error;
      await this.#options.sleep(error.answer === null ? SETTLE_MS : 0, this.#options.signal);
    }
    const rest = { ...request, values: await this.#remaining(request) };
    if (isEmpty(rest.values)) return {};
    try {
      return await this.#put(rest);
    } catch (error) {
      if (!(error instanceof UnclearWriteError)) throw error;
      if (isEmpty(await this.#remaining(rest))) return {};
      throw asFinal(error);
    }
  }

  /** Sends what must not be there twice; `look` finds it in the target. */
  async #sendOnce(
    send: () => Promise<RecordValues>,
    look: (wasRefused: boolean) => Promise<RecordValues | undefined>,
  ): Promise<RecordValues> {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof UnclearWriteError)) throw error;
      const arrived = await this.#awaitArrival(error, () => look(error.answer !== null));
      if (arrived !== undefined) return arrived;
      if (!error.isRefusal) throw asFinal(error);
    }
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof UnclearWriteError) && !(error instanceof RecordError)) throw error;
      const late = await (error instanceof UnclearWriteError
        ? this.#awaitArrival(error, () => look(error.answer !== null))
        : look(true));
      if (late !== undefined) return late;
      throw asFinal(error);
    }
  }

  /** Sends a change. Throws UnclearWriteError too if the answer shows that it did not arrive. */
  async #put({ spec, key, values, isAsBefore }: UpdateRequest): Promise<RecordValues> {
    const { target, signal } = this.#options;
    const answer = await target.update({ resource: spec.name, key, values, signal });
    if (isAsBefore === undefined || !isUnchanged(values, answer, isAsBefore)) return answer;
    throw new UnclearWriteError(`The answer to the change of ${spec.name} shows the values of before.`, null);
  }

  /** A created record with the fields that later steps use. Its number may be given only after the answer. */
  async #complete({ spec, keep }: CreateRequest, created: RecordValues): Promise<RecordValues> {
    const isMissing = (field: string): boolean =>
      created[field] === undefined || (created[field] === null && field === spec.reference);
    return keep.some(isMissing)
      ? { ...created, ...(await this.#read(spec, created[spec.key] ?? null, keep)) }
      : created;
  }

  /** What `look` finds of an unclear write, as soon as it finds it. Throws if there is no time to look as often as it takes. */
  async #awaitArrival<T>(error: UnclearWriteError, look: () => Promise<T | undefined>): Promise<T | undefined> {
    if (error.answer !== null) return look();
    const { sleep, signal } = this.#options;
    for (const [index, waitMs] of LOOKS_AFTER_MS.entries()) {
      if (index > 0 && this.#waitedMs + waitMs > PATIENCE_MS) throw asFinal(error);
      await sleep(waitMs, signal);
      this.#waitedMs += waitMs;
      const arrived = await look();
      if (arrived !== undefined) return arrived;
    }
    return undefined;
  }

  /** The record that a create would make, found by its strongest match key that has a value. */
  async #lookUp(request: CreateRequest): Promise<RecordValues | undefined> {
    const { target, signal } = this.#options;
    const { spec, values, match, keep, isTaken } = request;
    const fields = strongestKey(match, spec, values);
    const [field] = fields;
    if (field === undefined) return undefined;
    const found = await target.find({
      resource: spec.name,
      field,
      values: [values[field] ?? null],
      fields: [...new Set([...fields, ...keep, ...Object.keys(values)])],
      near: [values],
      fresh: true,
      signal,
    });
    return found.find((record) => isTaken?.(record[spec.key] ?? null) !== true && agrees(request, fields, record));
  }

  /** The values of a change that the target does not hold yet. */
  async #remaining({ spec, key, values }: UpdateRequest): Promise<RecordValues> {
    const actual = await this.#read(spec, key, Object.keys(values));
    if (actual === undefined) throw new RecordError('NOT_FOUND', 'The target record is gone.');
    return Object.fromEntries(Object.entries(values).filter(([field, value]) => !holds(value, actual[field])));
  }

  async #read(spec: ResourceSpec, key: Value, fields: readonly string[]): Promise<RecordValues | undefined> {
    const { target, signal } = this.#options;
    const request = { resource: spec.name, field: spec.key, values: [key], fields, fresh: true, signal };
    const [found] = await target.find(request);
    return found;
  }
}

/** Sends a write, and notes that it got no answer. */
async function noting<T>(send: () => Promise<T>, unanswered?: () => void): Promise<T> {
  try {
    return await send();
  } catch (error) {
    if (error instanceof UnclearWriteError) unanswered?.();
    throw error;
  }
}

const isEmpty = (values: RecordValues): boolean => Object.keys(values).length === 0;
