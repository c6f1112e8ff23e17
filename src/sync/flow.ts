import { ConfigError, SyncError, TransientError } from '../errors.ts';
import type { Program, Scope } from '../mapping/program.ts';
import type { DeadLetter } from '../state/progress.ts';
import type { Cursor, SourceRecord, System } from '../systems/system.ts';
import { runBatch } from './batch.ts';
import { afterFailure, isDue, isParked, isTransient } from './dead-letters.ts';
import { exceededLimits } from './guard.ts';
import { type Item, wasWorked } from './item.ts';
import type { LinkBook } from './link-book.ts';
import { recordPrint } from './record-print.ts';
import { rememberFinds } from './remember-finds.ts';
import { createTally, type Tally } from './tally.ts';
import { createDryWriter, type Writer } from './writer.ts';

/** Records are worked on in batches of this size: large enough for shared look-ups, small enough to show progress. */
const BATCH_SIZE = 100;

/** Progress of one flow, as kept in the state. */
export interface FlowProgress {
  cursor: Cursor | null;
  deadLetters: Record<string, DeadLetter>;
}

/** What a flow needs to run. */
export interface FlowContext {
  readonly program: Program;
  readonly source: System;
  readonly target: System;
  readonly writer: Writer;
  readonly links: LinkBook;
  /** Pair name per step, in step order. */
  readonly pairs: readonly string[];
  /** Pins of links.yml by pair name. */
  readonly pins: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly progress: FlowProgress;
  readonly refs: Scope['refs'];
  /** Only these references, compared in full; null = what changed. */
  readonly records: readonly string[] | null;
  /** Backfill from this date (yyyy-MM-dd): read from the beginning; null = from the cursor. */
  readonly since: string | null;
  /** Keyed hash, 16 hexadecimal digits. */
  readonly print: (text: string) => string;
  readonly clock: () => number;
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
}

/** What a flow did. */
export interface FlowResult {
  readonly tally: Tally;
  readonly before: Cursor | null;
  readonly after: Cursor | null;
  /** Keys of the source records that failed in this run, with whether it was for the first time. */
  readonly failures: readonly { readonly letter: DeadLetter; readonly isNew: boolean }[];
  /** References of the `records` input that the source knows. */
  readonly found: readonly string[];
  /** Why the flow stopped early, if it did. */
  readonly error: SyncError | null;
}

/**
 * Runs one flow: reads changes page by page, takes each record through the steps, and moves the cursor when a page is
 * settled. Never throws for what a user may meet: the result carries the error, and all that was done before it stands.
 */
export async function runFlow(context: FlowContext): Promise<FlowResult> {
  const before = context.progress.cursor;
  const run = new FlowRun(context);
  let error: SyncError | null = null;
  try {
    await run.all();
  } catch (caught) {
    error = asFlowError(caught, context.signal);
  }
  return { ...run.result(), before, after: context.progress.cursor, error };
}

interface Page {
  readonly records: readonly SourceRecord[];
  readonly cursor: Cursor | null;
}

class FlowRun {
  readonly #context: FlowContext;
  readonly #tally: Tally;
  readonly #failures: { letter: DeadLetter; isNew: boolean }[] = [];
  readonly #found = new Set<string>();
  /** What was worked on in this run, by key and content: a retried dead letter may come by in the feed once more. */
  readonly #tried = new Map<string, string>();
  /** The target; with a guard it remembers answers, because everything is asked twice. */
  readonly #target: System;
  #worked = 0;

  constructor(context: FlowContext) {
    this.#context = context;
    this.#tally = createTally(context.program.steps.map((step) => step.id));
    this.#target = context.program.guard === null ? context.target : rememberFinds(context.target);
  }

