import { ConfigError, RecordError } from '../../errors/errors.ts';
import type { Program } from '../../mapping/flow/program.ts';
import type { StepProgram } from '../../mapping/steps/step-program.ts';
import type { Progress } from '../../state/progress.ts';
import { decodeRecord, encodeRecord } from '../../state/value-codec.ts';
import { matchForm } from '../../systems/match-form.ts';
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
  /** What a person pinned, and the flow under whose name links.yml does so; null = no flow has such records as its source. */
  readonly pins: ReadonlyMap<string, string>;
  readonly pinFlow: string | null;
}

/** What a step created. */
export interface Created extends Creating {
  /** The key that the target gave it. */
  readonly key: Value;
  /** The human name of its source record. */
  readonly reference: string;
  /** What the answer shows of it. */
  readonly shown: RecordValues;
}

/** What an earlier run created, and no search found. */
type Unfound = Omit<Created, 'shown'>;

/** The waits before each look: a search may show a new record only after some seconds. */
const LOOKS_AFTER_MS = [0, 2_000, 5_000, 15_000];

/**
 * Proves that a search finds what was created: once for each step of a run if the system's search depends on settings that
 * nobody has confirmed, and each record whose answer shows another key than was sent, because a system may cut a code or write it in capitals. If a search does not find it,
 * nothing would show that until a run without its state finds nothing and creates
 * everything a second time. What no search found is kept in the progress: until one does, nothing is created under such a key, whatever the run. A change of
 * the mapping ends that, because it may be the remedy: the next create proves it. So does a pin, which finds the record without a search.
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
    const key = keyOf(creating);
    const before = this.#unfound[nameOf(creating, key)];
    if (before === undefined) return;
    const created = { ...creating, ...before, values: decodeRecord(before.values) };
    // The pins of another flow are of other records.
    const isOwn = creating.program.name === before.flow;
    const isFound = (isOwn && creating.pins.has(before.reference)) || (await lookUp(created, key)).length > 0;
    const shown = isFound ? undefined : await readById(created, key);
    if (shown !== undefined) throw notFound({ ...created, shown, pinFlow: isOwn ? creating.pinFlow : null }, key);
    delete this.#unfound[nameOf(creating, key)];
  }

  /**
   * Throws ConfigError `SEARCH_NOT_WORKING` if the first record of a step, or one with another key than was sent, is not found by its key, RecordError `MADE_TWICE`
   * if another one is found as well.
   */
  async afterCreate(created: Created): Promise<void> {
    const key = keyOf(created);
    if (!this.#needsProof(created, key) && (isCompared(created) || !isKeptOtherwise(created, key))) return;
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

  /** True for the first record of a step, where it depends on settings whether a search finds it. */
  #needsProof({ program, step, target }: Created, key: readonly string[]): boolean {
    // A field that is compared in its own form is looked up in the whole list, which needs no search.
    const { searchable, loose } = step.spec.fields[key[0] ?? ''] ?? {};
    if (target.catalog.searchSettings === undefined || searchable !== true || loose !== undefined) return false;
    const name = `${program.name}\n${step.id}`;
    const isFirst = !this.#proven.has(name);
    this.#proven.add(name);
    return isFirst;
  }
}

/** The key by which a later run would look for what is created; empty = it has none. */
const keyOf = ({ step, values }: Creating): readonly string[] => strongestKey(step.match, step.spec, values);

/** True for a document that is compared after it was created: one whose number is kept otherwise waits alone (`DIFFERS`). */
const isCompared = ({ step: { policy } }: Created): boolean => policy.kind === 'document' && policy.exists === 'verify';

/**
 * True if the answer shows another key than was sent. What it does not show, or shows empty, proves nothing. A key of several fields is that of a part of
 * another record, such as a contact person.
 */
function isKeptOtherwise({ step: { spec }, values, shown }: Created, key: readonly string[]): boolean {
  const [field = '', ...others] = key;
  const form = others.length > 0 ? null : matchForm(spec, field, shown[field]);
  return form !== null && form !== matchForm(spec, field, values[field]);
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

/** What was created, as it is kept; undefined if somebody deleted it. */
async function readById({ step, target, key, signal }: Unfound, fields: readonly string[]) {
  const { name: resource, key: field } = step.spec;
  const asked = [...new Set([field, ...fields])];
  const [found] = await target.find({ resource, field, values: [key], fields: asked, fresh: true, signal });
  return found;
}

/** The records under the key of what was created. */
async function lookUp({ step, target, values, signal }: Unfound, key: readonly string[]) {
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

function notFound(created: Created, key: readonly string[]): ConfigError {
  const { step, target, reference, pinFlow } = created;
  const fields = key.join(' + ');
  const settings = target.catalog.searchSettings ?? [];
  const cause = isKeptOtherwise(created, key)
    ? `The system keeps ${fields} otherwise than it was sent, such as cut or in capitals: change the mapping, so that it writes it as it is kept. If an earlier try got no answer, look for a second one there and delete it.`
    : `Search for it there by hand in some minutes. If it is found by then, the search lags behind: ask that system's support, because each run creates one record until it is faster. If not, check ${settings.join(', ')} in settings.yml, and whether the system keeps this field as it was sent.`;
  const pin = pinFlow === null ? '' : `when you pin ${reference} to that record in links.yml under ${pinFlow}, `;
  return new ConfigError(
    'SEARCH_NOT_WORKING',
    `What step "${step.id}" created in ${step.spec.name} for ${reference} is not found by ${fields}.`,
    {
      hint: `This flow stops so that nothing is created twice. ${cause} The stop ends when the search finds it, when you change the mapping, ${pin}or when somebody deletes that record there.`,
    },
  );
}
