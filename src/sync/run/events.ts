import type { EventLine } from '../../activity/format.ts';
import { WRITE_BACK } from '../../config/schema/flow-schema.ts';
import { TransientError } from '../../errors/errors.ts';
import type { Program } from '../../mapping/flow/program.ts';
import { personalClass } from '../../privacy/personal.ts';
import type { ResourceSpec } from '../../systems/catalog.ts';
import type { ScreenOf } from '../../systems/for-people.ts';
import type { SystemName } from '../../systems/registry.ts';
import { type Item, reportedSteps, resultsIn, type StepResult } from '../item.ts';
import type { DeletedRecord } from '../result.ts';
import { fieldPath } from '../verify/differences.ts';

/** When something happened, and where people see records. */
export interface Telling {
  /** Epoch ms. */
  readonly at: number;
  readonly screenOf: ScreenOf<SystemName>;
}

/**
 * What happened to a record in a run, for the activity log: what was written, found or differs in each step, and why it failed. Also
 * of a record that something stopped half-way. References, ids and names of fields only, never values.
 */
export function eventsOf(program: Program, item: Item, { at, screenOf }: Telling): readonly EventLine[] {
  const written = reportedSteps(program).flatMap((step) =>
    resultsIn(item, step).flatMap((result): EventLine[] => {
      const what = whatHappened(result);
      if (what === null) return [];
      const { reference } = item.source;
      const own = result.difference?.reference ?? (result.subjectReference || reference);
      const about = { step, reference: own, ...(own === reference ? {} : { through: reference }) };
      const screen =
        screenOfSubject(program, step, result, screenOf) ?? screenOfTarget(program, step, result, screenOf);
      const seen = screen === undefined ? {} : { screen };
      return [event(program, at, { ...about, ...seen, target: targetOf(program, step, result), ...what, code: null })];
    }),
  );
  if (item.failure === null) return written;
  const { step, error } = item.failure;
  const isParked = program.purpose === 'sync' && !(error instanceof TransientError);
  const failure: Pick<EventLine, 'action' | 'target' | 'fields' | 'code'> = {
    action: isParked ? 'waits' : 'failed',
    target: null,
    fields: [],
    code: error.code,
  };
  const { key, reference } = item.source;
  const screen = screenOf(program.source.system, program.source.spec.name, key);
  return [...written, event(program, at, { step, reference, ...(screen !== undefined && { screen }), ...failure })];
}

/** What became of the targets of deleted source records. Only the target's name is left of them. */
export function eventsOfDeleted(program: Program, deleted: readonly DeletedRecord[], at: number): readonly EventLine[] {
  return deleted.map(({ step, target, outcome }) =>
    event(program, at, { step, reference: target, target, action: outcome, fields: [], code: null }),
  );
}

function event(program: Program, at: number, about: Omit<EventLine, 'kind' | 'at' | 'flow'>): EventLine {
  return { kind: 'event', at: new Date(at).toISOString(), flow: program.name, ...about };
}

/** Null if the target stayed as it was. */
function whatHappened({ outcome, sent, isMet, difference }: StepResult): Pick<EventLine, 'action' | 'fields'> | null {
  if (difference !== undefined) {
    const fields = new Set(difference.fields.map(({ field }) => fieldPath(field)));
    return { action: difference.kind, fields: [...fields] };
  }
  if (outcome === 'created' || outcome === 'updated') return { action: outcome, fields: Object.keys(sent ?? {}) };
  return isMet ? { action: 'linked', fields: [] } : null;
}

/** Where people see the source record that a step stands for. */
function screenOfSubject(
  { source, joins, steps }: Program,
  step: string,
  { subjectKey }: StepResult,
  screenOf: Telling['screenOf'],
): string | undefined {
  const subject = steps.find(({ id }) => id === step)?.subject;
  const spec = subject === null ? source.spec : joins.find(({ alias }) => alias === subject)?.spec;
  return spec === undefined || subjectKey === undefined ? undefined : screenOf(source.system, spec.name, subjectKey);
}

/** Where people see the target record. */
function screenOfTarget(
  program: Program,
  step: string,
  { target }: StepResult,
  screenOf: Telling['screenOf'],
): string | undefined {
  const spec = writtenTo(program, step);
  const id = spec === undefined ? null : (target[spec.key] ?? null);
  if (spec === undefined || id === null) return undefined;
  const { system } = step === WRITE_BACK ? program.source : program.target;
  return screenOf(system, spec.name, String(id));
}

/** What kind of record a step writes. */
function writtenTo({ source, steps }: Program, step: string): ResourceSpec | undefined {
  return step === WRITE_BACK ? source.spec : steps.find(({ id }) => id === step)?.spec;
}

/** The human name of the target record, null if it has none that may be shown. */
function targetOf(program: Program, step: string, { target }: StepResult): string | null {
  const spec = writtenTo(program, step);
  if (spec === undefined) return null;
  const name = personalClass(spec.name, spec.reference) === null ? spec.reference : spec.key;
  const value = target[name] ?? target[spec.key] ?? null;
  return value === null ? null : String(value);
}
