import type { Scope } from '../mapping/program.ts';
import { matchForm } from '../systems/match-form.ts';
import { personalClass } from '../systems/personal.ts';
import type { Item } from './item.ts';
import { isUsable } from './match.ts';
import type { StepContext, Task } from './task.ts';

/** An element of `each` that is a record of its own is known by its key. */
export function elementTask(context: StepContext, item: Item, scope: Scope): Task {
  const { step, program } = context;
  const join = program.joins.find(({ alias }) => alias === step.elementOf);
  if (join === undefined) return namelessTask(context, item, scope);
  const subject = scope.element ?? {};
  return {
    item,
    values: step.evaluate(scope),
    subjectKey: String(subject[join.spec.key] ?? ''),
    subjectReference: String(subject[join.spec.reference] ?? ''),
    subject,
    subjectSpec: join.spec,
    subjectFields: new Set(join.fields),
  };
}

/** Any other is known by what it is found by in the target: the same article in two orders is one record. */
function namelessTask({ step, program }: StepContext, item: Item, scope: Scope): Task {
  const values = step.evaluate(scope);
  const key = step.match.find((fields) => isUsable(fields, values)) ?? [];
  const name = key.map((field) => matchForm(field, values[field]) ?? '').join('\n');
  const [first = ''] = key;
  return {
    item,
    values,
    subjectKey: name,
    // An e-mail address names a person: messages name the record that it stands in.
    subjectReference: personalClass(first) === null ? String(values[first] ?? '') : item.source.reference,
    subject: scope.line ?? {},
    subjectSpec: program.source.spec,
    subjectFields: new Set(),
  };
}
