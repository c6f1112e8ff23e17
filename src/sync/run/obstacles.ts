import { AccessError, StateError, type SyncError, TransientError } from '../../errors/errors.ts';
import type { Program } from '../../mapping/flow/program.ts';
import type { RunContext } from '../context.ts';

/** Codes after which the other flows would only fail in the same way. */
const WALLS: ReadonlySet<string> = new Set([
  'UNREACHABLE',
  'DAY_BUDGET',
  'HELD_OFF',
  'SHARED_TOKEN_ENDED',
  'SHARED_TOKEN_LATE',
  'TOKEN_TOO_EARLY',
  'TOKEN_UNAVAILABLE',
  'CANCELLED',
  'OUT_OF_TIME',
]);

/** Refusals of one resource: a right, module or package that the other flows may not need (EX-rights, AS-errors). */
const OF_ONE_RESOURCE: ReadonlySet<string> = new Set(['FORBIDDEN', 'READ_REFUSED']);

/** True for an error after which no other flow need try. */
export const concernsEverything = (error: SyncError): boolean =>
  (error instanceof AccessError && !OF_ONE_RESOURCE.has(error.code)) ||
  error instanceof StateError ||
  WALLS.has(error.code);

/**
 * Tests what a flow rests on; throws why it may not begin. After a test without an answer the flow continues: it will have the same
 * problem, or none. The next run repeats the test.
 */
export async function assured({ assure, log }: Pick<RunContext, 'assure' | 'log'>, { name }: Program): Promise<void> {
  try {
    await assure?.(name);
  } catch (error) {
    if (!(error instanceof TransientError) || concernsEverything(error)) throw error;
    log(`${name}: its assumptions could not be tested: ${error.message}`);
  }
}
