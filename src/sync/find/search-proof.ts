import { ConfigError } from '../../errors/errors.ts';
import type { StepProgram } from '../../mapping/steps/step-program.ts';
import type { System } from '../../systems/system.ts';
import type { RecordValues } from '../../values.ts';
import { agrees, strongestKey } from './match.ts';

/** What a step created, and where. */
export interface Created {
  readonly step: StepProgram;
  readonly target: System;
  readonly values: RecordValues;
  readonly signal: AbortSignal;
}

/**
 * Proves that a search finds what was created, once for each step of a run, if the system's search depends on settings that
 * nobody has confirmed. If they were wrong, nothing would show it until a run without its state finds nothing and creates
 * everything a second time.
 */
export class SearchProof {
  readonly #proven = new Set<string>();

  /** Throws ConfigError `SEARCH_NOT_WORKING` if the first record of a step is not found by its key. */
  async afterCreate(flow: string, { step, target, values, signal }: Created): Promise<void> {
    const { searchSettings } = target.catalog;
    const name = `${flow}\n${step.id}`;
    const key = strongestKey(step.match, step.spec, values);
    const [field] = key;
    if (searchSettings === undefined || field === undefined || this.#proven.has(name)) return;
    this.#proven.add(name);
    // A field that is compared in its own form is looked up in the whole list, which needs no search.
    const { searchable, loose } = step.spec.fields[field] ?? {};
    if (searchable !== true || loose === true) return;
    const found = await target.find({
      resource: step.spec.name,
      field,
      values: [values[field] ?? null],
      fields: key,
      near: [values],
      fresh: true,
      signal,
    });
    if (found.some((record) => agrees({ spec: step.spec, values }, key, record))) return;
    const settings = searchSettings.join(', ');
    throw new ConfigError(
      'SEARCH_NOT_WORKING',
      `What step "${step.id}" just created in ${step.spec.name} is not found by ${key.join(' + ')}.`,
      {
        hint: `This flow stops so that nothing is created twice. Check ${settings} in settings.yml, and whether the system keeps this field as it was sent.`,
      },
    );
  }
}
