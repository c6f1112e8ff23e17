import { DateTime } from 'luxon';
import { systemNames, titleOf } from '../systems/registry.ts';
import { adviceFor } from './advice.ts';
import { writeBooked } from './booked.ts';
import { logLine } from './describe-error.ts';
import { differencesLine, writeDifferences } from './differences.ts';
import { writeLeftOut } from './left-out.ts';
import { BoundedText, code, count, head, plain, row } from './markdown.ts';
import { writeNotices } from './notices.ts';
import {
  callsPerSystem,
  type DeadLetterReport,
  type FlowReport,
  type ReportedError,
  type RunReport,
  stopsOf,
  totalsOf,
} from './run-report.ts';

/** GitHub drops a step's summary above 1 MiB; how it counts is not documented, hence a margin. */
export const SUMMARY_BYTES = 1_000_000;
/** A system's message may be long; the report file has all of it. */
const LONGEST_REASON = 500;

/** The first heading of every summary. */
export const TITLE = `## ${systemNames().map(titleOf).join(' ⇄ ')}`;

/** The run as Markdown, the activity log: at most `most` bytes; what does not fit is counted. */
export function summarise(report: RunReport, most = SUMMARY_BYTES): string {
  const text = new BoundedText(most);
  text.frame(TITLE, '', plain(headline(report)), '');
  writeStops(text, report);
  writeSteps(text, report.flows);
  writeBooked(text, 'What was booked in this run', report.flows);
  writeLeftOut(text, report.flows);
  writeNotices(text, report.flows);
  writeDifferences(text, report);
  const failures = report.flows.flatMap((flow) => flow.failures.map((record) => recordRow(flow, record)));
  writeRecords(text, 'Records that failed in this run', failures);
  writeRecords(text, 'Records that wait for their next try', report.flows.flatMap(waiting));
  writeWarnings(text, report);
  writeCalls(text, report);
  return text.toString();
}

/** The summary of a run that could not begin, or that ended in an error. */
export function summariseErrors(errors: readonly ReportedError[], began: boolean, most = SUMMARY_BYTES): string {
  const text = new BoundedText(most);
  const happened = began ? 'The run ended early' : 'The run did not begin, and nothing was written';
  text.frame(TITLE, '', `${happened}: ${count(errors.length, 'problem')}.`, '');
  text.list(
    errors.map((error) => `- ${plain(logLine(error))}`),
    'problem',
  );
  return text.toString();
}

/** One sentence or two that say what happened. */
export function headline(report: RunReport): string {
  const { created, updated, failed, deadLetters } = totalsOf(report);
  const stopped = report.flows.filter((flow) => flow.status === 'stopped');
  const parts: string[] = [];
  if (stopped.length > 0)
    parts.push(`${stopped.length} of ${count(report.flows.length, 'flow')} stopped: ${names(stopped)}.`);
  if (report.errors.length > 0) parts.push('The run did not end well: see below.');
  const ran = parts.length > 0 ? '' : `${count(report.flows.length, 'flow')} ran: `;
  if (created + updated > 0) parts.push(`${ran}${count(created, 'record')} created, ${updated} updated.`);
  else if (ran !== '') parts.push(`${ran}nothing ${failed > 0 ? 'was' : 'had to be'} written.`);
  else parts.push('Nothing was written.');
  if (failed > 0) parts.push(`${count(failed, 'record')} failed.`);
  else if (deadLetters > 0)
    parts.push(
      `${count(deadLetters, 'record')} that failed before ${deadLetters === 1 ? 'waits' : 'wait'} for another try.`,
    );
  return [...parts, differencesLine(report) ?? []].flat().join(' ');
}

function names(flows: readonly FlowReport[]): string {
  const shown = flows.slice(0, 5).map(({ flow }) => flow);
  return flows.length > shown.length ? `${shown.join(', ')} and ${flows.length - shown.length} more` : shown.join(', ');
}

