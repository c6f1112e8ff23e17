import type { FlowStep } from '../../config/schema/flow-schema.ts';
import type { Path } from '../../config/yaml/yaml-source.ts';
import type { ResourceSpec } from '../../systems/catalog.ts';
import type { RecordValues } from '../../values.ts';
import type { Compilation } from '../compilation.ts';
import { bookPeriodOf, bookYearOf } from '../functions/dates/dates.ts';
import type { StepProgram } from './step-program.ts';

/**
 * Compiles `closed: redate`: the fields that book a document on another day. Year and period follow the date if the step maps them;
 * otherwise the target derives them. Notes a resource without such a date, and a step that does not map it.
 */
export function compileRedate(
  step: FlowStep,
  path: Path,
  resource: ResourceSpec,
  flow: Compilation,
): StepProgram['redate'] {
  if (step.closed !== 'redate') return null;
  const { problems, source, settings } = flow;
  const at = source.at([...path, 'closed']);
  const { booking } = resource;
  if (booking === undefined) {
    const message = `records of ${resource.name} have no booking date`;
    problems.add(at, 'NOT_SUPPORTED', message, 'Write closed: hold or fail.');
    return null;
  }
  const maps = (field: string): boolean => Object.hasOwn(step.fields, field);
  if (!maps(booking.date)) {
    problems.add(at, 'NEVER_USED', `the step does not map ${booking.date}`, `Add a rule for ${booking.date}.`);
  }
  return (day) => {
    const fields: RecordValues = {
      [booking.date]: day,
      [booking.year]: bookYearOf(day, settings),
      [booking.period]: bookPeriodOf(day, settings),
    };
    return Object.fromEntries(Object.entries(fields).filter(([field]) => maps(field)));
  };
}
