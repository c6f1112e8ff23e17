import type { SourceRecord } from '../../systems/system.ts';
import type { FlowContext } from '../context.ts';
import { RelatedRecords } from '../find/related-records.ts';
import { type Comparison, isSettled } from '../item.ts';
import type { Ahead, DeletedRecord, MissedDays } from '../result.ts';
import { type BatchResult, runBatch } from '../step/batch.ts';
import { findOnlyThere } from '../verify/only-there.ts';
import type { Writer } from '../write/writer.ts';
import { Agenda } from './agenda.ts';
import { isDue, isInDoubt } from './dead-letters.ts';
import { FoundDeletions } from './deletions.ts';
import { Outcomes } from './outcomes.ts';
import { PausedRecords } from './paused-records.ts';
import { type Page, Selection } from './selection.ts';
import { Unseen } from './unseen.ts';

/** Records are processed in batches of this size: large enough for shared look-ups, small enough to show progress. */
const BATCH_SIZE = 100;

/** One run of one flow. */
export class FlowRun {
  readonly outcomes: Outcomes;
  /** References of the `records` input that the source knows. */
  readonly found = new Set<string>();
  /** Those of them that are pinned as "skip". */
  readonly skipped = new Set<string>();
  /** Target records whose source record was deleted. */
  deleted: readonly DeletedRecord[] = [];
  /** Days of which the source no longer tells what was deleted. */
  missedDeletions: MissedDays | null = null;
  /** References that a person holds back and that the source does not have. */
  unknownHeld: readonly string[] = [];
  /** True once everything that changed in the source has been processed. */
  isReadToEnd = false;
  /** True once the limit has left records for a later run. */
  isCutShort = false;
  /** How many records the source has for this run; null = not known. */
  ahead: Ahead | null = null;
  readonly #context: FlowContext;
  readonly #selection: Selection;
  readonly #agenda: Agenda;
  readonly #paused: PausedRecords;
  readonly #unseen: Unseen;
  readonly #writer: Writer;
  readonly #sourceWriter: Writer;
  readonly #related: RelatedRecords;
  /** A backfill moves no cursor and sets none, because it skips what changed before its date. A flow that verifies reads everything each time. */
  readonly #movesCursor: boolean;
  /** How many records it may work on; whoever asks for records by name gets all of them. */
  readonly #limit: number;

