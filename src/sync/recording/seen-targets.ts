import type { Program } from '../../mapping/flow/program.ts';
import type { StepProgram } from '../../mapping/steps/step-program.ts';
import type { RecordValues } from '../../values.ts';
import { fieldsToRead } from '../find/target-records.ts';
import { type Item, resultsIn, type StepResult } from '../item.ts';
import { AmbiguousError, DiffersError } from '../record/record-errors.ts';
import { filledIn, resourceName, type SeenRow } from './seen-row.ts';

/** The target records of an item's steps, and those that made it fail: candidates of an ambiguity, a document that differs. */
export function seenTargets({ steps, target }: Program, item: Item): readonly SeenRow[] {
  return steps.flatMap((step): SeenRow[] => {
    const results = resultsIn(item, step.id);
    const records = results.length === 0 ? foundBy(item, step) : results.map((one) => afterStep(step, one));
    return records.flatMap((fields) => {
      const key = fields[step.spec.key] ?? null;
      return key === null ? [] : [{ resource: resourceName(target.system, step.spec), key: String(key), fields }];
    });
  });
}

/** What the target holds after a step, as far as it was read or sent, or fingerprints show it. */
function afterStep(step: StepProgram, { outcome, values, before, target }: StepResult): RecordValues {
  const read = before === null ? {} : filledIn({}, fieldsToRead(step));
  return { ...read, ...heldValues(step, outcome, values ?? {}), ...target };
}

/** Mapped values that the target holds; for a field that is only written at times, this is not known. */
function heldValues({ writes }: StepProgram, outcome: StepResult['outcome'], values: RecordValues): RecordValues {
  if (outcome === 'skipped') return {};
  const isHeld = (field: string): boolean => {
    const policy = writes[field] ?? 'always';
    return outcome === 'created' ? policy !== 'update' : policy === 'always' || policy === 'update';
  };
  return Object.fromEntries(Object.entries(values).filter(([field]) => isHeld(field)));
}

function foundBy({ failure }: Item, step: StepProgram): readonly RecordValues[] {
  if (failure === null || failure.step !== step.id) return [];
  const { error } = failure;
  const found = error instanceof AmbiguousError ? error.found : error instanceof DiffersError ? [error.actual] : [];
  return found.map((record) => filledIn(record, fieldsToRead(step)));
}
