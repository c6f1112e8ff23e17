import { AccessError, StateError, type SyncError } from '../../errors.ts';

/** Codes after which the other flows would only fail in the same way. */
const WALLS: ReadonlySet<string> = new Set([
  'UNREACHABLE',
  'DAY_BUDGET',
  'HELD_OFF',
  'TOKEN_TOO_EARLY',
  'TOKEN_UNAVAILABLE',
  'CANCELLED',
]);

/** Refusals of one resource: a right, module or package that the other flows may not need (EX-rights, AS-errors). */
const OF_ONE_RESOURCE: ReadonlySet<string> = new Set(['FORBIDDEN', 'READ_REFUSED']);

/** True for an error after which no other flow need try. */
export const concernsEverything = (error: SyncError): boolean =>
  (error instanceof AccessError && !OF_ONE_RESOURCE.has(error.code)) ||
  error instanceof StateError ||
  WALLS.has(error.code);
