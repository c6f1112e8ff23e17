import { RecordError } from '../../errors/errors.ts';
import { dutchDay } from '../../http/dutch-time.ts';
import type { Program } from '../../mapping/flow/program.ts';
import type { Join } from '../../mapping/relations/joins.ts';
import type { StepProgram } from '../../mapping/steps/step-program.ts';
import { hideValues } from '../../privacy/hide-records.ts';
import type { Link } from '../../state/links/link.ts';
import type { Deletions } from '../../systems/system.ts';
import { DAY_MS } from '../../time.ts';
import type { Value } from '../../values.ts';
import type { FlowContext } from '../context.ts';
import type { LinkBook } from '../links/link-book.ts';
import { mirrorName } from '../links/pairs.ts';
import type { DeletedRecord, FinishedFlow, MissedDays } from '../result.ts';
import type { Writer } from '../write/writer.ts';
import type { PausedRecords } from './paused-records.ts';

/** A document whose source record was deleted: where another one may take it up. */
export interface LeftBehind {
  readonly pair: string;
  readonly key: string;
  readonly target: Value;
}

/** A record that was deleted, with its result in a step. */
interface Left {
  readonly key: string;
  readonly step: StepProgram;
  readonly pair: string;
  readonly link: Link;
}

/** What was deleted in the source of a flow since it was last read: its own records, and those that its documents stand for, such as an order's invoices. */
export class FoundDeletions {
  readonly #context: FlowContext;
  readonly #deletions: Deletions;
  /** True if the limit of the flow keeps some for the next run. */
  isCutShort = false;
  /** The days of which the log no longer tells and that the flow has not read. */
  readonly missed: MissedDays | null;
  readonly #readMs: number;

  private constructor(context: FlowContext, deletions: Deletions, readMs: number) {
    const { progress } = context;
    this.#context = context;
    this.#deletions = deletions;
    this.missed = missedDays(progress.deletionsReadMs, readMs, deletions.keptDays);
    this.#readMs = readMs;
  }

  /** Reads the source's log of deletions; null if the flow ignores deletions. */
  static async read(context: FlowContext): Promise<FoundDeletions | null> {
    const { program, source, progress, clock, signal } = context;
    if (program.deleted === 'ignore' || source.deletions === undefined) return null;
    const related = program.steps.flatMap((step) => documentJoin(program, step)?.spec ?? []);
    const known = related.filter(({ deletionType }) => deletionType !== undefined);
    const resources = [...new Set([program.source.spec, ...known].map(({ name }) => name))];
    const { cursor: feed, deletions: cursor = null } = progress;
    const readMs = clock();
    return new FoundDeletions(context, await source.deletions({ resources, cursor, feed, signal }), readMs);
  }