  constructor(context: FlowContext) {
    const { program, source, target, createWriter, since, progress } = context;
    this.#context = context;
    this.#selection = new Selection(context);
    this.#agenda = new Agenda(program, progress, context.today);
    this.#unseen = new Unseen(progress, context.clock());
    this.outcomes = new Outcomes(context, this.#selection);
    this.#paused = new PausedRecords(context);
    this.#writer = createWriter(target);
    this.#sourceWriter = createWriter(source);
    this.#related = new RelatedRecords(context);
    this.#movesCursor = program.purpose === 'sync' && since === null;
    this.#limit = (context.records === null ? program.limit : null) ?? Number.POSITIVE_INFINITY;
  }

  /** Processes all pages. Throws what stops the flow; what was done before is in the outcomes. */
  async all(): Promise<void> {
    await this.#workOnAll();
    const { program, records, since, kind } = this.#context;
    const { verification } = this.outcomes;
    // A plan says what would happen to records: documents that only the target has are left to a run.
    if (verification !== null && records === null && kind !== 'plan') await findOnlyThere(this.#context, verification);
    const readsOn = this.#movesCursor || (program.purpose === 'verify' && since === null);
    this.isReadToEnd = records === null && readsOn && !this.isCutShort;
  }

  async #workOnAll(): Promise<void> {
    const { records } = this.#context;
    if (records !== null) {
      await this.#workOn([this.#requested(records)], this.#limit);
      return;
    }
    await this.#seeHeld();
    const deletions = await FoundDeletions.read(this.#context);
    deletions?.release(this.#paused);
    // Of a limit, half is for what the flow knows already: where each run has enough new records, nothing that waits would ever be tried.
    if (Number.isFinite(this.#limit)) await this.#workOn(this.#known(), Math.ceil(this.#limit / 2));
    // New records come first: after too many refusals a system accepts no more calls, and retries may be refused again.
    this.isCutShort = !(await this.#workOn([this.#changes(), ...this.#known()], this.#limit));
    if (deletions !== null) await this.#settle(deletions);
  }

  /** Works on `most` records of a run; false if the rest waits for the next one, where what is due stays due. */
  async #workOn(parts: readonly AsyncIterable<Page>[], most: number): Promise<boolean> {
    for (const pages of parts) if (!(await this.#work(pages, most))) return false;
    return true;
  }

  /** The records that the flow knows by key, and that are due. */
  #known(): readonly AsyncIterable<Page>[] {
    return [this.#dueToday(), this.#resumed(), this.#retries()];
  }

  async #settle(found: FoundDeletions): Promise<void> {
    this.missedDeletions = found.missed;
    this.deleted = await found.settle(this.#writer, this.#paused, this.#limit - this.outcomes.worked);
    this.isCutShort ||= found.isCutShort;
  }

  async #work(pages: AsyncIterable<Page>, most: number): Promise<boolean> {
    this.#context.mayBegin();
    for await (const page of pages) {
      if (!(await this.#processPage(page, most))) return false;
      if (page.cursor !== null && this.#movesCursor) this.#context.progress.cursor = page.cursor;
      this.#context.mayBegin();
    }
    return true;
  }

  /** Notes how many records the source still has, `open` of this page among them. */
  #look({ left, from }: Page, open: number): void {
    if (from !== 'feed') return;
    this.ahead = left === undefined ? null : { all: this.ahead?.all ?? left + open, left: left + open };
  }

  /** The records that were asked for. */
  async *#requested(references: readonly string[]): AsyncGenerator<Page> {
    const records = await this.#read('reference', references);
    for (const { reference } of records) {
      this.found.add(reference);
      if (this.#context.skippedRecords.has(reference)) this.skipped.add(reference);
    }
    yield { records, cursor: null, from: 'request' };
  }

  /** What changed in the source. */
  async *#changes(): AsyncGenerator<Page> {
    const { program, source, progress, since, clock, signal } = this.#context;
    const { fields } = program;
    const resource = program.source.spec.name;
    const cursor = since === null && program.purpose === 'sync' ? progress.cursor : null;
    for await (const page of source.changes({ resource, fields, cursor, nowMs: clock(), signal })) {
      yield { ...page, from: 'feed' };
    }
  }

  /** Records whose dates take effect today, though nothing changed in the source. */
  async *#dueToday(): AsyncGenerator<Page> {
    const due = this.#agenda.due();
    if (due.length === 0) return;
    const { records, gone } = await this.#readAgain(due);
    for (const key of gone) this.#agenda.drop(key);
    yield { records, cursor: null, from: 'agenda' };
  }

  /** Records whose pause has ended, or whose pause or "skip" was taken back, though nothing changed in the source. */
  async *#resumed(): AsyncGenerator<Page> {
    const keys = this.#paused.resumed();
    if (keys.length === 0) return;
    const { records, gone } = await this.#readAgain(keys);
    this.#paused.drop(gone);
    yield { records, cursor: null, from: 'agenda' };
    // Only now: a run that breaks off before reads them again. One of which something else is skipped is held back again.
    const read = new Set(records.map(({ key }) => key));
    this.#paused.drop(this.#paused.resumed().filter((key) => read.has(key)));
  }

  /**
   * Records that are held back are asked for once: when one is deleted, its key is all that is told of it, and a mistyped one would hold nothing back
   * without a word. Those that are not there are asked for again with the next new one: if one is made, it comes by.
   */
  async #seeHeld(): Promise<void> {
    const { progress } = this.#context;
    const unseen = this.#paused.unseen();
    if (unseen.some((reference) => progress.notThere?.includes(reference) !== true))
      this.#paused.note(await this.#read('reference', unseen));
    this.unknownHeld = this.#paused.unseen();
    if (this.unknownHeld.length > 0) progress.notThere = [...this.unknownHeld];
    else delete progress.notThere;
  }

  /** The dead letters whose time has come, the longest due first; those of paused records stay as they are. */
  async *#retries(): AsyncGenerator<Page> {
    const { progress, clock } = this.#context;
    const { version } = this.#selection;
    // What a person corrected since the run began counts.
    this.#related.forget();
    const due = Object.entries(progress.deadLetters)
      .filter(([, letter]) => isDue(letter, clock(), version) && !this.#paused.has(letter.reference))
      .sort(([, left], [, right]) => left.nextAtMs - right.nextAtMs)
      .map(([key]) => key);
    if (due.length === 0) return;
    const { records, gone } = await this.#readAgain(due);
    const found = new Map(records.map((record) => [record.key, record]));
    for (const key of gone) delete progress.deadLetters[key];
    yield { records: due.flatMap((key) => found.get(key) ?? []), cursor: null, from: 'retry' };
  }

  /** Records that the flow knows by key, and the keys of those that count as deleted. */
  async #readAgain(keys: readonly string[]): Promise<{ records: readonly SourceRecord[]; gone: readonly string[] }> {
    const records = await this.#read('key', keys);
    return { records, gone: this.#unseen.note(keys, records) };
  }

  #read(by: 'key' | 'reference', values: readonly string[]): Promise<readonly SourceRecord[]> {
    const { program, source, signal } = this.#context;
    return source.read({ resource: program.source.spec.name, by, values, fields: program.fields, signal });
  }

  /** Processes one page; false if the run has worked on `most` records and the rest waits for the next one. */
  async #processPage(page: Page, most: number): Promise<boolean> {
    const { program, log, mayBegin } = this.#context;
    this.#unseen.noteShown(page.records);
    this.outcomes.forgetLeftOut(page);
    this.#look(page, page.records.length);
    let rest = this.#selection.choose(page).filter((record) => !this.outcomes.wasTried(record));
    while (rest.length > 0) {
      const room = most - this.outcomes.worked;
      if (room <= 0) return false;
      mayBegin();
      const batch = rest.slice(0, Math.min(BATCH_SIZE, room));
      rest = rest.slice(batch.length);
      const result = await this.#run(batch, page);
      this.outcomes.book(batch, result);
      this.#context.observe(result.items);
      const done =
        result.error === null ? batch.length : result.items.filter((item) => isSettled(item, program)).length;
      this.#look(page, rest.length + batch.length - done);
      const toGo = (this.ahead?.left ?? 0) === 0 ? '' : `, ${this.ahead?.left} to go`;
      log(`${program.name}: ${this.outcomes.tally.line()}${toGo}`);
      if (result.error !== null) throw result.error;
      if (page.from === 'agenda') this.#doneAgain(batch);
      this.#paused.noteElements(result.items);
    }
    this.#paused.note(page.records);
    const { left = [], own = [] } = Object.groupBy(page.records, (record) =>
      this.#selection.isLeftOut(record) ? 'left' : 'own',
    );
    // One that is due would be read in every run. What is skipped is noted, and read again when that ends.
    for (const { key } of left) this.#agenda.drop(key);
    this.#agenda.note(own);
    return true;
  }

  /** Forgets that records were due: the limit may keep the rest of their page for the next run. */
  #doneAgain(records: readonly SourceRecord[]): void {
    this.#agenda.note(records);
    this.#paused.drop(records.map(({ key }) => key));
  }

  #run(records: readonly SourceRecord[], page: Page): Promise<BatchResult> {
    const bound = this.#selection.boundOf(page.from);
    const writers = { writer: this.#writer, sourceWriter: this.#sourceWriter };
    const context = { ...this.#context, bound, ...writers, related: this.#related };
    return runBatch(context, records, (record) => this.#comparison(record, page));
  }

  #comparison({ key }: SourceRecord, { from }: Page): Comparison {
    const { program, wasLeftOpen, progress } = this.#context;
    const isAsked = from === 'request' || program.purpose === 'verify';
    // The target may hold what the fingerprints do not know, even for a record that the feed brings before its next try.
    const isDoubtful = wasLeftOpen || isInDoubt(progress.deadLetters[key]) || this.#paused.isInDoubt(key);
    return {
      full: from === 'retry' || isAsked || isDoubtful,
      trust: isDoubtful ? 'agreement' : 'fingerprints',
      isAsked,
      isToTakeBack: progress.deadLetters[key]?.code === 'CANCELLED',
    };
  }
}
