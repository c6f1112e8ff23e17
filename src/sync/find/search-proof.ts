import { ConfigError, RecordError } from '../../errors/errors.ts';
import type { Program } from '../../mapping/flow/program.ts';
import type { StepProgram } from '../../mapping/steps/step-program.ts';
import type { Progress } from '../../state/progress.ts';
import { decodeRecord, encodeRecord } from '../../state/value-codec.ts';
import type { System } from '../../systems/system.ts';
import { LocalDateTime, type RecordValues, type Value } from '../../values.ts';
import { agrees, strongestKey } from './match.ts';

/** What a step creates, and where. */
interface Creating {
  readonly program: Program;
  readonly step: StepProgram;
  readonly target: System;
  readonly values: RecordValues;
  readonly signal: AbortSignal;
}

/** What a step created. */
export interface Created extends Creating {
  /** The key that the target gave it. */
  readonly key: Value;
  /** The human name of its source record. */
  readonly reference: string;
}

/** The waits before each look: a search may show a new record only after some seconds. */
const LOOKS_AFTER_MS = [0, 2_000, 5_000, 15_000];

/**
 * Proves that a search finds what was created, once for each step of a run, if the system's search depends on settings that
 * nobody has confirmed. If they were wrong, nothing would show it until a run without its state finds nothing and creates
 * everything a second time. What no search found is kept in the progress: until one does, nothing is created under such a key, whatever the run. A change of
 * the mapping ends that, because it may be the remedy: the next create proves it.
 */
export class SearchProof {
  readonly #proven = new Set<string>();
  readonly #unfound: Progress['unfound'];
  readonly #sleep: (ms: number, signal: AbortSignal) => Promise<void>;

  constructor(
    { unfound }: Progress,
    programs: readonly Program[],
    sleep: (ms: number, signal: AbortSignal) => Promise<void>,
  ) {
    this.#unfound = unfound;
    this.#sleep = sleep;
    const isChanged = ({ flow, version }: Progress['unfound'][string]): boolean =>
      programs.some((program) => program.name === flow && program.version !== version);
    for (const [name, before] of Object.entries(unfound)) if (isChanged(before)) delete unfound[name];
  }

  /** Throws ConfigError `SEARCH_NOT_WORKING` if what was created under such a key before is there and still not found by it. */
  async beforeCreate(creating: Creating): Promise<void> {
    const key = keyToProve(creating);
    const before = this.#unfound[nameOf(creating, key)];
    if (before === undefined) return;
    const created = { ...creating, ...before, values: decodeRecord(before.values) };
    const isOver = (await lookUp(created, key)).length > 0 || !(await isThere(created));
    if (!isOver) throw notFound(created, key);
    delete this.#unfound[nameOf(creating, key)];
  }

  /**
   * Throws ConfigError `SEARCH_NOT_WORKING` if the first record of a step is not found by its key, RecordError `MADE_TWICE` if another one is
   * found as well.
   */
  async afterCreate(created: Created): Promise<void> {
    const name = `${created.program.name}\n${created.step.id}`;
    const key = keyToProve(created);
    if (key.length === 0 || this.#proven.has(name)) return;
    this.#proven.add(name);
    for (const waitMs of LOOKS_AFTER_MS) {
      if (waitMs > 0) await this.#sleep(waitMs, created.signal);
      const found = await lookUp(created, key);
      if (found.length === 0) continue;
      refuseSecond(created, key, found);
      return;
    }
    this.#unfound[nameOf(created, key)] = toKeep(created, key);
    throw notFound(created, key);
  }
}

/** The key by which a search must find what is created; empty = it needs no proof. */
function keyToProve({ step, target, values }: Creating): readonly string[] {
  const key = strongestKey(step.match, step.spec, values);
  // A field that is compared in its own form is looked up in the whole list, which needs no search.
  const { searchable, loose } = step.spec.fields[key[0] ?? ''] ?? {};
  return target.catalog.searchSettings !== undefined && searchable === true && loose === undefined ? key : [];
}

/** The name in the progress of what is not found by a key. */
const nameOf = ({ step }: Creating, key: readonly string[]): string => `${step.spec.name}|${key.join(' + ')}`;

/** What a later run needs to search for it: its key, and numbers and dates such as its book year. */
function toKeep({ program, values, key, reference }: Created, fields: readonly string[]): Progress['unfound'][string] {
  const isKept = ([field, value]: readonly [string, Value]): boolean =>
    fields.includes(field) || typeof value === 'number' || value instanceof LocalDateTime;
  const kept = encodeRecord(Object.fromEntries(Object.entries(values).filter(isKept)));
  const { name: flow, version } = program;
  return { key: typeof key === 'number' ? key : String(key), reference, values: kept, flow, version };
}

/** False if somebody deleted it. */
async function isThere({ step, target, key, signal }: Created): Promise<boolean> {
  const { name: resource, key: field } = step.spec;
  const found = await target.find({ resource, field, values: [key], fields: [field], fresh: true, signal });
  return found.length > 0;
}

/** The records under the key of what was created. */
async function lookUp({ step, target, values, signal }: Created, key: readonly string[]) {
  const [field = ''] = key;
  const found = await target.find({
    resource: step.spec.name,
    field,
    values: [values[field] ?? null],
    fields: [...key, step.spec.reference],
    near: [values],
    fresh: true,
    signal,
  });
  return found.filter((record) => agrees({ spec: step.spec, values }, key, record));
}

/** Nothing had this key before the create, so a second record with it was made of the same call. */
function refuseSecond({ step, key: own }: Created, key: readonly string[], found: readonly RecordValues[]): void {
  const { key: id, reference } = step.spec;
  const nameOf = (record: RecordValues): string => String(record[reference] ?? record[id] ?? '?');
  const isOwn = (record: RecordValues): boolean => String(record[id]) === String(own);
  const others = found.filter((record) => !isOwn(record)).map(nameOf);
  if (others.length === 0) return;
  const linked = found.filter(isOwn).map(nameOf)[0] ?? String(own);
  const second = others.join(', ');
  throw new RecordError(
    'MADE_TWICE',
    `It was sent once and is there twice, under the same ${key.join(' + ')}: as ${linked} and as ${second}.`,
    {
      hint: `Delete ${second} there: ${linked} is the one that is linked. If more of its kind were created at that time, look for their doubles too.`,
    },
  );
}

function notFound({ step, target, reference }: Created, key: readonly string[]): ConfigError {
  const settings = target.catalog.searchSettings ?? [];
  return new ConfigError(
    'SEARCH_NOT_WORKING',
    `What step "${step.id}" created in ${step.spec.name} for ${reference} is not found by ${key.join(' + ')}.`,
    {
      hint: `This flow stops so that nothing is created twice. Search for it there by hand in some minutes. If it is found by then, the search lags behind: ask that system's support, because each run creates one record until it is faster. If not, check ${settings.join(', ')} in settings.yml, and whether the system keeps this field as it was sent. The stop ends when the search finds it, when you change the mapping, or when somebody deletes that record there.`,
    },
  );
}
