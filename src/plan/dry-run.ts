import type { RunContext } from '../sync/context.ts';
import type { Shadows } from '../sync/guard/shadow.ts';
import { runFlows } from '../sync/run/run.ts';
import { bySystem } from '../systems/registry.ts';
import { refusingUnlisted } from './listed-codes.ts';

/** What is told of a run that only pretends. The progress is changed and must never be saved. */
export type DryContext = Pick<
  RunContext,
  | 'programs'
  | 'selected'
  | 'systems'
  | 'progress'
  | 'links'
  | 'linksFile'
  | 'pauses'
  | 'records'
  | 'since'
  | 'fingerprint'
  | 'assure'
  | 'clock'
  | 'signal'
  | 'log'
>;

/**
 * Runs flows over shadows: nothing is written or saved, and no guard stops them. The guard pass still runs, because the claims of all
 * pages then decide what the sync would do.
 */
export function runDry(
  context: DryContext & Pick<RunContext, 'created'> & { readonly isLive: boolean },
  shadows: Shadows,
  observe: NonNullable<RunContext['observe']>,
): ReturnType<typeof runFlows> {
  const { isLive, ...given } = context;
  const writers = bySystem((name) => {
    const writer = shadows.writerOf(name);
    return isLive ? refusingUnlisted(writer, context.systems[name], context.signal) : writer;
  });
  return runFlows({
    ...given,
    programs: context.programs.map((program) => ({ ...program, guard: program.guard === null ? null : {} })),
    kind: 'plan',
    systems: shadows.systems,
    madeUp: shadows.names,
    createWriter: ({ name }) => writers[name],
    observe,
    takeCalls: () => ({}),
    save: async () => {},
  });
}
