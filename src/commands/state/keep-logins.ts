import { StateError, SyncError, TransientError } from '../../errors/errors.ts';
import type { Program } from '../../mapping/flow/program.ts';
import { cameToItsEnd, type FlowReport, type RunReport, reportedError } from '../../report/run-report.ts';
import type { SystemName } from '../../systems/registry.ts';
import type { Network } from '../network.ts';
import type { CommandContext } from '../session.ts';
import { isFirstOfDay } from './first-of-day.ts';

/** The logins of a run. */
export interface Logins {
  readonly network: Pick<Network, 'keepLogin'>;
  /** The flows that are on, whether or not this run is about them. */
  readonly programs: readonly Program[];
  /** False while everything is paused: then neither system is called. */
  readonly mayRenew: boolean;
  /** When the run before saved its progress, ISO text in UTC; empty if there was none. */
  readonly lastAt: string;
}

/**
 * Keeps the logins alive, once a day, that a run did not use: a quiet company may need one of them only after weeks. Returns the report; if a login turns out to
 * be lost, the flows that need it have stopped. Never throws for expected errors.
 */
export async function keepLogins(
  report: RunReport,
  { clock, signal, log }: Pick<CommandContext, 'clock' | 'signal' | 'log'>,
  { network, programs, mayRenew, lastAt }: Logins,
): Promise<RunReport> {
  if (!isFirstOfDay(lastAt, clock())) return report;
  let told = report;
  for (const system of new Set(programs.flatMap(systemsOf))) {
    // A run that is being stopped has no time for it.
    if (signal.aborted) break;
    try {
      await network.keepLogin(system, mayRenew);
    } catch (error) {
      if (!(error instanceof SyncError)) {
        if (signal.aborted) break;
        throw error;
      }
      if (error instanceof TransientError) log(`${error.message} ${error.hint ?? ''}`.trim());
      else if (error instanceof StateError) told = withError(told, error);
      else told = stopped(told, namesOf(programs, system), error, log);
    }
  }
  return told;
}

const systemsOf = ({ source, target }: Program): readonly SystemName[] => [source.system, target.system];

const namesOf = (programs: readonly Program[], system: SystemName): ReadonlySet<string> =>
  new Set(programs.filter((program) => systemsOf(program).includes(system)).map(({ name }) => name));

/**
 * The report with the flows stopped that came to their end, but cannot go on. Those that the other login stopped say what comes next as well, so that a person
 * logs in to both at once; an error of the run itself would make every run red. If there are none, the report has the error.
 */
function stopped(
  report: RunReport,
  names: ReadonlySet<string>,
  error: SyncError,
  log: (line: string) => void,
): RunReport {
  const said = `${error.message} ${error.hint ?? ''}`.trim();
  const own = report.flows.filter(({ flow }) => names.has(flow));
  const isStopped = (flow: FlowReport): boolean => names.has(flow.flow) && cameToItsEnd(flow);
  if (!own.some(isStopped)) {
    if (!own.some(({ status }) => status === 'stopped')) return withError(report, error);
    log(said);
    return {
      ...report,
      flows: report.flows.map((flow) => (names.has(flow.flow) ? withNext(flow, error, said) : flow)),
    };
  }
  const flows = report.flows.map((flow) =>
    isStopped(flow) ? { ...flow, status: 'stopped' as const, error: reportedError(error) } : flow,
  );
  return { ...report, flows };
}

/** A stopped flow with what stops it next. */
const withNext = (flow: FlowReport, next: SyncError, said: string): FlowReport =>
  flow.error === undefined || flow.error.message === next.message
    ? flow
    : { ...flow, error: { ...flow.error, hint: `${flow.error.hint ?? ''} ${said}`.trim() } };

const withError = (report: RunReport, error: SyncError): RunReport => ({
  ...report,
  errors: [...report.errors, reportedError(error)],
});
