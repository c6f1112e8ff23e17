/**
 * Why a run is red.
 * - `broken`: something outside of the flows went wrong, or what was told could not be kept
 * - `outage`: a system has not answered for too long
 * - `new`: a cause that was not told before
 * - `any`: records failed or wait, and `fail-on` is `any`
 * - `reminder`: what was told a week ago still stands
 */
export type AlarmReason = 'broken' | 'outage' | 'new' | 'any' | 'reminder';

/** A system that did not answer in this run. */
export interface OutageReport {
  /** Its name in the registry; null = the error does not say which one. */
  readonly system: string | null;
  /** As in `Outage`. */
  readonly why: string | null;
  /** What the run says of it. */
  readonly message: string;
  /** ISO text in UTC: the first run that it did not answer. */
  readonly since: string;
  /** It did not last long enough to be told. */
  readonly isYoung: boolean;
}

/** Whether a run is red, so that GitHub mails, and why. */
export interface AlarmReport {
  readonly isRed: boolean;
  /** Empty if it is not red. */
  readonly why: readonly AlarmReason[];
  /** Ids of the causes that this run tells for the first time. */
  readonly tells: readonly string[];
  readonly outages: readonly OutageReport[];
  /** Systems that answer again after an outage that was told. */
  readonly answering: readonly string[];
  /** Everything that was told is solved, and nothing else is wrong; false as well if nobody knows whether what was to be done by hand was done. */
  readonly isWellAgain: boolean;
  /** The day (yyyy-MM-dd) of the next reminder of what was told and still stands; null = nothing does. */
  readonly remindsOn: string | null;
  /** No flow stopped, and nothing went wrong outside of them. */
  readonly isGood: boolean;
}
