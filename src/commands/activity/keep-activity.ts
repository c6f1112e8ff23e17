import { ActivityLog } from '../../activity/activity-log.ts';
import type { Program } from '../../mapping/flow/program.ts';
import type { RunReport } from '../../report/run-report.ts';
import type { Item } from '../../sync/item.ts';
import type { FinishedFlow } from '../../sync/result.ts';
import { eventsOf, eventsOfDeleted } from '../../sync/run/events.ts';
import { screensOf } from '../../systems/registry.ts';
import type { CommandContext, Saved } from '../session.ts';
import { type DraftContext, draftOf } from './run-draft.ts';

/** Keeps the activity log of a run, and gives the run its place in the ledger. */
export interface ActivityKeeper {
  /** Writes down what happened to the records of a batch. */
  observe(program: Program, items: readonly Item[]): void;
  /** Puts the run behind the last one: from here on, the progress holds its hash. */
  conclude(flows: readonly FinishedFlow[], report: RunReport): void;
  /** Writes the whole log and returns its path; null with a warning if it could not be written. `kept`: the ledger hash of the progress that was really saved. */
  finish(report: RunReport, kept: string | undefined): Promise<string | null>;
}

/** See `ActivityKeeper`; the file is made in `folder`. */
export function keepActivity(
  context: DraftContext & Pick<CommandContext, 'clock' | 'inputs' | 'log' | 'warn'>,
  saved: Pick<Saved, 'name' | 'progress'>,
  folder: string,
): ActivityKeeper {
  const { clock, inputs, log, warn } = context;
  const screenOf = screensOf(inputs.systems);
  const { progress } = saved;
  const activity = new ActivityLog(folder);
  const previous = progress.ledger ?? null;
  const seal = (report: RunReport, kept: boolean) => activity.seal(draftOf(report, saved, context), { previous, kept });
  let concluded: ReturnType<typeof seal> | null = null;
  return {
    observe(program, items) {
      const telling = { at: clock(), screenOf };
      activity.add(items.flatMap((item) => eventsOf(program, item, telling)));
    },
    conclude(flows, report) {
      for (const { program, result } of flows) activity.add(eventsOfDeleted(program, result?.deleted ?? [], clock()));
      concluded = seal(report, true);
      progress.ledger = concluded.ledger.hash;
    },
    async finish(report, kept) {
      const isKept = concluded !== null && concluded.ledger.hash === kept;
      const run = isKept && concluded !== null ? concluded : seal(report, false);
      try {
        await activity.finish(run);
      } catch (error) {
        const { code = 'unknown' } = error as NodeJS.ErrnoException;
        warn(`The activity log of this run could not be written (${code}). The sync is not changed by that.`);
        return null;
      }
      const { events, hash } = run.ledger;
      log(`The activity log has ${events} event${events === 1 ? '' : 's'}. Hash of this run in the ledger: ${hash}`);
      return activity.file;
    },
  };
}
