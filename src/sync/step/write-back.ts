import { WRITE_BACK } from '../../config/schema/flow-schema.ts';
import type { RecordValues } from '../../values.ts';
import type { FlowContext } from '../context.ts';
import { holds } from '../diff.ts';
import { failItem } from '../failure.ts';
import { type Item, type StepResult, scopeOf } from '../item.ts';
import type { Writer } from '../write/writer.ts';

/** What a write-back needs of its flow. */
export interface WriteBackContext extends Pick<FlowContext, 'program' | 'lists' | 'mayBegin'> {
  /** Puts values into the source. */
  readonly sourceWriter: Writer;
}

/**
 * Writes into the source records what `back` says, if all their steps are done: only values that are not there yet, and
 * never null. A refusal stays with its record, which is tried again as a dead letter; its steps are not repeated.
 */
export async function makeWriteBacks(context: WriteBackContext, items: readonly Item[]): Promise<void> {
  for (const item of items) {
    context.mayBegin();
    let values: RecordValues = {};
    try {
      values = valuesFor(context, item);
      item.results.set(WRITE_BACK, await write(context, item, values));
    } catch (error) {
      failItem({ program: context.program, step: WRITE_BACK, values }, item, error);
    }
  }
}

function valuesFor({ program, lists }: WriteBackContext, item: Item): RecordValues {
  const { writeBack } = program;
  const scope = scopeOf(item, lists.lookup);
  if (writeBack === null || (writeBack.when !== null && !writeBack.when(scope))) return {};
  const filled = Object.entries(writeBack.evaluate(scope)).filter(([, value]) => value !== null);
  return Object.fromEntries(filled);
}

async function write(
  { program, sourceWriter }: WriteBackContext,
  item: Item,
  values: RecordValues,
): Promise<StepResult> {
  const { key, fields } = item.source;
  const { spec } = program.source;
  const result = { values, target: { ...fields, ...values }, before: fields, isMet: false };
  if (Object.keys(values).length === 0) return { ...result, outcome: 'skipped', sent: null };
  const changed = Object.entries(values).filter(([field, value]) => !holds(value, fields[field]));
  if (changed.length === 0) return { ...result, outcome: 'unchanged', sent: null };
  const sent = Object.fromEntries(changed);
  await sourceWriter.update({ spec, key: fields[spec.key] ?? key, values: sent });
  return { ...result, outcome: 'updated', sent };
}
