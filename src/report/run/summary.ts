import { ascending } from '../../order.ts';
import { factsOf, systemNames } from '../../systems/registry.ts';
import { actionFor } from '../advice.ts';
import { bookedChart, bookedSection, linkedSection } from '../booked.ts';
import { failureSentence, lineIn } from '../describe-error.ts';
import { leftOutSection, withSkipped } from '../left-out.ts';
import { noticesSection } from '../notices.ts';
import {
  type Block,
  type Cell,
  details,
  linked,
  list,
  type Page,
  paragraph,
  section,
  type Text,
  table,
  title,
  withCode,
} from '../page/page.ts';
import { pausedSection } from '../paused.ts';
import type { Reader } from '../reader.ts';
import {
  callsPerSystem,
  type DeadLetterReport,
  type FlowReport,
  failedInPassing,
  type ReportedError,
  type RunReport,
} from '../run-report.ts';
import { TITLE } from '../title.ts';
import { en } from '../words/en.ts';
import type { Words } from '../words/words.ts';
import { placeToEdit } from './causes.ts';
import { differencesSections } from './differences.ts';
import { nounOf } from './record-words.ts';
import { verdictOf } from './verdict.ts';
import { shownReason, whatToDo } from './what-to-do.ts';

/**
 * What a run did, for people: the verdict, what to do, what was booked, each flow, how things stand with the systems; the rest is folded.
 * What comes first is what stays if not everything fits.
 */
export function runPage(report: RunReport, reader: Reader): Page {
  const { flows } = report;
  const { words } = reader;
  const { sign, text } = verdictOf(report, words);
  return [
    title(titleOfRun(report)),
    paragraph(`${sign} ${text}`),
    ...whatToDo(report, reader),
    ...pausedSection(report.paused, words),
    ...bookedSection(words.booked.title, flows, words),
    ...bookedChart(flows, words),
    ...linkedSection(flows, words),
    ...flowTable(report, words),
    ...leftOutSection(withSkipped(flows, words), words),
    ...noticesSection(flows, words),
    ...differencesSections(report, words),
    ...warnings(report, words),
    ...systemTable(report, words),
    ...folded(report, reader),
    duration(report, words),
  ];
}

/** The first heading of a run's page, with the company if there are several. */
const titleOfRun = ({ administration }: Pick<RunReport, 'administration'>): string =>
  administration === undefined ? TITLE : `${TITLE}: ${administration}`;

/** Why a run could not begin, or ended in an error. */
export function errorsPage(errors: readonly ReportedError[], began: boolean, words: Words = en): Page {
  return [
    title(TITLE),
    paragraph(`❌ ${failureSentence(errors, began, words)}`),
    ...list(
      errors.map((error) => withCode(lineIn(words, error))),
      'problem',
    ),
  ];
}

/** Each flow with its own records, as people call them, and up to when all are in step. */
function flowTable(report: RunReport, words: Words): Page {
  const { title: heading, columns, stopped, rests } = words.flows;
  const rows = report.flows.flatMap((flow): readonly (readonly Cell[])[] => {
    const { status, isPaused, rest, source, records, leftOut = [], deadLetters } = flow;
    if (records === undefined || flow.verified !== undefined) return [];
    const { created, updated, unchanged, skipped, failed } = records;
    const mark = status === 'stopped' ? stopped : isPaused === true ? words.paused.flow : rest ? rests : '';
    const name = `${flow.flow} ${mark}`.trim();
    const out = skipped + leftOut.reduce((sum, { count }) => sum + count, 0);
    const seen = created + updated + unchanged + out + failed;
    const waiting = deadLetters.length + failedInPassing(flow).length;
    return [[name, nounOf(source, words)[1], seen, created, updated, unchanged, out, waiting]];
  });
  return section(heading, [...table(columns, 6, rows, 'flow'), ...upTo(report, words)]);
}

