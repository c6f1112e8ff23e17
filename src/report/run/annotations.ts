import type { FailOn } from '../../config/inputs.ts';
import { isAside } from '../../errors/codes.ts';
import type { SourcePosition } from '../../errors/errors.ts';
import { referenceOf } from '../../errors/reference-links.ts';
import type { AlarmReport, OutageReport } from '../alarm/alarm-report.ts';
import { outageSentence } from '../alarm/alarm-words.ts';
import { handworkIn, handworkTexts } from '../alarm/handwork.ts';
import { isOutage } from '../alarm/outages.ts';
import { sentences } from '../describe-error.ts';
import type { FlowReport, ReportedError, RunReport } from '../run-report.ts';
import { hasRedDifferences } from '../verified-report.ts';
import { en } from '../words/en.ts';
import type { Words } from '../words/words.ts';
import { type Cause, causesOf } from './causes.ts';
import { deletionsToDo } from './deletions-to-do.ts';
import { differencesTold } from './differences.ts';
import { actionOf, reasonOf, referencesOf, whoOf } from './what-to-do.ts';

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
 * Annotations for errors. Those with a place in a file come first, since they can be fixed there, and are
 * all given: GitHub shows the first ten of a step, and a tool that reads the log wants every one.
 */
export function annotationsFor(errors: readonly ReportedError[], words: Words = en): Annotations {
  return limited(
    errors.map((error): Annotation => {
      return { level: 'error', title: error.code, message: shortened(sentences(error, words)), at: error.at ?? null };
    }),
  );
}

/**
 * Annotations for a run, one per cause: what stopped, the flows that found differences, and what keeps records waiting. Errors are what makes
 * the run red; what was told before, or is not told yet, is a warning.
 */
export function annotationsOf(report: RunReport, failOn: FailOn, words: Words): Annotations {
  const apart = report.flows.filter(({ verified }) => verified !== undefined && verified.compared > verified.equal);
  const red = apart.filter(({ verified }) => hasRedDifferences(verified, failOn));
  const causes = causesOf(report);
  const { alarm } = report;
  const stops = ({ kind }: Cause): boolean => kind === 'run' || kind === 'stopped';
  const mark = (cause: Cause): Annotation => {
    const own = ofCause(cause, isRed(cause, alarm, failOn) ? 'error' : 'warning', words);
    const silent = silenceOf(cause, alarm);
    return silent === undefined
      ? own
      : { ...own, message: shortened(`${outageSentence(silent, words)} ${own.message}`) };
  };
  return limited([
    ...reminderMarks(alarm, words),
    ...causes.filter(stops).map(mark),
    ...apart.map((flow) => ofDifferences(flow, red.includes(flow) ? 'error' : 'warning', words)),
    ...causes.filter((cause) => !stops(cause)).map(mark),
    ...handworkMarks(report, words),
    ...[
      ...report.warnings.map(words.said),
      ...report.flows.flatMap(({ flow, warnings: said }) => said.map((one) => `${flow}: ${words.said(one)}`)),
    ].map((message) => warningOf(message, words)),
  ]);
}

/** True for a cause that makes the run red. */
function isRed(cause: Cause, alarm: AlarmReport | undefined, failOn: FailOn): boolean {
  const isOfRun = cause.kind === 'run';
  if (isOfRun && !isAside(cause)) return true;
  const isNews =
    alarm === undefined ? cause.isNew : isOutage(cause) ? alarm.why.includes('outage') : alarm.tells.includes(cause.id);
  return isOfRun || cause.kind === 'stopped' ? isNews : failOn === 'any' || (failOn !== 'never' && isNews);
}

/** The outage behind a cause, if it says more than the cause does. */
function silenceOf(cause: Cause, alarm: AlarmReport | undefined): OutageReport | undefined {
  if (!isOutage(cause)) return undefined;
  return alarm?.outages.find(({ system, why }) => why !== null && system === cause.outage?.system);
}

/** That the run is red only to remind; what it reminds of is marked as a warning. */
function reminderMarks(alarm: AlarmReport | undefined, words: Words): readonly Annotation[] {
  if (alarm?.why.includes('reminder') !== true) return [];
  return [{ level: 'error', title: words.annotations.alarm, message: words.alarm.reminder, at: null }];
}

/** What a person has to do by hand, by flow: an error if that makes the run red. */
function handworkMarks({ flows, alarm }: RunReport, words: Words): readonly Annotation[] {
  return flows.flatMap((flow) => {
    const told = handworkIn(flow).filter(({ id }) => alarm?.tells.includes(id) === true);
    const tasks = told.filter(({ kind }) => kind === 'tasks');
    return [
      ...handworkTexts(tasks, words).map((text) => ({ isTold: true, text })),
      ...deletionsToDo(flow, words).map(({ kind, who, text }) => {
        return { isTold: told.some((one) => one.kind === kind), text: `${who}${text}` };
      }),
    ].map(({ isTold, text }): Annotation => {
      const message = `${flow.flow}: ${text}`;
      return isTold
        ? { level: 'error', title: words.annotations.alarm, message: shortened(message), at: null }
        : warningOf(message, words);
    });
  });
}

/** A cause as a mark: how many records, which, why, and what to do. */
function ofCause(cause: Cause, level: Annotation['level'], words: Words): Annotation {
  const { kind, code, at, flows } = cause;
  const todo = actionOf(cause, words);
  const who =
    kind === 'run'
      ? ''
      : kind === 'stopped'
        ? `${flows.join(', ')}: `
        : `${whoOf(cause, words)}${referencesOf(cause, words)}: `;
  const message = `${who}${reasonOf(cause, words)}${todo === null ? '' : ` ${words.todo.action}${todo}`}${seeIn(code, at, words)}`;
  return { level, title: code, message: shortened(message), at: at ?? null };
}

function ofDifferences(flow: FlowReport, level: Annotation['level'], words: Words): Annotation {
  const todo = level === 'error' ? ` ${words.todo.action}${words.compared.openSummary}` : '';
  const at = flow.verified?.at;
  return {
    level,
    title: 'BOOKS_DIFFER',
    message: shortened(`${differencesTold(flow, words)}${todo}${seeIn('BOOKS_DIFFER', at, words)}`),
    at: at ?? null,
  };
}

/** Where the documentation explains an error. */
function seeIn(code: string, at: SourcePosition | undefined, words: Words): string {
  const reference = referenceOf(code, at?.file);
  return reference === undefined ? '' : ` ${words.see(reference)}`;
}

const warningOf = (message: string, words: Words): Annotation => {
  return { level: 'warning', title: words.annotations.warning, message: shortened(message), at: null };
};

/** GitHub shows the first ten of each level: those with a place come first, and are all given. */
function limited(all: readonly Annotation[]): Annotations {
  const ofLevel = (level: Annotation['level']): readonly Annotation[] => {
    const own = all.filter((one) => one.level === level);
    const placed = own.filter(({ at }) => at !== null);
    const others = own.filter(({ at }) => at === null);
    return [...placed, ...others.slice(0, Math.max(0, MOST_ANNOTATIONS - placed.length))];
  };
  const shown = [...ofLevel('error'), ...ofLevel('warning')];
  return { shown, more: all.length - shown.length };
}

/** A message as long as GitHub shows it. */
export function shortened(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}
