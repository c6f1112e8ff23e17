import { TransientError } from '../../errors/errors.ts';
import { dutchTime } from '../../http/dutch-time.ts';
import type { Progress } from '../../state/progress.ts';
import { MAY_APPEAR_MS } from './unanswered.ts';

/**
 * When writing goes on, epoch ms, if a run was lost so recently that what it sent last may still be stored; null = now. A lost run leaves no note
 * of what it was sending, so nothing at all is written until then. It may also be alive on a machine that nobody reaches, and then it writes until its time is up.
 */
export function heldUntil({ mayWriteUntilMs }: Pick<Progress, 'mayWriteUntilMs'>, nowMs: number): number | null {
  if (mayWriteUntilMs === null) return null;
  const untilMs = mayWriteUntilMs + MAY_APPEAR_MS;
  return nowMs < untilMs ? untilMs : null;
}

/** Why a run does nothing before this moment, epoch ms. */
export function lastRunLost(heldUntilMs: number): TransientError {
  return new TransientError(
    'LAST_RUN_LOST',
    'The last run was lost before it ended, or is still at work, and what it sent last may still be stored.',
    {
      hint: `Nothing is read or written before ${dutchTime(heldUntilMs)} (Dutch time). Start this run again after that.`,
    },
  );
}
