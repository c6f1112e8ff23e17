import { laterDay } from '../../mapping/flow/since.ts';
import type { OnlyThere, StepProgram } from '../../mapping/steps/step-program.ts';
import { matchForm } from '../../systems/match-form.ts';
import type { SourceRecord } from '../../systems/system.ts';
import type { RecordValues } from '../../values.ts';
import type { FlowContext } from '../context.ts';
import type { MayBe, StepResult } from '../item.ts';
import { placeOf } from '../money/money-lines.ts';
import { dateIn, toldDocument } from './told-document.ts';
import type { Verification } from './verification.ts';

/** What the steps of one resource saw of the target, which shows whether a document is only there. */
export class SeenThere {
  /** Keys of the records that were found. */
  readonly #keys = new Set<string>();
  /** The keys of records that were not found: a document that may be one of several is not only there. */
  readonly #sought = new Set<string>();
  #mayBeAny = false;
  #first = Number.POSITIVE_INFINITY;
  #last = Number.NEGATIVE_INFINITY;

  add(step: StepProgram, { values, before }: StepResult): void {
    if (before !== null) this.#keys.add(String(before[step.spec.key]));
    // A second document with the number of one that was found is only there.
    else for (const form of formsOf(step, values ?? {})) this.#sought.add(form);
    for (const side of [values, before]) {
      const month = side === null ? null : monthOf(step, side);
      if (month === null) continue;
      this.#first = Math.min(this.#first, month);
      this.#last = Math.max(this.#last, month);
    }
  }

  /** Adds the documents that a failed record may be: they are not only there. Null = it may be any. */
  addMayBe(step: StepProgram, documents: readonly MayBe[] | null): void {
    this.#mayBeAny ||= documents === null;
    for (const { target, values } of documents ?? []) {
      if (target !== null) this.#keys.add(target);
      for (const form of formsOf(step, values)) this.#sought.add(form);
    }
  }

  /** True if it is not known what should be there: a record may be any document. */
  get tellsNothing(): boolean {
    return this.#mayBeAny;
  }

  /** True for a document in the periods that were compared. */
  spans(step: StepProgram, { fields }: SourceRecord): boolean {
    const month = monthOf(step, fields);
    return month !== null && month >= this.#first && month <= this.#last;
  }

  /** True for a document that belongs to no record of the source. */
  lacks(steps: readonly StepProgram[], { key, fields }: SourceRecord): boolean {
    if (this.#keys.has(key)) return false;
    return !steps.some((step) => formsOf(step, fields).some((form) => this.#sought.has(form)));
  }
}

/** A step that is responsible for documents that only the target has, and the fields that it reads. */
interface Answering {
  readonly step: StepProgram;
  readonly onlyThere: OnlyThere;
  readonly pair: string | undefined;
}

/**
 * Looks for documents that only the target has: the list of its documents is read once, in full. Documents without a source record count:
 * those in the `scope` or, without one, those in the periods that were compared and that no other flow has linked. Steps of one resource, such as one for invoices and one for deliveries, share the responsibility for its documents.
 */
export async function findOnlyThere(context: FlowContext, verification: Verification): Promise<void> {
  const { program, target, pairs, clock, signal } = context;
  const answering = program.steps.flatMap((step, position): Answering[] => {
    const onlyThere = step.policy.kind === 'verify' ? step.policy.onlyThere : null;
    return onlyThere === null ? [] : [{ step, onlyThere, pair: pairs[position] }];
  });
  for (const [resource, steps] of Map.groupBy(answering, ({ step }) => step.spec.name)) {
    const seen = verification.seenThere(resource);
    if (seen === undefined || seen.tellsNothing) continue;
    const fields = [...new Set(steps.flatMap(({ onlyThere }) => onlyThere.fields))];
    const request = { resource, fields, cursor: null, nowMs: clock(), signal };
    for await (const { records } of target.changes(request)) {
      for (const record of records) {
        const step = answeringTo(context, steps, seen, record);
        if (step !== null)
          verification.addOnlyThere(step, record, toldDocument(program.target.system, step, record.fields));
      }
    }
  }
}

const resourceOf = ({ program }: FlowContext, { step }: Answering): string =>
  `${program.target.system}.${step.spec.name}`;

/** The step for which a document is only there; null = it is not, or the steps are not responsible for it. */
function answeringTo(
  context: FlowContext,
  steps: readonly Answering[],
  seen: SeenThere,
  record: SourceRecord,
): StepProgram | null {
  const { program, links } = context;
  const own = steps.find(({ onlyThere: { inScope } }) => inScope?.(record.fields, context.today) !== false);
  if (own === undefined) return null;
  const since = laterDay(context.since, program.since);
  const date = dateIn(program.target.system, own.step, record.fields);
  if (since !== null && date !== null && date < since) return null;
  const lacks = seen.lacks(
    steps.map(({ step }) => step),
    record,
  );
  if (!lacks) return null;
  // A scope says whose documents these are. Without one, documents of other flows and of periods that nothing was compared in are skipped.
  if (own.onlyThere.inScope !== null) return own.step;
  const linked = links.pairsOf(resourceOf(context, own), record.key);
  const isOfAnotherFlow = linked.some((one) => steps.every(({ pair }) => pair !== one));
  return isOfAnotherFlow || !seen.spans(own.step, record) ? null : own.step;
}

/** A period as a number that grows with time. */
function monthOf(step: StepProgram, values: RecordValues): number | null {
  const { year, period } = placeOf(step, values);
  return year === null || period === null ? null : year * 100 + period;
}

/** The values of each match key that is filled. */
function formsOf({ match, spec }: StepProgram, values: RecordValues): readonly string[] {
  return match.flatMap((key) => {
    const forms = key.map((field) => [field, matchForm(spec, field, values[field])] as const);
    return forms.every(([, form]) => form !== null) ? [forms.flat().join('\n')] : [];
  });
}
