import { StateError } from '../../errors/errors.ts';
import type { Program } from '../../mapping/flow/program.ts';
import { emptyRecording, encodeRecording, type Recording, recordingSchema } from '../../state/recording.ts';
import type { Recorder } from '../../sync/recording/recorder.ts';
import type { CommandContext, Saved } from '../session.ts';
import { isFirstOfDay } from './first-of-day.ts';

/** Bytes of all recorded records together before they are packed and sealed. */
const MAX_BYTES = 20 * 1024 * 1024;

/** The run that is recorded. */
export interface RecordedRun {
  readonly programs: readonly Program[];
  /** When the run before saved its progress, ISO text in UTC; empty if there was none. */
  readonly lastAt: string;
}

/**
 * Adds what passed through the flows of a run to the saved recording. If there is nothing to add, the first run of a day keeps it from being forgotten.
 * Never throws for expected errors: a sync works without a recording, so that is a warning.
 */
export async function keepRecording(
  { clock, warn }: Pick<CommandContext, 'clock' | 'warn'>,
  { state, name }: Pick<Saved, 'state' | 'name'>,
  recorder: Recorder,
  { programs, lastAt }: RecordedRun,
): Promise<void> {
  if (!recorder.hasNews) {
    if (recorder.isOn && isFirstOfDay(lastAt, clock())) await state.touch('recording', name);
    return;
  }
  try {
    const before = await loadRecording(warn, { state, name });
    const after = recorder.addTo(before, {
      maxBytes: MAX_BYTES,
      flows: new Set(programs.map((program) => program.name)),
      at: new Date(clock()).toISOString(),
    });
    if (after !== null) await state.save('recording', name, encodeRecording(after));
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    warn(`${error.message} Nothing else depends on it: a plan without credentials uses an older recording, if any.`);
  }
}

/** The saved recording; one that cannot be used is replaced, because it is only a sample. */
async function loadRecording(
  warn: CommandContext['warn'],
  { state, name }: Pick<Saved, 'state' | 'name'>,
): Promise<Recording> {
  try {
    return (await state.load('recording', name, recordingSchema)) ?? emptyRecording();
  } catch (error) {
    // Unknown whether there is one: a later run will know.
    if (!(error instanceof StateError) || error.code === 'STATE_NOT_LISTED') throw error;
    warn(`${error.message} A new recording is begun.`);
    return emptyRecording();
  }
}
