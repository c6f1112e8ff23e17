import type { Program } from '../../mapping/flow/program.ts';
import { ascending } from '../../order.ts';
import type { FlowProgress } from '../../state/progress.ts';
import type { SourceRecord } from '../../systems/system.ts';
import { LocalDateTime } from '../../values.ts';
import { dayAfter } from './pauses.ts';

/**
 * The days on which records are read again although nothing changed in the source, for flows that read the day of the
 * run. Kept by source key in the flow's progress, and changed in place.
 */
export class Agenda {
  readonly #progress: FlowProgress;
  readonly #dates: readonly string[];
  readonly #today: string;

  constructor(program: Program, progress: FlowProgress, today: LocalDateTime) {
    this.#progress = progress;
    // A flow that verifies reads everything each time.
    this.#dates = program.usesToday && program.purpose === 'sync' ? program.dates : [];
    this.#today = today.date;
    if (this.#dates.length === 0) delete progress.agenda;
  }

  /** Keys of the records whose day has come, the longest due first. */
  due(): readonly string[] {
    const days = Object.entries(this.#progress.agenda ?? {}).filter(([, day]) => day <= this.#today);
    return days.sort(([, left], [, right]) => ascending(left, right)).map(([key]) => key);
  }

  /** Forgets a record that is gone. */
  drop(key: string): void {
    if (this.#progress.agenda !== undefined) delete this.#progress.agenda[key];
  }

  #days(): Record<string, string> {
    this.#progress.agenda ??= {};
    return this.#progress.agenda;
  }

  /** Notes when records must be read again; those without a date in the future are forgotten. */
  note(records: readonly SourceRecord[]): void {
    if (this.#dates.length === 0) return;
    for (const { key, fields } of records) {
      const days = this.#dates.flatMap((field) => daysOf(fields[field])).filter((day) => day > this.#today);
      const [first] = days.sort();
      if (first === undefined) this.drop(key);
      else this.#days()[key] = first;
    }
  }
}

/** The days on which a date may change a result: it begins on the day itself, and has ended the day after. */
const daysOf = (value: unknown): readonly string[] =>
  value instanceof LocalDateTime ? [value.date, dayAfter(value.date)] : [];
