import { RecordError } from '../../errors/errors.ts';
import type { StepProgram } from '../../mapping/steps/step-program.ts';
import { hideValues } from '../../privacy/hide-records.ts';
import type { Link } from '../../state/links/link.ts';
import type { Deletions } from '../../systems/system.ts';
import type { FlowContext } from '../context.ts';
import { mirrorName } from '../links/pairs.ts';
import type { DeletedRecord } from '../result.ts';
import type { Writer } from '../write/writer.ts';
import type { PausedRecords } from './paused-records.ts';

/** A record that was deleted, with its result in a step. */
interface Left {
  readonly key: string;
  readonly step: StepProgram;
  readonly pair: string;
  readonly link: Link;
}

/** What was deleted in the source of a flow since it was last read. */
export class FoundDeletions {
  readonly #context: FlowContext;
  readonly #deletions: Deletions;
  /** True if the limit of the flow keeps some for the next run. */
  isCutShort = false;

  private constructor(context: FlowContext, deletions: Deletions) {
    this.#context = context;
    this.#deletions = deletions;
  }

  /** Reads the source's log of deletions; null if the flow ignores deletions. */
  static async read(context: FlowContext): Promise<FoundDeletions | null> {
    const { program, source, progress, signal } = context;
    if (program.deleted === 'ignore' || source.deletions === undefined) return null;
    const resource = program.source.spec.name;
    const { cursor: feed, deletions: cursor = null } = progress;
    return new FoundDeletions(context, await source.deletions({ resource, cursor, feed, signal }));
  }

  /**
   * Does what the flow says, and forgets the links and dead letters of deleted records. A refusal and a paused record stay, and are looked at again in the
   * next run; the target of a skipped one stays as it is. `room`: how many may be put out of use, the others wait for that run as well. Throws what stops the flow.
   */
  async settle(writer: Writer, paused: PausedRecords, room: number): Promise<readonly DeletedRecord[]> {
    const { program, progress, mayBegin } = this.#context;
    const settled: DeletedRecord[] = [];
    const keys = this.#deletions.keys.filter((key) => !paused.hasKey(key));
    for (const left of this.#left(keys)) {
      mayBegin();
      const { spec, id } = left.step;
      const about = { step: id, resource: spec.name, target: left.link.reference ?? String(left.link.target) };
      const isPut =
        program.deleted === 'deactivate' && spec.deactivated !== undefined && !paused.isSkippedKey(left.key);
      this.isCutShort = isPut && settled.filter(({ outcome }) => outcome === 'deactivated').length >= room;
      if (this.isCutShort) break;
      const refusal = isPut ? await this.#deactivate(left, writer) : null;
      if (refusal === null) this.#forget(left);
      const outcome = refusal !== null ? 'refused' : isPut ? 'deactivated' : 'stands';
      settled.push({ ...about, outcome, reason: refusal });
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
      step.subject === null ? [{ step, pair: pairs[position] ?? step.id }] : [],
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
