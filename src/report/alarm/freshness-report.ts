import { list, type Page, paragraph, title } from '../page/page.ts';
import type { Annotations } from '../run/annotations.ts';
import type { ReportedError } from '../run-report.ts';
import { TITLE } from '../title.ts';
import type { Words } from '../words/words.ts';

/** Whether the books are fresh: the alarms, and when the newest good run ended. */
export interface Freshness {
  readonly alarms: readonly ReportedError[];
  /** In milliseconds since 1970; null = there is none, or it is not known. */
  readonly lastGoodMs: number | null;
}

/** In one line: the alarms, or when a sync went well. */
export function freshnessSentence({ alarms, lastGoodMs }: Freshness, words: Words): string {
  if (alarms.length > 0) return alarms.map(({ message }) => message).join(' ');
  const { fresh, begins } = words.freshness;
  return lastGoodMs === null ? begins : fresh(words.time(lastGoodMs));
}

/** The same as a page, with what to do. */
export function freshnessPage(found: Freshness, words: Words): Page {
  const { alarms } = found;
  const head = `${alarms.length === 0 ? '✅' : '❌'} ${freshnessSentence(found, words)}`;
  return [title(TITLE), paragraph(head), ...list(alarms.map((alarm) => told(alarm, words)))];
}

/** The alarms as marks. */
export function freshnessMarks({ alarms }: Freshness, words: Words): Annotations {
  const shown = alarms.map((alarm) => {
    return { level: 'error', title: alarm.code, message: told(alarm, words), at: null } as const;
  });
  return { shown, more: 0 };
}

const told = ({ message, hint }: ReportedError, { todo }: Words): string => `${message} ${todo.action}${hint ?? ''}`;
