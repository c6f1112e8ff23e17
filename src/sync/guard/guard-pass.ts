import { ConfigError } from '../../errors/errors.ts';
import type { System } from '../../systems/system.ts';
import type { FlowContext } from '../run/flow.ts';
import { FlowRun } from '../run/flow-run.ts';
import type { Writer } from '../write/writer.ts';
import { exceededLimits } from './guard.ts';
import { rememberFeeds } from './remember-feeds.ts';
import { rememberFinds } from './remember-finds.ts';
import { castShadow, type Shadow } from './shadow.ts';

/** The context of a flow with a guard: its systems answer the run from memory if its plan has asked the same. */
export function withMemory(context: FlowContext): FlowContext {
  if (context.program.guard === null) return context;
  const remember = (system: System): System => rememberFeeds(rememberFinds(system));
  const target = remember(context.target);
  return { ...context, source: remember(context.source), target, lists: context.lists.over(target) };
}

/**
 * The target looks as it did before the run: two records that would take the same one must both find it, even if the
 * first one would change it.
 */
const withoutUpdates = ({ writer }: Shadow): Writer => ({ ...writer, update: async ({ values }) => values });

/**
 * Plans a flow with a guard before it runs: over shadows of both systems and copies of everything that a run changes. Only the
 * claims are the run's own, because its first page must know those of the last one. Throws ConfigError `GUARD_EXCEEDED` if
 * the plan writes more than the guard allows, and whatever stops the plan.
 */
export async function checkGuard(context: FlowContext): Promise<void> {
  const { program, source, target, links, lists, pairs, progress, madeUp } = context;
  if (program.guard === null) return;
  const shadows = { source: castShadow(source, madeUp), target: castShadow(target, madeUp) };
  const plan = new FlowRun({
    ...context,
    source: shadows.source.system,
    target: shadows.target.system,
    createWriter: (over) => withoutUpdates(over === shadows.source.system ? shadows.source : shadows.target),
    links: links.copy(),
    lists: lists.copy(),
    progress: structuredClone(progress),
    proof: null,
    isDry: true,
    observe: () => {},
    log: () => {},
  });
  await plan.all();
  const linked = [...new Set(pairs)].reduce((sum, pair) => sum + links.count(pair), 0);
  const { creates, updates } = plan.outcomes.tally.writes();
  const deactivated = plan.deleted.filter(({ outcome }) => outcome === 'deactivated').length;
  const exceeded = exceededLimits(program.guard, { creates, updates: updates + deactivated, linked });
  if (exceeded.length === 0) return;
  throw new ConfigError('GUARD_EXCEEDED', `${program.name} would make ${exceeded.join(' and ')}; it wrote nothing.`, {
    hint: 'If this is right, raise `guard` in the flow for this run, or split it up with `limit`.',
  });
}
