import { RecordError } from '../../errors/errors.ts';
import type { Related, Scope } from '../../mapping/expressions/scope.ts';
import type { Program } from '../../mapping/flow/program.ts';
import { formsOf } from '../../mapping/lines/line-groups.ts';
import type { Join, LineJoin } from '../../mapping/relations/joins.ts';
import { relatedMissing, takeRelated } from '../../mapping/relations/take-related.ts';
import type { StepProgram } from '../../mapping/steps/step-program.ts';
import type { RecordValues, Value } from '../../values.ts';
import { attempt, failItem } from '../failure.ts';
import { type Item, scopeOf } from '../item.ts';
import type { StepContext } from '../task.ts';
import type { RelatedRecords } from './related-records.ts';

/** What is needed to fetch relations. */
export interface Fetching {
  readonly related: RelatedRecords;
  readonly refs: Scope['refs'];
}

/**
 * Fetches the related source records (`with`) of a batch, one look-up per relation for all records together. A relation
 * may build on an earlier one. Marks the aliases that name a missing record, or several records where one is needed.
 */
export async function fetchRelated(program: Program, items: readonly Item[], fetching: Fetching): Promise<void> {
  const place = { program, step: program.steps[0]?.id ?? '' };
  for (const join of program.joins) {
    const sought = items.map((item) => [item, soughtBy(join, item, place.step, fetching.refs)] as const);
    for (const [item, answers] of await lookUp(join, sought, fetching, place)) {
      const taken = take(join, item, [...answers.values()]);
      if (taken === undefined && answers.size > 0) item.missing.set(join.alias, relatedMissing(join));
      item.related[join.alias] = taken ?? (join.takes === 'all' ? [] : {});
    }
  }
}

/**
 * The records that were found for each record's values, by their comparable forms, in one look-up for all of them. A record that asks for a value that
 * cannot be asked for fails in the step.
 */
async function lookUp(
  join: Join,
  sought: readonly (readonly [Item, readonly Value[]])[],
  { related }: Fetching,
  place: { readonly program: Program; readonly step: string },
): Promise<readonly (readonly [Item, ReadonlyMap<string, readonly RecordValues[]>])[]> {
  const { found, refused } = await related.of(
    join,
    sought.flatMap(([, values]) => values),
  );
  return sought.map(([item, values]) => {
    const forms = formsOf(join, values);
    const why = forms.map((form) => refused.get(form)).find((error) => error !== undefined);
    if (why !== undefined) failItem({ ...place, values: null }, item, why);
    return [item, new Map(forms.map((form) => [form, found.get(form) ?? []]))];
  });
}

/** What a record asks a relation for. A relation that builds on a refused one is refused, too. */
function soughtBy(join: Join, item: Item, step: string, refs: Scope['refs']): readonly Value[] {
  const sought = (): Value => {
    try {
      return join.value(scopeOf(item, refs));
    } catch (error) {
      if (!(error instanceof RecordError) || item.refused.size === 0) throw error;
      item.refused.set(join.alias, error);
      return null;
    }
  };
  const value = attempt<Value>(item, step, sought, null);
  return Array.isArray(value) ? value : [value];
}

function take(join: Join, item: Item, answers: readonly (readonly RecordValues[])[]): Related | undefined {
  if (item.refused.has(join.alias)) return {};
  try {
    return takeRelated(join, answers);
  } catch (error) {
    if (!(error instanceof RecordError)) throw error;
    item.refused.set(join.alias, error);
    return {};
  }
}

/**
 * Fetches the records that are related to lines of a step (`lines.with`), one look-up per relation for all lines of the
 * batch. A missing record of a line is reported when it is read.
 */
export async function fetchOfLines(
  { program, step }: Pick<StepContext, 'program' | 'step'>,
  items: readonly Item[],
  fetching: Fetching,
): Promise<void> {
  for (const join of step.lineJoins) {
    const sought = items.map((item) => [item, soughtByLines(step, join, scopeOf(item, fetching.refs))] as const);
    for (const [item, answers] of await lookUp(join, sought, fetching, { program, step: step.id }))
      item.ofLines.set(join.place, answers);
  }
}

function soughtByLines({ each, when }: StepProgram, join: LineJoin, scope: Scope): readonly Value[] {
  try {
    const taken = (each === null ? [scope] : each(scope)).filter((one) => when === null || when(one));
    return taken.flatMap((one) => join.sought(one));
  } catch (error) {
    // The step gets the same error and reports it.
    if (error instanceof RecordError) return [];
    throw error;
  }
}
