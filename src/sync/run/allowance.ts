import { TransientError } from '../../errors/errors.ts';
import type { DayCalls } from '../../http/budget.ts';
import { type SystemName, systemNames } from '../../systems/registry.ts';
import { DAY_MS, MINUTE_MS } from '../../time.ts';

/** How long a run takes to end: it calls no system any more, saves, reports and tells. */
const CLOSING_MS = MINUTE_MS;

/** What a record that has begun may need: a wait for the next minute's calls is the longest of an ordinary one. */
const RECORD_MS = 65_000;

/** The part of a day's calls that flows with a backlog leave to the others when the day begins; it shrinks with the day. */
const KEPT_BACK = 0.25;

/** What an allowance is made of. */
export interface AllowanceOptions {
  readonly startedAtMs: number;
  /** How long the run may take. */
  readonly limitMs: number;
  readonly clock: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** The calls to a system today; null = no limit is known. */
  readonly today: (system: SystemName) => DayCalls | null;
}

/**
 * What a run may use up before it ends in good order: its time, and for flows with a backlog the calls of the day that are not kept back for
 * the others. It ends between two records; only a wait that is too long ends it within one.
 */
export class Allowance {
  readonly #options: AllowanceOptions;
  /** From then on, no call to a system begins, epoch ms. */
  readonly endsAtMs: number;

  constructor(options: AllowanceOptions) {
    this.#options = options;
    this.endsAtMs = options.startedAtMs + options.limitMs - CLOSING_MS;
  }

  /**
   * Called before a flow, a page and a record. Throws TransientError `OUT_OF_TIME` if too little time is left for a record, and `CALLS_KEPT_BACK` if
   * one of the systems, those of a flow with a backlog, has only calls that are kept back.
   */
  mayBegin(systems: readonly SystemName[]): void {
    this.#assertTime(RECORD_MS);
    const { today, clock } = this.#options;
    for (const system of systems) {
      const day = today(system);
      if (day !== null && day.left <= keptBack(day, clock())) throw callsKeptBack(system);
    }
  }

  /** True for calls, by `<system> <method> <resource>`, that are half or more of those to one system that flows with a backlog may make in a day. */
  isHalfADay(calls: Readonly<Record<string, number>>): boolean {
    return systemNames().some((system) => {
      const day = this.#options.today(system);
      const own = Object.entries(calls).filter(([call]) => call.startsWith(`${system} `));
      const made = own.reduce((sum, [, count]) => sum + count, 0);
      return day !== null && made > 0 && made >= callsForBacklogs(day) / 2;
    });
  }

  /** Called before a call to a system. Throws TransientError `OUT_OF_TIME` if the run has to end now. */
  mayCall(): void {
    this.#assertTime(0);
  }

  /** Waits, ms. Throws TransientError `OUT_OF_TIME` at once if the wait would last until the run has to end. */
  readonly sleep = async (ms: number, signal: AbortSignal): Promise<void> => {
    this.#assertTime(ms);
    await this.#options.sleep(ms, signal);
  };

  #assertTime(ms: number): void {
    if (this.#options.clock() + ms >= this.endsAtMs) throw outOfTime();
  }
}

/** The calls that flows with a backlog may make in a day, if the others need all that is kept back for them. */
export const callsForBacklogs = ({ limit }: DayCalls): number => limit * (1 - KEPT_BACK);

function keptBack({ limit, endsAtMs }: DayCalls, nowMs: number): number {
  const share = Math.min(1, Math.max(0, (endsAtMs - nowMs) / DAY_MS));
  return Math.floor(limit * KEPT_BACK * share);
}

function outOfTime(): TransientError {
  return new TransientError('OUT_OF_TIME', 'The time of this run is up.', {
    hint: 'The next run goes on from there. If this recurs, raise time-limit and the timeout-minutes of the job, or ask for fewer records.',
  });
}

function callsKeptBack(system: SystemName): TransientError {
  return new TransientError(
    'CALLS_KEPT_BACK',
    `The calls to ${system} that are left today are kept for flows without a backlog.`,
    {
      hint: 'If you asked for records, since or approve, start this run again tomorrow. Otherwise the next runs get no further: let the flow read less, with a later since, or pause other flows until it is through.',
    },
  );
}
