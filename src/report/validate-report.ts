import type { SourcePosition } from '../errors/errors.ts';
import { logLine, sentences } from './describe-error.ts';
import { list, type Page, paragraph, section, table, title } from './page/page.ts';
import type { Style } from './page/terminal.ts';
import { type Annotation, type Annotations, annotationsFor, shortened } from './run/annotations.ts';
import type { ReportedError } from './run-report.ts';
import { TITLE } from './title.ts';
import { count } from './words/count.ts';

/** How many of all parts the tests reach. */
export interface Reached {
  readonly reached: number;
  readonly all: number;
}

/** A case with an unexpected result. */
export interface FailedCase {
  readonly error: ReportedError & { readonly at: SourcePosition };
  /** Lines with `-` were expected, those with `+` happened. */
  readonly difference: string;
  /** Why records were refused or the flow stopped, a sentence each. */
  readonly reasons: readonly string[];
}

/** The test results of a flow. */
export interface FlowCheck {
  readonly flow: string;
  readonly cases: number;
  readonly failed: readonly FailedCase[];
  readonly rules: Reached;
  readonly unreached: readonly Unreached[];
  /** The rows of the tables that it looks up, reached by any flow. */
  readonly rows: Reached;
}

/** The test results of a table. */
export interface TableCheck {
  readonly table: string;
  readonly file: string;
  readonly rows: Reached;
  readonly unreached: readonly Unreached[];
}

/** A part of a flow or a table that no test reaches. */
export interface Unreached {
  /** `vat-codes.GB`, or what no test does: `takes the default of …`. */
  readonly says: string;
  readonly at: SourcePosition;
}

/** All test results. */
export interface Validation {
  readonly flows: readonly FlowCheck[];
  readonly tables: readonly TableCheck[];
  /** What is below the threshold of the settings, and the promises of shipped flows that overrides do not keep. */
  readonly errors: readonly ReportedError[];
  /** What is valid but may be unintended. */
  readonly warnings: readonly ReportedError[];
}

/** True when every case passed, enough was reached and all promises are kept. */
export function isValid({ flows, errors }: Validation): boolean {
  return errors.length === 0 && flows.every(({ failed }) => failed.length === 0);
}

/** Whole percent, rounded down: 100 means all. */
export function percentOf({ reached, all }: Reached): number {
  return all === 0 ? 100 : Math.floor((100 * reached) / all);
}

/** The codes of what is wrong with promises. */
const OF_PROMISES: readonly string[] = ['PROMISE_BROKEN', 'UNKNOWN_PROMISE'];

/** One sentence with counts. */
export function validateHeadline(validation: Validation): string {
  const { flows, errors } = validation;
  const cases = flows.reduce((sum, flow) => sum + flow.cases, 0);
  const failed = flows.reduce((sum, flow) => sum + flow.failed.length, 0);
  const passed =
    cases === 0
      ? 'no case ran'
      : failed === 0
        ? `${count(cases, 'case')} passed`
        : `${failed} of ${count(cases, 'case')} failed`;
  const verdict = isValid(validation) ? 'The mappings are right' : 'The mappings are not ready';
  const promises = errors.filter(({ code }) => OF_PROMISES.includes(code)).length;
  const untested = errors.length - promises;
  const short = untested === 0 ? '' : `, ${count(untested, 'part')} not tested enough`;
  const broken = promises === 0 ? '' : `, ${count(promises, 'problem')} with promises of shipped flows`;
  return `${verdict}: ${count(flows.length, 'flow')} checked, ${passed}${short}${broken}.`;
}

/** Cases whose difference the log shows: one wrong table row fails many alike. */
const MOST_DIFFERENCES = 5;
const WHERE_MORE = 'see the job summary, or run validate with the flow alone (--flows)';
/** Rows of a table that are named as never exercised. */
const MOST_ROWS = 8;

/** Everything as lines of the log, with the differences in colour if `style` has any. */
export function validateLines(validation: Validation, style: Style): readonly string[] {
  const { flows, errors } = validation;
  const width = Math.max(...flows.map(({ flow }) => flow.length), 0);
  const failed = flows.flatMap((flow) => flow.failed);
  const left = failed.length - MOST_DIFFERENCES;
  return [
    ...failed.flatMap(({ error, difference, reasons }, index) => [
      logLine(error),
      ...(index < MOST_DIFFERENCES ? difference.split('\n') : []).map((line) => `  ${coloured(line, style)}`),
      ...(index < MOST_DIFFERENCES ? reasons : []).map((reason) => `  ${reason}`),
    ]),
    ...(left > 0
      ? [`The differences of the first ${MOST_DIFFERENCES} cases are shown; for ${left} more ${WHERE_MORE}.`]
      : []),
    ...errors.map(logLine),
    ...validation.warnings.map((one) => `warning: ${logLine(one)}`),
    ...(errors.length > 0 ? [] : neverExercised(validation).map((line) => `never exercised: ${line}`)),
    ...(hasTests(validation) ? flows : []).map(({ flow, cases, failed: own, rules, rows }) => {
      const passed = own.length === 0 ? count(cases, 'case') : `${own.length} of ${count(cases, 'case')} failed`;
      return `${flow.padEnd(width)}  ${passed}, rules ${shareOf(rules)}, table rows ${shareOf(rows)}`;
    }),
  ];
}

