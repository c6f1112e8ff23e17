import { isShipped } from '../../config/checkout.ts';
import { RecordError } from '../../errors/errors.ts';
import { missingRequired, placeOfRule, type StepProgram } from '../../mapping/steps/step-program.ts';
import type { RecordValues } from '../../values.ts';

/**
 * Throws RecordError `REQUIRED_EMPTY` if mapped values have nothing for what the target requires; of `changes` to a record that is there, only what they
 * would empty. Pure.
 */
export function refuseEmpty(step: StepProgram, values: RecordValues, changes: RecordValues = values): void {
  const missing = missingRequired(step, values).filter(
    (field) => changes === values || isChanged(step, changes, field),
  );
  const [first] = missing;
  if (first === undefined) return;
  const at = placeOfRule(step, first);
  // The reader does not have a file that comes with the action.
  const hint = isShipped(at.file)
    ? `Fill it in the source, or give the rule a \`default\` in ${at.file.replace(/^[^/]+\//, '')} of your own ("extends: shipped").`
    : 'Fill it in the source, or give the rule a `default`.';
  const message = `The source has nothing for ${missing.join(', ')}, which ${step.spec.name} need.`;
  throw new RecordError('REQUIRED_EMPTY', message, { hint, at });
}

/** Lines are sent as a whole. */
function isChanged({ linesField }: StepProgram, changes: RecordValues, field: string): boolean {
  const isOfLines = linesField !== null && field.startsWith(`${linesField}.`);
  return Object.hasOwn(changes, isOfLines ? linesField : field);
}
