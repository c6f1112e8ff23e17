import { type SyncError, TransientError } from '../../errors/errors.ts';
import type { Program } from '../../mapping/flow/program.ts';
import { hideRecords } from '../../privacy/hide-records.ts';
import type { FlowContext } from '../context.ts';
import type { FlowResult, ToldNotice } from '../result.ts';
import { FlowRun } from './flow-run.ts';
import { checkGuard, withMemory } from './guard-pass.ts';
import { asSyncError } from './unforeseen.ts';

/**
 * Runs one flow: reads changes page by page, takes each record through the steps, and moves the cursor when a page is
 * settled. Never throws for errors that a user may see: the result has the error, and everything that was done before stays.
 */
export async function runFlow(context: FlowContext): Promise<FlowResult> {
  const before = context.progress.cursor;
  const { links, pairs } = context;
  const linksBefore = links.count(...pairs);
  const guarded = withMemory(context);
  const run = new FlowRun(guarded);
  let error: SyncError | null = null;
  try {
    await checkGuard(guarded);
    await run.all();
  } catch (caught) {
    error = asFlowError(caught, context.program, context);
  }
  const { tally, failures, booked, linked, leftOut, notices, verification } = run.outcomes;
  const { isReadToEnd, isCutShort } = run;
  for (const { words, count } of leftOut) context.log(`${context.program.name}: ${count} left out: ${words}`);
  if (notices.length > 0) context.log(`${context.program.name}: checks report ${countsOf(notices)}`);
  const verified = verification?.result(isReadToEnd) ?? null;
  if (verified !== null) context.progress.reported = [...verified.reported];
  return {
    tally,
    failures,
    booked: booked.result(),
    linked: linked.result(),
    leftOut,
    notices,
    found: [...run.found],
    skipped: [...run.skipped],
    unknownHeld: run.unknownHeld,
    before,
    after: context.progress.cursor,
    isReadToEnd,
    isCutShort,
    ahead: run.ahead,
    gotFurther:
      context.progress.cursor !== before ||
      links.count(...pairs) > linksBefore ||
      tally.steps.some((step) => step.created + step.updated > 0) ||
      failures.some(({ isNew }) => isNew),
    deleted: run.deleted,
    missedDeletions: run.missedDeletions,
    verification: verified?.found ?? null,
    error,
  };
}

/** `2 × reverse-charge, 1 × no-lines`. */
function countsOf(notices: readonly ToldNotice[]): string {
  const byCheck = Map.groupBy(notices, ({ check }) => check);
  return [...byCheck].map(([check, told]) => `${told.length} × ${check}`).join(', ');
}

/** Why a flow stopped, as a report can show it: in a cancelled run, every error is the cancellation. */
export function asFlowError(
  caught: unknown,
  program: Program,
  { signal, log }: Pick<FlowContext, 'signal' | 'log'>,
): SyncError {
  if (signal.aborted) {
    return new TransientError('CANCELLED', 'The run was cancelled.', {
      hint: 'Nothing is lost: the next run continues from here.',
      cause: caught,
    });
  }
  return asSyncError(hideRecords(caught, []), program.name, log);
}