/** Flows that are named; more are counted. */
const MOST_NAMED = 5;

/** Up to when the books are in step, and what is not; nothing if no flow read its source to the end. */
function upTo({ flows, startedAt }: RunReport, words: Words): Page {
  const writing = flows.filter(({ verified }) => verified === undefined);
  const behind = writing.filter(({ isReadToEnd }) => isReadToEnd !== true).map(({ flow }) => flow);
  if (behind.length === writing.length) return [];
  const named = behind.length > MOST_NAMED ? [words.count(behind.length, 'flow')] : behind;
  const waits = writing.some((flow) => flow.deadLetters.length + flow.failures.length > 0);
  const except = words.list([...named, ...(waits ? [words.flows.whatWaits] : [])]);
  return [paragraph(words.flows.upTo(words.time(Date.parse(startedAt)), except))];
}

function warnings(report: RunReport, words: Words): Page {
  const lines: readonly Text[] = [
    ...report.warnings.map((one) => withCode(words.said(one))),
    ...report.flows.flatMap(({ flow, warnings: said }) =>
      said.map((one) => [{ strong: flow }, ...withCode(`: ${words.said(one)}`)]),
    ),
  ];
  return section(words.warnings, list(lines, 'warning'));
}

/** Calls used and left, and until when each login holds. */
function systemTable({ calls, systems = {} }: RunReport, words: Words): Page {
  const { title: heading, columns, unknown, login } = words.state;
  const rows = [...callsPerSystem(calls)].map(([name, count]) => {
    const system = systemNames().find((one) => one === name);
    const stands = system === undefined ? undefined : systems[system];
    return [
      system === undefined ? name : factsOf(system).title,
      count,
      stands?.callsLeft == null ? unknown : words.amount(String(stands.callsLeft)),
      stands?.loginEnds == null ? unknown : login(words.date(stands.loginEnds), stands.isLoginFixed === true),
    ];
  });
  return section(heading, table(columns, 0, rows, 'sum'));
}

/** Every record, step and call. */
function folded(report: RunReport, reader: Reader): Page {
  const { words } = reader;
  const { records, recordColumns, steps, stepColumns, calls, callColumns } = words.details;
  const rows = report.flows.flatMap((flow) =>
    [...failedInPassing(flow), ...flow.deadLetters].map((letter) => recordRow(flow, letter, reader)),
  );
  // What a flow that verifies compared is told elsewhere: its steps write nothing, and skip what differs.
  const writing = report.flows.filter(({ verified }) => verified === undefined);
  const counted = writing.flatMap(({ flow, steps: own }) =>
    own.map(({ step, read, created, updated, unchanged, skipped, failed }) => {
      return [flow, step, read, created, updated, unchanged, skipped, failed];
    }),
  );
  const called = Object.entries(report.calls).sort(([left], [right]) => ascending(left, right));
  return [
    ...details(records(rows.length), table(recordColumns, 0, rows, 'record')),
    ...details(steps, table(stepColumns, 6, counted, 'step')),
    ...details(calls, table(callColumns, 1, called, 'kind')),
  ];
}

function recordRow({ flow }: FlowReport, letter: DeadLetterReport, { words, place }: Reader): readonly Cell[] {
  const { reference, step, code, attempts, nextAt } = letter;
  const at = placeToEdit(letter);
  const reason = shownReason(letter.reason, words);
  return [
    linked(reference, letter.screen),
    flow,
    step,
    { code },
    at === undefined ? reason : [reason, ' (', place(at), ')'],
    actionFor(letter, words.language) ?? '',
    attempts,
    nextAt === null ? words.details.nextRun : words.time(Date.parse(nextAt)),
  ];
}

function duration({ startedAt, finishedAt, version }: RunReport, words: Words): Block {
  const seconds = Math.max(0, (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000);
  return paragraph(words.details.took(seconds.toFixed(1), words.time(Date.parse(startedAt)), version));
}
