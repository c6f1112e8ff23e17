import type { Writable } from 'node:stream';
import type { CommandContext } from '../session.ts';
import { supervise } from './supervise.ts';
import type { ReviewMode, ReviewTask } from './thread.ts';

/** Who reads the output. */
export interface Reader {
  /** True when a runner does: it hides secrets, and folds lines. */
  readonly isRunner: boolean;
  readonly isTerminal: boolean;
  readonly output: Writable;
}

const REVIEW_MODES: Readonly<Record<ReviewMode, true>> = { plan: true, validate: true };

/** True for a mode that runs in a thread of its own. */
export const isReviewMode = (mode: string): mode is ReviewMode => Object.hasOwn(REVIEW_MODES, mode);

/** The context that goes to the thread. */
export type SentContext = Pick<CommandContext, 'inputs' | 'environment' | 'github' | 'signal'>;

/** The thread starts with `thread.ts`; in a bundle with its first file, which leads there. */
const self = new URL(import.meta.url);
const entry = new URL(self.pathname.endsWith('.ts') ? './thread.ts' : './index.js', self);

/**
 * Runs the command of a mode as it would run here, but in a thread of its own, so that mappings which nobody has looked
 * at yet can neither hang nor fill this process. Returns the exit code, throws what the command throws, and as
 * `supervise` does. What else belongs to a context the thread makes itself.
 */
export function underReview(mode: ReviewMode, context: SentContext, reader: Reader): Promise<number> {
  const { inputs, environment, github, signal } = context;
  const { isRunner, isTerminal, output } = reader;
  const task: ReviewTask = { mode, inputs, environment: { ...environment }, github, isRunner, isTerminal };
  return supervise({ entry, task, signal, output });
}