  result(): { tally: Tally; failures: { letter: DeadLetter; isNew: boolean }[]; found: string[] } {
    return { tally: this.#tally, failures: this.#failures, found: [...this.#found] };
  }

  async all(): Promise<void> {
    if (this.#context.program.guard === null) {
      for await (const page of this.#pages()) {
        if (!(await this.#settlePage(page))) break;
      }
      return;
    }
    const pages: Page[] = [];
    for await (const page of this.#pages()) pages.push(page);
    await this.#checkGuard(pages);
    for (const page of pages) {
      if (!(await this.#settlePage(page))) break;
    }
  }

  /** Due dead letters first, then what changed; or only the records that were asked for. */
  async *#pages(): AsyncGenerator<Page> {
    const { program, source, progress, records, since, clock, signal } = this.#context;
    const resource = program.source.spec.name;
    const read = (by: 'key' | 'reference', values: readonly string[]) =>
      source.read({ resource, by, values, fields: program.fields, signal });
    if (records !== null) {
      const found = await read('reference', records);
      for (const record of found) this.#found.add(record.reference);
      yield { records: found, cursor: null };
      return;
    }
    const due = Object.entries(progress.deadLetters).filter(([, letter]) => isDue(letter, clock(), program.version));
    if (due.length > 0) {
      const found = await read(
        'key',
        due.map(([key]) => key),
      );
      for (const [key] of due) {
        if (!found.some((record) => record.key === key)) delete progress.deadLetters[key];
      }
      yield { records: found, cursor: null };
    }
    const cursor = since === null ? progress.cursor : null;
    yield* source.changes({ resource, fields: program.fields, cursor, nowMs: clock(), signal });
  }

  /** Works on one page; false when the flow's limit is reached and the rest waits for the next run. */
  async #settlePage(page: Page): Promise<boolean> {
    const { program, progress, log } = this.#context;
    const limit = program.limit ?? Number.POSITIVE_INFINITY;
    let rest = page.records.filter((record) => this.#isWanted(record));
    while (rest.length > 0) {
      const room = limit - this.#worked;
      if (room <= 0) return false;
      const batch = rest.slice(0, Math.min(BATCH_SIZE, room));
      rest = rest.slice(batch.length);
      const { links, writer } = this.#context;
      this.#account(batch, await this.#run(batch, links, writer));
      log(`${program.name}: ${this.#tally.line()}`);
    }
    if (page.cursor !== null) progress.cursor = page.cursor;
    return true;
  }

  #isWanted(record: SourceRecord): boolean {
    const { program, progress, clock, records, pins, pairs } = this.#context;
    if (this.#tried.get(record.key) === this.#printOf(record)) return false;
    const since = this.#context.since ?? program.since;
    if (since !== null && record.changedAt !== null && record.changedAt.slice(0, 10) < since) return false;
    const own = program.steps.findIndex((step) => step.subject === null);
    if (pins.get(pairs[own] ?? '')?.get(record.reference) === 'skip') return false;
    return records !== null || !isParked(progress.deadLetters[record.key], this.#printOf(record), clock());
  }

  /** Books the outcome of a batch: counts, dead letters, failures. */
  #account(batch: readonly SourceRecord[], items: readonly Item[]): void {
    const { progress, clock } = this.#context;
    const passed = new Set(items.map((item) => item.source.key));
    for (const record of batch) if (!passed.has(record.key)) delete progress.deadLetters[record.key];
    for (const item of items) {
      const { key, reference } = item.source;
      this.#tried.set(key, this.#printOf(item.source));
      if (wasWorked(item)) this.#worked += 1;
      this.#tally.add(item);
      const before = progress.deadLetters[key];
      if (item.failure === null) {
        delete progress.deadLetters[key];
        continue;
      }
      const { step, error, reason } = item.failure;
      const letter = afterFailure(
        before,
        {
          reference,
          step,
          error,
          reason,
          print: this.#printOf(item.source),
          transient: error instanceof TransientError,
        },
        clock(),
      );
      progress.deadLetters[key] = letter;
      this.#failures.push({
        letter,
        isNew: before === undefined || isTransient(before) || before.code !== letter.code,
      });
    }
  }

  /** Counts what the flow would write, without a trace; throws when that is more than the guard allows. */
  async #checkGuard(pages: readonly Page[]): Promise<void> {
    const { program, links, pairs } = this.#context;
    const dry = { links: links.fork(), writer: createDryWriter() };
    const tally = createTally(program.steps.map((step) => step.id));
    const limit = program.limit ?? Number.POSITIVE_INFINITY;
    let worked = 0;
    const seen = new Set<string>();
    for (const page of pages) {
      const wanted = page.records.filter((record) => this.#isWanted(record) && !seen.has(record.key));
      for (let start = 0; start < wanted.length && worked < limit; start += BATCH_SIZE) {
        const batch = wanted.slice(start, start + Math.min(BATCH_SIZE, limit - worked));
        for (const record of batch) seen.add(record.key);
        for (const item of await this.#run(batch, dry.links, dry.writer)) {
          tally.add(item);
          if (wasWorked(item)) worked += 1;
        }
      }
    }
    const linked = [...new Set(pairs)].reduce((sum, pair) => sum + links.count(pair), 0);
    const exceeded = exceededLimits(program.guard ?? {}, { ...tally.writes(), linked });
    if (exceeded.length === 0) return;
    throw guardError(program, exceeded);
  }

  #run(records: readonly SourceRecord[], links: LinkBook, writer: Writer): Promise<readonly Item[]> {
    return runBatch({ ...this.#context, target: this.#target, links, writer }, records);
  }

  #printOf(record: SourceRecord): string {
    return recordPrint(this.#context.program, record.fields, this.#context.print);
  }
}

function asFlowError(caught: unknown, signal: AbortSignal): SyncError {
  if (signal.aborted) {
    return new TransientError('CANCELLED', 'The run was cancelled.', {
      hint: 'Nothing is lost: the next run goes on from here.',
      cause: caught,
    });
  }
  if (caught instanceof SyncError) return caught;
  throw caught;
}

function guardError(program: Program, exceeded: readonly string[]): ConfigError {
  return new ConfigError('GUARD_EXCEEDED', `${program.name} would make ${exceeded.join(' and ')}; it wrote nothing.`, {
    hint: 'When this is as it should be, raise `guard` in the flow for this run, or take it in parts with `limit`.',
  });
}
