import type { Scope } from '../../mapping/expressions/scope.ts';
import { personalClass } from '../../privacy/personal.ts';
import type { ResourceSpec } from '../../systems/catalog.ts';
import { matchForm } from '../../systems/match-form.ts';
import type { RecordValues } from '../../values.ts';
import { strongestKey } from '../find/match.ts';
import { type Item, relatedRecord } from '../item.ts';
import type { StepContext, Task } from '../task.ts';

/** What a step must do for a record: one task per scope, with the values that `evaluate` gives. */
export function tasksOf(
  context: StepContext,
  item: Item,
  scopes: readonly Scope[],
  evaluate: (scope: Scope) => RecordValues,
): readonly Task[] {
  const { step } = context;
  const otherKeys = (scope: Scope) => () => step.unlessBooked?.keys(scope) ?? [];
  if (step.each !== null) {
    return scopes.map((one) => ({ ...elementTask(context, item, one, evaluate(one)), otherKeys: otherKeys(one) }));
  }
  const { subject } = step;
  const join = context.program.joins.find(({ alias }) => alias === subject);
  const record = join === undefined ? item.source.fields : relatedRecord(item, join.alias);
  const spec = join?.spec ?? context.program.source.spec;
  const own = { subjectKey: item.source.key, subjectReference: item.source.reference };
  const about = { ...subjectOf(record, spec, join ?? context.program), ...(join === undefined ? own : {}) };
  return scopes.map((scope) => ({ item, values: evaluate(scope), otherKeys: otherKeys(scope), ...about }));
}

/** The source record that a task is about. */
const subjectOf = (subject: RecordValues, spec: ResourceSpec, { fields }: { readonly fields: readonly string[] }) => ({
  subjectKey: String(subject[spec.key] ?? ''),
  subjectReference: String(subject[spec.reference] ?? ''),
  subject,
  subjectSpec: spec,
  subjectFields: new Set(fields),
});

type ElementTask = Omit<Task, 'otherKeys'>;

/** An element of `each` that is itself a record is known by its key. */
function elementTask(context: StepContext, item: Item, scope: Scope, values: RecordValues): ElementTask {
  const { step, program } = context;
  const join = program.joins.find(({ alias }) => alias === step.elementOf);
  if (join === undefined) return namelessTask(context, item, scope, values);
  return { item, values, ...subjectOf(scope.element?.record ?? {}, join.spec, join) };
}

/** Any other element is known by the key that finds it in the target: the same article in two orders is one record. */
function namelessTask({ step, program }: StepContext, item: Item, scope: Scope, values: RecordValues): ElementTask {
  const key = strongestKey(step.match, step.spec, values);
  const name = key.map((field) => matchForm(step.spec, field, values[field]) ?? '').join('\n');
  const [first = ''] = key;
  return {
    item,
    values,
    subjectKey: name,
    // An e-mail address identifies a person, so messages name the record that has it.
    subjectReference:
      personalClass(step.spec.name, first) === null ? String(values[first] ?? '') : item.source.reference,
    subject: scope.line ?? {},
    subjectSpec: program.source.spec,
    subjectFields: new Set(),
  };
}
