import { hideRecords } from '../../privacy/hide-records.ts';
import type { SourceRecord } from '../../systems/system.ts';
import { canonical, type Value } from '../../values.ts';
import type { FlowContext } from '../context.ts';
import { attempt } from '../failure.ts';
import { leaveBareCopies, leaveFoundCopies, leaveLinkedCopies } from '../find/copies.ts';
import { fetchOfLines, fetchRelated } from '../find/joins.ts';
import type { RelatedRecords } from '../find/related-records.ts';
import { refuseRivals } from '../find/rivals.ts';
import { refuseTwins } from '../find/twins.ts';
import { type Comparison, checkedScopeOf, createItem, type Item, knownRecords } from '../item.ts';
import { mirrorName } from '../links/pairs.ts';
import { CANCELLED, TakingPart } from '../taking-part.ts';
import type { StepContext } from '../task.ts';
import type { Writer } from '../write/writer.ts';
import { bookingBefore } from './by-hand.ts';
import { seekCancelled } from './cancelled.ts';
import { makeChecks } from './checks.ts';
import { mayBeBySteps } from './known-tasks.ts';
import { leaveOld } from './old-documents.ts';
import { runStep } from './step.ts';
import { makeWriteBacks } from './write-back.ts';

/** What a batch needs of its flow. */
export type BatchContext = Omit<FlowContext, 'createWriter' | 'progress' | 'records' | 'since' | 'observe' | 'log'> & {
  readonly writer: Writer;
  /** Documents with an earlier date take no part; null = all may. */
  readonly bound: string | null;
  /** The related records of the flow's records. */
  readonly related: RelatedRecords;
  /** Makes the write-backs. */
  readonly sourceWriter: Writer;
};

/** The result of a batch. */
export interface BatchResult {
  /** The records that took part. */
  readonly items: readonly Item[];
  /** Those that were left out, by source key, with the reason. */
  readonly leftOut: ReadonlyMap<string, string>;
  /** What stopped the batch half-way: what was done until then stays. */
  readonly error: unknown;
}

/** Takes some records through the steps of a flow, one step for all of them at a time; `compare` says how each is compared. */
export async function runBatch(
  context: BatchContext,
  records: readonly SourceRecord[],
  compare: (record: SourceRecord) => Comparison,
): Promise<BatchResult> {
  const { withheld } = context.program;
  const given = { today: context.today, ...(withheld && { withheld }) };
  const items = records.map((record) => createItem(record, { ...compare(record), ...given }));
  const taking = new TakingPart(items, context.program);
  let error: unknown = null;
  try {
    await runItems(context, taking);
  } catch (caught) {
    error = hideRecords(
      caught,
      items.flatMap((item) => knownRecords(item, context.program)),
    );
  }
  return { items: [...taking.items], leftOut: taking.leftOut, error };
}

/** Leaves out the records that do not take part, and fetches the related records of the others. */
async function chooseItems(context: BatchContext, taking: TakingPart): Promise<void> {
  const { program, related, lists } = context;
  const refs = lists.lookup;
  const { where, cancelled } = program;
  leaveLinkedCopies(context, taking);
  if (cancelled?.usesJoins === false) taking.markCancelled(cancelled, refs);
  // Related records are only looked up for records that meet the conditions before the first one that needs them.
  const position = where.findIndex(({ usesJoins }) => usesJoins);
  const early = cancelled?.usesJoins === true ? 0 : position < 0 ? where.length : position;
  taking.choose(where.slice(0, early), refs);
  if (cancelled?.usesJoins !== true) leaveOld(context, taking, false);
  await fetchRelated(program, [...taking.items], { related, refs });
  leaveBareCopies(program, taking, refs);
  if (cancelled?.usesJoins === true) taking.markCancelled(cancelled, refs);
  taking.choose(where.slice(early), refs);
  leaveOld(context, taking, true);
  await leaveFoundCopies({ ...context, refs }, taking);
}

async function runItems(context: BatchContext, taking: TakingPart): Promise<void> {
  const { program, related, lists, pairs, written, pins, fingerprint } = context;
  const refs = lists.lookup;
  await chooseItems(context, taking);
  const steps = program.steps.map((step, position): StepContext => {
    const pair = pairs[position] ?? step.id;
    const pinned = [...(pins.get(pair)?.links ?? [])];
    return {
      ...context,
      step,
      pair,
      mirror: { pair: mirrorName(pair), fields: written.get(mirrorName(pair)) ?? null },
      pins: new Map(pinned.filter(([, to]) => to !== 'new')),
      pinnedAsNew: new Set(pinned.filter(([, to]) => to === 'new').map(([reference]) => reference)),
      pinFlow: pins.get(pair)?.flow ?? null,
      fingerprint: (field: string, value: Value): string => fingerprint(`${field}=${canonical(value)}`),
    };
  });
  for (const item of await seekCancelled(steps, taking.cancelled))
    taking.leave(item, taking.cancelled.get(item) ?? CANCELLED);
  refuseRivals(program, context.rivals, taking.open, refs);
  refuseTwins(context, taking.open);
  if (program.checks.length > 0) for (const item of taking.open) checkBefore(steps, item, context);
  for (const [position, step] of steps.entries()) {
    await fetchOfLines(step, taking.open, { related, refs });
    await runStep(step, taking.open, steps.slice(0, position));
  }
  if (program.purpose === 'verify')
    for (const item of taking.items) if (item.failure !== null) item.mayBe = mayBeBySteps(steps, item);
  if (program.writeBack !== null) {
    await makeWriteBacks(context, taking.open);
    related.forget();
  }
}

/** Makes the checks of the flow for a record before its first step. */
function checkBefore(steps: readonly StepContext[], item: Item, { program, lists }: BatchContext): void {
  const check = (): void =>
    makeChecks(program.checks, {
      program,
      item,
      scopes: [checkedScopeOf(item, program, lists.lookup)],
      booking: (scope) => bookingBefore(steps, item, scope),
    });
  attempt(item, program.steps[0]?.id ?? '', check, undefined);
}
