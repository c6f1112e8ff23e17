import type { EventLine } from '../../activity/format.ts';
import { WRITE_BACK } from '../../config/schema/flow-schema.ts';
import { TransientError } from '../../errors/errors.ts';
import type { Program } from '../../mapping/flow/program.ts';
import { personalClass } from '../../privacy/personal.ts';
import type { ResourceSpec } from '../../systems/catalog.ts';
import { type Item, reportedSteps, resultsIn, type StepResult } from '../step/item.ts';
import { fieldPath } from '../verify/differences.ts';
import type { DeletedRecord } from './deletions.ts';

/**
 * What happened to a record in a run, for the activity log: what was written, found or differs in each step, and why it failed. Also
 * of a record that something stopped half-way. References and names of fields only, never values. `at`: epoch ms.
 */
export function eventsOf(program: Program, item: Item, at: number): readonly EventLine[] {
  const written = reportedSteps(program).flatMap((step) =>
    resultsIn(item, step).flatMap((result): EventLine[] => {
      const what = whatHappened(result);
      if (what === null) return [];
      const { reference } = item.source;
      const own = result.difference?.reference ?? (result.subjectReference || reference);
      const about = { step, reference: own, ...(own === reference ? {} : { through: reference }) };
      return [event(program, at, { ...about, target: targetOf(program, step, result), ...what, code: null })];
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
  return [...written, event(program, at, { step, reference: item.source.reference, ...failure })];
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
  return isMet && outcome === 'unchanged' ? { action: 'linked', fields: [] } : null;
}

/** The human name of the target record, null if it has none that may be shown. */
function targetOf(program: Program, step: string, { target }: StepResult): string | null {
  const spec: ResourceSpec | undefined =
    step === WRITE_BACK ? program.source.spec : program.steps.find(({ id }) => id === step)?.spec;
  if (spec === undefined) return null;
  const name = personalClass(spec.name, spec.reference) === null ? spec.reference : spec.key;
  const value = target[name] ?? target[spec.key] ?? null;
  return value === null ? null : String(value);
}