function writeStops(text: BoundedText, report: RunReport): void {
  const stops = [
    ...report.errors.map((error) => `- ${plain(logLine(error))}`),
    ...stopsOf(report).map(({ flows, error }) => `- **${plain(flows.join(', '))}**: ${plain(logLine(error))}`),
  ];
  if (stops.length === 0) return;
  text.frame('### What stopped', '');
  text.list(stops, 'error');
  text.frame('');
}

function writeSteps(text: BoundedText, flows: readonly FlowReport[]): void {
  if (flows.length === 0) return;
  const titles = ['Flow', 'Step', 'Read', 'Created', 'Updated', 'Unchanged', 'Skipped', 'Failed'];
  text.frame('### Flows', '', ...head(titles, 6));
  const rows = flows.flatMap(({ flow, status, steps }) =>
    steps.map(({ step, read, created, updated, unchanged, skipped, failed }) => {
      const name = `${plain(flow)}${status === 'stopped' ? ' (stopped)' : ''}`;
      return row([name, plain(step), read, created, updated, unchanged, skipped, failed]);
    }),
  );
  text.list(rows, 'step');
  text.frame('');
}

function writeRecords(text: BoundedText, title: string, rows: readonly string[]): void {
  if (rows.length === 0) return;
  const titles = ['Record', 'Flow', 'Step', 'Code', 'Reason', 'What to do', 'Tries', 'Tried again (Dutch time)'];
  text.frame(`### ${title} (${rows.length})`, '', ...head(titles, 0));
  text.list(rows, 'record');
  text.frame('');
}

/** The dead letters that this run did not try. */
function waiting(flow: FlowReport): readonly string[] {
  const tried = new Set(flow.failures.map(({ reference }) => reference));
  return flow.deadLetters.filter(({ reference }) => !tried.has(reference)).map((record) => recordRow(flow, record));
}

function recordRow({ flow }: FlowReport, record: DeadLetterReport): string {
  const { cause, action } = adviceFor(record.code, record.reason);
  const reason = record.reason.length > LONGEST_REASON ? `${record.reason.slice(0, LONGEST_REASON)}…` : record.reason;
  return row([
    plain(record.reference),
    plain(flow),
    plain(record.step),
    code(record.code),
    plain(record.at === undefined ? reason : `${reason} (${record.at.file}:${record.at.line})`),
    plain(cause === null ? action : `${cause} ${action}`),
    record.attempts,
    record.nextAt === null ? 'in the next run' : dutchTime(record.nextAt),
  ]);
}

function dutchTime(iso: string): string {
  return DateTime.fromISO(iso, { zone: 'Europe/Amsterdam' }).toFormat('yyyy-MM-dd HH:mm');
}

function writeWarnings(text: BoundedText, report: RunReport): void {
  const warnings = [
    ...report.warnings.map((one) => `- ${plain(one)}`),
    ...report.flows.flatMap(({ flow, warnings: said }) => said.map((one) => `- **${plain(flow)}**: ${plain(one)}`)),
  ];
  if (warnings.length === 0) return;
  text.frame('### Warnings', '');
  text.list(warnings, 'warning');
  text.frame('');
}

function writeCalls(text: BoundedText, { calls, startedAt, finishedAt, version }: RunReport): void {
  const systems = callsPerSystem(calls);
  if (systems.size > 0) {
    text.frame('### Calls used', '', ...head(['System', 'Calls'], 1));
    text.frame(...[...systems].map(([system, number]) => row([plain(system), number])), '');
    text.frame('<details><summary>By method and resource</summary>', '', ...head(['Call', 'Times'], 1));
    const sorted = Object.entries(calls).sort(([left], [right]) => (left < right ? -1 : 1));
    text.list(
      sorted.map(([call, number]) => row([plain(call), number])),
      'kind',
    );
    text.frame('', '</details>', '');
  }
  const seconds = Math.max(0, (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000);
  text.frame(`Took ${seconds.toFixed(1)} s, from ${dutchTime(startedAt)} Dutch time; version ${plain(version)}.`);
}
