import type { Failure } from './failure.ts';

/** What a call does: only reads may be repeated freely, a token call uses up its single-use refresh token. */
export type CallKind = 'read' | 'write' | 'token';

/** How a call ended: with a status, or with a failure and no answer. */
export type Outcome =
  | { readonly kind: CallKind; readonly status: number }
  | { readonly kind: CallKind; readonly failure: Failure };

/**
 * What follows from an outcome.
 * - `answer`: the caller reads it, 4xx included
 * - `retry`: send again after a growing pause, or at the time that the answer gives
 * - `unclear`: may have been executed; look the record up before anything is sent again
 * - `fail`: sending again would not help, or must not happen
 */
export type Resolution = 'answer' | 'retry' | 'unclear' | 'fail';

type Row = Readonly<Record<CallKind, Resolution>>;

const ANSWER: Row = { read: 'answer', write: 'answer', token: 'answer' };

const LOST: Row = { read: 'retry', write: 'unclear', token: 'fail' };

/**
 * Statuses by range, first hit wins. A system may answer 500 for business errors and faults alike (EX-business-errors), so a write's
 * 500 leaves the outcome open and a read's is tried again. So does 429: the system refuses such a call before it executes it (EX-rate-limits,
 * AS-request-rate), but a gateway may have sent the call twice, and answer with what became of the second. A redirect is never followed.
 */
const STATUSES: readonly { readonly from: number; readonly to: number; readonly row: Row }[] = [
  { from: 200, to: 299, row: ANSWER },
  { from: 300, to: 399, row: { read: 'fail', write: 'unclear', token: 'fail' } },
  { from: 408, to: 408, row: { read: 'retry', write: 'unclear', token: 'answer' } },
  { from: 429, to: 429, row: { read: 'retry', write: 'unclear', token: 'answer' } },
  { from: 400, to: 499, row: ANSWER },
  { from: 500, to: 599, row: { read: 'retry', write: 'unclear', token: 'answer' } },
];

const FAILURES: Readonly<Record<Failure, Row>> = {
  UNREACHABLE: { read: 'retry', write: 'retry', token: 'retry' },
  CERTIFICATE: { read: 'fail', write: 'fail', token: 'fail' },
  UNSENDABLE: { read: 'fail', write: 'fail', token: 'fail' },
  TIMEOUT: LOST,
  DISCONNECTED: LOST,
  TRUNCATED: LOST,
  GARBLED: LOST,
  TOO_LARGE: { read: 'fail', write: 'unclear', token: 'fail' },
  ABORTED: { read: 'fail', write: 'unclear', token: 'fail' },
};

/** Says what follows from an outcome. A pure table, the same for every system; statuses outside HTTP count as garbled. */
export function classify(outcome: Outcome): Resolution {
  if ('failure' in outcome) return FAILURES[outcome.failure][outcome.kind];
  const range = STATUSES.find(({ from, to }) => outcome.status >= from && outcome.status <= to);
  return (range?.row ?? FAILURES.GARBLED)[outcome.kind];
}
