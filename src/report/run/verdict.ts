import Big from 'big.js';
import { isAside } from '../../errors/codes.ts';
import { alarmSentences, quietSentences } from '../alarm/alarm-words.ts';
import { handworkIn, handworkTexts } from '../alarm/handwork.ts';
import type { BookedTotalReport } from '../booked-report.ts';
import { type FlowReport, failedInPassing, type RunReport, totalsOf } from '../run-report.ts';
import type { Words } from '../words/words.ts';
import { differencesLine } from './differences.ts';
import { recordsInWords } from './record-words.ts';
import { restTexts } from './rest.ts';
import { waitingMoneyTexts } from './waiting-money.ts';

/** Flows that are named; the rest is counted. */
const MOST_NAMED = 5;

/** How a run went: a sign, and one or two sentences. */
export interface Verdict {
  /** Red = something stopped; yellow = records wait, one that was asked for is not there, the books differ, or a system has been silent for a short time; green = all in step. */
  readonly sign: '✅' | '⚠️' | '❌';
  readonly text: string;
}

/** The verdict on a run, for somebody who reads nothing else. */
export function verdictOf(report: RunReport, words: Words): Verdict {
  const { sign, text } = plainVerdict(report, words);
  const first = alarmSentences(report.alarm, words);
  const isShort = report.alarm?.isRed === false && report.alarm.outages.some(({ isYoung }) => isYoung);
  return {
    sign: sign === '❌' && isShort ? '⚠️' : sign,
    text: [...first, text, ...quietSentences(report.alarm, words)].join(' '),
  };
}

function plainVerdict(report: RunReport, words: Words): Verdict {
  const { verdict } = words;
  const stopped = report.flows.filter(({ status }) => status === 'stopped');
  const bad = [
    ...(stopped.length > 0 ? [stoppedText(stopped, report.flows.length, words)] : []),
    ...(report.errors.every(isAside) ? [] : [verdict.wrong]),
  ];
  const compared = differencesLine(report, words);
  const unknown = report.warnings.length;
  const open = [
    ...(report.isProgressLost === true ? [verdict.progressLost] : []),
    ...(report.errors.some(isAside) ? [verdict.notCopied] : []),
    ...(unknown === 0 ? [] : [verdict.unknown(words.count(unknown, 'record'), unknown === 1)]),
    ...waitingTexts(report, words),
    ...handworkTexts(report.flows.flatMap(handworkIn), words),
    ...(compared.areApart ? compared.text : []),
  ];
  const paused = report.flows.filter(({ isPaused }) => isPaused === true);
  if (paused.length > 0 && paused.length === report.flows.length) return { sign: '⚠️', text: words.paused.all };
  const pausedText =
    paused.length === 0 ? [] : [words.paused.some(words.count(paused.length, 'flow'), paused.length === 1)];
  const done = writtenParts(report, words);
  const rests = restTexts(report, words);
  const linked = linkedTexts(report, words);
  const written = [...rests, ...(done.length === 0 ? [] : [verdict.written(done.join(', '))]), ...linked];
  if (bad.length > 0) return { sign: '❌', text: [...bad, ...open, ...written, ...pausedText].join(' ') };
  if (open.length > 0) return { sign: '⚠️', text: [...open, ...written, ...pausedText].join(' ') };
  if (rests.length > 0)
    return { sign: goesOnByItself(report) ? '✅' : '⚠️', text: [...written, ...compared.text, ...pausedText].join(' ') };
  const inStep = report.alarm?.isWellAgain === true ? words.alarm.wellAgain : verdict.allInStep;
  const all = inStep(done.length === 0 ? verdict.nothingWritten : done.join(', '));
  return { sign: '✅', text: [all, ...linked, ...compared.text, ...pausedText].join(' ') };
}

/** False for a run that never got to ask for anything, and for one that a person has to start once more. */
const goesOnByItself = ({ flows }: RunReport): boolean =>
  flows.some(({ calls }) => Object.keys(calls).length > 0) && flows.every(({ rest }) => rest?.reason !== 'since');

function stoppedText(stopped: readonly FlowReport[], all: number, words: Words): string {
  const names = namesOf(stopped, words);
  return stopped.length === all
    ? words.verdict.stoppedAll(names)
    : words.verdict.stopped(stopped.length, words.count(all, 'flow'), names);
}

const namesOf = (flows: readonly FlowReport[], words: Words): string =>
  words.some(
    flows.slice(0, MOST_NAMED).map(({ flow }) => flow),
    flows.length - MOST_NAMED,
  );

/** Records that wait for a person, and those that failed and do not wait. */
function waitingTexts({ flows }: RunReport, words: Words): readonly string[] {
  const wait = recordsInWords(
    flows.map(({ source, deadLetters }) => ({ source, count: deadLetters.length })),
    words,
  );
  const soon = recordsInWords(
    flows.map((flow) => ({ source: flow.source, count: failedInPassing(flow).length })),
    words,
  );
  return [
    ...(wait.total > 0 ? [words.verdict.wait(wait.text, wait.total === 1)] : []),
    ...waitingMoneyTexts(flows, words),
    ...(soon.total > 0 ? [words.verdict.soon(soon.text, soon.total === 1)] : []),
  ];
}

/** What was written, by kind of record, and what was booked. */
function writtenParts(report: RunReport, words: Words): readonly string[] {
  const kinds = report.flows.map(({ source, records, steps }) => {
    const sum = (of: readonly { created: number; updated: number }[]): number =>
      of.reduce((total, { created, updated }) => total + created + updated, 0);
    return { source, count: sum(records === undefined ? steps : [records]) };
  });
  const related = report.flows.flatMap((flow) => flow.related ?? []);
  const written = recordsInWords([...kinds, ...related], words).parts;
  const booked = sumOf(report.flows.flatMap(({ bookedTotals = [] }) => bookedTotals)).amount;
  const { created, updated } = totalsOf(report);
  // A write-back may be all that a flow wrote.
  const others = written.length === 0 && created + updated > 0 ? [words.count(created + updated, 'record')] : [];
  return [
    ...(written.length === 0 ? others : written),
    ...(booked.eq(0) ? [] : [words.verdict.booked(words.money(booked.toFixed(2)))]),
  ];
}

/** Documents that were there already and were linked, with what they come to. */
function linkedTexts({ flows }: RunReport, words: Words): readonly string[] {
  const { documents, amount } = sumOf(flows.flatMap(({ linked }) => linked?.bookedTotals ?? []));
  if (documents === 0) return [];
  return [words.verdict.linked(words.count(documents, 'document'), words.money(amount.toFixed(2)), documents === 1)];
}

/** What totals come to over all periods. */
function sumOf(totals: readonly BookedTotalReport[]): { readonly documents: number; readonly amount: Big } {
  const periods = totals.filter(({ quarter }) => quarter === null);
  const amount = periods.reduce((sum, one) => sum.plus(one.amount), new Big(0));
  return { documents: periods.reduce((sum, one) => sum + one.documents, 0), amount };
}
