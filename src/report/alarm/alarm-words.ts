import { FAILURES } from '../../http/call-errors.ts';
import { systemNames, titleOf } from '../../systems/registry.ts';
import type { Words } from '../words/words.ts';
import type { AlarmReport, OutageReport } from './alarm-report.ts';

/** What is said of an alarm before everything else: that the run reminds, which systems do not answer, and which do again. */
export function alarmSentences(alarm: AlarmReport | undefined, words: Words): readonly string[] {
  if (alarm === undefined) return [];
  const { outages, answering, why } = alarm;
  const { answers, reminder, young } = words.alarm;
  const again = answering.map(nameOf);
  return [
    ...(why.includes('reminder') ? [reminder] : []),
    ...outages.map((outage) => outageSentence(outage, words)),
    ...(outages.some(({ isYoung }) => isYoung) ? [young] : []),
    ...(again.length > 0 ? [answers(words.list(again), again.length === 1)] : []),
  ];
}

/** What is said after everything else of a run that tells nothing new: when it reminds. */
export function quietSentences(alarm: AlarmReport | undefined, words: Words): readonly string[] {
  return alarm === undefined || alarm.isRed || alarm.remindsOn === null
    ? []
    : [words.alarm.quiet(words.date(alarm.remindsOn))];
}

/** `Asperion does not answer (503), since 1 December 2026 at 14:17.`, in Dutch time. */
export function outageSentence({ system, why, message, since }: OutageReport, words: Words): string {
  const { silent, began } = words.alarm;
  const time = words.time(Date.parse(since));
  if (system === null || why === null) return `${words.said(message).replace(/\.$/, '')}. ${began(time)}`;
  return silent(nameOf(system), whyOf(why, words), time);
}

/** A failed call in words; a status is its number. */
const whyOf = (why: string, words: Words): string =>
  Object.hasOwn(FAILURES, why) ? words.phrase(FAILURES[why as keyof typeof FAILURES]) : why;

function nameOf(system: string): string {
  const known = systemNames().find((name) => name === system);
  return known === undefined ? system : titleOf(known);
}
