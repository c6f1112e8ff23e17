import type { SourceRecord } from '../systems/system.ts';
import { canonical, type Value } from '../values.ts';
import { writeBack } from './back.ts';
import type { FlowContext } from './flow.ts';
import { hideRecords } from './hide-records.ts';
import { attempt, createItem, decidingScopeOf, type Item } from './item.ts';
import { fetchOfLines, fetchRelated } from './joins.ts';
import { mirrorName } from './pairs.ts';
import { runStep } from './step.ts';
import type { Writer } from './writer.ts';

/** What a batch needs of its flow. */
export type BatchContext = Omit<FlowContext, 'createWriter' | 'progress' | 'records' | 'since' | 'observe' | 'log'> & {
  readonly writer: Writer;
  /** Puts values back into the source. */
  readonly sourceWriter: Writer;
};

/** What became of a batch. */
export interface BatchResult {
  /** The records that the flow's `where` let in. */
  readonly items: readonly Item[];
  /** What stopped the batch half-way: what its records did until then stands. */
  readonly error: unknown;
}

/** Takes some records through the steps of a flow, step by step for all of them; `compare` says how each is compared. */
export async function runBatch(
  context: BatchContext,
  records: readonly SourceRecord[],
  compare: (record: SourceRecord) => Pick<Item, 'full' | 'trust'>,
): Promise<BatchResult> {
  const items = records.map((record) => createItem(record, { ...compare(record), today: context.today }));
  const taken = new Set(items);
  try {
    await runItems(context, taken);
    return { items: [...taken], error: null };
  } catch (error) {
    return { items: [...taken], error: hideRecords(error, items) };
  }
}

async function runItems(context: BatchContext, taken: Set<Item>): Promise<void> {
  const { program, source, lists, signal, pairs, written, pins, print } = context;
  const refs = lists.lookup;
  const { where } = program;
  const first = program.steps[0]?.id ?? '';
  const passes = (item: Item): boolean =>
    where === null || item.failure !== null || attempt(item, first, () => where(decidingScopeOf(item, refs)), true);
  const choose = (): void => {
    for (const item of taken) if (!passes(item)) taken.delete(item);
  };
  if (!program.whereUsesJoins) choose();
  const fetching = { source, refs, signal };
  await fetchRelated(program, [...taken], fetching);
  if (program.whereUsesJoins) choose();
  for (const [position, step] of program.steps.entries()) {
    const pair = pairs[position] ?? step.id;
    const stepContext = {
      ...context,
      step,
      pair,
      mirror: { pair: mirrorName(pair), fields: written.get(mirrorName(pair)) ?? null },
      pins: pins.get(pair)?.links ?? new Map<string, string>(),
      pinFlow: pins.get(pair)?.flow ?? null,
      print: (field: string, value: Value): string => print(`${field}=${canonical(value)}`),
    };
    const open = [...taken].filter((item) => item.failure === null);
    await fetchOfLines(step, open, fetching);
    await runStep(stepContext, open);
  }
  if (program.back !== null) {
    const done = [...taken].filter((item) => item.failure === null);
    await writeBack(context, done);
  }
}
