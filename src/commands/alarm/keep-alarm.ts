import { isDeepStrictEqual } from 'node:util';
import type { Inputs } from '../../config/inputs.ts';
import { StateError } from '../../errors/errors.ts';
import { type Alarmed, raise } from '../../report/alarm/alarm.ts';
import type { RunReport } from '../../report/run-report.ts';
import { type AlarmMemory, alarmMemorySchema, noAlarm, noLaterThan } from '../../state/alarm-memory.ts';
import type { CommandContext, Saved } from '../session.ts';

type Kept = Pick<Saved, 'state' | 'name'>;

/**
 * Decides whether the run is red, with what earlier runs told, and keeps what this one tells. A run that cannot keep it is red for whatever
 * is wrong: a later one would otherwise never tell it. `isFirst` = no run was saved before: somebody is setting up, so nothing is held back.
 */
export async function withAlarm(
  saved: Kept & Pick<Saved, 'progress'>,
  report: RunReport,
  isFirst: boolean,
  { inputs, clock, signal, warn }: Pick<CommandContext, 'inputs' | 'clock' | 'signal' | 'warn'>,
): Promise<RunReport> {
  // A run that is being stopped has no time to ask, and its colour is not its own.
  const before = signal.aborted ? noAlarm() : await restoreAlarm(saved, warn);
  const { failOn, outageAfterMs } = inputs;
  const nowMs = clock();
  const context = { nowMs, failOn, outageAfterMs: isFirst ? 0 : outageAfterMs, about: aboutOf(inputs) };
  const { alarm, memory } = raise(report, noLaterThan(nowMs, before), context);
  // What did not change is not saved for this.
  const isUnchanged = signal.aborted || isDeepStrictEqual(before, memory);
  const hasSynced = memory.hasSynced || saved.progress.savedAt !== '';
  const isKept = isUnchanged || (await keep(saved, { ...memory, hasSynced }, warn));
  const mustTell = !isKept && (!alarm.isGood || alarm.remindsOn !== null);
  return { ...report, alarm: mustTell ? { ...alarm, isRed: true, why: [...alarm.why, 'broken'] } : alarm };
}

/** What earlier runs told; nothing if it cannot be read, so that it is told again. */
export async function restoreAlarm({ state, name }: Kept, warn: CommandContext['warn']): Promise<AlarmMemory> {
  try {
    return (await state.load('alarm', name, alarmMemorySchema)) ?? noAlarm();
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    warn(`${error.message} What was told before may be told again.`);
    return noAlarm();
  }
}

/** Keeps the memory; false if it cannot be kept. */
async function keep({ state, name }: Kept, memory: Alarmed['memory'], warn: CommandContext['warn']): Promise<boolean> {
  try {
    await state.save('alarm', name, memory);
    return true;
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    warn(`${error.message} The next run does not know what this one told.`);
    return false;
  }
}

const aboutOf = ({ flows, records }: Inputs): 'everything' | 'flows' | 'records' =>
  records !== null ? 'records' : flows !== null ? 'flows' : 'everything';
