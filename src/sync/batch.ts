import type { SourceRecord } from '../systems/system.ts';
import { canonical, type Value } from '../values.ts';
import type { FlowContext } from './flow.ts';
import { attempt, createItem, type Item, scopeOf } from './item.ts';
import { fetchRelated } from './joins.ts';
import { runStep } from './step.ts';

/** What a batch needs of its flow. */
export type BatchContext = Omit<FlowContext, 'progress' | 'since' | 'clock' | 'log'>;

/**
 * Takes some records through the steps of a flow, step by step for all of them. Returns those that the flow's `where` let
 * in, with what became of them.
 */
export async function runBatch(context: BatchContext, records: readonly SourceRecord[]): Promise<readonly Item[]> {
  const { program, source, refs, signal, pairs, pins, print } = context;
  let items = records.map((record) => createItem(record, context.records !== null));
  const { where } = program;
  const first = program.steps[0]?.id ?? '';
  const passes = (item: Item): boolean =>
    where === null || item.failure !== null || attempt(item, first, () => where(scopeOf(item, refs)), true);
  if (!program.whereUsesJoins) items = items.filter(passes);
  await fetchRelated(program, source, items, refs, signal);
  if (program.whereUsesJoins) items = items.filter(passes);
  for (const [position, step] of program.steps.entries()) {
    const pair = pairs[position] ?? step.id;
    const stepContext = {
      ...context,
      step,
      pair,
      pins: pins.get(pair) ?? new Map<string, string>(),
      print: (field: string, value: Value): string => print(`${field}=${canonical(value)}`),
    };
    await runStep(
      stepContext,
      items.filter((item) => item.failure === null),
    );
  }
  return items;
}
