import { datedBy, isDated, laterDay } from '../../mapping/flow/since.ts';
import type { Cursor, SourceRecord } from '../../systems/system.ts';
import { canonical, LocalDateTime } from '../../values.ts';
import type { FlowContext } from '../context.ts';
import { recordFingerprint } from '../record-fingerprint.ts';
import { datedBefore, isOlder } from '../taking-part.ts';
import { isSameFailure } from './dead-letters.ts';

/** Records to process, and where they come from. */
export interface Page {
  readonly records: readonly SourceRecord[];
  readonly cursor: Cursor | null;
  /** As in `ChangePage`. */
  readonly left?: number;
  /** A dead letter's next try, a record whose day has come or that is not held back any more, a record that was asked for, or a change in the feed. */
  readonly from: 'retry' | 'agenda' | 'request' | 'feed';
}

/** Which source records a run of a flow processes. */
export class Selection {
  /** Changes when a person changes what decides the result: the mapping, or a pin of its records. */
  readonly version: string;
  readonly #context: FlowContext;
  readonly #dateField: string | null;
  /** False = the date of a record's last change counts. */
  readonly #isDated: boolean;

  constructor(context: FlowContext) {
    this.#context = context;
    this.#dateField = datedBy(context.program);
    this.#isDated = isDated(context.program);
    this.version = versionWithPins(context);
  }

  /** The records of a page that are processed now. */
  choose(page: Page): readonly SourceRecord[] {
    const { progress, since } = this.#context;
    return page.records.filter((record) => {
      if (this.isLeftOut(record) || this.#context.pausedRecords.has(record.reference)) return false;
      if (page.from !== 'feed') return true;
      if (this.#isBefore(record, since)) return false;
      const letter = progress.deadLetters[record.key];
      return !isSameFailure(letter, this.fingerprintOf(record));
    });
  }

  /**
   * True for a record that is not the flow's: older than its beginning, or pinned by a person as "skip". A check reads what is skipped: by
   * it, it knows the document that a person booked in its place.
   */
  isLeftOut(record: SourceRecord): boolean {
    const { program, skippedRecords } = this.#context;
    const isSkipped = program.purpose === 'sync' && skippedRecords.has(record.reference);
    return isSkipped || this.#isBefore(record, this.#beginning);
  }

  /** The words under which a record is counted whose own date is before the start date; null = it is not. */
  wordsForDate(record: SourceRecord, { from }: Page): string | null {
    const bound = this.boundOf(from);
    return bound !== null && this.#isDatedBefore(record, bound) ? datedBefore(bound) : null;
  }

  /** The start date for documents of such a page; null = there is none. That of the run holds for what it reads again. */
  boundOf(from: Page['from']): string | null {
    return from === 'feed' ? laterDay(this.#beginning, this.#context.since) : this.#beginning;
  }

  /** The flow's own start date; null = it has none, or a person asks for records by name and wants exactly those. */
  get #beginning(): string | null {
    const { program, records } = this.#context;
    return records === null ? program.since : null;
  }

  #isBefore(record: SourceRecord, since: string | null): boolean {
    return (!this.#isDated && isOlder(record, since)) || this.#isDatedBefore(record, since);
  }

  #isDatedBefore({ fields }: SourceRecord, since: string | null): boolean {
    const date = fields[this.#dateField ?? ''];
    return since !== null && date instanceof LocalDateTime && date.date < since;
  }

  /** Fingerprint of a record and of what decides its result. */
  fingerprintOf(record: SourceRecord): string {
    const { program, fingerprint } = this.#context;
    return `${this.version}:${recordFingerprint(program, record.fields, fingerprint)}`;
  }
}

/** The mapping's version, with a fingerprint of the pins that apply to its records, if there are any. */
function versionWithPins({ program, pairs, pins, fingerprint }: FlowContext): string {
  const own = [...new Set(pairs)].flatMap((pair) => [...(pins.get(pair)?.links ?? [])].map((pin) => [pair, ...pin]));
  return own.length === 0 ? program.version : `${program.version}.${fingerprint(canonical(own))}`;
}
