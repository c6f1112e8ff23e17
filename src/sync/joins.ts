import type { RecordError } from '../errors.ts';
import type { Program, Scope } from '../mapping/program.ts';
import { matchForm } from '../systems/match-form.ts';
import type { System } from '../systems/system.ts';
import type { RecordValues, Value } from '../values.ts';
import { attempt, type Item, scopeOf } from './item.ts';
import { failItem } from './step.ts';

/**
 * Fetches the related source records (`with`) of a batch, one look-up per relation for all records together. A relation
 * may build on an earlier one. Marks the aliases that name a record which is not there.
 */
export async function fetchRelated(
  program: Program,
  source: System,
  items: readonly Item[],
  refs: Scope['refs'],
  signal: AbortSignal,
): Promise<void> {
  for (const join of program.joins) {
    const wanted = new Map<string, Value>();
    const forms = items.map((item) => {
      const first = program.steps[0]?.id ?? '';
      const value = attempt<Value>(item, first, () => join.value(scopeOf(item, refs)), null);
      const form = matchForm(join.by, value);
      if (form !== null) wanted.set(form, value);
      return form;
    });
    const found = new Map<string, RecordValues>();
    const refused = new Map<string, RecordError>();
    if (wanted.size > 0) {
      const records = await source.find({
        resource: join.spec.name,
        field: join.by,
        values: [...wanted.values()],
        fields: [...new Set([join.by, join.spec.key, ...join.fields])],
        refused: (value, why) => refused.set(matchForm(join.by, value) ?? '', why),
        signal,
      });
      for (const record of records) {
        const form = matchForm(join.by, record[join.by]);
        if (form !== null) found.set(form, record);
      }
    }
    items.forEach((item, position) => {
      const form = forms[position] ?? null;
      const record = form === null ? undefined : found.get(form);
      const why = refused.get(form ?? '');
      if (why !== undefined) failItem(program.steps[0]?.id ?? '', item, null, why);
      if (form !== null && record === undefined) item.missing.add(join.alias);
      item.related[join.alias] = record ?? {};
    });
  }
}