  /** Lets others have the documents of deleted records from now on: an invoice that is made anew under its number is not taken for another sale. */
  release(paused: PausedRecords): void {
    const { program, links, claims, pairs } = this.#context;
    const keys = this.#deletions.keys.filter((key) => !paused.hasKey(key));
    for (const { key, step, pair } of this.#left(keys)) if (step.policy.kind === 'document') links.noteGone(pair, key);
    for (const [position, { policy }] of program.steps.entries()) {
      const pair = pairs[position];
      if (policy.kind === 'document' && pair !== undefined) for (const key of keys) claims.withdraw(pair, key);
    }
  }

  /**
   * Does what the flow says, and forgets the links and dead letters of deleted records. A refusal and a paused record stay, and are looked at again in the
   * next run; the target of a skipped one stays as it is. `room`: how many may be put out of use, the others wait for that run as well. Throws what stops the flow.
   */
  async settle(writer: Writer, paused: PausedRecords, room: number): Promise<readonly DeletedRecord[]> {
    const { program, progress, links, left: leftBehind, mayBegin } = this.#context;
    const settled: DeletedRecord[] = [];
    progress.deletionsReadMs = this.#readMs;
    const keys = this.#deletions.keys.filter((key) => !paused.hasKey(key));
    for (const left of this.#left(keys)) {
      mayBegin();
      const { key, pair, link } = left;
      if (isTakenUp(links, { pair, key, target: link.target })) {
        links.remove(pair, key);
        continue;
      }
      const { spec, id } = left.step;
      const target = left.link.reference ?? String(left.link.target);
      const about = { step: id, system: program.target.system, resource: spec.name, target };
      const isPut =
        program.deleted === 'deactivate' && spec.deactivated !== undefined && !paused.isSkippedKey(left.key);
      this.isCutShort = isPut && settled.filter(({ outcome }) => outcome === 'deactivated').length >= room;
      if (this.isCutShort) break;
      const refusal = isPut ? await this.#deactivate(left, writer) : null;
      if (refusal === null) this.#forget(left);
      const outcome = refusal !== null ? 'refused' : isPut ? 'deactivated' : 'stands';
      const isDocument = left.step.policy.kind === 'document';
      const record: DeletedRecord = { ...about, outcome, reason: refusal, ...(isDocument && { isDocument }) };
      if (isDocument) leftBehind.set(record, { pair, key, target: link.target });
      settled.push(record);
    }
    for (const key of keys) delete progress.deadLetters[key];
    const isSettled = keys.length === this.#deletions.keys.length && !this.isCutShort;
    if (isSettled && settled.every(({ outcome }) => outcome !== 'refused'))
      progress.deletions = { ...this.#deletions.cursor };
    return settled;
  }

  #left(keys: readonly string[]): readonly Left[] {
    const { program, pairs, links } = this.#context;
    const own = program.steps.flatMap((step, position) =>
      step.subject === null || documentJoin(program, step) !== undefined
        ? [{ step, pair: pairs[position] ?? step.id }]
        : [],
    );
    return keys.flatMap((key) =>
      own.flatMap(({ step, pair }) => {
        const link = links.get(pair, key);
        return link === undefined ? [] : [{ key, step, pair, link }];
      }),
    );
  }

  /** Null if it is done, or if the target record is gone as well; otherwise why it was refused. */
  async #deactivate({ step: { spec }, link }: Left, writer: Writer): Promise<string | null> {
    try {
      await writer.update({ spec, key: link.target, values: spec.deactivated ?? {} });
      return null;
    } catch (error) {
      if (!(error instanceof RecordError)) throw error;
      return error.code === 'NOT_FOUND'
        ? null
        : hideValues(error.message, [{ resource: spec.name, values: link.keep }]);
    }
  }

  #forget({ key, pair, link }: Left): void {
    const { links, written } = this.#context;
    links.leave(pair, key);
    // A flow in the other direction must not treat a remaining record as new; it creates the record again when it changes.
    const mirror = mirrorName(pair);
    if (!written.has(mirror)) links.remove(mirror, String(link.target));
  }
}

/** What a flow did, without the deleted documents that a flow behind it linked to other records. */
export function withoutTakenUp(run: FinishedFlow, { links, left }: Pick<FlowContext, 'links' | 'left'>): FinishedFlow {
  const isOver = (record: DeletedRecord): boolean => {
    const behind = left.get(record);
    return behind !== undefined && isTakenUp(links, behind);
  };
  if (run.result?.deleted.some(isOver) !== true) return run;
  return { ...run, result: { ...run.result, deleted: run.result.deleted.filter((one) => !isOver(one)) } };
}

/** True for a document that another source record has taken up: nothing is to be done about it any more. */
function isTakenUp(links: LinkBook, { pair, key, target }: LeftBehind): boolean {
  const owner = links.ownerOf(pair, target);
  return owner !== undefined && owner !== key;
}

/** What lies between the last reading of a log and the day as of which it was still kept in this one. */
function missedDays(
  lastMs: number | undefined,
  readMs: number,
  keptDays = Number.POSITIVE_INFINITY,
): MissedDays | null {
  const keptFromMs = readMs - keptDays * DAY_MS;
  return lastMs !== undefined && lastMs < keptFromMs ? { from: dutchDay(lastMs), until: dutchDay(keptFromMs) } : null;
}

/** The related record that a document of a step stands for, such as an invoice of an order; undefined = it stands for the flow's own record. */
const documentJoin = (
  { joins }: Pick<Program, 'joins'>,
  { policy, elementOf }: Pick<StepProgram, 'policy' | 'elementOf'>,
): Join | undefined => (policy.kind === 'document' ? joins.find(({ alias }) => alias === elementOf) : undefined);
