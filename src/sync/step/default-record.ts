import { RecordError } from '../../errors/errors.ts';
import type { Scope } from '../../mapping/expressions/scope.ts';
import type { StepProgram } from '../../mapping/steps/step-program.ts';
import type { RecordValues } from '../../values.ts';
import { holds } from '../diff.ts';
import { type Item, relatedRecord } from '../item.ts';
import type { StepContext } from '../task.ts';

/** True if the default record replaces the one that the step would create. */
export function takesDefault({ subject, fallback }: StepProgram, item: Item, scope: Scope): boolean {
  if (fallback === null || fallback.use === 'never') return false;
  const isMissing =
    subject !== null && (item.missing.has(subject) || Object.keys(relatedRecord(item, subject)).length === 0);
  return (fallback.use === 'always' || isMissing) && (fallback.when === null || fallback.when(scope));
}

/** Finds the default record of a step, the same for all records of a batch: it is looked up when the first of them takes it. Throws RecordError `DEFAULT_NOT_FOUND`. */
export function defaultRecordOf(context: StepContext): () => Promise<RecordValues> {
  let found: Promise<RecordValues> | undefined;
  return () => {
    found ??= find(context, context.step.fallback?.by ?? {});
    return found;
  };
}

async function find({ step, target, signal }: StepContext, by: RecordValues): Promise<RecordValues> {
  const [field, value] = Object.entries(by)[0] ?? [];
  if (field === undefined || value === undefined) return {};
  const fields = [...new Set([...Object.keys(by), ...step.keep])];
  const found = await target.find({ resource: step.spec.name, field, values: [value], fields, signal });
  const record = found.find((candidate) =>
    Object.entries(by).every(([name, wanted]) => holds(wanted, candidate[name])),
  );
  if (record !== undefined) return record;
  throw new RecordError('DEFAULT_NOT_FOUND', `The default record of step "${step.id}" is not in the target.`, {
    hint: 'Create it there, or correct `default` in the mapping.',
  });
}
