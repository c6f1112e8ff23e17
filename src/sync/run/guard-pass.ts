import { ConfigError } from '../../errors/errors.ts';
import type { System } from '../../systems/system.ts';
import type { FlowContext } from '../context.ts';
import { exceededLimits } from '../guard/guard.ts';
import { Proposal } from '../guard/proposal.ts';
import { rememberFeeds } from '../guard/remember-feeds.ts';
import { rememberFinds } from '../guard/remember-finds.ts';
import { castShadow, type Shadow } from '../guard/shadow.ts';
import type { Writer } from '../write/writer.ts';
import { FlowRun } from './flow-run.ts';

/** A flow with a guard, and one of which only an approved set may be written. */
const isPlannedFirst = ({ program, approved }: FlowContext): boolean => program.guard !== null || approved !== null;

/** The context of a flow with a guard: its systems answer the run from memory if its plan has asked the same. */
export function withMemory(context: FlowContext): FlowContext {
  if (!isPlannedFirst(context)) return context;
  // What a person approved is decided from the answers that the plan had, all of them.
  const values = context.approved === null ? MOST_VALUES : Number.POSITIVE_INFINITY;
  const remember = (system: System): System => rememberFeeds(rememberFinds(system, values));
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
 * claims are the run's own, because its first page must know those of the last one. What a person approved may exceed the guard. Throws
 * ConfigError `GUARD_EXCEEDED` if the plan writes more than the guard allows, `NOT_APPROVED` if it writes anything else than was approved, and whatever stops the plan.
 */
export async function checkGuard(context: FlowContext): Promise<void> {
  const { program, source, target, links, lists, pairs, progress, approved } = context;
  if (!isPlannedFirst(context)) return;
  // Forgotten with this plan: a first load makes up as much as it has records.
  const madeUp = context.madeUp.copy();
  const proposal = new Proposal(program, { ...context, madeUp });
  const mayGuess = approved === null && target.isFree !== true;
  const shadows = {
    source: castShadow(source, madeUp),
    target: castShadow(mayGuess ? guessing(target) : target, madeUp),
  };
  const plan = new FlowRun({
    ...context,
    madeUp,
    claims: context.claims.inPlan(madeUp),
    source: shadows.source.system,
    target: shadows.target.system,
    createWriter: (over) => withoutUpdates(over === shadows.source.system ? shadows.source : shadows.target),
    links: links.copy(),
    lists: lists.copy(),
    progress: structuredClone(progress),
    proof: null,
    kind: 'plan',
    observe: (items) => proposal.observe(items),
    log: () => {},
  });
  await plan.all();
  proposal.deactivated(plan.deleted);
  if (approved !== null) return refuseOther(approved, proposal.approval());
  const linked = links.count(...pairs);
  const { creates, updates } = plan.outcomes.tally.writes();
  const deactivated = plan.deleted.filter(({ outcome }) => outcome === 'deactivated').length;
  const exceeded = exceededLimits(program.guard ?? {}, { creates, updates: updates + deactivated, linked });
  if (exceeded.length === 0) return;
  throw new ConfigError('GUARD_EXCEEDED', `The flow would make ${exceeded.join(' and ')}; it wrote nothing.`, {
    hint: `If this is right, run once with \`approve: ${proposal.approval()}\`, which writes exactly this. Or raise \`guard\` in the flow, or split it up with \`limit\`.`,
  });
}

/** So many values are remembered with their answers: those of a first load would not have room. */
const MOST_VALUES = 5000;

/** So many look-ups of a resource are asked as the run will ask them: it need not ask them again. */
const ASKED_AS_IN_THE_RUN = 2;

/** A system for counting: of what is more than a run needs on most days, the long lists may be some minutes old. The run asks again before it writes. */
function guessing(system: System): System {
  const memory = {};
  const asked = new Map<string, number>();
  return {
    ...system,
    find: (request) => {
      const before = asked.get(request.resource) ?? 0;
      asked.set(request.resource, before + 1);
      const isAsked = before < ASKED_AS_IN_THE_RUN || request.fresh === true;
      return system.find(isAsked ? request : { memory, guessed: () => {}, ...request });
    },
  };
}

/** Throws ConfigError `NOT_APPROVED` if the run would write anything else than what was approved. */
function refuseOther(approved: string, approval: string | null): void {
  if (approval === null || approval === approved) return;
  throw new ConfigError('NOT_APPROVED', 'The flow would write something else than was approved; it wrote nothing.', {
    hint: `Records or mappings changed since. Look at a new plan; this run would be \`approve: ${approval}\`.`,
  });
}
