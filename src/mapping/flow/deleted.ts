import type { FlowFile } from '../../config/schema/flow-schema.ts';
import type { ResourceSpec } from '../../systems/catalog.ts';
import { factsOf } from '../../systems/registry.ts';
import type { Compilation } from '../compilation.ts';
import type { StepProgram } from '../steps/step-program.ts';

/** Notes a `deleted` that the systems do not support: a source that does not report deletions, a target where nothing can be deactivated. */
export function checkDeleted(
  { deleted = 'ignore' }: FlowFile,
  spec: ResourceSpec,
  steps: readonly StepProgram[],
  { problems, source, origin }: Compilation,
): void {
  if (deleted === 'ignore') return;
  const at = source.at(['deleted']);
  if (spec.deletionType === undefined) {
    const hint = factsOf(origin.system).withoutDeletions ?? 'Write deleted: ignore.';
    problems.add(at, 'NO_DELETIONS', `${origin.system} does not say which records of ${spec.name} were deleted`, hint);
    return;
  }
  const own = steps.filter(({ subject }) => subject === null);
  if (deleted !== 'deactivate' || own.some((step) => step.spec.deactivated !== undefined)) return;
  const names = own.map((step) => step.spec.name).join(', ') || 'what the steps write';
  const message = `the API has no way to put records of ${names} out of use`;
  problems.add(at, 'NOT_DEACTIVATABLE', message, 'Write deleted: report, and put them out of use by hand.');
}
