import { ConfigError, RecordError } from '../../errors/errors.ts';
import type { StepProgram } from '../../mapping/steps/step-program.ts';
import type { System } from '../../systems/system.ts';
import type { RecordValues, Value } from '../../values.ts';
import { agrees, strongestKey } from './match.ts';

/** What a step created, and where. */
export interface Created {
  readonly step: StepProgram;
  readonly target: System;
  readonly values: RecordValues;
  /** The key that the target gave it. */
  readonly key: Value;
  /** The human name of its source record. */
  readonly reference: string;
  readonly signal: AbortSignal;
}

/** The waits before each look: a search may show a new record only after some seconds. */
const LOOKS_AFTER_MS = [0, 2_000, 5_000, 15_000];

/**
 * Proves that a search finds what was created, once for each step of a run, if the system's search depends on settings that
 * nobody has confirmed. If they were wrong, nothing would show it until a run without its state finds nothing and creates
 * everything a second time.
 */
export class SearchProof {
  readonly #proven = new Set<string>();
  readonly #sleep: (ms: number, signal: AbortSignal) => Promise<void>;

  constructor(sleep: (ms: number, signal: AbortSignal) => Promise<void>) {
    this.#sleep = sleep;
  }

  /**
   * Throws ConfigError `SEARCH_NOT_WORKING` if the first record of a step is not found by its key, RecordError `MADE_TWICE` if another one is
   * found as well.
   */
  async afterCreate(flow: string, created: Created): Promise<void> {
    const { step, target, values, signal } = created;
    const { searchSettings } = target.catalog;
    const name = `${flow}\n${step.id}`;
    const key = strongestKey(step.match, step.spec, values);
    const [field] = key;
    if (searchSettings === undefined || field === undefined || this.#proven.has(name)) return;
    this.#proven.add(name);
    // A field that is compared in its own form is looked up in the whole list, which needs no search.
    const { searchable, loose } = step.spec.fields[field] ?? {};
    if (searchable !== true || loose === true) return;
    for (const waitMs of LOOKS_AFTER_MS) {
      if (waitMs > 0) await this.#sleep(waitMs, signal);
      const found = await lookUp(created, key);
      if (found.length === 0) continue;
      refuseSecond(created, key, found);
      return;
    }
    throw notFound(created, key, searchSettings);
  }
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

function notFound({ step, reference }: Created, key: readonly string[], settings: readonly string[]): ConfigError {
  return new ConfigError(
    'SEARCH_NOT_WORKING',
    `What step "${step.id}" just created in ${step.spec.name} for ${reference} is not found by ${key.join(' + ')}.`,
    {
      hint: `This flow stops so that nothing is created twice. Search for it there by hand in some minutes. If it is found by then, the search lags behind: ask that system's support, because each run creates one record until it is faster. If not, check ${settings.join(', ')} in settings.yml, and whether the system keeps this field as it was sent.`,
    },
  );
}
