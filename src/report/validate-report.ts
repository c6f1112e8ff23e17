import { styleText } from 'node:util';
import type { SourcePosition } from '../errors/errors.ts';
import { type Annotation, type Annotations, annotationsFor, shortened } from './annotations.ts';
import { logLine, sentences } from './describe-error.ts';
import { BoundedText, count, head, plain, row } from './markdown.ts';
import type { ReportedError } from './run-report.ts';
import { SUMMARY_BYTES, TITLE } from './summary.ts';

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
  /** What is below the threshold of the settings. */
  readonly errors: readonly ReportedError[];
  /** What is valid but may be unintended. */
  readonly warnings: readonly ReportedError[];
}

/** True when every case passed and enough was reached. */
export function isValid({ flows, errors }: Validation): boolean {
  return errors.length === 0 && flows.every(({ failed }) => failed.length === 0);
}

/** Whole percent, rounded down: 100 means all. */
export function percentOf({ reached, all }: Reached): number {
  return all === 0 ? 100 : Math.floor((100 * reached) / all);
}

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
  const short = errors.length === 0 ? '' : `, ${count(errors.length, 'part')} not tested enough`;
  return `${verdict}: ${count(flows.length, 'flow')} checked, ${passed}${short}.`;
}

/** Cases whose difference the log shows: one wrong table row fails many alike. */
const MOST_DIFFERENCES = 5;
const WHERE_MORE = 'see the job summary, or run validate with the flow alone (--flows)';
/** Rows of a table that are named as never exercised. */
const MOST_ROWS = 8;

/** Everything as lines of the log; on a terminal in colour. */
export function validateLines(validation: Validation, isTerminal: boolean): readonly string[] {
  const { flows, errors } = validation;
  const width = Math.max(...flows.map(({ flow }) => flow.length), 0);
  const failed = flows.flatMap((flow) => flow.failed);
  const left = failed.length - MOST_DIFFERENCES;
  return [
    ...failed.flatMap(({ error, difference, reasons }, index) => [
      logLine(error),
      ...(index < MOST_DIFFERENCES ? difference.split('\n') : []).map(
        (line) => `  ${isTerminal ? coloured(line) : line}`,
      ),
      ...(index < MOST_DIFFERENCES ? reasons : []).map((reason) => `  ${reason}`),
    ]),
    ...(left > 0
      ? [`The differences of the first ${MOST_DIFFERENCES} cases are shown; for ${left} more ${WHERE_MORE}.`]
      : []),
    ...errors.map(logLine),
    ...validation.warnings.map((one) => `warning: ${logLine(one)}`),
    ...(errors.length > 0 ? [] : neverExercised(validation).map((line) => `never exercised: ${line}`)),
    ...flows.map(({ flow, cases, failed: own, rules, rows }) => {
      const passed = own.length === 0 ? count(cases, 'case') : `${own.length} of ${count(cases, 'case')} failed`;
      return `${flow.padEnd(width)}  ${passed}, rules ${shareOf(rules)}, table rows ${shareOf(rows)}`;
    }),
  ];
}

const COLOURS = { '-': 'red', '+': 'green' } as const;

function coloured(line: string): string {
  const colour = COLOURS[line.charAt(0) as keyof typeof COLOURS];
  return colour === undefined ? line : styleText(colour, line, { validateStream: false });
}

/** What no test reaches: a line per part of a flow that has tests, and one per table with its rows. */
function neverExercised({ flows, tables }: Validation): readonly string[] {
  return [
    ...flows.flatMap(({ flow, cases, rules, unreached }) =>
      cases === 0 && rules.all > 0
        ? [`${flow}, which has no tests`]
        : unreached.map(({ says, at }) => `${says}, ${at.file}:${at.line}`),
    ),
    ...tables
      .filter(({ unreached }) => unreached.length > 0)
      .map(({ table, file, unreached }) => {
        const rows = unreached.slice(0, MOST_ROWS).map(({ says }) => says.slice(table.length + 1));
        const more = unreached.length > MOST_ROWS ? ` and ${unreached.length - MOST_ROWS} more` : '';
        return `${file}: ${rows.join(', ')}${more}`;
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
  const others = annotationsFor(errors, []);
  const doubts = warnings.map((one): Annotation => {
    return { level: 'warning', title: one.code, message: shortened(sentences(one)), at: one.at ?? null };
  });
  return { shown: [...failed, ...others.shown, ...doubts], more: others.more };
}

/** The job summary. */
export function summariseValidation(validation: Validation, most = SUMMARY_BYTES): string {
  const { flows, tables, errors, warnings } = validation;
  const text = new BoundedText(most);
  const list = (lines: readonly string[], noun: string): void => text.list(lines, noun, 'the log');
  text.frame(`${TITLE}: validate`, '', plain(validateHeadline(validation)), '');
  text.frame(...head(['Flow', 'Cases', 'Failed', 'Rules', 'Table rows'], 4));
  list(
    flows.map(({ flow, cases, failed, rules, rows }) =>
      row([plain(flow), cases, failed.length, shareOf(rules), shareOf(rows)]),
    ),
    'flow',
  );
  list(flows.flatMap(({ failed }) => failed).map(summariseCase), 'failed case');
  if (errors.length > 0) {
    text.frame('', '### Not tested enough', '');
    list(
      errors.map((error) => `- ${plain(logLine(error))}`),
      'problem',
    );
  }
  if (warnings.length > 0) {
    text.frame('', '### Warnings', '');
    list(
      warnings.map((one) => `- ${plain(logLine(one))}`),
      'warning',
    );
  }
  if (tables.length > 0) {
    text.frame('', '### Tables', '', ...head(['Table', 'Rows reached'], 1));
    list(
      tables.map(({ table, rows }) => row([plain(table), shareOf(rows)])),
      'table',
    );
  }
  const never = errors.length > 0 ? [] : neverExercised(validation);
  if (never.length > 0) {
    text.frame('', '### Never exercised', '');
    list(
      never.map((line) => `- ${plain(line)}`),
      'line',
    );
  }
  return text.toString();
}

function summariseCase({ error, difference, reasons }: FailedCase): string {
  const place = plain(`${error.at.file}:${error.at.line}`);
  const because = reasons.map((reason) => `- ${plain(reason)}`);
  return ['', `**${place}** ${plain(sentences(error))}`, '', '```diff', difference, '```', ...because].join('\n');
}
