import type { FailOn } from '../config/inputs.ts';
import type { SourcePosition } from '../errors/errors.ts';
import { adviceFor } from './advice.ts';
import { sentences } from './describe-error.ts';
import { differencesTold } from './differences.ts';
import { hasRedDifferences, type ReportedError, type RunReport, stopsOf } from './run-report.ts';

/** A mark in the run's page and, with a place, on the line of the file. */
export interface Annotation {
  readonly level: 'error' | 'warning';
  readonly title: string;
  readonly message: string;
  readonly at: SourcePosition | null;
}

/** The annotations that GitHub shows, and how many more there are. */
export interface Annotations {
  readonly shown: readonly Annotation[];
  readonly more: number;
}

/** GitHub shows 10 errors and 10 warnings of a step, and cuts a message at 4096 characters. */
export const MOST_ANNOTATIONS = 10;
const LONGEST = 4096;

/**
 * Annotations for errors and warnings. Those with a place in a file come first, since they can be fixed there, and are
 * all given: GitHub shows the first ten of a step, and a tool that reads the log wants every one.
 */
export function annotationsFor(errors: readonly ReportedError[], warnings: readonly string[]): Annotations {
  const placed = errors.filter(({ at }) => at !== undefined);
  const others = errors.filter(({ at }) => at === undefined);
  const shown = [
    ...[...placed, ...others.slice(0, Math.max(0, MOST_ANNOTATIONS - placed.length))].map(
      (error): Annotation => ({
        level: 'error',
        title: error.code,
        message: shortened(sentences(error)),
        at: error.at ?? null,
      }),
    ),
    ...warnings
      .slice(0, MOST_ANNOTATIONS)
      .map((warning): Annotation => ({ level: 'warning', title: 'Warning', message: shortened(warning), at: null })),
  ];
  return { shown, more: errors.length + warnings.length - shown.length };
}

/**
 * Annotations for a run: what stopped, the flows that found differences between both systems, and the records that failed for
 * the first time. Differences are an error where they make the run red, else a warning.
 */
export function annotationsOf(report: RunReport, failOn: FailOn = 'new'): Annotations {
  const stopped = stopsOf(report).map(({ flows, error }) => ({
    ...error,
    message: `${flows.join(', ')}: ${error.message}`,
  }));
  const failed = report.flows.flatMap(({ flow, failures }) =>
    failures
      .filter((record) => record.isNew)
      .map(({ step, reference, code, reason, at, advice }): ReportedError => {
        const message = `${flow}, step ${step}: ${reference} failed: ${reason}`;
        return { code, message, hint: (advice ?? adviceFor(code, reason)).action, ...(at && { at }) };
      }),
  );
  const apart = report.flows.filter(({ verified }) => verified !== undefined && verified.compared > verified.equal);
  const red = apart.filter(({ verified }) => hasRedDifferences(verified, failOn));
  const differing = red.map((flow): ReportedError => {
    const hint = 'Open the job summary: it lists each of them.';
    const message = differencesTold(flow);
    return { code: 'BOOKS_DIFFER', message, hint, ...(flow.verified === undefined ? {} : { at: flow.verified.at }) };
  });
  const known = apart.filter((flow) => !red.includes(flow)).map(differencesTold);
  const warnings = report.flows.flatMap(({ flow, warnings: said }) => said.map((one) => `${flow}: ${one}`));
  return annotationsFor(
    [...report.errors, ...stopped, ...differing, ...failed],
    [...report.warnings, ...known, ...warnings],
  );
}

/** A message as long as GitHub shows it. */
export function shortened(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}