const COLOURS = { '-': 'red', '+': 'green' } as const;

function coloured(line: string, style: Style): string {
  const colour = COLOURS[line.charAt(0) as keyof typeof COLOURS];
  return colour === undefined ? line : style(colour, line);
}

/** False for a folder that has neither tests nor rules of its own: the shipped flows are tested where they are made. */
const hasTests = ({ flows }: Validation): boolean => flows.some(({ cases, rules }) => cases > 0 || rules.all > 0);

/** What no test reaches: a line per part of a flow that has tests, and one per table with its rows. */
function neverExercised(validation: Validation): readonly string[] {
  const { flows, tables } = validation;
  if (!hasTests(validation)) return [];
  // Without any test, all rows would be named.
  const isTested = flows.some(({ cases }) => cases > 0);
  return [
    ...flows.flatMap(({ flow, cases, rules, unreached }) =>
      cases === 0 && rules.all > 0
        ? [`${flow}, which has no tests`]
        : unreached.map(({ says, at }) => `${says}, ${at.file}:${at.line}`),
    ),
    ...tables
      .filter(({ unreached }) => isTested && unreached.length > 0)
      .map(({ table, file, unreached }) => {
        // A table that ships is in no file of the folder; a value of the settings may fill a row of it.
        const place = unreached[0]?.at.file ?? file;
        const rows = unreached.slice(0, MOST_ROWS).map(({ says }) => says.slice(table.length + 1));
        const more = unreached.length > MOST_ROWS ? ` and ${unreached.length - MOST_ROWS} more` : '';
        const name = place.endsWith(`/${table}.yml`) ? '' : ` (table ${table})`;
        return `${place}${name}: ${rows.join(', ')}${more}`;
      }),
  ];
}

const shareOf = (part: Reached): string =>
  part.all === 0 ? 'none' : `${percentOf(part)} % (${part.reached} of ${part.all})`;

/** Annotations for every failed case, at its line, and for what was not reached. */
export function validateAnnotations({ flows, errors, warnings }: Validation): Annotations {
  const failed = flows
    .flatMap((flow) => flow.failed)
    .map(({ error, difference, reasons }): Annotation => {
      const message = [sentences(error), difference, ...reasons].join('\n');
      return { level: 'error', title: error.code, message: shortened(message), at: error.at };
    });
  const others = annotationsFor(errors);
  const doubts = warnings.map((one): Annotation => {
    return { level: 'warning', title: one.code, message: shortened(sentences(one)), at: one.at ?? null };
  });
  return { shown: [...failed, ...others.shown, ...doubts], more: others.more };
}

/** The test results: counts, differences, and what no test reaches. */
export function validationPage(validation: Validation): Page {
  const { flows, tables, errors, warnings } = validation;
  const counted = flows.map(({ flow, cases, failed, rules, rows }) => {
    return [flow, cases, failed.length, shareOf(rules), shareOf(rows)];
  });
  const reached = tables.map(({ table: name, rows }) => [name, shareOf(rows)]);
  const cases = flows.flatMap(({ failed }) => failed).map(casePart);
  const never = errors.length > 0 ? [] : neverExercised(validation);
  return [
    title(`${TITLE}: validate`),
    paragraph(validateHeadline(validation)),
    ...table(['Flow', 'Cases', 'Failed', 'Rules', 'Table rows'], 4, counted, 'flow'),
    ...(cases.length === 0 ? [] : [{ kind: 'parts', parts: cases, noun: 'failed case' } as const]),
    ...section('Not tested enough', list(errors.map(logLine), 'problem')),
    ...section('Warnings', list(warnings.map(logLine), 'warning')),
    ...section('Tables', table(['Table', 'Rows reached'], 1, reached, 'table')),
    ...section('Never exercised', list(never, 'line')),
  ];
}

function casePart({ error, difference, reasons }: FailedCase): Page {
  const place = { strong: `${error.at.file}:${error.at.line}` };
  return [
    paragraph([place, ` ${sentences(error)}`]),
    { kind: 'code', language: 'diff', lines: difference.split('\n') },
    ...list(reasons, 'reason'),
  ];
}
