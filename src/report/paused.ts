import { dayAfter } from '../sync/run/pauses.ts';
import { list, type Page, section, type Text } from './page/page.ts';
import type { Words } from './words/words.ts';

/** A line of paused.yml as a report tells it. */
export interface PauseReport {
  /** Null = everything. */
  readonly flow: string | null;
  /** The record's reference in the source; null = the whole flow. */
  readonly record: string | null;
  /** The last Dutch calendar day of the pause, `yyyy-MM-dd`. */
  readonly until: string;
  readonly by: string;
  readonly why: string;
  /** Its last day has passed: the line can go. */
  readonly isOver: boolean;
  /** Where it stands, `mappings/paused.yml:3`. */
  readonly place: string;
}

/** What is paused, until when, by whom and why; and the pauses that are over. Nothing if there are none. */
export function pausedSection(paused: readonly PauseReport[] | undefined, words: Words): Page {
  const { title, isOver, holds } = words.paused;
  const lines = (paused ?? []).map((pause): Text => {
    const told = pause.isOver
      ? isOver(words.date(pause.until), pause.place)
      : holds({ ...pause, until: words.date(pause.until), goesOn: words.date(dayAfter(pause.until)) });
    return [{ strong: pausedName(pause, words) }, told];
  });
  return section(title, list(lines, 'pause'));
}

/** `Everything`, the flow, or the flow with its record. */
export function pausedName({ flow, record }: Pick<PauseReport, 'flow' | 'record'>, words: Words): string {
  const { everything, record: named } = words.paused;
  return `${flow ?? everything}${record === null ? '' : named(record)}`;
}
