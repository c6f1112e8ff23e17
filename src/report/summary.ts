import { DateTime } from 'luxon';
import { systemNames, titleOf } from '../systems/registry.ts';
import { adviceFor } from './advice.ts';
import { bookedSection } from './booked.ts';
import { count } from './count.ts';
import { logLine } from './describe-error.ts';
import { differencesLine, differencesSections } from './differences.ts';
import { leftOutSection } from './left-out.ts';
import { noticesSection } from './notices.ts';
import {
  type Block,
  type Cell,
  details,
  list,
  type Page,
  paragraph,
  section,
  type Text,
  table,
  title,
} from './page/page.ts';
import { pausedSection } from './paused.ts';
import {
  callsPerSystem,
  type DeadLetterReport,
  type FlowReport,
  type ReportedError,
  type RunReport,
  stopsOf,
  totalsOf,
} from './run-report.ts';

/** A system's message may be long; the report file has all of it. */
const LONGEST_REASON = 500;

/** The first heading of every page. */
export const TITLE = systemNames().map(titleOf).join(' ⇄ ');

/** What a run did: the activity log. */
export function runPage(report: RunReport): Page {
  const { flows } = report;
  const failures = flows.flatMap((flow) => flow.failures.map((record) => recordRow(flow, record)));
  return [
    title(TITLE),
    paragraph(headline(report)),
    ...stops(report),
    ...pausedSection(report.paused),
    ...steps(flows),
    ...bookedSection('What was booked in this run', flows),
    ...leftOutSection(flows),
    ...noticesSection(flows),
    ...differencesSections(report),
    ...records('Records that failed in this run', failures),
    ...records('Records that wait for their next try', flows.flatMap(waiting)),
    ...warnings(report),
    ...callsUsed(report),
    duration(report),
  ];
}

/** Why a run could not begin, or ended in an error. */
export function errorsPage(errors: readonly ReportedError[], began: boolean): Page {
  const happened = began ? 'The run ended early' : 'The run did not begin, and nothing was written';
  const said = paragraph(`${happened}: ${count(errors.length, 'problem')}.`);
  return [title(TITLE), said, ...list(errors.map(logLine), 'problem')];
}

/** One sentence or two that say what happened. */
export function headline(report: RunReport): string {
  const { created, updated, failed, deadLetters } = totalsOf(report);
  const stopped = report.flows.filter((flow) => flow.status === 'stopped');
  const paused = report.flows.filter((flow) => flow.isPaused === true).length;
  if (paused > 0 && paused === report.flows.length)
    return 'All flows of this run are paused: nothing was read or written. See below until when, and why.';
  const parts: string[] = [];
  if (stopped.length > 0)
    parts.push(`${stopped.length} of ${count(report.flows.length, 'flow')} stopped: ${names(stopped)}.`);
  if (report.errors.length > 0) parts.push('The run did not end well: see below.');
  const ran = parts.length > 0 ? '' : `${count(report.flows.length - paused, 'flow')} ran: `;
  if (created + updated > 0) parts.push(`${ran}${count(created, 'record')} created, ${updated} updated.`);
  else if (ran !== '') parts.push(`${ran}nothing ${failed > 0 ? 'was' : 'had to be'} written.`);
  else parts.push('Nothing was written.');
  if (paused > 0) parts.push(`${count(paused, 'flow')} ${paused === 1 ? 'is' : 'are'} paused: see below.`);
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

function stops(report: RunReport): Page {
  const lines: readonly Text[] = [
    ...report.errors.map(logLine),
    ...stopsOf(report).map(({ flows, error }) => [{ strong: flows.join(', ') }, `: ${logLine(error)}`]),
  ];
  return section('What stopped', list(lines, 'error'));
}

function steps(flows: readonly FlowReport[]): Page {
  const titles = ['Flow', 'Step', 'Read', 'Created', 'Updated', 'Unchanged', 'Skipped', 'Failed'];
  const rows = flows.flatMap(({ flow, status, isPaused, steps: own }) =>
    own.map(({ step, read, created, updated, unchanged, skipped, failed }) => {
      const name = `${flow}${status === 'stopped' ? ' (stopped)' : isPaused === true ? ' (paused)' : ''}`;
      return [name, step, read, created, updated, unchanged, skipped, failed];
    }),
  );
  return section('Flows', table(titles, 6, rows, 'step'));
}

function records(text: string, rows: readonly (readonly Cell[])[]): Page {
  const titles = ['Record', 'Flow', 'Step', 'Code', 'Reason', 'What to do', 'Tries', 'Tried again (Dutch time)'];
  return section(`${text} (${rows.length})`, table(titles, 0, rows, 'record'));
}

/** The dead letters that this run did not try. */
function waiting(flow: FlowReport): readonly (readonly Cell[])[] {
  const tried = new Set(flow.failures.map(({ reference }) => reference));
  return flow.deadLetters.filter(({ reference }) => !tried.has(reference)).map((record) => recordRow(flow, record));
}

function recordRow({ flow }: FlowReport, record: DeadLetterReport): readonly Cell[] {
  const { cause, action } = record.advice ?? adviceFor(record.code, record.reason);
  const reason = record.reason.length > LONGEST_REASON ? `${record.reason.slice(0, LONGEST_REASON)}…` : record.reason;
  return [
    record.reference,
    flow,
    record.step,
    { code: record.code },
    record.at === undefined ? reason : `${reason} (${record.at.file}:${record.at.line})`,
    cause === null ? action : `${cause} ${action}`,
    record.attempts,
    record.nextAt === null ? 'in the next run' : dutchTime(record.nextAt),
  ];
}

function dutchTime(iso: string): string {
  return DateTime.fromISO(iso, { zone: 'Europe/Amsterdam' }).toFormat('yyyy-MM-dd HH:mm');
}

function warnings(report: RunReport): Page {
  const lines: readonly Text[] = [
    ...report.warnings,
    ...report.flows.flatMap(({ flow, warnings: said }) => said.map((one) => [{ strong: flow }, `: ${one}`])),
  ];
  return section('Warnings', list(lines, 'warning'));
}

function callsUsed({ calls }: RunReport): Page {
  const sorted = Object.entries(calls).sort(([left], [right]) => (left < right ? -1 : 1));
  return [
    ...section('Calls used', table(['System', 'Calls'], 1, [...callsPerSystem(calls)])),
    ...details('By method and resource', table(['Call', 'Times'], 1, sorted, 'kind')),
  ];
}

function duration({ startedAt, finishedAt, version }: RunReport): Block {
  const seconds = Math.max(0, (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000);
  return paragraph(`Took ${seconds.toFixed(1)} s, from ${dutchTime(startedAt)} Dutch time; version ${version}.`);
}
