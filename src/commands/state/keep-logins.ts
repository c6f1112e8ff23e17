import { StateError, SyncError, TransientError } from '../../errors/errors.ts';
import type { Program } from '../../mapping/flow/program.ts';
import { cameToItsEnd, type RunReport, reportedError } from '../../report/run-report.ts';
import type { SystemName } from '../../systems/registry.ts';
import type { CommandContext, Network } from '../session.ts';

/** The logins of a run. */
export interface Logins {
  readonly network: Pick<Network, 'keepLogin'>;
  /** The flows that are on, whether or not this run is about them. */
  readonly programs: readonly Program[];
  /** False while everything is paused: then neither system is called. */
  readonly mayRenew: boolean;
}

/**
 * Keeps the logins alive that a run did not use: a quiet company may need one of them only after weeks. Returns the report; if a login turns out to
 * be lost, the flows that need it have stopped. Never throws for expected errors.
 */
export async function keepLogins(
  report: RunReport,
  { signal, log }: Pick<CommandContext, 'signal' | 'log'>,
  { network, programs, mayRenew }: Logins,
): Promise<RunReport> {
  let told = report;
  for (const system of new Set(programs.flatMap(systemsOf))) {
    // A run that is being stopped has no time for it.
    if (signal.aborted) break;
    try {
      await network.keepLogin(system, mayRenew);
    } catch (error) {
      if (signal.aborted) break;
      if (!(error instanceof SyncError)) throw error;
      if (error instanceof TransientError) log(`${error.message} ${error.hint ?? ''}`.trim());
      else if (error instanceof StateError) told = { ...told, errors: [...told.errors, reportedError(error)] };
      else told = stopped(told, namesOf(programs, system), error);
    }
  }
  return told;
}

const systemsOf = ({ source, target }: Program): readonly SystemName[] => [source.system, target.system];

const namesOf = (programs: readonly Program[], system: SystemName): ReadonlySet<string> =>
  new Set(programs.filter((program) => systemsOf(program).includes(system)).map(({ name }) => name));

/** The report with the flows stopped that came to their end, but cannot go on. */
function stopped(report: RunReport, names: ReadonlySet<string>, error: SyncError): RunReport {
  const flows = report.flows.map((flow) =>
    names.has(flow.flow) && cameToItsEnd(flow)
      ? { ...flow, status: 'stopped' as const, error: reportedError(error) }
      : flow,
  );
  return { ...report, flows };
}
